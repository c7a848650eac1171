from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AddOnPatch")


@_attrs_define
class AddOnPatch:
    """
    Attributes:
        addon_category (int | Unset):
        min_count (int | Unset):
        max_count (int | Unset):
        position (int | Unset):
        multi_allowed (bool | Unset):
        price_included (bool | Unset):
    """

    addon_category: int | Unset = UNSET
    min_count: int | Unset = UNSET
    max_count: int | Unset = UNSET
    position: int | Unset = UNSET
    multi_allowed: bool | Unset = UNSET
    price_included: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        addon_category = self.addon_category

        min_count = self.min_count

        max_count = self.max_count

        position = self.position

        multi_allowed = self.multi_allowed

        price_included = self.price_included

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if addon_category is not UNSET:
            field_dict["addon_category"] = addon_category
        if min_count is not UNSET:
            field_dict["min_count"] = min_count
        if max_count is not UNSET:
            field_dict["max_count"] = max_count
        if position is not UNSET:
            field_dict["position"] = position
        if multi_allowed is not UNSET:
            field_dict["multi_allowed"] = multi_allowed
        if price_included is not UNSET:
            field_dict["price_included"] = price_included

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        addon_category = d.pop("addon_category", UNSET)

        min_count = d.pop("min_count", UNSET)

        max_count = d.pop("max_count", UNSET)

        position = d.pop("position", UNSET)

        multi_allowed = d.pop("multi_allowed", UNSET)

        price_included = d.pop("price_included", UNSET)

        add_on_patch = cls(
            addon_category=addon_category,
            min_count=min_count,
            max_count=max_count,
            position=position,
            multi_allowed=multi_allowed,
            price_included=price_included,
        )

        add_on_patch.additional_properties = d
        return add_on_patch

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
