"""Bodies of requests on carts, read without a server."""

from __future__ import annotations

from typing import Any

import pytest

from willcall.cart import wire
from willcall.cart.contents import WantedAddOn, WantedLine
from willcall.cart.refusals import Code, Refused
from willcall.rest.problems import Invalid


def line(**fields: Any) -> WantedLine:
    """The only line of a body."""
    asked = wire.asked(wire.CHANGE, {"lines": [fields]})
    assert isinstance(asked, wire.Asked)
    (one,) = asked.lines
    return one


def test_what_is_not_said_is_none() -> None:
    assert line(id=7) == WantedLine(id=7)
    assert line(id=7, **dict.fromkeys(("quantity", "voucher", "seat", "addons", "answers", "price"))) == WantedLine(
        id=7
    )
    assert line(id=7, seat=" ") == WantedLine(id=7)


def test_an_empty_text_is_said() -> None:
    """Of a line that is there it takes off what it has."""
    said = {"voucher": " ", "attendee_name": "", "attendee_email": ""}

    assert line(id=7, **said) == WantedLine(id=7, voucher="", attendee_name="", attendee_email="")
    read = line(id=7, addons=[{"item": 1, "attendee_name": " ", "attendee_email": ""}])
    assert read.addons == (WantedAddOn(1, attendee_name="", attendee_email=""),)


def test_the_number_of_vouchers_has_a_bound() -> None:
    """Each is looked up by itself; what is written differently or not at all is none more."""
    lines = [{"item": 1, "voucher": f"V{number}"} for number in range(wire.CART_CODES_MAX)]

    assert isinstance(
        wire.asked(wire.ADDITION, {"lines": [*lines, {"item": 1}, {"item": 1, "voucher": "v0"}]}), wire.Asked
    )
    with pytest.raises(Invalid):
        wire.asked(wire.ADDITION, {"lines": [*lines, {"item": 1, "voucher": "ONE MORE"}]})


def test_what_is_said_is_read() -> None:
    read = line(item=1, variation=2, quantity=3, subevent=4, seat="A1", voucher=" code ", price="5.5", addons=[])

    assert read == WantedLine(None, 1, 2, 3, 4, "A1", "code", 550, addons=())


def test_addons_have_one_unit_unless_more_are_said() -> None:
    assert line(item=1, addons=[{"item": 2}, {"item": 3, "quantity": 2, "price": "1"}]).addons == (
        WantedAddOn(2),
        WantedAddOn(3, None, 2, 100),
    )


def test_a_new_line_takes_no_id() -> None:
    asked = wire.asked(wire.ADDITION, {"lines": [{"id": 7, "item": 1}]})

    assert isinstance(asked, wire.Asked)
    assert asked.lines == (WantedLine(item_id=1),)


@pytest.mark.parametrize(
    ("said", "hundredths"), [("0", 0), ("23", 2300), ("23.5", 2350), ("0.005", 1), ("0.0049", 0), ("007", 700)]
)
def test_prices_are_hundredths(said: str, hundredths: int) -> None:
    assert line(item=1, price=said).price == hundredths


def test_the_first_price_that_is_none_is_told_once_all_else_can_be_read() -> None:
    lines = [{"item": 1, "addons": [{"item": 2}, {"item": 3, "price": "x"}]}, {"item": 4, "price": "9" * 30}]

    assert wire.asked(wire.ADDITION, {"lines": lines}) == Refused(Code.PRICE_NOT_A_NUMBER, 0, 1, 3)
    assert wire.asked(wire.ADDITION, {"lines": lines[1:]}) == Refused(Code.PRICE_TOO_HIGH, 0, item_id=4)
    with pytest.raises(Invalid):
        wire.asked(wire.ADDITION, {"lines": [*lines, {}]})


def test_a_name_that_comes_as_a_whole_and_in_parts_is_said_once() -> None:
    """As answers have it; two names that differ are left for the rules to refuse."""
    parts = {"given_name": "Ada", "family_name": "Lovelace"}
    same, other = (WantedLine(attendee_name=name, name_parts=parts) for name in ("Ada Lovelace", "Ben"))
    addon = WantedAddOn(1, attendee_name="Ada Lovelace", name_parts=parts)
    read = wire.named_once([same, other, WantedLine(addons=(addon,))], "given_family")

    assert [one.attendee_name for one in read] == [None, "Ben", None]
    assert read[2].addons is not None
    assert read[2].addons[0].attendee_name is None
