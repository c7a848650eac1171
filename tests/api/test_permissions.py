"""Who may do what: a row for every endpoint, and for every row what happens with and without its permission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import EVE, NO_SUCH_ID, NOBODY
from tests.conftest import team_token
from tests.wire import denied
from willcall.access.permissions import ALL, EVENT
from willcall.app import Application
from willcall.kit.values import replace
from willcall.settings import settings_from

if TYPE_CHECKING:
    import httpx

    from tests.cast import Desk, Fair

ROOT: Final = "/api/v1/"
ORGANIZER_PATH: Final = "organizers/{organizer}/"
EVENT_PATH: Final = f"{ORGANIZER_PATH}events/{{event}}/"
ITEM_PATH: Final = f"{EVENT_PATH}items/{{item}}/"
QUESTION_PATH: Final = f"{EVENT_PATH}questions/{{question}}/"
CART_PATH: Final = f"{EVENT_PATH}carts/{{cart}}/"

TEAMS: Final = "organizer.teams:write"
CHANNELS: Final = "organizer.settings.general:write"
CREATE: Final = "organizer.events:create"
SETTINGS: Final = "event.settings.general:write"
TAXES: Final = "event.settings.tax:write"
CATALOGUE: Final = "event.items:write"
DATES: Final = "event.subevents:write"
PLANS: Final = "organizer.seatingplans:write"
SEE_HOLDS: Final = "event.orders:read"
HOLD: Final = "event.orders:write"
SEE_VOUCHERS: Final = "event.vouchers:read"
VOUCHERS: Final = "event.vouchers:write"

ENDPOINTS: Final[dict[str, dict[str, str | None]]] = {
    "organizers/": {"GET": None},
    ORGANIZER_PATH: {"GET": None},
    f"{ORGANIZER_PATH}teams/": {"GET": TEAMS, "POST": TEAMS},
    f"{ORGANIZER_PATH}teams/{{id}}/": {"GET": TEAMS, "PUT": TEAMS, "PATCH": TEAMS, "DELETE": TEAMS},
    f"{ORGANIZER_PATH}teams/{{team}}/tokens/": {"GET": TEAMS, "POST": TEAMS},
    f"{ORGANIZER_PATH}teams/{{team}}/tokens/{{id}}/": {"GET": TEAMS, "DELETE": TEAMS},
    f"{ORGANIZER_PATH}saleschannels/": {"GET": CHANNELS, "POST": CHANNELS},
    f"{ORGANIZER_PATH}saleschannels/{{identifier}}/": {
        "GET": CHANNELS,
        "PUT": CHANNELS,
        "PATCH": CHANNELS,
        "DELETE": CHANNELS,
    },
    f"{ORGANIZER_PATH}events/": {"GET": None, "POST": CREATE},
    EVENT_PATH: {"GET": None, "PUT": SETTINGS, "PATCH": SETTINGS, "DELETE": SETTINGS},
    f"{EVENT_PATH}clone/": {"POST": SETTINGS},
    f"{EVENT_PATH}settings/": {"GET": None, "PATCH": SETTINGS},
    f"{EVENT_PATH}changelog/": {"GET": SETTINGS},
    f"{EVENT_PATH}categories/": {"GET": None, "POST": CATALOGUE},
    f"{EVENT_PATH}categories/{{id}}/": {"GET": None, "PUT": CATALOGUE, "PATCH": CATALOGUE, "DELETE": CATALOGUE},
    f"{EVENT_PATH}items/": {"GET": None, "POST": CATALOGUE},
    f"{EVENT_PATH}items/{{id}}/": {"GET": None, "PUT": CATALOGUE, "PATCH": CATALOGUE, "DELETE": CATALOGUE},
    f"{ITEM_PATH}variations/": {"GET": None, "POST": CATALOGUE},
    f"{ITEM_PATH}variations/{{id}}/": {"GET": None, "PUT": CATALOGUE, "PATCH": CATALOGUE, "DELETE": CATALOGUE},
    f"{ITEM_PATH}addons/": {"GET": None, "POST": CATALOGUE},
    f"{ITEM_PATH}addons/{{id}}/": {"GET": None, "PUT": CATALOGUE, "PATCH": CATALOGUE, "DELETE": CATALOGUE},
    f"{ITEM_PATH}bundles/": {"GET": None, "POST": CATALOGUE},
    f"{ITEM_PATH}bundles/{{id}}/": {"GET": None, "PUT": CATALOGUE, "PATCH": CATALOGUE, "DELETE": CATALOGUE},
    f"{EVENT_PATH}quotas/": {"GET": None, "POST": CATALOGUE},
    f"{EVENT_PATH}quotas/{{id}}/": {"GET": None, "PUT": CATALOGUE, "PATCH": CATALOGUE, "DELETE": CATALOGUE},
    f"{EVENT_PATH}quotas/{{id}}/availability/": {"GET": None},
    f"{EVENT_PATH}subevents/": {"GET": None, "POST": DATES},
    f"{EVENT_PATH}subevents/{{id}}/": {"GET": None, "PUT": DATES, "PATCH": DATES, "DELETE": DATES},
    f"{ORGANIZER_PATH}subevents/": {"GET": None},
    f"{ORGANIZER_PATH}seatingplans/": {"GET": None, "POST": PLANS},
    f"{ORGANIZER_PATH}seatingplans/{{id}}/": {"GET": None, "PUT": PLANS, "PATCH": PLANS, "DELETE": PLANS},
    f"{EVENT_PATH}seats/": {"GET": None},
    f"{EVENT_PATH}seats/{{id}}/": {"GET": None, "PATCH": SETTINGS},
    f"{EVENT_PATH}seats/bulk_block/": {"POST": SETTINGS},
    f"{EVENT_PATH}seats/bulk_unblock/": {"POST": SETTINGS},
    f"{EVENT_PATH}subevents/{{subevent}}/seats/": {"GET": None},
    f"{EVENT_PATH}subevents/{{subevent}}/seats/{{id}}/": {"GET": None, "PATCH": SETTINGS},
    f"{EVENT_PATH}subevents/{{subevent}}/seats/bulk_block/": {"POST": SETTINGS},
    f"{EVENT_PATH}subevents/{{subevent}}/seats/bulk_unblock/": {"POST": SETTINGS},
    f"{EVENT_PATH}questions/": {"GET": None, "POST": CATALOGUE},
    f"{EVENT_PATH}questions/{{id}}/": {"GET": None, "PUT": CATALOGUE, "PATCH": CATALOGUE, "DELETE": CATALOGUE},
    f"{QUESTION_PATH}options/": {"GET": None, "POST": CATALOGUE},
    f"{QUESTION_PATH}options/{{id}}/": {"GET": None, "PUT": CATALOGUE, "PATCH": CATALOGUE, "DELETE": CATALOGUE},
    f"{EVENT_PATH}taxrules/": {"GET": None, "POST": TAXES},
    f"{EVENT_PATH}taxrules/{{id}}/": {"GET": None, "PUT": TAXES, "PATCH": TAXES, "DELETE": TAXES},
    f"{EVENT_PATH}discounts/": {"GET": None, "POST": CATALOGUE},
    f"{EVENT_PATH}discounts/{{id}}/": {"GET": None, "PUT": CATALOGUE, "PATCH": CATALOGUE, "DELETE": CATALOGUE},
    f"{EVENT_PATH}item_meta_properties/": {"GET": None, "POST": CATALOGUE},
    f"{EVENT_PATH}item_meta_properties/{{id}}/": {
        "GET": None,
        "PUT": CATALOGUE,
        "PATCH": CATALOGUE,
        "DELETE": CATALOGUE,
    },
    f"{EVENT_PATH}vouchers/": {"GET": SEE_VOUCHERS, "POST": VOUCHERS},
    f"{EVENT_PATH}vouchers/{{id}}/": {"GET": SEE_VOUCHERS, "PUT": VOUCHERS, "PATCH": VOUCHERS, "DELETE": VOUCHERS},
    f"{EVENT_PATH}vouchers/batch_create/": {"POST": VOUCHERS},
    f"{EVENT_PATH}shop/": {"GET": None},
    f"{EVENT_PATH}shop/dates/": {"GET": None},
    f"{EVENT_PATH}shop/seats/": {"GET": None},
    f"{EVENT_PATH}shop/availability/": {"GET": None},
    f"{EVENT_PATH}carts/": {"POST": HOLD},
    CART_PATH: {"GET": SEE_HOLDS, "PATCH": HOLD, "DELETE": HOLD},
    f"{CART_PATH}lines/": {"POST": HOLD},
    f"{CART_PATH}positions/{{id}}/": {"DELETE": HOLD},
    f"{CART_PATH}voucher/": {"POST": HOLD},
    f"{CART_PATH}extend/": {"POST": HOLD},
    f"{CART_PATH}addons/": {"GET": SEE_HOLDS},
    f"{CART_PATH}cross_selling/": {"GET": SEE_HOLDS},
    f"{EVENT_PATH}waitinglistentries/": {"GET": SEE_HOLDS, "POST": HOLD},
    f"{EVENT_PATH}waitinglistentries/{{id}}/": {"GET": SEE_HOLDS, "PUT": HOLD, "PATCH": HOLD, "DELETE": HOLD},
    f"{EVENT_PATH}cartpositions/": {"GET": SEE_HOLDS, "POST": HOLD},
    f"{EVENT_PATH}cartpositions/bulk_create/": {"POST": HOLD},
    f"{EVENT_PATH}cartpositions/{{id}}/": {"GET": SEE_HOLDS, "DELETE": HOLD},
}
"""The permission that each method of each path needs (spec 04 §3); None: a token that reaches it is enough."""

STREAMS: Final = {f"{EVENT_PATH}shop/availability/"}
"""What has no end for those who are let in: they ask by HEAD, which needs what GET needs."""
CARTS: Final = {template for template in ENDPOINTS if template.startswith(f"{EVENT_PATH}carts/")}
PUBLIC: Final = {*(f"{EVENT_PATH}shop/{below}" for below in ("", "dates/", "seats/")), *STREAMS, *CARTS}
"""What is open to clients without a token too, for events that are live (`test_public.py`)."""

TAKES_TWO: Final = {f"{EVENT_PATH}clone/"}
"""What takes one more permission than the table says; its own tests show that (`test_clone.py`)."""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    method: str
    template: str
    permission: str | None

    @property
    def below_event(self) -> bool:
        """Whether the path names an event."""
        return self.template.startswith(EVENT_PATH)

    def __str__(self) -> str:
        return f"{self.method} {self.template}"

    def send(self, fair: Fair, token: str, secret: str = "") -> httpx.Response:
        """The request, with ids of nothing and a body that is refused if it is looked at."""
        path = self.template.format(
            organizer="bigevents",
            event=fair.slug,
            item=NO_SUCH_ID,
            subevent=NO_SUCH_ID,
            team=NO_SUCH_ID,
            question=NO_SUCH_ID,
            cart=NO_SUCH_ID,
            identifier=NO_SUCH_ID,
            id=NO_SUCH_ID,
        )
        headers = {"Authorization": f"Token {secret}"} if secret else None
        if self.method in ("GET", "HEAD", "DELETE"):
            return fair.send(self.method, ROOT + path, token=token, headers=headers)
        return fair.send(self.method, ROOT + path, 0, token=token, headers=headers)


ROWS: Final = [
    Row(method, template, permission)
    for template, methods in ENDPOINTS.items()
    for method, permission in methods.items()
]
ASKING: Final = [row for row in ROWS if row.permission]
OPEN: Final = [row for row in ROWS if not row.permission]


@pytest.fixture(scope="session")
def secrets(desk: Desk) -> dict[str, tuple[str, str]]:
    """By permission: a token that holds it and nothing else, and one that holds everything else."""

    def secret(name: str, names: frozenset[str]) -> str:
        rights: dict[str, Any] = {
            "limit_event_permissions": sorted(names & EVENT),
            "limit_organizer_permissions": sorted(names - EVENT),
        }
        return team_token(desk, name, **rights)

    asked = sorted({row.permission for row in ASKING if row.permission})
    return {name: (secret(name, frozenset({name})), secret(f"all but {name}", ALL - {name})) for name in asked}


def test_every_endpoint_has_its_row() -> None:
    """A new endpoint fails here until it is said who may use it; so does one whose permission changes."""
    served = {
        (operation.method, path.template): path.read if operation.method == "GET" else path.write
        for path in Application(settings_from({})).paths
        for operation in path.operations
    }

    assert {(row.method, row.template): row.permission for row in ROWS} == served


def test_what_is_public_is_said_to_be() -> None:
    assert {path.template for path in Application(settings_from({})).paths if path.public} == PUBLIC


def test_every_permission_that_is_asked_for_can_be_held() -> None:
    assert {row.permission for row in ASKING} <= ALL


def test_every_path_is_checked_for_what_it_names() -> None:
    """An endpoint below an event that only checks the organizer would show everybody's events."""
    reach = {path.template: path.reach for path in Application(settings_from({})).paths}

    for template, reached in reach.items():
        assert reached == ("event" if "{event}" in template else "organizer" if "{organizer}" in template else "root")


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_without_a_token_nobody_is_let_in(row: Row, fair: Fair) -> None:
    """Public paths are open for live events only, which this one is not: it looks as if it were not there."""
    answer = row.send(fair, NOBODY)

    if row.template in PUBLIC:
        denied(answer, 403)
    else:
        denied(answer, 401)
        assert answer.headers["www-authenticate"] == "Token"


@pytest.mark.parametrize("row", ASKING, ids=str)
def test_everything_but_the_permission_is_not_enough(row: Row, fair: Fair, secrets: dict[str, tuple[str, str]]) -> None:
    assert row.permission
    denied(row.send(fair, NOBODY, secrets[row.permission][1]), 403)


@pytest.mark.parametrize("row", [row for row in ASKING if row.template not in TAKES_TWO], ids=str)
def test_the_permission_alone_is_enough(row: Row, fair: Fair, secrets: dict[str, tuple[str, str]]) -> None:
    assert row.permission
    answer = row.send(fair, NOBODY, secrets[row.permission][0])

    assert answer.status_code in {200, 204, 400, 404}, answer.text


@pytest.mark.parametrize("row", OPEN, ids=str)
def test_what_is_open_needs_no_permission(row: Row, fair: Fair) -> None:
    if row.template in STREAMS:
        row = replace(row, method="HEAD")
    assert row.send(fair, "noperm").status_code in {200, 404}


@pytest.mark.parametrize("row", [row for row in ROWS if "{organizer}" in row.template], ids=str)
def test_another_organizers_token_sees_nothing(row: Row, fair: Fair) -> None:
    denied(row.send(fair, EVE), 403)


@pytest.mark.parametrize("row", [row for row in ROWS if row.below_event], ids=str)
def test_a_token_without_the_event_sees_nothing_of_it(row: Row, fair: Fair) -> None:
    denied(row.send(fair, "noevents"), 403)


def test_nothing_tells_why_it_is_refused(desk: Desk, fair: Fair) -> None:
    """Not there, not theirs and not allowed: the same answer, byte for byte."""
    answers = [
        desk.get("events/no-such-event/categories/"),
        desk.get("/api/v1/organizers/no-such-organizer/events/fair/categories/"),
        fair.get("categories/", token=EVE),
        fair.get("categories/", token="noevents"),
        fair.post("categories/", {"name": "A"}, token="noperm"),
        fair.get("cartpositions/", token="noperm"),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.content for answer in answers}) == 1
