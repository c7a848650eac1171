"""`carts/`: made, read, changed, extended, given up; by buyers without a token and by organizers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import httpx

from tests.api.carts import asked, buyer, is_clean, line, on_sale, refused, stored, ticket, workshops
from tests.api.hall import seated
from tests.cast import NO_SUCH_ID, ROB

if TYPE_CHECKING:
    from tests.cast import Desk, Fair, Wire
    from tests.server import Server

MINUTES_30: Final = 1_800


def test_a_cart_is_made_with_all_that_is_asked_for(fair: Fair) -> None:
    item = ticket(fair)
    answer = asked(fair, line(item, 2))
    cart = answer.json()
    (shown,) = cart["lines"]

    assert answer.status_code == httpx.codes.CREATED
    assert answer.headers["cache-control"] == "no-store"
    assert (cart["version"], cart["sales_channel"], cart["currency"], cart["quantity"]) == (1, "web", "EUR", 2)
    assert (shown["id"], shown["quantity"], shown["item"]) == (shown["positions"][0], 2, item["id"])
    assert shown["unit"]["gross"] == "23.00"
    assert shown["total"] == {"amount": "46.00", "gross": "46.00", "net": "46.00", "tax": "0.00"}
    assert cart["total"]["gross"] == "46.00"
    assert (cart["missing"], cart["notices"], cart["expired"]) == ([], [], False)


def test_a_cart_says_how_long_it_is_kept(fair: Fair) -> None:
    cart = buyer(fair, line(ticket(fair))).cart

    assert cart["seconds_left"] == MINUTES_30
    assert cart["server_time"] < cart["expires"] < cart["max_extend"]
    assert cart["lines"][0]["expires"] == cart["expires"]


def test_the_secret_is_told_once_and_opens_the_cart(fair: Fair) -> None:
    ada = buyer(fair, line(ticket(fair)))
    seen = ada.seen()

    assert len(ada.cart["secret"]) >= 43
    assert "secret" not in seen
    assert {**seen, "secret": 0, "server_time": 0, "seconds_left": 0} == {
        **ada.cart, "secret": 0, "server_time": 0, "seconds_left": 0,
    }  # fmt: skip


def test_looking_changes_nothing(fair: Fair, server: Server) -> None:
    ada = buyer(fair, line(ticket(fair)))
    before = stored(server, fair)

    for below in ("", "addons/", "cross_selling/"):
        ada.done("GET", below)

    assert stored(server, fair) == before


def test_an_organizer_may_do_everything_on_any_channel_and_before_the_event_is_live(fair: Fair, kiosk: str) -> None:
    item, quota = fair.ticket()
    cart = fair.made("carts/", {"sales_channel": kiosk, "lines": [line(item, 2)]})
    path = f"carts/{cart['id']}/"

    assert cart["sales_channel"] == kiosk
    assert fair.seen(path, token=ROB)["quantity"] == 2
    assert fair.patch(path, {"lines": []}, token=ROB).status_code == httpx.codes.FORBIDDEN
    assert fair.post(f"{path}lines/", {"lines": [line(item)]}).json()["quantity"] == 3
    on_sale(fair)
    secret = {"Authorization": f"Cart {cart['secret']}"}
    assert fair.get(path, token="", headers=secret).status_code == httpx.codes.NOT_FOUND
    assert fair.delete(path).status_code == httpx.codes.NO_CONTENT
    assert fair.left(quota) == 10


def test_visitors_buy_on_the_web_and_of_live_events_alone(fair: Fair) -> None:
    item, _ = fair.ticket()
    assert asked(fair, line(item)).status_code == httpx.codes.FORBIDDEN

    on_sale(fair)
    wanted = {"sales_channel": f"api.{fair.slug}", "lines": [line(item)]}
    refused(fair.post("carts/", wanted, token=""), "sales_channel_unknown")
    refused(fair.post("carts/", wanted), "sales_channel_unknown")


def test_a_cart_is_closed_to_visitors_when_the_event_is_not_live_any_more(fair: Fair) -> None:
    ada = buyer(fair, line(ticket(fair)))
    fair.patch("", {"live": False})

    assert ada.send("GET").status_code == httpx.codes.FORBIDDEN
    assert ada.send("POST", "extend/").status_code == httpx.codes.FORBIDDEN
    assert fair.seen(f"carts/{ada.cart['id']}/")["quantity"] == 1


def test_what_is_in_a_cart_is_held(fair: Fair) -> None:
    item, quota = fair.ticket(size=3)
    on_sale(fair)
    ada = buyer(fair, line(item, 2))
    assert fair.left(quota) == 1

    assert ada.send("DELETE").status_code == httpx.codes.NO_CONTENT
    assert fair.left(quota) == 3
    assert ada.send("GET").status_code == httpx.codes.NOT_FOUND


def test_compatible_endpoints_neither_show_nor_release_what_is_in_a_cart(fair: Fair) -> None:
    ada = buyer(fair, line(ticket(fair)))
    position = ada.cart["lines"][0]["id"]

    assert fair.rows("cartpositions/") == []
    assert fair.get(f"cartpositions/{position}/").status_code == httpx.codes.NOT_FOUND
    assert fair.delete(f"cartpositions/{position}/").status_code == httpx.codes.NOT_FOUND
    assert ada.seen()["quantity"] == 1


def test_lines_are_added(fair: Fair) -> None:
    item = ticket(fair)
    ada = buyer(fair, line(item))
    cart = ada.done("POST", "lines/", {"lines": [line(item, 2)]})

    assert (cart["version"], cart["quantity"], len(cart["lines"])) == (2, 3, 1)


def test_addons_stand_beneath_their_product(fair: Fair) -> None:
    item, workshop, rule = workshops(fair)
    cart = buyer(fair, line(item, addons=[line(workshop)])).cart
    (shown,) = cart["lines"]
    (addon,) = shown["addons"]

    assert (addon["item"], addon["rule"], addon["unit"]["gross"]) == (workshop["id"], rule["id"], "12.50")
    assert shown["bundled"] == []
    assert cart["total"]["gross"] == "35.50"


def test_bundled_products_come_along_and_their_price_is_carved_out(fair: Fair) -> None:
    drink = fair.item("Drink", require_bundling=True)
    pack = fair.item("Pack")
    fair.quota(drink, pack)
    fair.bundle(pack, drink, count=2, designated_price="3.00")
    on_sale(fair)
    cart = buyer(fair, line(pack)).cart
    (shown,) = cart["lines"]
    (bundled,) = shown["bundled"]

    assert (shown["unit"]["gross"], bundled["quantity"], bundled["unit"]["gross"]) == ("17.00", 2, "3.00")
    assert (cart["total"]["gross"], cart["quantity"]) == ("23.00", 3)


def test_attendees_and_answers_are_kept_and_can_be_sent_back(fair: Fair) -> None:
    item = ticket(fair)
    question = fair.made("questions/", {"question": {"en": "Size?"}, "type": "N", "items": [item["id"]]})
    who: Wire = {
        "attendee_name_parts": {"given_name": "Ada", "family_name": "Lovelace", "_scheme": "given_family"},
        "attendee_email": "ada@example.org",
        "answers": [{"question": question["id"], "answer": "42"}],
    }
    ada = buyer(fair, line(item, **who))
    (shown,) = ada.cart["lines"]
    assert (shown["attendee_name"], shown["attendee_email"]) == ("Ada Lovelace", "ada@example.org")
    assert (shown["answers"][0]["question"], shown["answers"][0]["answer"]) == (question["id"], "42")

    again = ada.done("PATCH", "", {"lines": ada.seen()["lines"]})
    assert without_time(again["lines"]) == without_time(ada.cart["lines"])


def without_time(lines: list[Wire]) -> list[Wire]:
    """Lines but for how long they are kept."""
    return [
        {key: value for key, value in one.items() if key not in {"expires", "addons", "bundled"}}
        | {name: without_time(one[name]) for name in ("addons", "bundled") if name in one}
        for one in lines
    ]


def test_wrong_answers_are_told_by_question(fair: Fair) -> None:
    item = ticket(fair)
    question = fair.made("questions/", {"question": {"en": "Size?"}, "type": "N", "items": [item["id"]]})
    answers = [{"question": question["id"], "answer": "large"}, {"question": NO_SUCH_ID, "answer": "1"}]
    told = refused(asked(fair, line(item, answers=answers)), "answer_invalid")

    assert told["line"] == 0
    assert told["details"]


def test_what_is_missing_is_told(fair: Fair) -> None:
    item, workshop, rule = workshops(fair, min_count=1)
    question = fair.made(
        "questions/", {"question": {"en": "Size?"}, "type": "N", "required": True, "items": [item["id"]]}
    )
    ada = buyer(fair, line(item))
    addons, answer = ada.cart["missing"]

    assert (addons["kind"], addons["rule"], addons["least"], addons["chosen"]) == ("addons", rule["id"], 1, 0)
    assert addons["can_be_met"]
    assert (answer["kind"], answer["question"]) == ("answer", question["id"])

    change = {"id": ada.cart["lines"][0]["id"], "addons": [line(workshop)]}
    change["answers"] = [{"question": question["id"], "answer": "7"}]
    assert ada.done("PATCH", "", {"lines": [change]})["missing"] == []


def test_the_same_lines_again_change_nothing_but_the_time(fair: Fair, server: Server) -> None:
    item, workshop, _ = workshops(fair)
    ada = buyer(fair, line(item, 2), line(item, addons=[line(workshop)]))
    before = stored(server, fair)
    again = ada.done("PATCH", "", {"version": 1, "lines": ada.cart["lines"]})
    after = stored(server, fair)

    assert without_time(again["lines"]) == without_time(ada.cart["lines"])
    assert again["total"] == ada.cart["total"]
    assert {name: len(rows) for name, rows in after.items()} == {name: len(rows) for name, rows in before.items()}
    assert (after["quota"], after["cart_line"]) == (before["quota"], before["cart_line"])


def test_patch_makes_the_cart_what_it_says(fair: Fair) -> None:
    item, workshop, _ = workshops(fair)
    other, quota = fair.ticket(name="Other")
    ada = buyer(fair, line(item, addons=[line(workshop)]), line(other, 2))
    first = next(one for one in ada.cart["lines"] if one["item"] == item["id"])

    cart = ada.done("PATCH", "", {"lines": [{"id": first["id"], "addons": []}, line(item)]})

    assert [(one["item"], one["quantity"], one["addons"]) for one in cart["lines"]] == [(item["id"], 2, [])]
    assert fair.left(quota) == 10
    assert ada.done("PATCH", "", {"lines": []})["lines"] == []


def test_an_empty_text_takes_off_what_a_line_has(fair: Fair) -> None:
    """And null leaves it there."""
    item = ticket(fair)
    fair.made("vouchers/", {"code": "HALVE", "price_mode": "percent", "value": "50.00", "max_usages": 2})
    who: Wire = {"attendee_name": "Ada", "attendee_email": "ada@example.org"}
    ada = buyer(fair, line(item, voucher="HALVE", **who))
    (first,) = ada.cart["lines"]
    names = ("voucher", *who)

    (kept,) = ada.done("PATCH", "", {"lines": [{"id": first["id"]} | dict.fromkeys(names)]})["lines"]
    assert [kept[name] for name in names] == ["HALVE", "Ada", "ada@example.org"]
    (bare,) = ada.done("PATCH", "", {"lines": [{"id": first["id"]} | dict.fromkeys(names, "")]})["lines"]
    assert [bare[name] for name in names] == [None, None, None]
    assert (bare["id"], first["unit"]["amount"], bare["unit"]["amount"]) == (first["id"], "11.50", "23.00")


def test_a_change_of_another_version_is_refused(fair: Fair, server: Server) -> None:
    item = ticket(fair)
    ada = buyer(fair, line(item))
    ada.done("POST", "extend/", {"version": 1})
    before = stored(server, fair)

    for method, below, body in (
        ("PATCH", "", {"lines": []}),
        ("POST", "lines/", {"lines": [line(item)]}),
        ("POST", "extend/", {}),
        ("POST", "voucher/", {"voucher": "ANY"}),
    ):
        answer = ada.send(method, below, {"version": 1, **body})
        told = refused(answer, "cart_changed", httpx.codes.CONFLICT)
        assert answer.headers["retry-after"] == str(told["retry_after"])
    assert stored(server, fair) == before


def test_one_unit_is_removed(fair: Fair) -> None:
    item, workshop, _ = workshops(fair, min_count=1)
    ada = buyer(fair, line(item, addons=[line(workshop)]))
    (shown,) = ada.cart["lines"]

    cart = ada.done("DELETE", f"positions/{shown['addons'][0]['id']}/")
    assert (cart["lines"][0]["addons"], [need["kind"] for need in cart["missing"]]) == ([], ["addons"])
    assert ada.done("DELETE", f"positions/{shown['id']}/")["lines"] == []
    refused(ada.send("DELETE", f"positions/{shown['id']}/"), "unknown_position", httpx.codes.NOT_FOUND)


def test_a_voucher_is_used_for_what_is_in_the_cart(fair: Fair) -> None:
    item = ticket(fair)
    fair.voucher("EARLY", price_mode="set", value="9.00", max_usages=1)
    ada = buyer(fair, line(item, 2))
    cart = ada.done("POST", "voucher/", {"voucher": " early "})

    assert sorted((one["voucher"] or "", one["unit"]["gross"]) for one in cart["lines"]) == [
        ("", "23.00"), ("EARLY", "9.00"),
    ]  # fmt: skip
    refused(ada.send("POST", "voucher/", {"voucher": "NOPE"}), "voucher_unknown")


def test_extending_keeps_everything_for_longer(fair: Fair) -> None:
    ada = buyer(fair, line(ticket(fair)))
    cart = ada.done("POST", "extend/")

    assert (cart["expires"] > ada.cart["expires"], cart["max_extend"]) == (True, ada.cart["max_extend"])
    assert cart["version"] == 2
    ada.done("PATCH", "", {"lines": []})
    assert ada.done("POST", "extend/")["expires"] is None
    refused(ada.send("POST", "voucher/", {"voucher": "ANY"}), "cart_empty")


def test_a_seat_is_bought_by_its_guid(desk: Desk, fair: Fair) -> None:
    hall = seated(desk, fair)
    on_sale(fair)
    (shown,) = buyer(fair, {"seat": "A1"}).cart["lines"]

    assert (shown["item"], shown["seat"], shown["seat_name"]) == (hall.item["id"], "A1", "Ground, Row A, Seat 1")
    refused(asked(fair, {"seat": "A1"}), "seat_unavailable")
    refused(asked(fair, {"seat": "Z9"}), "seat_invalid")


def test_a_cart_of_a_series_names_dates(series: Fair) -> None:
    item = series.item()
    dates = [
        series.made("subevents/", {"name": {"en": "Day"}, "date_from": f"2040-06-0{day}T18:00:00Z", "active": True})[
            "id"
        ]
        for day in (1, 2)
    ]
    for date in dates:
        series.quota(item, subevent=date, size=1)
    on_sale(series)
    cart = buyer(series, *(line(item, subevent=date) for date in dates)).cart

    assert [one["subevent"] for one in cart["lines"]] == dates
    refused(asked(series, line(item)), "date_required")
    refused(asked(series, line(item, subevent=NO_SUCH_ID)), "date_unknown")
    assert refused(asked(series, line(item, subevent=dates[0])), "quota_none")["left"] == 0


def test_a_refusal_leaves_everything_as_it_was(fair: Fair, server: Server) -> None:
    item, workshop, _ = workshops(fair)
    scarce, _ = fair.ticket(name="Scarce", size=1)
    fair.voucher("ONCE1")
    ada = buyer(fair, line(item, addons=[line(workshop)]), line(item, voucher="ONCE1"))
    before = stored(server, fair)
    told = refused(ada.send("POST", "lines/", {"lines": [line(item), line(scarce, 2)]}), "quota_partial")

    assert (told["line"], told["item"], told["left"]) == (1, scarce["id"], 1)
    own = ada.cart["lines"][0]["id"]
    for method, below, body in (
        ("PATCH", "", {"lines": [line(scarce, 2)]}),
        ("PATCH", "", {"lines": [{"id": own, "addons": [line(workshop, 3)]}]}),
        ("PATCH", "", {"lines": [{"id": own, "quantity": 11}]}),
        ("POST", "lines/", {"lines": [line(workshop)]}),
        ("POST", "lines/", {"lines": [line(item, voucher="ONCE1")]}),
        ("POST", "voucher/", {"voucher": "ONCE1"}),
        ("DELETE", f"positions/{NO_SUCH_ID}/", None),
    ):
        answer = ada.send(method, below, body) if body is not None else ada.send(method, below)
        assert answer.is_client_error, answer.text
        assert "code" in answer.json(), (method, below, body, answer.text)
    assert stored(server, fair) == before
    assert is_clean(server, fair)
