from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.answer_input import AnswerInput
    from ..models.cart_position_child_input_attendee_name_parts import (
        CartPositionChildInputAttendeeNameParts,
    )


T = TypeVar("T", bound="CartPositionChildInput")


@_attrs_define
class CartPositionChildInput:
    """
    Attributes:
        item (int): The product; it must be active.
        variation (int | None | Unset): Needed if the product has variations, else null.
        price (str | Unset): Stored as it is sent.
        attendee_name (None | str | Unset): The whole name; give either this or `attendee_name_parts`.
        attendee_name_parts (CartPositionChildInputAttendeeNameParts | Unset): Parts as the event's `name_scheme` has
            them, like `given_name`; `_scheme` names another.
        attendee_email (None | str | Unset):
        subevent (int | None | Unset): The date, in an event series.
        includes_tax (bool | None | Unset): Kept for older clients; null counts as true. Default: True.
        answers (list[AnswerInput] | Unset):
    """

    item: int
    variation: int | None | Unset = UNSET
    price: str | Unset = UNSET
    attendee_name: None | str | Unset = UNSET
    attendee_name_parts: CartPositionChildInputAttendeeNameParts | Unset = UNSET
    attendee_email: None | str | Unset = UNSET
    subevent: int | None | Unset = UNSET
    includes_tax: bool | None | Unset = True
    answers: list[AnswerInput] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        item = self.item

        variation: int | None | Unset
        if isinstance(self.variation, Unset):
            variation = UNSET
        else:
            variation = self.variation

        price = self.price

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

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "item": item,
            }
        )
        if variation is not UNSET:
            field_dict["variation"] = variation
        if price is not UNSET:
            field_dict["price"] = price
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

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.answer_input import AnswerInput  # noqa: PLC0415
        from ..models.cart_position_child_input_attendee_name_parts import (
            CartPositionChildInputAttendeeNameParts,  # noqa: PLC0415
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

        price = d.pop("price", UNSET)

        def _parse_attendee_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        attendee_name = _parse_attendee_name(d.pop("attendee_name", UNSET))

        _attendee_name_parts = d.pop("attendee_name_parts", UNSET)
        attendee_name_parts: CartPositionChildInputAttendeeNameParts | Unset
        if isinstance(_attendee_name_parts, Unset):
            attendee_name_parts = UNSET
        else:
            attendee_name_parts = CartPositionChildInputAttendeeNameParts.from_dict(_attendee_name_parts)

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

        cart_position_child_input = cls(
            item=item,
            variation=variation,
            price=price,
            attendee_name=attendee_name,
            attendee_name_parts=attendee_name_parts,
            attendee_email=attendee_email,
            subevent=subevent,
            includes_tax=includes_tax,
            answers=answers,
        )

        cart_position_child_input.additional_properties = d
        return cart_position_child_input

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
