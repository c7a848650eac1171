from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.answer_input import AnswerInput
    from ..models.cart_position_child_input import CartPositionChildInput
    from ..models.cart_position_input_attendee_name_parts import (
        CartPositionInputAttendeeNameParts,
    )


T = TypeVar("T", bound="CartPositionInput")


@_attrs_define
class CartPositionInput:
    """
    Attributes:
        item (int): The product; it must be active.
        price (str): Stored as it is sent.
        variation (int | None | Unset): Needed if the product has variations, else null.
        attendee_name (None | str | Unset): The whole name; give either this or `attendee_name_parts`.
        attendee_name_parts (CartPositionInputAttendeeNameParts | Unset): Parts as the event's `name_scheme` has them,
            like `given_name`; `_scheme` names another.
        attendee_email (None | str | Unset):
        subevent (int | None | Unset): The date, in an event series.
        includes_tax (bool | None | Unset): Kept for older clients; null counts as true. Default: True.
        answers (list[AnswerInput] | Unset):
        cart_id (None | str | Unset): Ends in `@api`. Left out, null or empty: a new cart.
        expires (datetime.datetime | Unset): Until when the place is held. An instant in the past is taken, and holds
            nothing.
        addons (list[CartPositionChildInput] | Unset): Products chosen along with it; held together with it or not at
            all.
        bundled (list[CartPositionChildInput] | Unset): Products that come along with it; held together with it or not
            at all.
        seat (None | str | Unset): The `seat_guid`, if the product has seats.
        sales_channel (str | Unset): Where it is sold; it is not stored. Default: 'web'.
        voucher (None | str | Unset): The code of a voucher, in upper or lower case.
    """

    item: int
    price: str
    variation: int | None | Unset = UNSET
    attendee_name: None | str | Unset = UNSET
    attendee_name_parts: CartPositionInputAttendeeNameParts | Unset = UNSET
    attendee_email: None | str | Unset = UNSET
    subevent: int | None | Unset = UNSET
    includes_tax: bool | None | Unset = True
    answers: list[AnswerInput] | Unset = UNSET
    cart_id: None | str | Unset = UNSET
    expires: datetime.datetime | Unset = UNSET
    addons: list[CartPositionChildInput] | Unset = UNSET
    bundled: list[CartPositionChildInput] | Unset = UNSET
    seat: None | str | Unset = UNSET
    sales_channel: str | Unset = "web"
    voucher: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        item = self.item

        price = self.price

        variation: int | None | Unset
        if isinstance(self.variation, Unset):
            variation = UNSET
        else:
            variation = self.variation

        attendee_name: None | str | Unset
        if isinstance(self.attendee_name, Unset):
            attendee_name = UNSET
        else:
            attendee_name = self.attendee_name

        attendee_name_parts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.attendee_name_parts, Unset):
            attendee_name_parts = self.attendee_name_parts.to_dict()

        attendee_email: None | str | Unset
        if isinstance(self.attendee_email, Unset):
            attendee_email = UNSET
        else:
            attendee_email = self.attendee_email

        subevent: int | None | Unset
        if isinstance(self.subevent, Unset):
            subevent = UNSET
        else:
            subevent = self.subevent

        includes_tax: bool | None | Unset
        if isinstance(self.includes_tax, Unset):
            includes_tax = UNSET
        else:
            includes_tax = self.includes_tax

        answers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.answers, Unset):
            answers = []
            for answers_item_data in self.answers:
                answers_item = answers_item_data.to_dict()
                answers.append(answers_item)

        cart_id: None | str | Unset
        if isinstance(self.cart_id, Unset):
            cart_id = UNSET
        else:
            cart_id = self.cart_id

        expires: str | Unset = UNSET
        if not isinstance(self.expires, Unset):
            expires = self.expires.isoformat()

        addons: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.addons, Unset):
            addons = []
            for addons_item_data in self.addons:
                addons_item = addons_item_data.to_dict()
                addons.append(addons_item)

        bundled: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.bundled, Unset):
            bundled = []
            for bundled_item_data in self.bundled:
                bundled_item = bundled_item_data.to_dict()
                bundled.append(bundled_item)

        seat: None | str | Unset
        if isinstance(self.seat, Unset):
            seat = UNSET
        else:
            seat = self.seat

        sales_channel = self.sales_channel

        voucher: None | str | Unset
        if isinstance(self.voucher, Unset):
            voucher = UNSET
        else:
            voucher = self.voucher

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "item": item,
                "price": price,
            }
        )
        if variation is not UNSET:
            field_dict["variation"] = variation
        if attendee_name is not UNSET:
            field_dict["attendee_name"] = attendee_name
        if attendee_name_parts is not UNSET:
            field_dict["attendee_name_parts"] = attendee_name_parts
        if attendee_email is not UNSET:
            field_dict["attendee_email"] = attendee_email
        if subevent is not UNSET:
            field_dict["subevent"] = subevent
        if includes_tax is not UNSET:
            field_dict["includes_tax"] = includes_tax
        if answers is not UNSET:
            field_dict["answers"] = answers
        if cart_id is not UNSET:
            field_dict["cart_id"] = cart_id
        if expires is not UNSET:
            field_dict["expires"] = expires
        if addons is not UNSET:
            field_dict["addons"] = addons
        if bundled is not UNSET:
            field_dict["bundled"] = bundled
        if seat is not UNSET:
            field_dict["seat"] = seat
        if sales_channel is not UNSET:
            field_dict["sales_channel"] = sales_channel
        if voucher is not UNSET:
            field_dict["voucher"] = voucher

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.answer_input import AnswerInput  # noqa: PLC0415
        from ..models.cart_position_child_input import CartPositionChildInput  # noqa: PLC0415
        from ..models.cart_position_input_attendee_name_parts import (
            CartPositionInputAttendeeNameParts,  # noqa: PLC0415
        )

        d = dict(src_dict)
        item = d.pop("item")

        price = d.pop("price")

        def _parse_variation(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        variation = _parse_variation(d.pop("variation", UNSET))

        def _parse_attendee_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        attendee_name = _parse_attendee_name(d.pop("attendee_name", UNSET))

        _attendee_name_parts = d.pop("attendee_name_parts", UNSET)
        attendee_name_parts: CartPositionInputAttendeeNameParts | Unset
        if isinstance(_attendee_name_parts, Unset):
            attendee_name_parts = UNSET
        else:
            attendee_name_parts = CartPositionInputAttendeeNameParts.from_dict(_attendee_name_parts)

        def _parse_attendee_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        attendee_email = _parse_attendee_email(d.pop("attendee_email", UNSET))

        def _parse_subevent(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        subevent = _parse_subevent(d.pop("subevent", UNSET))

        def _parse_includes_tax(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        includes_tax = _parse_includes_tax(d.pop("includes_tax", UNSET))

        _answers = d.pop("answers", UNSET)
        answers: list[AnswerInput] | Unset = UNSET
        if _answers is not UNSET:
            answers = []
            for answers_item_data in _answers:
                answers_item = AnswerInput.from_dict(answers_item_data)

                answers.append(answers_item)

        def _parse_cart_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        cart_id = _parse_cart_id(d.pop("cart_id", UNSET))

        _expires = d.pop("expires", UNSET)
        expires: datetime.datetime | Unset
        if isinstance(_expires, Unset):
            expires = UNSET
        else:
            expires = datetime.datetime.fromisoformat(_expires)

        _addons = d.pop("addons", UNSET)
        addons: list[CartPositionChildInput] | Unset = UNSET
        if _addons is not UNSET:
            addons = []
            for addons_item_data in _addons:
                addons_item = CartPositionChildInput.from_dict(addons_item_data)

                addons.append(addons_item)

        _bundled = d.pop("bundled", UNSET)
        bundled: list[CartPositionChildInput] | Unset = UNSET
        if _bundled is not UNSET:
            bundled = []
            for bundled_item_data in _bundled:
                bundled_item = CartPositionChildInput.from_dict(bundled_item_data)

                bundled.append(bundled_item)

        def _parse_seat(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        seat = _parse_seat(d.pop("seat", UNSET))

        sales_channel = d.pop("sales_channel", UNSET)

        def _parse_voucher(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        voucher = _parse_voucher(d.pop("voucher", UNSET))

        cart_position_input = cls(
            item=item,
            price=price,
            variation=variation,
            attendee_name=attendee_name,
            attendee_name_parts=attendee_name_parts,
            attendee_email=attendee_email,
            subevent=subevent,
            includes_tax=includes_tax,
            answers=answers,
            cart_id=cart_id,
            expires=expires,
            addons=addons,
            bundled=bundled,
            seat=seat,
            sales_channel=sales_channel,
            voucher=voucher,
        )

        cart_position_input.additional_properties = d
        return cart_position_input

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
