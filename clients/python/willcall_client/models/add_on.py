from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AddOn")


@_attrs_define
class AddOn:
    """
    Attributes:
        id (int):
        addon_category (int):
        min_count (int):
        max_count (int):
        position (int):
        multi_allowed (bool):
        price_included (bool):
    """

    id: int
    addon_category: int
    min_count: int
    max_count: int
    position: int
    multi_allowed: bool
    price_included: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        addon_category = self.addon_category

        min_count = self.min_count

        max_count = self.max_count

        position = self.position

        multi_allowed = self.multi_allowed

        price_included = self.price_included

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "addon_category": addon_category,
                "min_count": min_count,
                "max_count": max_count,
                "position": position,
                "multi_allowed": multi_allowed,
                "price_included": price_included,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        addon_category = d.pop("addon_category")

        min_count = d.pop("min_count")

        max_count = d.pop("max_count")

        position = d.pop("position")

        multi_allowed = d.pop("multi_allowed")

        price_included = d.pop("price_included")

        add_on = cls(
            id=id,
            addon_category=addon_category,
            min_count=min_count,
            max_count=max_count,
            position=position,
            multi_allowed=multi_allowed,
            price_included=price_included,
        )

        add_on.additional_properties = d
        return add_on

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
