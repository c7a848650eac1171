"""Sales channels: made and deleted above events, and known to every decision in them at once."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

import pytest

from tests.cast import FAY, Desk
from tests.conftest import API
from tests.server import willcall
from tests.wire import Made, Refused, at, denied, made, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cast import Fair, Wire
    from tests.server import Server

ORGANIZER: Final = "kiosks"
PATH: Final = "saleschannels/"
WEB: Final = f"{PATH}web/"
LABEL: Final = {"label": {"en": "Kiosk"}}


@pytest.fixture(scope="module")
def secret(server: Server) -> str:
    """The token of an organizer whose channels nobody else looks at."""
    willcall("organizer", "create", ORGANIZER, database=server.database)
    return willcall("token", "create", "--organizer", ORGANIZER, "--all-events", database=server.database)


@pytest.fixture
def desk(desk: Desk, secret: str) -> Desk:
    """That organizer's desk; it is Fay's as well."""
    return Desk(desk.client, {**desk.tokens, FAY: secret}, f"{API}{ORGANIZER}/", ORGANIZER)


@pytest.fixture
def kiosk(desk: Desk) -> Iterator[str]:
    """The identifier of a fresh channel; it is taken away in the end."""
    identifier = f"api.{secrets.token_hex(6)}"
    desk.made(PATH, {"identifier": identifier, **LABEL})
    yield identifier
    desk.delete(f"{PATH}{identifier}/")


def test_every_organizer_has_the_web(desk: Desk) -> None:
    """From the start; it can be changed, but not deleted."""
    web = desk.seen(WEB)

    assert (web["identifier"], web["type"]) == ("web", "web")
    assert web in desk.rows(PATH)
    denied(desk.delete(WEB), 403)
    assert desk.seen(WEB) == web


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({}, made(type="api", position=0, **LABEL)),
        ({"type": "api", "position": 3}, made(position=3)),
        ({"label": "Plain"}, made(label={"en": "Plain"})),
        ({"label": None}, at("label")),
        ({"label": {"xx": "A"}}, at("label")),
        ({"position": "x"}, at("position")),
        ({"type": "web"}, at("type")),
        ({"type": None}, at("type")),
        ({"identifier": "kiosk"}, at("identifier")),
        ({"identifier": "web"}, at("identifier")),
        ({"identifier": "api."}, at("identifier")),
        ({"identifier": "api"}, at("identifier")),
        ({"identifier": "api.a b"}, at("identifier")),
        ({"identifier": "api.a/b"}, at("identifier")),
        ({"identifier": "api.ü"}, at("identifier")),
        ({"identifier": ""}, at("identifier")),
        ({"identifier": None}, at("identifier")),
        ({"identifier": f"api.{'a' * 190}"}, at("identifier")),
    ],
)
def test_field(fields: Wire, wanted: Refused | Made, desk: Desk) -> None:
    """It comes back as it was meant, or it is refused under its key and nothing is made."""
    before = desk.rows(PATH)
    identifier = f"api.{secrets.token_hex(6)}"

    answer = desk.post(PATH, {"identifier": identifier, **LABEL, **fields})

    wanted.check(answer)
    if isinstance(wanted, Made):
        assert answer.json().keys() == {"identifier", "type", "label", "position"}
        assert desk.seen(f"{PATH}{identifier}/") == answer.json()
        assert desk.delete(f"{PATH}{identifier}/").status_code == 204
    assert desk.rows(PATH) == before


def test_identifier_means_one_channel(kiosk: str, desk: Desk) -> None:
    """All that is missed is told; a fair's channels are those of its organizer."""
    refused(desk.post(PATH, {"identifier": kiosk, **LABEL}), "identifier")
    refused(desk.post(PATH, {}), "identifier", "label")
    denied(desk.get(f"{PATH}{kiosk.upper()}/"), 404)
    denied(desk.patch(f"{PATH}carrier-pigeon/", LABEL), 404)
    denied(desk.delete(f"{PATH}carrier-pigeon/"), 404)


def test_what_a_channel_is_never_changes(kiosk: str, desk: Desk) -> None:
    """Its label and position do; PUT need not repeat the rest."""
    path = f"{PATH}{kiosk}/"
    channel = desk.seen(path)

    refused(desk.patch(path, {"identifier": "api.other"}), "identifier")
    refused(desk.patch(path, {"type": "web"}), "type")
    assert desk.patch(path, {**channel, "position": 4}).json() == {**channel, "position": 4}
    assert desk.patch(path, {"label": "Stall"}).json() == {**channel, "position": 4, "label": {"en": "Stall"}}
    assert desk.put(path, LABEL).json() == channel
    refused(desk.put(path, {}), "label")
    refused(desk.put(path, []), "non_field_errors")
    assert desk.patch(WEB, {"position": 0}).status_code == 200


def test_list_is_by_position(kiosk: str, desk: Desk) -> None:
    desk.patch(f"{PATH}{kiosk}/", {"position": -1})
    identifiers = [row["identifier"] for row in desk.rows(PATH)]

    assert identifiers.index(kiosk) < identifiers.index("web")


def test_hold_knows_a_channel_at_once(fair: Fair, desk: Desk) -> None:
    """Made and deleted above the fair, while its catalogue is in memory; the same key twice makes it once."""
    identifier = f"api.{secrets.token_hex(6)}"
    item, _ = fair.ticket()
    fair.hold(item)
    refused(fair.ask(item, sales_channel=identifier), "sales_channel")

    key = {"X-Idempotency-Key": identifier}
    for _ in range(2):
        assert desk.post(PATH, {"identifier": identifier, **LABEL}, headers=key).status_code == 201
    fair.hold(item, sales_channel=identifier)

    assert desk.delete(f"{PATH}{identifier}/").status_code == 204
    refused(fair.ask(item, sales_channel=identifier), "sales_channel")
    fair.hold(item, sales_channel="web")


def test_deleted_channel_leaves_every_limit(desk: Desk, fair: Fair, other_fair: Fair) -> None:
    """Whatever was sold there alone is sold nowhere, also when a channel of that name comes back."""
    identifier = f"api.{secrets.token_hex(6)}"
    channel = {"identifier": identifier, **LABEL}
    desk.made(PATH, channel)
    limit: Wire = {"all_sales_channels": False, "limit_sales_channels": ["web", identifier]}
    shirt = {"value": {"en": "S"}, "all_sales_channels": False, "limit_sales_channels": [identifier]}
    item = fair.item(variations=[shirt], **limit)
    named = fair.item(identifier)
    discount = other_fair.made("discounts/", {"internal_name": "A", "condition_min_count": 1, **limit})
    other_fair.patch("", limit)
    setting = "seating_allow_blocked_seats_for_channel"
    fair.patch("settings/", {setting: [identifier, "web"]})

    desk.delete(f"{PATH}{identifier}/")
    desk.made(PATH, channel)
    try:
        left = fair.seen(f"items/{item['id']}/")
        assert (left["all_sales_channels"], left["limit_sales_channels"]) == (False, ["web"])
        assert left["variations"][0]["limit_sales_channels"] == []
        assert fair.seen(f"items/{named['id']}/")["name"] == named["name"]
        assert other_fair.seen(f"discounts/{discount['id']}/")["limit_sales_channels"] == ["web"]
        assert other_fair.seen("")["sales_channels"] == ["web"]
        assert fair.seen("settings/")[setting] == ["web"]
        assert item["id"] in {one["object"] for one in fair.rows("changelog/?resource=items")[:4]}
    finally:
        desk.delete(f"{PATH}{identifier}/")


def test_what_is_sold_everywhere_is_sold_on_a_new_channel(fair: Fair, desk: Desk) -> None:
    """The older key names each channel, so the list of items has changed with it."""
    item = fair.item()
    seen = fair.seen("changelog/?resource=items")["count"]

    identifier = f"api.{secrets.token_hex(6)}"
    desk.made(PATH, {"identifier": identifier, **LABEL})

    assert fair.seen(f"items/{item['id']}/")["sales_channels"] == sorted([identifier, "web"])
    assert fair.seen("changelog/?resource=items")["count"] > seen
    desk.delete(f"{PATH}{identifier}/")
    assert fair.seen(f"items/{item['id']}/")["sales_channels"] == ["web"]


def test_events_are_listed_by_channel(kiosk: str, desk: Desk) -> None:
    """Those sold on all of them and those sold on this one."""
    everywhere = desk.fair()
    here = desk.fair(all_sales_channels=False, limit_sales_channels=[kiosk])
    web = desk.fair(all_sales_channels=False, limit_sales_channels=["web"])

    for fair, sold in ((everywhere, True), (here, True), (web, False)):
        count = desk.seen(f"events/?search={fair.slug}&sales_channel={kiosk}")["count"]
        assert count == int(sold)
