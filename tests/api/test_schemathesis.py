"""Every operation of the OpenAPI document, asked in many odd ways: it describes each answer, and nothing crashes."""

from __future__ import annotations

import re
import secrets
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest
import requests
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.generation.meta import TestPhase
from schemathesis.specs.openapi import checks

from tests.api.hall import seated
from tests.api.stall import set_up
from tests.api.survey import asked
from tests.api.test_openapi import described
from tests.cast import ANSWER_TIMEOUT_S, NO_SUCH_ID, Desk
from tests.conftest import API
from tests.server import willcall
from willcall.rest.kept import KEY_LENGTH_MAX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server import Server

Case = schemathesis.Case[Any]

EXAMPLES: Final = 10
"""Random requests of each operation, besides those that the document suggests: bounds, methods, what is left out."""

SHARES: Final = 4
"""Two of these shares are asked, one on each database: enough to meet each bound of the common fields many times."""

# Left out: `negative_data_rejection`, since the interface takes numbers as text, truth as "yes", and ignores what it
# does not know; `positive_data_acceptance`, since rules between fields and what exists refuse what a schema allows.
CHECKS: Final = [
    not_a_server_error,
    checks.allow_header_conformance,
    checks.content_type_conformance,
    checks.ignored_auth,
    checks.missing_required_header,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.status_code_conformance,
    checks.unsupported_method,
]

CONFIG: Final = schemathesis.Config.from_dict(
    {
        "seed": 1,
        "generation": {
            "database": "none",
            "deterministic": True,
            "max-examples": EXAMPLES,
            "no-shrink": True,
            "with-security-parameters": False,
        },
        # What one answer says would shape the next request, and no two runs would be alike.
        # The examples of the document are checked with the document.
        "phases": {
            "examples": {"enabled": False},
            "coverage": {"extra-data-sources": {"responses": False}},
            "fuzzing": {"extra-data-sources": {"responses": False}, "error-feedback": {"enabled": False}},
        },
    }
)

KEY: Final = "X-Idempotency-Key"
BOX_OFFICE: Final = {"name": "Box office", "limit_events": []}
PLAIN: Final = re.compile(r"[0-9]+|[A-Za-z0-9._-]+", re.ASCII)

# What has no end cannot be waited for; `test_live.py` listens to it.
SCHEMA: Final = schemathesis.openapi.from_dict(described(), config=CONFIG).exclude(path_regex="/shop/availability/$")


@SCHEMA.parametrize()
def test_operation(case: Case, ground: Ground) -> None:
    """One of the requests that schemathesis makes up for an operation; it runs this test many times."""
    if ground.leaves_out(case):
        return
    ground.aim(case)
    authorization = {"Authorization": f"Token {ground.token}"}
    case.call_and_validate(ground.server.base, ground.session, authorization, CHECKS, timeout=ANSWER_TIMEOUT_S)


Ids = dict[str, Any]
"""What exists, by the part of the path before it."""


@dataclass(frozen=True)
class Ground:
    """An organizer of its own, with events to read and add to, to change, to delete things from, and to delete."""

    server: Server
    token: str
    session: requests.Session
    kept: Ids
    changed: Ids
    emptied: Ids
    doomed: Ids

    def leaves_out(self, case: Case) -> bool:
        """Of the thousands of requests that the document itself suggests, each database gets another share."""
        suggested = case.meta is not None and case.meta.phase.name is TestPhase.COVERAGE
        share = int(self.server.database.startswith("sqlite"))
        return suggested and fingerprint(case) // 4 % SHARES != share

    def aim(self, case: Case) -> None:
        """Points a request at what exists, mostly; what cannot be an id or a slug stays as it is."""
        real = self._ids(case)
        parts = case.operation.path.strip("/").split("/")
        for before, part, after in zip(parts, parts[1:], [*parts[2:], ""], strict=False):
            name = part[1:-1]
            if part.startswith("{") and PLAIN.fullmatch(str(case.path_parameters[name])):
                known = real.get(f"{before}/{after}", real[before])
                case.path_parameters[name] = NO_SUCH_ID if name == "id" and seldom(case) else known
        case.body = aimed(case.body, self.kept)
        if len(key := case.headers.get(KEY, "")) <= KEY_LENGTH_MAX and key:
            # A key brings back whatever it brought first: different requests need different ones.
            case.headers[KEY] = f"{fingerprint(case)}{key}"[:KEY_LENGTH_MAX]
        if not seldom(case):
            case.headers.pop("If-Modified-Since", None)

    def _ids(self, case: Case) -> Ids:
        if case.method in ("PUT", "PATCH", "DELETE") and case.operation.path.endswith("/events/{event}/"):
            return self.doomed
        return {"PUT": self.changed, "PATCH": self.changed, "DELETE": self.emptied}.get(case.method, self.kept)


def seldom(case: Case) -> bool:
    """One time in four, by what is asked, so that the same request always goes to the same place."""
    return fingerprint(case) % 4 == 0


def fingerprint(case: Case) -> int:
    """A number for the request that schemathesis made up."""
    made_up = case.operation.label, case.method, case.path_parameters, case.query, case.headers, case.body
    return zlib.crc32(repr(made_up).encode())


def aimed(value: Any, real: Ids) -> Any:
    """A body with ids of things that exist."""
    if isinstance(value, list):
        return [aimed(one, real) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: some[inner % len(some)] if isinstance(inner, int) and (some := real.get(f"{key}:")) else aimed(inner, real)
        for key, inner in value.items()
    }


@pytest.fixture(scope="module")
def ground(server: Server) -> Iterator[Ground]:
    slug = f"odd-{secrets.token_hex(4)}"
    willcall("organizer", "create", slug, database=server.database)
    token = willcall("token", "create", "--organizer", slug, "--all-events", database=server.database)
    with httpx.Client(base_url=server.base, timeout=ANSWER_TIMEOUT_S) as client, requests.Session() as session:
        session.trust_env = False  # a look for proxies costs more than a request
        desk = Desk(client, {"main": token}, f"{API}{slug}/", slug)
        kept, changed, emptied, doomed = (prepared(desk) for _ in range(4))
        # Of these nothing hangs that is asked for afterwards.
        emptied |= {"items/": emptied["item:"][-1], "teams/": desk.made("teams/", BOX_OFFICE)["id"]}
        yield Ground(server, token, session, kept, changed, emptied, doomed)


DISCOUNT: Final = {
    "internal_name": "Three for two",
    "condition_min_count": 3,
    "benefit_discount_matching_percent": "33.00",
}
WAITS: Final = {"email": "ada@example.org"}


def prepared(desk: Desk) -> Ids:
    """An event with something of everything, and a team with a token."""
    stall = set_up(desk.fair(), desk.fair())
    fair, things = stall.fair, {name: thing["id"] for name, thing in stall.things.items()}
    team = desk.made("teams/", BOX_OFFICE)["id"]
    question = asked(fair, "C", options=[{"answer": "Red"}, {"answer": "Blue"}])
    hall = seated(desk, fair)
    fair.patch("", {"live": True})  # else its shop would show nothing
    cart = fair.made("carts/", {"lines": [{"item": things["T"]}]})
    return {
        "carts": cart["id"],
        "positions": cart["lines"][0]["id"],
        "questions": question["id"],
        "options": question["options"][0]["id"],
        "seatingplans": hall.plan["id"],
        "seats": fair.seen("seats/")["results"][0]["id"],
        "subevents": NO_SUCH_ID,  # the event is no series: only its refusals are seen here
        "vouchers": fair.voucher()["id"],
        "taxrules": fair.made("taxrules/", {"name": "VAT", "rate": "19.00"})["id"],
        "discounts": fair.made("discounts/", DISCOUNT)["id"],
        "item_meta_properties": fair.made("item_meta_properties/", {"name": "Colour"})["id"],
        "waitinglistentries": fair.made("waitinglistentries/", {"item": fair.item()["id"], **WAITS})["id"],
        "saleschannels": desk.made("saleschannels/", {"identifier": f"api.{fair.slug}", "label": "Kiosk"})[
            "identifier"
        ],
        "organizers": desk.organizer,
        "events": fair.slug,
        "teams": team,
        "tokens": desk.made(f"teams/{team}/tokens/", {"name": "Gate"})["id"],
        "categories": things["normal"],
        "items": things["T"],
        "items/variations": things["S"],
        "variations": things["s1"],
        "addons": things["rule"],
        "bundles": things["bundle"],
        "quotas": things["q1"],
        "cartpositions": fair.hold(things["T"])["id"],
        "item:": [things[name] for name in "TWSU"],
        "bundled_item:": [things[name] for name in "UW"],
        "category:": [things["normal"], things["addon"]],
        "addon_category:": [things["addon"], things["normal"]],
        "variation:": [things["s1"], things["s2"]],
    }
