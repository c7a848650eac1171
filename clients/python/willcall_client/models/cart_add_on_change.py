from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.answer_input import AnswerInput
    from ..models.cart_add_on_change_attendee_name_parts_type_0 import (
        CartAddOnChangeAttendeeNamePartsType0,
    )


T = TypeVar("T", bound="CartAddOnChange")


@_attrs_define
class CartAddOnChange:
    """
    Attributes:
        item (int): The product. A seat that is named brings its own.
        variation (int | None | Unset): Needed if the product has variations.
        quantity (int | Unset): How many units; 1 if it is left out of something new. Default: 1.
        price (None | str | Unset): What the buyer wants to pay for one unit, as decimal text; counts for products with
            a free price only, and is no less than what they cost. Net where the event shows net prices.
        attendee_name (None | str | Unset): The whole name; give either this or `attendee_name_parts`. An empty text
            takes the name off.
        attendee_name_parts (CartAddOnChangeAttendeeNamePartsType0 | None | Unset): Parts as the event's `name_scheme`
            has them, like `given_name`; `_scheme` names another.
        attendee_email (None | str | Unset): An empty text takes it off.
        answers (list[AnswerInput] | None | Unset):
        id (int | None | Unset): A line that is in the cart, or an add-on of it; left out for a new one.
    """

    item: int
    variation: int | None | Unset = UNSET
    quantity: int | Unset = 1
    price: None | str | Unset = UNSET
    attendee_name: None | str | Unset = UNSET
    attendee_name_parts: CartAddOnChangeAttendeeNamePartsType0 | None | Unset = UNSET
    attendee_email: None | str | Unset = UNSET
    answers: list[AnswerInput] | None | Unset = UNSET
    id: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.cart_add_on_change_attendee_name_parts_type_0 import (
            CartAddOnChangeAttendeeNamePartsType0,  # noqa: PLC0415
        )

        item = self.item

        variation: int | None | Unset
        if isinstance(self.variation, Unset):
            variation = UNSET
        else:
            variation = self.variation

        quantity = self.quantity

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
        elif isinstance(self.attendee_name_parts, CartAddOnChangeAttendeeNamePartsType0):
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

        id: int | None | Unset
        if isinstance(self.id, Unset):
            id = UNSET
        else:
            id = self.id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "item": item,
            }
        )
        if variation is not UNSET:
            field_dict["variation"] = variation
        if quantity is not UNSET:
            field_dict["quantity"] = quantity
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
        if id is not UNSET:
            field_dict["id"] = id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.answer_input import AnswerInput  # noqa: PLC0415
        from ..models.cart_add_on_change_attendee_name_parts_type_0 import (
            CartAddOnChangeAttendeeNamePartsType0,  # noqa: PLC0415
        )

        d = dict(src_dict)
        item = d.pop("item")

        def _parse_variation(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        variation = _parse_variation(d.pop("variation", UNSET))

        quantity = d.pop("quantity", UNSET)

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

        def _parse_attendee_name_parts(data: object) -> CartAddOnChangeAttendeeNamePartsType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                attendee_name_parts_type_0 = CartAddOnChangeAttendeeNamePartsType0.from_dict(data)

                return attendee_name_parts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CartAddOnChangeAttendeeNamePartsType0 | None | Unset, data)

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

        def _parse_id(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        id = _parse_id(d.pop("id", UNSET))

        cart_add_on_change = cls(
            item=item,
            variation=variation,
            quantity=quantity,
            price=price,
            attendee_name=attendee_name,
            attendee_name_parts=attendee_name_parts,
            attendee_email=attendee_email,
            answers=answers,
            id=id,
        )

        cart_add_on_change.additional_properties = d
        return cart_add_on_change

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
