"""Cart positions beyond the verified vectors: names, prices and dates that are worked out, and who is told first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import ADA, BEN, EVE, ROB
from tests.wire import TEXTS, Refused, at, denied, refused

if TYPE_CHECKING:
    from tests.api.stall import Stall
    from tests.cast import Fair, Wire

T: Final = {"item": "$T", "price": "23.00"}
EVERY_PART: Final = {
    "salutation": "Ms",
    "title": "Dr",
    "given_name": "Ada",
    "middle_name": "K",
    "family_name": "Low",
    "degree": "MA",
    "full_name": "Ada K Low",
    "calling_name": "Ada",
    "latin_transcription": "Ada",
}
SCHEMES: Final = {
    "given_family": "Ada Low",
    "title_given_family": "Dr Ada Low",
    "given_middle_family": "Ada K Low",
    "title_given_middle_family": "Dr Ada K Low",
    "family_given": "Low Ada",
    "family_nospace_given": "LowAda",
    "family_comma_given": "Low, Ada",
    "full": "Ada K Low",
    "calling_full": "Ada K Low",
    "full_transcription": "Ada K Low",
    "salutation_given_family": "Ada Low",
    "salutation_title_given_family": "Dr Ada Low",
    "salutation_title_given_family_degree": "Dr Ada Low, MA",
}
FIELDS: Final = {
    "id",
    "cart_id",
    "datetime",
    "expires",
    "item",
    "variation",
    "price",
    "attendee_name",
    "attendee_name_parts",
    "attendee_email",
    "voucher",
    "addon_to",
    "is_bundled",
    "subevent",
    "includes_tax",
    "answers",
    "seat",
}


# --- attendees ---


@pytest.mark.parametrize("scheme", SCHEMES)
def test_name_is_put_together_by_its_scheme(scheme: str, fair: Fair) -> None:
    """The parts are kept as they came."""
    item, _ = fair.ticket()
    parts = {"_scheme": scheme, **EVERY_PART}

    position = fair.hold(item, attendee_name_parts=parts)

    assert (position["attendee_name"], position["attendee_name_parts"]) == (SCHEMES[scheme], parts)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"given_name": "Ada"}, "Ada"),
        ({"given_name": "", "family_name": "Low"}, "Low"),
        ({"given_name": "Ada", "family_name": "Low", "shoe_size": "38"}, "Ada Low"),
        ({"_legacy": "Ada Low", "given_name": "Else"}, "Ada Low"),
        ({"_scheme": "family_comma_given", "family_name": "Low"}, "Low"),
        ({"_scheme": "salutation_title_given_family_degree", "given_name": "Ada", "family_name": "Low"}, "Ada Low"),
        ({}, None),
    ],
)
def test_missing_parts_leave_no_blanks(parts: Wire, name: str | None, fair: Fair) -> None:
    """Events made over the wire take given and family names."""
    item, _ = fair.ticket()

    position = fair.hold(item, attendee_name_parts=parts)

    assert (position["attendee_name"], position["attendee_name_parts"]) == (name, parts)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"attendee_name_parts": {"given_name": {"a": "b"}}}, "attendee_name_parts"),
        ({"attendee_name_parts": {"given_name": ["Ada"]}}, "attendee_name_parts"),
        ({"attendee_name_parts": None}, "attendee_name_parts"),
        ({"attendee_name_parts": 5}, "attendee_name_parts"),
        ({"attendee_name": 5.5}, ""),
        ({"attendee_name": True}, "attendee_name"),
        ({"attendee_name": "   "}, "attendee_name"),
        ({"attendee_email": "a@" + "b" * 260 + ".example"}, "attendee_email"),
        ({"attendee_email": True}, "attendee_email"),
    ],
)
def test_attendee_that_cannot_be(fields: Wire, key: str, fair: Fair) -> None:
    """Refused under the field's key; a number is a text."""
    item, _ = fair.ticket()
    answer = fair.ask(item, **fields)

    if key:
        at(key).check(answer)
    else:
        assert answer.json()["attendee_name"] == "5.5"


def test_number_in_a_name_is_a_text(fair: Fair) -> None:
    """A departure from the reference, which keeps the number."""
    item, _ = fair.ticket()

    assert fair.hold(item, attendee_name_parts={"given_name": 7})["attendee_name_parts"] == {"given_name": "7"}


@pytest.mark.parametrize("parts", [{"given_name": "x" * 200, "family_name": "y" * 200}, {"_legacy": "z" * 256}])
def test_name_that_gets_too_long_is_refused(parts: Wire, fair: Fair) -> None:
    """255 characters are kept."""
    item, _ = fair.ticket()
    answer = fair.ask(item, attendee_name_parts=parts)

    assert answer.status_code == 400, answer.text
    assert set(answer.json()) <= {"attendee_name", "attendee_name_parts"}


# --- children ---


@pytest.mark.parametrize(
    ("child", "price"),
    [
        ({"item": "$W"}, "9.00"),
        ({"item": "$W", "price": "4.50"}, "4.50"),
        ({"item": "$V", "variation": "$v1"}, "5.00"),
        ({"item": "$V", "variation": "$v2"}, "7.00"),
    ],
)
def test_price_of_an_addon_that_is_left_out_is_the_listed_one(child: Wire, price: str, stall: Stall) -> None:
    """The variation's, or else the item's; one that is sent is believed."""
    snack = stall.fair.item(
        "V",
        price="5.00",
        category=stall.filled("$addon"),
        variations=["v1", {"value": {"en": "v2"}, "default_price": "7.00"}],
    )
    stall.fair.quota(snack, size=5, name="Snacks")
    stall.things.update({"V": snack, "v1": snack["variations"][0], "v2": snack["variations"][1]})

    answer = stall.post("cartpositions/", {**T, "addons": [child]})

    assert [one["price"] for one in answer.json()["addons"]] == [price], answer.text


def test_price_of_an_included_addon_is_nothing(stall: Stall) -> None:
    """Unless one is sent."""
    stall.fair.patch(f"items/{stall.filled('$T')}/addons/{stall.filled('$rule')}/", {"price_included": True})
    children = [{"item": "$W"}, {"item": "$W", "price": "3.00"}]

    answer = stall.post("cartpositions/", {**T, "addons": children})

    assert [one["price"] for one in answer.json()["addons"]] == ["0.00", "3.00"], answer.text


def test_price_of_a_bundled_product_is_the_designated_one(stall: Stall) -> None:
    """Unless one is sent; null is no price."""
    shirt = {"item": "$S", "variation": "$s1"}
    answer = stall.post("cartpositions/", {**T, "bundled": [shirt, {**shirt, "price": "1.00"}]})

    assert [one["price"] for one in answer.json()["bundled"]] == ["2.50", "1.00"], answer.text
    null = stall.post("cartpositions/", {**T, "bundled": [{**shirt, "price": None}]})
    Refused({"bundled": [{"price": TEXTS}]}).check(null)


def test_children_are_told_apart_and_follow_their_parent(stall: Stall) -> None:
    """What is not a child's to say is ignored: its cart, its end, its seat, its voucher, children of its own."""
    parents_own = {
        "cart_id": BEN,
        "expires": "2020-01-01T00:00:00Z",
        "seat": "A-1",
        "voucher": "NOSUCHCODE",
        "sales_channel": "carrier-pigeon",
        "addons": [{"item": "$unknown"}],
        "bundled": 5,
    }
    sent = {
        **T,
        "cart_id": ADA,
        "expires": "2040-01-01T00:00:00Z",
        "addons": [{"item": "$W", "price": "1.00", "attendee_name": "Ben", **parents_own}],
        "bundled": [{"item": "$S", "variation": "$s1", "price": "2.00", "attendee_email": "ben@example.org"}],
    }

    parent = stall.post("cartpositions/", sent).json()

    assert set(parent) == FIELDS | {"addons", "bundled"}
    [addon], [bundled] = parent["addons"], parent["bundled"]
    assert parent["id"] < addon["id"] < bundled["id"]
    for child, is_bundled in ((addon, False), (bundled, True)):
        assert set(child) == FIELDS
        assert child["is_bundled"] is is_bundled
        assert (child["cart_id"], child["expires"], child["addon_to"]) == (ADA, parent["expires"], parent["id"])
        assert (child["seat"], child["voucher"]) == (None, None)
        assert stall.fair.seen(f"cartpositions/{child['id']}/") == child
    assert addon["attendee_name"] == "Ben"
    assert bundled["attendee_email"] == "ben@example.org"
    assert stall.fair.ids("cartpositions/") == [parent["id"], addon["id"], bundled["id"]]


@pytest.mark.parametrize(
    ("child", "places"),
    [
        ({"item": "$S", "price": "1"}, {"non_field_errors": TEXTS}),
        ({"item": "$U", "price": "1"}, {"non_field_errors": TEXTS}),
        ({"item": "$W", "variation": "$s1", "price": "1"}, {"non_field_errors": TEXTS}),
        ({"item": "$W", "price": "x", "attendee_email": "x"}, {"price": TEXTS, "attendee_email": TEXTS}),
        ({"item": "$W", "price": "1", "subevent": "$unknown"}, {"subevent": TEXTS}),
        ({"item": "$W", "attendee_name": "A", "attendee_name_parts": {"a": "b"}}, {"attendee_name": TEXTS}),
        ({"price": "1"}, {"item": TEXTS}),
    ],
)
def test_child_is_judged_like_a_position(child: Wire, places: Wire, stall: Stall) -> None:
    """At its place in the list, together with what is wrong with the parent's own fields."""
    good = {"item": "$W", "price": "1"}
    answer = stall.post("cartpositions/", {**T, "price": "x", "addons": [good, child]})

    Refused({"price": TEXTS, "addons": [{}, places]}).check(answer)


def test_addon_without_a_category_is_never_offered(stall: Stall) -> None:
    """Though it has a quota."""
    stall.fair.quota(stall.things["U"], name="Loose")

    refused(stall.post("cartpositions/", {**T, "addons": [{"item": "$U", "price": "1"}]}), "addons")


# --- which problem is told ---


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ({"item": "$S", "price": "1", "attendee_name": "A", "attendee_name_parts": {"a": "b"}}, "non_field_errors"),
        (
            {**T, "variation": "$s1", "attendee_name": "A", "attendee_name_parts": {"a": "b"}},
            "non_field_errors",
        ),
        ({**T, "attendee_name": "A", "attendee_name_parts": {"a": "b"}, "seat": "A-1"}, "attendee_name"),
        ({**T, "seat": "A-1", "voucher": "NOSUCHCODE"}, "seat"),
        ({"item": "$U", "price": "1", "voucher": "NOSUCHCODE"}, "voucher"),
        ({"item": "$U", "price": "1", "addons": [{"item": "$W", "price": "1"}]}, "non_field_errors"),
        (
            {**T, "addons": [{"item": "$T", "price": "1"}], "bundled": [{"item": "$W", "price": "1"}]},
            "addons",
        ),
    ],
)
def test_first_broken_rule_is_told(sent: Wire, key: str, stall: Stall) -> None:
    """One at a time, in the order of the rules."""
    refused(stall.post("cartpositions/", sent), key)


def test_fields_are_told_before_rules(stall: Stall) -> None:
    """All of them together."""
    sent = {"item": "$S", "price": "x", "cart_id": "x", "attendee_email": "x", "expires": "x", "sales_channel": "x"}

    refused(stall.post("cartpositions/", sent), "price", "cart_id", "attendee_email", "expires", "sales_channel")


# --- what is listed ---


def test_position_lives_half_an_hour_unless_it_says_otherwise(fair: Fair) -> None:
    """And its time of creation is the server's."""
    item, _ = fair.ticket()
    now = dt.datetime.now(dt.UTC)

    position = fair.hold(item)

    made, ends = (dt.datetime.fromisoformat(position[one]) for one in ("datetime", "expires"))
    assert abs(made - now) < dt.timedelta(seconds=30)
    assert abs(ends - made - dt.timedelta(minutes=30)) < dt.timedelta(seconds=5)
    assert position["datetime"].endswith("Z")
    assert position["expires"].endswith("Z")


def test_adding_to_a_cart_extends_nothing(fair: Fair) -> None:
    """Each position keeps its own end."""
    item, _ = fair.ticket()
    first = fair.hold(item, cart_id=ADA, expires="2039-01-01T00:00:00Z")
    fair.hold(item, cart_id=ADA, expires="2040-01-01T00:00:00Z")

    assert fair.seen(f"cartpositions/{first['id']}/")["expires"] == "2039-01-01T00:00:00Z"


def test_expired_position_can_be_deleted(fair: Fair) -> None:
    """Like any other, and once."""
    item, _ = fair.ticket()
    path = f"cartpositions/{fair.hold(item, expires='2020-01-01')['id']}/"

    answer = fair.delete(path)

    assert (answer.status_code, answer.content) == (204, b"")
    denied(fair.delete(path), 404)


@pytest.mark.parametrize("token", [ROB, "itemswrite", "noperm", "noevents", EVE])
def test_positions_are_the_business_of_those_who_may(token: str, fair: Fair) -> None:
    """Rob sees them; the others do not even see that there are some."""
    item, quota = fair.ticket()
    position = fair.hold(item)
    path = f"cartpositions/{position['id']}/"

    assert fair.get(path, token=token).status_code == (200 if token == ROB else 403)
    denied(fair.ask(item, token=token), 403)
    denied(fair.delete(path, token=token), 403)
    assert fair.left(quota) == 9


def test_writing_is_not_reading(fair: Fair) -> None:
    """A token that may only write gets the answer to what it wrote, and no list."""
    item, _ = fair.ticket()
    position: dict[str, Any] = fair.ask(item, token="writeonly").json()

    assert position["item"] == item["id"]
    denied(fair.get("cartpositions/", token="writeonly"), 403)
    assert fair.delete(f"cartpositions/{position['id']}/", token="writeonly").status_code == 204
