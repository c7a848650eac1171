from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Quota")


@_attrs_define
class Quota:
    """
    Attributes:
        id (int):
        name (str):
        size (int | None):
        items (list[int]):
        variations (list[int]):
        subevent (int | None):
        closed (bool):
        close_when_sold_out (bool):
        release_after_exit (bool):
        ignore_for_event_availability (bool):
    """

    id: int
    name: str
    size: int | None
    items: list[int]
    variations: list[int]
    subevent: int | None
    closed: bool
    close_when_sold_out: bool
    release_after_exit: bool
    ignore_for_event_availability: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        size: int | None
        size = self.size

        items = self.items

        variations = self.variations

        subevent: int | None
        subevent = self.subevent

        closed = self.closed

        close_when_sold_out = self.close_when_sold_out

        release_after_exit = self.release_after_exit

        ignore_for_event_availability = self.ignore_for_event_availability

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "size": size,
                "items": items,
                "variations": variations,
                "subevent": subevent,
                "closed": closed,
                "close_when_sold_out": close_when_sold_out,
                "release_after_exit": release_after_exit,
                "ignore_for_event_availability": ignore_for_event_availability,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        def _parse_size(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        size = _parse_size(d.pop("size"))

        items = cast(list[int], d.pop("items"))

        variations = cast(list[int], d.pop("variations"))

        def _parse_subevent(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        subevent = _parse_subevent(d.pop("subevent"))

        closed = d.pop("closed")

        close_when_sold_out = d.pop("close_when_sold_out")

        release_after_exit = d.pop("release_after_exit")

        ignore_for_event_availability = d.pop("ignore_for_event_availability")

        quota = cls(
            id=id,
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

        quota.additional_properties = d
        return quota

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
