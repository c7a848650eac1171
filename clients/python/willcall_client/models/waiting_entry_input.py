from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.waiting_entry_input_name_parts import WaitingEntryInputNameParts


T = TypeVar("T", bound="WaitingEntryInput")


@_attrs_define
class WaitingEntryInput:
    """
    Attributes:
        email (str):
        item (int):
        name (None | str | Unset):
        name_parts (WaitingEntryInputNameParts | Unset):
        phone (None | str | Unset):
        variation (int | None | Unset):
        locale (str | Unset):  Default: 'en'.
        subevent (int | None | Unset):
        priority (int | Unset):  Default: 0.
        comment (None | str | Unset):
    """

    email: str
    item: int
    name: None | str | Unset = UNSET
    name_parts: WaitingEntryInputNameParts | Unset = UNSET
    phone: None | str | Unset = UNSET
    variation: int | None | Unset = UNSET
    locale: str | Unset = "en"
    subevent: int | None | Unset = UNSET
    priority: int | Unset = 0
    comment: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        item = self.item

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        name_parts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.name_parts, Unset):
            name_parts = self.name_parts.to_dict()

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        variation: int | None | Unset
        if isinstance(self.variation, Unset):
            variation = UNSET
        else:
            variation = self.variation

        locale = self.locale

        subevent: int | None | Unset
        if isinstance(self.subevent, Unset):
            subevent = UNSET
        else:
            subevent = self.subevent

        priority = self.priority

        comment: None | str | Unset
        if isinstance(self.comment, Unset):
            comment = UNSET
        else:
            comment = self.comment

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "email": email,
                "item": item,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name
        if name_parts is not UNSET:
            field_dict["name_parts"] = name_parts
        if phone is not UNSET:
            field_dict["phone"] = phone
        if variation is not UNSET:
            field_dict["variation"] = variation
        if locale is not UNSET:
            field_dict["locale"] = locale
        if subevent is not UNSET:
            field_dict["subevent"] = subevent
        if priority is not UNSET:
            field_dict["priority"] = priority
        if comment is not UNSET:
            field_dict["comment"] = comment

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.waiting_entry_input_name_parts import WaitingEntryInputNameParts  # noqa: PLC0415

        d = dict(src_dict)
        email = d.pop("email")

        item = d.pop("item")

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        _name_parts = d.pop("name_parts", UNSET)
        name_parts: WaitingEntryInputNameParts | Unset
        if isinstance(_name_parts, Unset):
            name_parts = UNSET
        else:
            name_parts = WaitingEntryInputNameParts.from_dict(_name_parts)

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        def _parse_variation(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        variation = _parse_variation(d.pop("variation", UNSET))

        locale = d.pop("locale", UNSET)

        def _parse_subevent(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        subevent = _parse_subevent(d.pop("subevent", UNSET))

        priority = d.pop("priority", UNSET)

        def _parse_comment(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        comment = _parse_comment(d.pop("comment", UNSET))

        waiting_entry_input = cls(
            email=email,
            item=item,
            name=name,
            name_parts=name_parts,
            phone=phone,
            variation=variation,
            locale=locale,
            subevent=subevent,
            priority=priority,
            comment=comment,
        )

        waiting_entry_input.additional_properties = d
        return waiting_entry_input

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
