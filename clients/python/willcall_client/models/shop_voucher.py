from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ShopVoucher")


@_attrs_define
class ShopVoucher:
    """The voucher that the prices are for.

    Attributes:
        code (str):
        usages_left (int):
        min_usages (int): As many must be bought at least.
        all_addons_included (bool):
        all_bundles_included (bool):
    """

    code: str
    usages_left: int
    min_usages: int
    all_addons_included: bool
    all_bundles_included: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        usages_left = self.usages_left

        min_usages = self.min_usages

        all_addons_included = self.all_addons_included

        all_bundles_included = self.all_bundles_included

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "usages_left": usages_left,
                "min_usages": min_usages,
                "all_addons_included": all_addons_included,
                "all_bundles_included": all_bundles_included,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")

        usages_left = d.pop("usages_left")

        min_usages = d.pop("min_usages")

        all_addons_included = d.pop("all_addons_included")

        all_bundles_included = d.pop("all_bundles_included")

        shop_voucher = cls(
            code=code,
            usages_left=usages_left,
            min_usages=min_usages,
            all_addons_included=all_addons_included,
            all_bundles_included=all_bundles_included,
        )

        shop_voucher.additional_properties = d
        return shop_voucher

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
