from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.waiting_entry_name_parts import WaitingEntryNameParts


T = TypeVar("T", bound="WaitingEntry")


@_attrs_define
class WaitingEntry:
    """
    Attributes:
        id (int):
        created (datetime.datetime):
        name (None | str):
        name_parts (WaitingEntryNameParts):
        email (str):
        phone (None | str):
        voucher (int | None):
        item (int):
        variation (int | None):
        locale (str):
        subevent (int | None):
        priority (int):
        comment (None | str):
    """

    id: int
    created: datetime.datetime
    name: None | str
    name_parts: WaitingEntryNameParts
    email: str
    phone: None | str
    voucher: int | None
    item: int
    variation: int | None
    locale: str
    subevent: int | None
    priority: int
    comment: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        created = self.created.isoformat()

        name: None | str
        name = self.name

        name_parts = self.name_parts.to_dict()

        email = self.email

        phone: None | str
        phone = self.phone

        voucher: int | None
        voucher = self.voucher

        item = self.item

        variation: int | None
        variation = self.variation

        locale = self.locale

        subevent: int | None
        subevent = self.subevent

        priority = self.priority

        comment: None | str
        comment = self.comment

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created": created,
                "name": name,
                "name_parts": name_parts,
                "email": email,
                "phone": phone,
                "voucher": voucher,
                "item": item,
                "variation": variation,
                "locale": locale,
                "subevent": subevent,
                "priority": priority,
                "comment": comment,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.waiting_entry_name_parts import WaitingEntryNameParts  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        created = datetime.datetime.fromisoformat(d.pop("created"))

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        name_parts = WaitingEntryNameParts.from_dict(d.pop("name_parts"))

        email = d.pop("email")

        def _parse_phone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        phone = _parse_phone(d.pop("phone"))

        def _parse_voucher(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        voucher = _parse_voucher(d.pop("voucher"))

        item = d.pop("item")

        def _parse_variation(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        variation = _parse_variation(d.pop("variation"))

        locale = d.pop("locale")

        def _parse_subevent(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        subevent = _parse_subevent(d.pop("subevent"))

        priority = d.pop("priority")

        def _parse_comment(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        comment = _parse_comment(d.pop("comment"))

        waiting_entry = cls(
            id=id,
            created=created,
            name=name,
            name_parts=name_parts,
            email=email,
            phone=phone,
            voucher=voucher,
            item=item,
            variation=variation,
            locale=locale,
            subevent=subevent,
            priority=priority,
            comment=comment,
        )

        waiting_entry.additional_properties = d
        return waiting_entry

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
