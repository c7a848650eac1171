"""Settings of an event: every key that is known, any other as it was sent, and what the engine makes of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.api.hall import seated
from tests.cast import ADA, BEN, EVE, ROB
from tests.conftest import team_token
from tests.wire import denied, refused
from willcall.catalog.settings_keys import KEYS, NAME_SCHEMES
from willcall.kit.names import SCHEMES
from willcall.reserve.ledger_catalogue import RESERVATION_TIME_MIN

if TYPE_CHECKING:
    from tests.cast import Desk, Fair

BLOCKED_FOR: Final = "seating_allow_blocked_seats_for_channel"
DEFAULTS: Final[dict[str, Any]] = {
    "reservation_time": 30,
    "max_items_per_order": 10,
    "name_scheme": "given_family",
    "locales": ["en"],
    "locale": "en",
    BLOCKED_FOR: [],
    "seating_choice": True,
    "seating_minimal_distance": 0,
    "seating_distance_within_row": False,
    "show_quota_left": False,
    "hide_sold_out": False,
    "show_items_outside_presale_period": True,
    "show_variations_expanded": False,
    "display_net_prices": False,
    "tax_rounding": "line",
    "attendee_names_asked": True,
    "attendee_names_required": False,
    "attendee_emails_asked": False,
    "attendee_emails_required": False,
    "waiting_list_enabled": False,
    "waiting_list_auto": True,
    "waiting_list_hours": 48,
    "waiting_list_auto_disable": None,
    "shop_allowed_origins": [],
}
DEEP: Final[object] = [[[[[[[[[[[1]]]]]]]]]]]


def test_settings_of_a_new_event(fair: Fair) -> None:
    """A flat object with a value for every key that is known; whoever reaches the event may read it."""
    settings = fair.seen("settings/", token=ROB)

    assert settings == settings | DEFAULTS
    assert set(settings) == set(KEYS)


def test_the_engine_and_the_table_agree() -> None:
    """The engine reads stored settings only; where there is none it has the same default, and the same names."""
    assert set(SCHEMES) == set(NAME_SCHEMES)
    assert KEYS["reservation_time"].default == RESERVATION_TIME_MIN


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("reservation_time", 0, 0),
        ("reservation_time", "10080", 10080),
        ("max_items_per_order", 500, 500),
        ("name_scheme", "full", "full"),
        ("locales", ["en", "de"], ["en", "de"]),
        (BLOCKED_FOR, ["web"], ["web"]),
        ("seating_minimal_distance", "1.5", 1.5),
        ("seating_distance_within_row", "true", True),
        ("show_quota_left", True, True),
        ("hide_sold_out", 1, True),
        ("waiting_list_hours", 12, 12),
        ("waiting_list_auto_disable", "2040-01-01T01:00:00+01:00", "2040-01-01T00:00:00Z"),
        ("waiting_list_auto_disable", "RELDATE/1/18:00:00/date_from/", "RELDATE/1/18:00:00/date_from/"),
        ("waiting_list_auto_disable", " RELDATE/minutes/30/date_to/after ", "RELDATE/minutes/30/date_to/after"),
        ("shop_allowed_origins", "*", "*"),
        (
            "shop_allowed_origins",
            ["HTTPS://Shop.Example.org:443", "http://[::1]:8080", "https://shop.example.org"],
            ["https://shop.example.org", "http://[::1]:8080"],
        ),
        ("imprint_url", "https://example.org/", "https://example.org/"),
        ("checkout_email_helptext", {"en": "Hello", "de": "Hallo"}, {"en": "Hello", "de": "Hallo"}),
        ("colours", [1, 2.5, {"a": [None, False]}], [1, 2.5, {"a": [None, False]}]),
        ("a very odd key ✓", 2**70, 2**70),
    ],
)
def test_setting_is_stored(key: str, value: object, kept: object, fair: Fair) -> None:
    """Known ones in their normal form, others as sent; the rest stays."""
    before = fair.seen("settings/")

    answer = fair.patch("settings/", {key: value})

    assert (answer.status_code, answer.json()) == (200, {**before, key: kept})
    assert fair.seen("settings/") == answer.json()


@pytest.mark.parametrize(
    ("key", "default"), [("reservation_time", 30), ("name_scheme", "full"), ("locales", ["en"]), ("theme", "absent")]
)
def test_null_takes_a_setting_back(key: str, default: object, fair: Fair) -> None:
    """To its default; one that is not known here is gone."""
    fair.patch("settings/", {"reservation_time": 5, "locales": ["de", "en"], "theme": "dark"})

    answer = fair.patch("settings/", {key: None})

    assert answer.status_code == 200
    assert answer.json().get(key, "absent") == default


def test_whole_object_can_be_sent_back(fair: Fair) -> None:
    """What a client does that does not know PATCH."""
    fair.patch("settings/", {"theme": "dark", "reservation_time": 7})
    settings = fair.seen("settings/")

    answer = fair.patch("settings/", settings)

    assert (answer.status_code, answer.json()) == (200, settings)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("reservation_time", -1),
        ("reservation_time", 10081),
        ("reservation_time", "soon"),
        ("reservation_time", True),
        ("max_items_per_order", 0),
        ("max_items_per_order", 501),
        ("name_scheme", "nickname"),
        ("name_scheme", ["full"]),
        ("locales", "en"),
        ("locales", ["klingon"]),
        ("locale", "xx"),
        (BLOCKED_FOR, ["no-such-channel"]),
        (BLOCKED_FOR, {"web": True}),
        ("seating_minimal_distance", -1),
        ("seating_minimal_distance", "nan"),
        ("seating_minimal_distance", 1e300),
        ("seating_choice", "perhaps"),
        ("waiting_list_auto_disable", "soon"),
        ("waiting_list_auto_disable", "RELDATE/1/18:00:00/doors_open/"),
        ("waiting_list_auto_disable", "RELDATE/"),
        ("waiting_list_hours", 1.5),
        ("theme", DEEP),
        ("theme", "x" * 65_536),
        ("theme", "nul\0"),
        ("theme", {"nul\0": 1}),
        ("theme", [{"a": ["nul\0"]}]),
    ],
)
def test_setting_that_cannot_be(key: str, value: object, fair: Fair) -> None:
    """Refused under its key, and nothing is changed."""
    before = fair.seen("settings/")

    refused(fair.patch("settings/", {"hide_sold_out": True, key: value}), key)
    assert fair.seen("settings/") == before


@pytest.mark.parametrize(
    "body",
    [
        {"locale": "de"},
        {"locales": ["de"]},
        {"locales": []},
        {"attendee_emails_required": True},
        {"attendee_names_asked": False, "attendee_names_required": True},
        {"nul\0": 1},
        {"": 1},
        {"k" * 256: 1},
        {f"key{number}": "x" * 60_000 for number in range(5)},
        [],
        "text",
        None,
    ],
    ids=lambda body: str(body)[:40],
)
def test_settings_that_cannot_be_together(body: object, fair: Fair) -> None:
    """The rules between settings, and bodies that are none."""
    before = fair.seen("settings/")

    refused(fair.patch("settings/", body), "non_field_errors")
    assert fair.seen("settings/") == before


@pytest.mark.parametrize(
    "content",
    [
        '{"theme": ' + "1" * 5_000 + "}",
        '{"theme": 1e999}',
        '{"theme": "\\ud800"}',
        '{"theme": ' + "[" * 5_000 + "]" * 5_000 + "}",
        '{"theme": NaN}',
    ],
    ids=["digits", "infinite", "surrogate", "deep", "nan"],
)
def test_hostile_body_is_refused(content: str, fair: Fair) -> None:
    """400, never 500."""
    assert fair.patch("settings/", content=content).status_code == 400
    assert "theme" not in fair.seen("settings/")


def test_all_problems_are_told(fair: Fair) -> None:
    """At once."""
    refused(
        fair.patch("settings/", {"reservation_time": -1, "locale": 5, "theme": "\0"}),
        "reservation_time",
        "locale",
        "theme",
    )


def test_values_come_with_labels_if_asked_for(fair: Fair) -> None:
    """`?explain=true`."""
    fair.patch("settings/", {"theme": "dark"})

    explained = fair.seen("settings/?explain=true")

    assert {key: one["value"] for key, one in explained.items()} == fair.seen("settings/?explain=false")
    assert all(set(one) == {"value", "label", "help_text"} and one["label"] for one in explained.values())


def test_settings_have_no_other_methods(fair: Fair) -> None:
    """Two."""
    for method in ("PUT", "POST", "DELETE"):
        denied(fair.send(method, "settings/", {}), 405)


# --- who may ---


@pytest.fixture(scope="module")
def general(desk: Desk) -> Desk:
    """The desk with one more token: it may change the settings, but not those about money."""
    token = team_token(desk, "General settings", limit_event_permissions=["event.settings.general:write"])
    return type(desk)(desk.client, {**desk.tokens, "general": token}, desk.path, desk.organizer)


@pytest.mark.parametrize("key", ["tax_rounding", "display_net_prices", "payment_term_days", "invoice_generate"])
def test_settings_about_money_need_more(key: str, general: Desk) -> None:
    """A forbidden key is told by its name; the others are not changed either."""
    fair = general.fair()

    refused(fair.patch("settings/", {"reservation_time": 5, key: "line"}, token="general"), key)
    assert fair.seen("settings/")["reservation_time"] == 30
    assert fair.patch("settings/", {"reservation_time": 5}, token="general").status_code == 200


@pytest.mark.parametrize("token", [ROB, "itemswrite", "orderswrite", "noevents", EVE])
def test_settings_are_changed_by_those_who_may(token: str, fair: Fair) -> None:
    """Seeing them is not enough."""
    denied(fair.patch("settings/", {"reservation_time": 5}, token=token), 403)


def test_secrets_are_shown_to_those_who_may_set_them(general: Desk) -> None:
    """Everybody else sees that there is one."""
    fair = general.fair()
    fair.patch("settings/", {"payment_bank_api_key": "sesame", "smtp_password": "sesame", "theme": "dark"})

    def seen(token: str) -> tuple[object, ...]:
        settings = fair.seen("settings/", token=token)
        return settings["payment_bank_api_key"], settings["smtp_password"], settings["theme"]

    assert seen("main") == ("sesame", "sesame", "dark")
    assert seen("general") == ("*****", "sesame", "dark")
    assert seen(ROB) == ("*****", "*****", "dark")


# --- what the engine makes of them ---


def test_reservation_time_counts_from_the_next_hold(fair: Fair) -> None:
    """Minutes from now."""
    item, _ = fair.ticket()
    fair.patch("settings/", {"reservation_time": 5})

    left = dt.datetime.fromisoformat(fair.hold(item)["expires"]) - dt.datetime.now(dt.UTC)

    assert dt.timedelta(minutes=4) < left <= dt.timedelta(minutes=5)


def test_hold_of_no_time_is_made_and_not_counted(fair: Fair) -> None:
    """Vector 58: `reservation_time` 0."""
    item, quota = fair.ticket(size=1)
    fair.patch("settings/", {"reservation_time": 0})

    assert fair.ask(item).status_code == 201
    assert fair.left(quota) == 1
    assert fair.ask(item).status_code == 201


@pytest.mark.parametrize(
    ("scheme", "parts", "name"),
    [
        ("given_family", {"given_name": "Ada", "family_name": "Love"}, "Ada Love"),
        ("family_given", {"given_name": "Ada", "family_name": "Love"}, "Love Ada"),
        ("family_comma_given", {"given_name": "Ada", "family_name": "Love"}, "Love, Ada"),
        ("family_nospace_given", {"given_name": "Ada", "family_name": "Love"}, "LoveAda"),
        ("title_given_family", {"title": "Dr", "given_name": "Ada", "family_name": "Love"}, "Dr Ada Love"),
        ("full", {"full_name": "Ada Love"}, "Ada Love"),
        (None, {"full_name": "Ada Love"}, "Ada Love"),
        (
            "salutation_title_given_family_degree",
            {"salutation": "Ms", "title": "Dr", "given_name": "Ada", "family_name": "Love", "degree": "MSc"},
            "Dr Ada Love, MSc",
        ),
    ],
)
def test_names_are_written_by_the_scheme(scheme: str | None, parts: dict[str, str], name: str, fair: Fair) -> None:
    """Of holds that are there already as well (spec 01 §6)."""
    item, _ = fair.ticket()
    before = fair.hold(item, attendee_name_parts=parts)

    fair.patch("settings/", {"name_scheme": scheme})

    assert fair.hold(item, attendee_name_parts=parts)["attendee_name"] == name
    assert fair.seen(f"cartpositions/{before['id']}/")["attendee_name"] == name


def test_blocked_seat_is_for_the_channels_that_are_named(desk: Desk, fair: Fair) -> None:
    """Vector 55: refused until the setting allows it."""
    hall = seated(desk, fair)
    fair.post("seats/bulk_block/", {"seat_guids": ["A1", "A2"]})
    refused(fair.ask(hall.item, seat="A1"), "seat")

    fair.patch("settings/", {BLOCKED_FOR: ["web"]})

    assert fair.ask(hall.item, seat="A1").status_code == 201
    fair.patch("settings/", {BLOCKED_FOR: []})
    refused(fair.ask(hall.item, seat="A2"), "seat")


def test_distance_between_carts_is_kept(desk: Desk, fair: Fair) -> None:
    """From the seats of others, in all directions or within the row."""
    hall = seated(desk, fair)
    fair.patch("settings/", {"seating_minimal_distance": 1.5})
    fair.hold(hall.item, seat="A1", cart_id=ADA)

    for guid in ("A2", "B1"):
        refused(fair.ask(hall.item, seat=guid, cart_id=BEN), "seat")
    assert fair.ask(hall.item, seat="A2", cart_id=ADA).status_code == 201

    fair.patch("settings/", {"seating_distance_within_row": True})
    assert fair.ask(hall.item, seat="B1", cart_id=BEN).status_code == 201
