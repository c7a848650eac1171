"""`shop/`: what a buyer may see now, for a sales channel, a date and a voucher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

from tests.api.hall import seated
from tests.cast import ROB

if TYPE_CHECKING:
    from tests.cast import Answer, Desk, Fair, Wire

DATE: Final = {"name": {"en": "Opening"}, "date_from": "2040-06-01T18:00:00Z", "active": True}
PAST: Final = "2020-01-01T00:00:00Z"


def live(fair: Fair, **fields: Any) -> None:
    """Fay opens the shop."""
    answer = fair.patch("", {"live": True, **fields})
    assert answer.status_code == httpx.codes.OK, answer.text


def asked(fair: Fair, headers: dict[str, str] | None = None, **query: object) -> Answer:
    """What the shop answers."""
    given = {name: str(value) for name, value in query.items()}
    return fair.get(f"shop/?{httpx.QueryParams(given)}", headers=headers)


def shown(fair: Fair, **query: object) -> Wire:
    """The shop as it is shown."""
    answer = asked(fair, None, **query)
    assert answer.status_code == httpx.codes.OK, answer.text
    shop: Wire = answer.json()
    return shop


def items(shop: Wire) -> list[Wire]:
    """Its products, whatever their groups."""
    return [item for group in shop["groups"] for item in group["items"]]


def row(fair: Fair, **query: object) -> Wire:
    """The row of its only product."""
    (item,) = items(shown(fair, **query))
    found: Wire = item["row"]
    return found


def code(answer: Answer) -> str:
    """Why the shop is refused."""
    assert answer.status_code == httpx.codes.BAD_REQUEST, answer.text
    body = answer.json()
    assert body["detail"]
    told: str = body["code"]
    return told


def test_one_answer_has_everything_to_draw_the_shop(fair: Fair) -> None:
    fair.ticket(name="Ticket", size=4, description={"en": "**In**"}, max_per_order=3)
    live(fair)
    shop = shown(fair)
    (item,) = items(shop)

    assert {
        name: shop[name] for name in ("sales_channel", "subevent", "currency", "voucher", "max_items_per_order")
    } == {
        "sales_channel": "web",
        "subevent": None,
        "currency": "EUR",
        "voucher": None,
        "max_items_per_order": 10,
    }
    assert shop["sale"]["open"]
    assert (item["name"], item["description"], item["max_per_order"]) == ({"en": "Ticket"}, {"en": "**In**"}, 3)
    assert item["row"] == {
        "price": {
            "amount": "23.00", "gross": "23.00", "net": "23.00", "tax": "0.00", "tax_rate": "0.00",
            "free": False, "original": None, "suggested": None,
        },
        "availability": "ok", "left": None, "buyable": True, "reason": None, "max": 3, "selected": 1,
    }  # fmt: skip


def test_whoever_may_only_read_sees_it(fair: Fair) -> None:
    live_with_ticket(fair)

    assert fair.get("shop/", token=ROB).status_code == httpx.codes.OK


def live_with_ticket(fair: Fair, **fields: Any) -> tuple[Wire, Wire]:
    """A live event with one product and its quota."""
    made = fair.ticket(**fields)
    live(fair)
    return made


def test_an_event_that_is_not_live_shows_nothing_and_says_so(fair: Fair) -> None:
    fair.ticket()
    shop = shown(fair)

    assert (shop["sale"]["open"], shop["sale"]["reason"], shop["groups"]) == (False, "not_live", [])


def test_outside_of_the_presale_rows_are_closed_or_away(fair: Fair) -> None:
    fair.ticket()
    live(fair, presale_start="2039-01-01T00:00:00Z")
    shop = shown(fair)

    assert (shop["sale"]["reason"], shop["sale"]["begins"]) == ("presale_not_started", "2039-01-01T00:00:00Z")
    assert (row(fair)["buyable"], row(fair)["reason"]) == (False, "closed")

    fair.patch("settings/", {"show_items_outside_presale_period": False})
    assert shown(fair)["groups"] == []


def test_a_change_of_the_catalogue_is_seen_at_once(fair: Fair) -> None:
    item, _ = live_with_ticket(fair)
    assert row(fair)["price"]["amount"] == "23.00"

    fair.patch(f"items/{item['id']}/", {"default_price": "42.00"})

    assert row(fair)["price"]["amount"] == "42.00"


def test_what_is_held_is_seen_at_once(fair: Fair) -> None:
    item, _ = live_with_ticket(fair, size=2)
    position = fair.hold(item)
    assert row(fair)["max"] == 1

    fair.hold(item)
    assert (row(fair)["availability"], row(fair)["reason"], row(fair)["max"]) == ("reserved", "reserved", 0)

    fair.delete(f"cartpositions/{position['id']}/")
    assert row(fair)["max"] == 1


def test_a_hold_that_has_expired_takes_no_place(fair: Fair) -> None:
    item, _ = live_with_ticket(fair, size=1)
    fair.hold(item, expires=PAST)

    assert row(fair)["max"] == 1


def test_places_kept_back_for_a_voucher_are_for_its_bearer(fair: Fair) -> None:
    item, _ = live_with_ticket(fair, size=1)
    fair.voucher("KEPT1", item=item["id"], block_quota=True)

    assert row(fair)["reason"] == "sold_out"
    assert row(fair, voucher="KEPT1")["max"] == 1


def test_how_many_are_left_is_told_if_the_event_wants_that(fair: Fair) -> None:
    item, _ = live_with_ticket(fair, size=70)
    assert row(fair)["left"] is None

    fair.patch("settings/", {"show_quota_left": True})
    assert row(fair)["left"] == 70

    fair.patch(f"items/{item['id']}/", {"show_quota_left": False})
    assert row(fair)["left"] is None


def test_another_sales_channel_shows_what_is_sold_there(fair: Fair, kiosk: str) -> None:
    fair.ticket(name="Everywhere")
    fair.ticket(name="Kiosk only", all_sales_channels=False, limit_sales_channels=[kiosk])
    live(fair)

    assert [item["name"]["en"] for item in items(shown(fair))] == ["Everywhere"]
    assert [item["name"]["en"] for item in items(shown(fair, sales_channel=kiosk))] == ["Everywhere", "Kiosk only"]


def test_an_event_that_is_not_on_a_sales_channel_shows_nothing_there(fair: Fair, kiosk: str) -> None:
    fair.ticket()
    live(fair, all_sales_channels=False, limit_sales_channels=[kiosk])

    assert (shown(fair)["sale"]["reason"], shown(fair)["groups"]) == ("wrong_channel", [])
    assert len(items(shown(fair, sales_channel=kiosk))) == 1


def test_a_series_shows_one_date_with_its_prices(series: Fair) -> None:
    item = series.item()
    dates = [
        series.made("subevents/", {**DATE, "item_price_overrides": [{"item": item["id"], "price": price}]})["id"]
        for price in ("30.00", "35.00")
    ]
    for date in dates:
        series.quota(item, subevent=date)
    live(series)

    assert [row(series, subevent=date)["price"]["amount"] for date in dates] == ["30.00", "35.00"]
    assert shown(series, subevent=dates[0])["subevent"] == dates[0]
    assert code(asked(series)) == "date_required"


def test_a_date_that_is_not_active_shows_nothing(series: Fair) -> None:
    item = series.item()
    date = series.made("subevents/", {**DATE, "active": False})["id"]
    series.quota(item, subevent=date)
    live(series)
    shop = shown(series, subevent=date)

    assert (shop["sale"]["reason"], shop["groups"]) == ("date_inactive", [])


def test_a_voucher_with_a_date_leads_to_it(series: Fair) -> None:
    item = series.item()
    first, second = (series.made("subevents/", DATE)["id"] for _ in range(2))
    series.quota(item, subevent=first)
    series.quota(item, subevent=second)
    series.voucher("FIRST", subevent=first)
    series.voucher("ANYDAY")
    live(series)

    assert shown(series, voucher="FIRST")["subevent"] == first
    assert shown(series, voucher="FIRST", subevent=second)["subevent"] == first
    assert code(asked(series, voucher="ANYDAY")) == "date_required"


def test_a_voucher_shows_its_prices_and_how_often_it_is_good(fair: Fair) -> None:
    live_with_ticket(fair)
    fair.voucher("EARLY", price_mode="percent", value="10.00", max_usages=3, min_usages=2)
    shop = shown(fair, voucher=" early ")

    assert shop["voucher"] == {
        "code": "EARLY",
        "usages_left": 3,
        "min_usages": 2,
        "all_addons_included": False,
        "all_bundles_included": False,
    }
    price = items(shop)[0]["row"]["price"]
    assert (price["amount"], price["original"]) == ("20.70", "23.00")


def test_a_voucher_whose_usages_are_in_carts_is_refused_until_they_expire(fair: Fair) -> None:
    item, _ = live_with_ticket(fair)
    fair.voucher("ONCE1")
    fair.hold(item, voucher="ONCE1", expires=PAST)
    assert shown(fair, voucher="ONCE1")["voucher"]["usages_left"] == 1

    fair.hold(item, voucher="ONCE1")
    assert code(asked(fair, voucher="ONCE1")) == "voucher_in_carts"


def test_vouchers_are_refused_with_a_code(fair: Fair) -> None:
    fair.ticket()
    off, _ = fair.ticket(name="Off", active=False)
    fair.voucher("OVER1", valid_until=PAST)
    fair.voucher("EMPTY", max_usages=0, min_usages=0)
    fair.voucher("OFFIT", item=off["id"])
    live(fair)

    wanted = {"NOPE1": "unknown", "OVER1": "expired", "EMPTY": "used_up", "OFFIT": "product_unavailable"}
    assert {one: code(asked(fair, voucher=one)) for one in wanted} == {
        one: f"voucher_{why}" for one, why in wanted.items()
    }


def test_the_voucher_of_another_event_is_unknown(fair: Fair, other_fair: Fair) -> None:
    live_with_ticket(fair)
    other_fair.voucher("ELSE1")

    assert code(asked(fair, voucher="ELSE1")) == "voucher_unknown"


ODD: Final = (
    "'",
    "%00",
    "%FF%FE",
    "%F0%9F%8E%9F",
    "a" * 6_000,
    "%E2%80%AE",
    "1' OR '1'='1",
    "NaN",
    "null",
    "-1",
    "9" * 30,
)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd[:12])
def test_odd_values_are_told_by_their_code(fair: Fair, series: Fair, odd: str) -> None:
    """Nothing that a query can hold is more than unknown."""
    live_with_ticket(fair)
    for event in (fair, series):
        assert code(event.get(f"shop/?sales_channel={odd}")) == "sales_channel_unknown"
        assert code(event.get(f"shop/?subevent={odd}")) == "date_unknown"
        assert code(event.get(f"shop/?voucher={odd}")) == "voucher_unknown"


def test_empty_values_count_as_absent_and_the_last_one_counts(fair: Fair) -> None:
    live_with_ticket(fair)

    assert fair.get("shop/?sales_channel=&subevent=&voucher=").status_code == httpx.codes.OK
    assert fair.get("shop/?voucher=nobody&voucher=").status_code == httpx.codes.OK
    assert code(fair.get("shop/?subevent=7")) == "date_unknown"


def test_blanks_alone_are_no_code(fair: Fair) -> None:
    live_with_ticket(fair)

    assert code(fair.get("shop/?voucher=%20%20")) == "voucher_unknown"


def test_an_answer_that_is_the_same_is_not_sent_again(fair: Fair) -> None:
    """The last places of a quota are a change; those before, of which nobody may take so many, are none."""
    item, _ = live_with_ticket(fair, size=12)
    tag = asked(fair).headers["ETag"]
    again = {"If-None-Match": tag}

    fair.hold(item)
    same = asked(fair, again)
    assert (same.status_code, same.content, same.headers["ETag"]) == (httpx.codes.NOT_MODIFIED, b"", tag)

    for _ in range(2):
        fair.hold(item)
    other = asked(fair, again)
    assert (other.status_code, other.json()["groups"][0]["items"][0]["row"]["max"]) == (httpx.codes.OK, 9)
    assert other.headers["ETag"] != tag


def test_the_tag_of_a_voucher_is_another_one(fair: Fair) -> None:
    live_with_ticket(fair)
    fair.voucher("EARLY", price_mode="percent", value="10.00")
    plain, with_voucher = asked(fair).headers["ETag"], asked(fair, voucher="EARLY").headers["ETag"]

    assert plain != with_voucher
    assert asked(fair, {"If-None-Match": with_voucher}, voucher="EARLY").status_code == httpx.codes.NOT_MODIFIED


def test_head_has_the_headers_alone(fair: Fair) -> None:
    live_with_ticket(fair)
    answer = fair.head("shop/")

    assert (answer.status_code, answer.content) == (httpx.codes.OK, b"")
    assert answer.headers["ETag"] == asked(fair).headers["ETag"]


def test_addon_rules_tell_what_they_choose_from(fair: Fair) -> None:
    extras = fair.category("Extras", is_addon=True)
    ticket, _ = fair.ticket()
    meal, _ = fair.ticket(name="Meal", category=extras["id"])
    rule = fair.addon_rule(ticket, extras, min_count=1, max_count=1, price_included=True)
    live(fair)
    shop = shown(fair)
    (item,) = items(shop)
    (group,) = shop["addon_categories"]

    assert item["addons"] == [
        {
            "id": rule["id"], "category": extras["id"], "min_count": 1, "max_count": 1, "multi_allowed": False,
            "price_included": True, "row_max": 1, "ticked": {"item": meal["id"], "variation": None},
            "can_be_met": True,
        }
    ]  # fmt: skip
    assert (group["category"]["id"], [one["id"] for one in group["items"]]) == (extras["id"], [meal["id"]])
    assert (group["items"][0]["row"]["max"], group["items"][0]["addons"]) == (None, [])


def test_bundles_tell_what_comes_along(fair: Fair) -> None:
    drink = fair.item("Drink", require_bundling=True, variations=["Cola"])
    pack = fair.item("Pack")
    fair.quota(drink, pack, size=7)
    fair.bundle(pack, drink, drink["variations"][0], count=2, designated_price="3.00")
    live(fair)
    (item,) = items(shown(fair))

    assert item["bundles"] == [
        {"item": drink["id"], "variation": drink["variations"][0]["id"], "name": {"en": "Drink"}}
        | {"value": {"en": "Cola"}, "count": 2}
    ]
    assert (item["row"]["price"]["amount"], item["row"]["max"]) == ("23.00", 2)


def test_products_with_seats_stand_by_themselves(desk: Desk, fair: Fair) -> None:
    hall = seated(desk, fair)
    live(fair)
    shop = shown(fair)

    assert hall.item["id"] in [item["id"] for item in shop["seated"]]
    assert hall.item["id"] not in [item["id"] for item in items(shop)]
