from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="QuotaPatch")


@_attrs_define
class QuotaPatch:
    """
    Attributes:
        name (str | Unset):
        size (int | None | Unset):
        items (list[int] | Unset):
        variations (list[int] | Unset):
        subevent (int | None | Unset):
        closed (bool | Unset):
        close_when_sold_out (bool | Unset):
        release_after_exit (bool | Unset):
        ignore_for_event_availability (bool | Unset):
    """

    name: str | Unset = UNSET
    size: int | None | Unset = UNSET
    items: list[int] | Unset = UNSET
    variations: list[int] | Unset = UNSET
    subevent: int | None | Unset = UNSET
    closed: bool | Unset = UNSET
    close_when_sold_out: bool | Unset = UNSET
    release_after_exit: bool | Unset = UNSET
    ignore_for_event_availability: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        size: int | None | Unset
        if isinstance(self.size, Unset):
            size = UNSET
        else:
            size = self.size

        items: list[int] | Unset = UNSET
        if not isinstance(self.items, Unset):
            items = self.items

        variations: list[int] | Unset = UNSET
        if not isinstance(self.variations, Unset):
            variations = self.variations

        subevent: int | None | Unset
        if isinstance(self.subevent, Unset):
            subevent = UNSET
        else:
            subevent = self.subevent

        closed = self.closed

        close_when_sold_out = self.close_when_sold_out

        release_after_exit = self.release_after_exit

        ignore_for_event_availability = self.ignore_for_event_availability

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if size is not UNSET:
            field_dict["size"] = size
        if items is not UNSET:
            field_dict["items"] = items
        if variations is not UNSET:
            field_dict["variations"] = variations
        if subevent is not UNSET:
            field_dict["subevent"] = subevent
        if closed is not UNSET:
            field_dict["closed"] = closed
        if close_when_sold_out is not UNSET:
            field_dict["close_when_sold_out"] = close_when_sold_out
        if release_after_exit is not UNSET:
            field_dict["release_after_exit"] = release_after_exit
        if ignore_for_event_availability is not UNSET:
            field_dict["ignore_for_event_availability"] = ignore_for_event_availability

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        def _parse_size(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        size = _parse_size(d.pop("size", UNSET))

        items = cast(list[int], d.pop("items", UNSET))

        variations = cast(list[int], d.pop("variations", UNSET))

        def _parse_subevent(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        subevent = _parse_subevent(d.pop("subevent", UNSET))

        closed = d.pop("closed", UNSET)

        close_when_sold_out = d.pop("close_when_sold_out", UNSET)

        release_after_exit = d.pop("release_after_exit", UNSET)

        ignore_for_event_availability = d.pop("ignore_for_event_availability", UNSET)

        quota_patch = cls(
            name=name,
            size=size,
            items=items,
            variations=variations,
            subevent=subevent,
            closed=closed,
            close_when_sold_out=close_when_sold_out,
            release_after_exit=release_after_exit,
            ignore_for_event_availability=ignore_for_event_availability,
        )

        quota_patch.additional_properties = d
        return quota_patch

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
