from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="BundleInput")


@_attrs_define
class BundleInput:
    """
    Attributes:
        bundled_item (int):
        bundled_variation (int | None | Unset):
        count (int | Unset):  Default: 1.
        designated_price (str | Unset):
    """

    bundled_item: int
    bundled_variation: int | None | Unset = UNSET
    count: int | Unset = 1
    designated_price: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        bundled_item = self.bundled_item

        bundled_variation: int | None | Unset
        if isinstance(self.bundled_variation, Unset):
            bundled_variation = UNSET
        else:
            bundled_variation = self.bundled_variation

        count = self.count

        designated_price = self.designated_price

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "bundled_item": bundled_item,
            }
        )
        if bundled_variation is not UNSET:
            field_dict["bundled_variation"] = bundled_variation
        if count is not UNSET:
            field_dict["count"] = count
        if designated_price is not UNSET:
            field_dict["designated_price"] = designated_price

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        bundled_item = d.pop("bundled_item")

        def _parse_bundled_variation(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        bundled_variation = _parse_bundled_variation(d.pop("bundled_variation", UNSET))

        count = d.pop("count", UNSET)

        designated_price = d.pop("designated_price", UNSET)

        bundle_input = cls(
            bundled_item=bundled_item,
            bundled_variation=bundled_variation,
            count=count,
            designated_price=designated_price,
        )

        bundle_input.additional_properties = d
        return bundle_input

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
