from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.answer import Answer
    from ..models.cart_position_attendee_name_parts import CartPositionAttendeeNameParts
    from ..models.cart_position_seat_type_0 import CartPositionSeatType0


T = TypeVar("T", bound="CartPosition")


@_attrs_define
class CartPosition:
    """
    Attributes:
        id (int):
        cart_id (str):
        item (int):
        variation (int | None):
        price (str):
        attendee_name (None | str): The whole name, or the parts put together by the event's `name_scheme`.
        attendee_name_parts (CartPositionAttendeeNameParts): The parts as they were sent; `_legacy` is a name that was
            sent as a whole.
        attendee_email (None | str):
        voucher (int | None): The id of the voucher.
        addon_to (int | None): The position that it is an add-on of, or came along with.
        is_bundled (bool): Whether it came along with another product.
        subevent (int | None):
        datetime_ (datetime.datetime): When it was made.
        expires (datetime.datetime): Until when the place is held; it is, at this very instant, still held.
        includes_tax (bool):
        answers (list[Answer]):
        seat (CartPositionSeatType0 | None):
    """

    id: int
    cart_id: str
    item: int
    variation: int | None
    price: str
    attendee_name: None | str
    attendee_name_parts: CartPositionAttendeeNameParts
    attendee_email: None | str
    voucher: int | None
    addon_to: int | None
    is_bundled: bool
    subevent: int | None
    datetime_: datetime.datetime
    expires: datetime.datetime
    includes_tax: bool
    answers: list[Answer]
    seat: CartPositionSeatType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.cart_position_seat_type_0 import CartPositionSeatType0  # noqa: PLC0415

        id = self.id

        cart_id = self.cart_id

        item = self.item

        variation: int | None
        variation = self.variation

        price = self.price

        attendee_name: None | str
        attendee_name = self.attendee_name

        attendee_name_parts = self.attendee_name_parts.to_dict()

        attendee_email: None | str
        attendee_email = self.attendee_email

        voucher: int | None
        voucher = self.voucher

        addon_to: int | None
        addon_to = self.addon_to

        is_bundled = self.is_bundled

        subevent: int | None
        subevent = self.subevent

        datetime_ = self.datetime_.isoformat()

        expires = self.expires.isoformat()

        includes_tax = self.includes_tax

        answers = []
        for answers_item_data in self.answers:
            answers_item = answers_item_data.to_dict()
            answers.append(answers_item)

        seat: dict[str, Any] | None
        if isinstance(self.seat, CartPositionSeatType0):
            seat = self.seat.to_dict()
        else:
            seat = self.seat

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "cart_id": cart_id,
                "item": item,
                "variation": variation,
                "price": price,
                "attendee_name": attendee_name,
                "attendee_name_parts": attendee_name_parts,
                "attendee_email": attendee_email,
                "voucher": voucher,
                "addon_to": addon_to,
                "is_bundled": is_bundled,
                "subevent": subevent,
                "datetime": datetime_,
                "expires": expires,
                "includes_tax": includes_tax,
                "answers": answers,
                "seat": seat,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.answer import Answer  # noqa: PLC0415
        from ..models.cart_position_attendee_name_parts import (
            CartPositionAttendeeNameParts,  # noqa: PLC0415
        )
        from ..models.cart_position_seat_type_0 import CartPositionSeatType0  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        cart_id = d.pop("cart_id")

        item = d.pop("item")

        def _parse_variation(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        variation = _parse_variation(d.pop("variation"))

        price = d.pop("price")

        def _parse_attendee_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        attendee_name = _parse_attendee_name(d.pop("attendee_name"))

        attendee_name_parts = CartPositionAttendeeNameParts.from_dict(d.pop("attendee_name_parts"))

        def _parse_attendee_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        attendee_email = _parse_attendee_email(d.pop("attendee_email"))

        def _parse_voucher(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        voucher = _parse_voucher(d.pop("voucher"))

        def _parse_addon_to(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        addon_to = _parse_addon_to(d.pop("addon_to"))

        is_bundled = d.pop("is_bundled")

        def _parse_subevent(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        subevent = _parse_subevent(d.pop("subevent"))

        datetime_ = datetime.datetime.fromisoformat(d.pop("datetime"))

        expires = datetime.datetime.fromisoformat(d.pop("expires"))

        includes_tax = d.pop("includes_tax")

        answers = []
        _answers = d.pop("answers")
        for answers_item_data in _answers:
            answers_item = Answer.from_dict(answers_item_data)

            answers.append(answers_item)

        def _parse_seat(data: object) -> CartPositionSeatType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_cart_position_seat_type_0 = CartPositionSeatType0.from_dict(data)

                return componentsschemas_cart_position_seat_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CartPositionSeatType0 | None, data)

        seat = _parse_seat(d.pop("seat"))

        cart_position = cls(
            id=id,
            cart_id=cart_id,
            item=item,
            variation=variation,
            price=price,
            attendee_name=attendee_name,
            attendee_name_parts=attendee_name_parts,
            attendee_email=attendee_email,
            voucher=voucher,
            addon_to=addon_to,
            is_bundled=is_bundled,
            subevent=subevent,
            datetime_=datetime_,
            expires=expires,
            includes_tax=includes_tax,
            answers=answers,
            seat=seat,
        )

        cart_position.additional_properties = d
        return cart_position

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
