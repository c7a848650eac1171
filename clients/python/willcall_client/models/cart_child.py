from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cart_amount import CartAmount
    from ..models.cart_child_attendee_name_parts import CartChildAttendeeNameParts
    from ..models.cart_unit_price import CartUnitPrice
    from ..models.seat_created import SeatCreated


T = TypeVar("T", bound="CartChild")


@_attrs_define
class CartChild:
    """A product with another one: an add-on that was chosen, or what is bundled with it.

    Attributes:
        id (int): The smallest id of its positions; it may name the line.
        positions (list[int]): The ids of its positions, one for each unit.
        quantity (int):
        item (int):
        variation (int | None):
        subevent (int | None):
        seat (None | str): The `seat_guid`.
        seat_name (None | str):
        voucher (None | str): The code.
        price (None | str): What the buyer wants to pay, if that was said.
        unit (CartUnitPrice): What one unit costs, after discounts.

                `amount` is that of each unit of the line. Of the other three, where the event rounds sums, some units may
            have a
                cent more or less; `total` of the line has all of them.
        total (CartAmount): An amount with its tax. `amount` is what is shown: `gross`, or `net` where the event shows
            net prices.
        expires (datetime.datetime):
        expired (bool): Whether its place is not kept any more.
        attendee_name (None | str):
        attendee_name_parts (CartChildAttendeeNameParts):
        attendee_email (None | str):
        answers (list[SeatCreated]):
        rule (int | None): The rule by which an add-on was chosen; null where it is none, or is gone.
    """

    id: int
    positions: list[int]
    quantity: int
    item: int
    variation: int | None
    subevent: int | None
    seat: None | str
    seat_name: None | str
    voucher: None | str
    price: None | str
    unit: CartUnitPrice
    total: CartAmount
    expires: datetime.datetime
    expired: bool
    attendee_name: None | str
    attendee_name_parts: CartChildAttendeeNameParts
    attendee_email: None | str
    answers: list[SeatCreated]
    rule: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        positions = self.positions

        quantity = self.quantity

        item = self.item

        variation: int | None
        variation = self.variation

        subevent: int | None
        subevent = self.subevent

        seat: None | str
        seat = self.seat

        seat_name: None | str
        seat_name = self.seat_name

        voucher: None | str
        voucher = self.voucher

        price: None | str
        price = self.price

        unit = self.unit.to_dict()

        total = self.total.to_dict()

        expires = self.expires.isoformat()

        expired = self.expired

        attendee_name: None | str
        attendee_name = self.attendee_name

        attendee_name_parts = self.attendee_name_parts.to_dict()

        attendee_email: None | str
        attendee_email = self.attendee_email

        answers = []
        for answers_item_data in self.answers:
            answers_item = answers_item_data.to_dict()
            answers.append(answers_item)

        rule: int | None
        rule = self.rule

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "positions": positions,
                "quantity": quantity,
                "item": item,
                "variation": variation,
                "subevent": subevent,
                "seat": seat,
                "seat_name": seat_name,
                "voucher": voucher,
                "price": price,
                "unit": unit,
                "total": total,
                "expires": expires,
                "expired": expired,
                "attendee_name": attendee_name,
                "attendee_name_parts": attendee_name_parts,
                "attendee_email": attendee_email,
                "answers": answers,
                "rule": rule,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cart_amount import CartAmount  # noqa: PLC0415
        from ..models.cart_child_attendee_name_parts import CartChildAttendeeNameParts  # noqa: PLC0415
        from ..models.cart_unit_price import CartUnitPrice  # noqa: PLC0415
        from ..models.seat_created import SeatCreated  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        positions = cast(list[int], d.pop("positions"))

        quantity = d.pop("quantity")

        item = d.pop("item")

        def _parse_variation(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        variation = _parse_variation(d.pop("variation"))

        def _parse_subevent(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        subevent = _parse_subevent(d.pop("subevent"))

        def _parse_seat(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        seat = _parse_seat(d.pop("seat"))

        def _parse_seat_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        seat_name = _parse_seat_name(d.pop("seat_name"))

        def _parse_voucher(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        voucher = _parse_voucher(d.pop("voucher"))

        def _parse_price(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        price = _parse_price(d.pop("price"))

        unit = CartUnitPrice.from_dict(d.pop("unit"))

        total = CartAmount.from_dict(d.pop("total"))

        expires = datetime.datetime.fromisoformat(d.pop("expires"))

        expired = d.pop("expired")

        def _parse_attendee_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        attendee_name = _parse_attendee_name(d.pop("attendee_name"))

        attendee_name_parts = CartChildAttendeeNameParts.from_dict(d.pop("attendee_name_parts"))

        def _parse_attendee_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        attendee_email = _parse_attendee_email(d.pop("attendee_email"))

        answers = []
        _answers = d.pop("answers")
        for answers_item_data in _answers:
            answers_item = SeatCreated.from_dict(answers_item_data)

            answers.append(answers_item)

        def _parse_rule(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        rule = _parse_rule(d.pop("rule"))

        cart_child = cls(
            id=id,
            positions=positions,
            quantity=quantity,
            item=item,
            variation=variation,
            subevent=subevent,
            seat=seat,
            seat_name=seat_name,
            voucher=voucher,
            price=price,
            unit=unit,
            total=total,
            expires=expires,
            expired=expired,
            attendee_name=attendee_name,
            attendee_name_parts=attendee_name_parts,
            attendee_email=attendee_email,
            answers=answers,
            rule=rule,
        )

        cart_child.additional_properties = d
        return cart_child

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
