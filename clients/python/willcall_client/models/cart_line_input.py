from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.answer_input import AnswerInput
    from ..models.cart_add_on_input import CartAddOnInput
    from ..models.cart_line_input_attendee_name_parts_type_0 import (
        CartLineInputAttendeeNamePartsType0,
    )


T = TypeVar("T", bound="CartLineInput")


@_attrs_define
class CartLineInput:
    """
    Attributes:
        item (int | None | Unset): The product. A seat that is named brings its own.
        variation (int | None | Unset): Needed if the product has variations.
        quantity (int | None | Unset): How many units; 1 if it is left out of something new.
        subevent (int | None | Unset): The date, in an event series.
        seat (None | str | Unset): The `seat_guid`, if the product has seats; a line with a seat has one unit.
        voucher (None | str | Unset): The code of a voucher, in upper or lower case; an empty text takes it off a line
            that has one.
        price (None | str | Unset): What the buyer wants to pay for one unit, as decimal text; counts for products with
            a free price only, and is no less than what they cost. Net where the event shows net prices.
        attendee_name (None | str | Unset): The whole name; give either this or `attendee_name_parts`. An empty text
            takes the name off.
        attendee_name_parts (CartLineInputAttendeeNamePartsType0 | None | Unset): Parts as the event's `name_scheme` has
            them, like `given_name`; `_scheme` names another.
        attendee_email (None | str | Unset): An empty text takes it off.
        answers (list[AnswerInput] | None | Unset):
        addons (list[CartAddOnInput] | None | Unset): The whole choice for each unit of the line. What is bundled comes
            along by itself and is not named.
    """

    item: int | None | Unset = UNSET
    variation: int | None | Unset = UNSET
    quantity: int | None | Unset = UNSET
    subevent: int | None | Unset = UNSET
    seat: None | str | Unset = UNSET
    voucher: None | str | Unset = UNSET
    price: None | str | Unset = UNSET
    attendee_name: None | str | Unset = UNSET
    attendee_name_parts: CartLineInputAttendeeNamePartsType0 | None | Unset = UNSET
    attendee_email: None | str | Unset = UNSET
    answers: list[AnswerInput] | None | Unset = UNSET
    addons: list[CartAddOnInput] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.cart_line_input_attendee_name_parts_type_0 import (
            CartLineInputAttendeeNamePartsType0,  # noqa: PLC0415
        )

        item: int | None | Unset
        if isinstance(self.item, Unset):
            item = UNSET
        else:
            item = self.item

        variation: int | None | Unset
        if isinstance(self.variation, Unset):
            variation = UNSET
        else:
            variation = self.variation

        quantity: int | None | Unset
        if isinstance(self.quantity, Unset):
            quantity = UNSET
        else:
            quantity = self.quantity

        subevent: int | None | Unset
        if isinstance(self.subevent, Unset):
            subevent = UNSET
        else:
            subevent = self.subevent

        seat: None | str | Unset
        if isinstance(self.seat, Unset):
            seat = UNSET
        else:
            seat = self.seat

        voucher: None | str | Unset
        if isinstance(self.voucher, Unset):
            voucher = UNSET
        else:
            voucher = self.voucher

        price: None | str | Unset
        if isinstance(self.price, Unset):
            price = UNSET
        else:
            price = self.price

        attendee_name: None | str | Unset
        if isinstance(self.attendee_name, Unset):
            attendee_name = UNSET
        else:
            attendee_name = self.attendee_name

        attendee_name_parts: dict[str, Any] | None | Unset
        if isinstance(self.attendee_name_parts, Unset):
            attendee_name_parts = UNSET
        elif isinstance(self.attendee_name_parts, CartLineInputAttendeeNamePartsType0):
            attendee_name_parts = self.attendee_name_parts.to_dict()
        else:
            attendee_name_parts = self.attendee_name_parts

        attendee_email: None | str | Unset
        if isinstance(self.attendee_email, Unset):
            attendee_email = UNSET
        else:
            attendee_email = self.attendee_email

        answers: list[dict[str, Any]] | None | Unset
        if isinstance(self.answers, Unset):
            answers = UNSET
        elif isinstance(self.answers, list):
            answers = []
            for answers_type_0_item_data in self.answers:
                answers_type_0_item = answers_type_0_item_data.to_dict()
                answers.append(answers_type_0_item)

        else:
            answers = self.answers

        addons: list[dict[str, Any]] | None | Unset
        if isinstance(self.addons, Unset):
            addons = UNSET
        elif isinstance(self.addons, list):
            addons = []
            for addons_type_0_item_data in self.addons:
                addons_type_0_item = addons_type_0_item_data.to_dict()
                addons.append(addons_type_0_item)

        else:
            addons = self.addons

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if item is not UNSET:
            field_dict["item"] = item
        if variation is not UNSET:
            field_dict["variation"] = variation
        if quantity is not UNSET:
            field_dict["quantity"] = quantity
        if subevent is not UNSET:
            field_dict["subevent"] = subevent
        if seat is not UNSET:
            field_dict["seat"] = seat
        if voucher is not UNSET:
            field_dict["voucher"] = voucher
        if price is not UNSET:
            field_dict["price"] = price
        if attendee_name is not UNSET:
            field_dict["attendee_name"] = attendee_name
        if attendee_name_parts is not UNSET:
            field_dict["attendee_name_parts"] = attendee_name_parts
        if attendee_email is not UNSET:
            field_dict["attendee_email"] = attendee_email
        if answers is not UNSET:
            field_dict["answers"] = answers
        if addons is not UNSET:
            field_dict["addons"] = addons

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.answer_input import AnswerInput  # noqa: PLC0415
        from ..models.cart_add_on_input import CartAddOnInput  # noqa: PLC0415
        from ..models.cart_line_input_attendee_name_parts_type_0 import (
            CartLineInputAttendeeNamePartsType0,  # noqa: PLC0415
        )

        d = dict(src_dict)

        def _parse_item(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        item = _parse_item(d.pop("item", UNSET))

        def _parse_variation(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        variation = _parse_variation(d.pop("variation", UNSET))

        def _parse_quantity(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        quantity = _parse_quantity(d.pop("quantity", UNSET))

        def _parse_subevent(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        subevent = _parse_subevent(d.pop("subevent", UNSET))

        def _parse_seat(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        seat = _parse_seat(d.pop("seat", UNSET))

        def _parse_voucher(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        voucher = _parse_voucher(d.pop("voucher", UNSET))

        def _parse_price(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        price = _parse_price(d.pop("price", UNSET))

        def _parse_attendee_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        attendee_name = _parse_attendee_name(d.pop("attendee_name", UNSET))

        def _parse_attendee_name_parts(data: object) -> CartLineInputAttendeeNamePartsType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                attendee_name_parts_type_0 = CartLineInputAttendeeNamePartsType0.from_dict(data)

                return attendee_name_parts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CartLineInputAttendeeNamePartsType0 | None | Unset, data)

        attendee_name_parts = _parse_attendee_name_parts(d.pop("attendee_name_parts", UNSET))

        def _parse_attendee_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        attendee_email = _parse_attendee_email(d.pop("attendee_email", UNSET))

        def _parse_answers(data: object) -> list[AnswerInput] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                answers_type_0 = []
                _answers_type_0 = data
                for answers_type_0_item_data in _answers_type_0:
                    answers_type_0_item = AnswerInput.from_dict(answers_type_0_item_data)

                    answers_type_0.append(answers_type_0_item)

                return answers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[AnswerInput] | None | Unset, data)

        answers = _parse_answers(d.pop("answers", UNSET))

        def _parse_addons(data: object) -> list[CartAddOnInput] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                addons_type_0 = []
                _addons_type_0 = data
                for addons_type_0_item_data in _addons_type_0:
                    addons_type_0_item = CartAddOnInput.from_dict(addons_type_0_item_data)

                    addons_type_0.append(addons_type_0_item)

                return addons_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[CartAddOnInput] | None | Unset, data)

        addons = _parse_addons(d.pop("addons", UNSET))

        cart_line_input = cls(
            item=item,
            variation=variation,
            quantity=quantity,
            subevent=subevent,
            seat=seat,
            voucher=voucher,
            price=price,
            attendee_name=attendee_name,
            attendee_name_parts=attendee_name_parts,
            attendee_email=attendee_email,
            answers=answers,
            addons=addons,
        )

        cart_line_input.additional_properties = d
        return cart_line_input

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
