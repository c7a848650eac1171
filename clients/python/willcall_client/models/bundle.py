from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Bundle")


@_attrs_define
class Bundle:
    """
    Attributes:
        id (int):
        bundled_item (int):
        bundled_variation (int | None):
        count (int):
        designated_price (str):
    """

    id: int
    bundled_item: int
    bundled_variation: int | None
    count: int
    designated_price: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        bundled_item = self.bundled_item

        bundled_variation: int | None
        bundled_variation = self.bundled_variation

        count = self.count

        designated_price = self.designated_price

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "bundled_item": bundled_item,
                "bundled_variation": bundled_variation,
                "count": count,
                "designated_price": designated_price,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        bundled_item = d.pop("bundled_item")

        def _parse_bundled_variation(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        bundled_variation = _parse_bundled_variation(d.pop("bundled_variation"))

        count = d.pop("count")

        designated_price = d.pop("designated_price")

        bundle = cls(
            id=id,
            bundled_item=bundled_item,
            bundled_variation=bundled_variation,
            count=count,
            designated_price=designated_price,
        )

        bundle.additional_properties = d
        return bundle

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
