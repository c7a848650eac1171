from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.waiting_entry_patch_name_parts import WaitingEntryPatchNameParts


T = TypeVar("T", bound="WaitingEntryPatch")


@_attrs_define
class WaitingEntryPatch:
    """
    Attributes:
        name (None | str | Unset):
        name_parts (WaitingEntryPatchNameParts | Unset):
        email (str | Unset):
        phone (None | str | Unset):
        item (int | Unset):
        variation (int | None | Unset):
        locale (str | Unset):
        subevent (int | None | Unset):
        priority (int | Unset):
        comment (None | str | Unset):
    """

    name: None | str | Unset = UNSET
    name_parts: WaitingEntryPatchNameParts | Unset = UNSET
    email: str | Unset = UNSET
    phone: None | str | Unset = UNSET
    item: int | Unset = UNSET
    variation: int | None | Unset = UNSET
    locale: str | Unset = UNSET
    subevent: int | None | Unset = UNSET
    priority: int | Unset = UNSET
    comment: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        name_parts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.name_parts, Unset):
            name_parts = self.name_parts.to_dict()

        email = self.email

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        item = self.item

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
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if name_parts is not UNSET:
            field_dict["name_parts"] = name_parts
        if email is not UNSET:
            field_dict["email"] = email
        if phone is not UNSET:
            field_dict["phone"] = phone
        if item is not UNSET:
            field_dict["item"] = item
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
        from ..models.waiting_entry_patch_name_parts import WaitingEntryPatchNameParts  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        _name_parts = d.pop("name_parts", UNSET)
        name_parts: WaitingEntryPatchNameParts | Unset
        if isinstance(_name_parts, Unset):
            name_parts = UNSET
        else:
            name_parts = WaitingEntryPatchNameParts.from_dict(_name_parts)

        email = d.pop("email", UNSET)

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        item = d.pop("item", UNSET)

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

        waiting_entry_patch = cls(
            name=name,
            name_parts=name_parts,
            email=email,
            phone=phone,
            item=item,
            variation=variation,
            locale=locale,
            subevent=subevent,
            priority=priority,
            comment=comment,
        )

        waiting_entry_patch.additional_properties = d
        return waiting_entry_patch

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
