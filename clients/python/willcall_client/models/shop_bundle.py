from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.shop_bundle_name import ShopBundleName
    from ..models.shop_bundle_value_type_0 import ShopBundleValueType0


T = TypeVar("T", bound="ShopBundle")


@_attrs_define
class ShopBundle:
    """What comes with one unit of a product; its price is part of the product's.

    Attributes:
        item (int):
        variation (int | None):
        name (ShopBundleName):
        value (None | ShopBundleValueType0):
        count (int):
    """

    item: int
    variation: int | None
    name: ShopBundleName
    value: None | ShopBundleValueType0
    count: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.shop_bundle_value_type_0 import ShopBundleValueType0  # noqa: PLC0415

        item = self.item

        variation: int | None
        variation = self.variation

        name = self.name.to_dict()

        value: dict[str, Any] | None
        if isinstance(self.value, ShopBundleValueType0):
            value = self.value.to_dict()
        else:
            value = self.value

        count = self.count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "item": item,
                "variation": variation,
                "name": name,
                "value": value,
                "count": count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.shop_bundle_name import ShopBundleName  # noqa: PLC0415
        from ..models.shop_bundle_value_type_0 import ShopBundleValueType0  # noqa: PLC0415

        d = dict(src_dict)
        item = d.pop("item")

        def _parse_variation(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        variation = _parse_variation(d.pop("variation"))

        name = ShopBundleName.from_dict(d.pop("name"))

        def _parse_value(data: object) -> None | ShopBundleValueType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                value_type_0 = ShopBundleValueType0.from_dict(data)

                return value_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ShopBundleValueType0, data)

        value = _parse_value(d.pop("value"))

        count = d.pop("count")

        shop_bundle = cls(
            item=item,
            variation=variation,
            name=name,
            value=value,
            count=count,
        )

        shop_bundle.additional_properties = d
        return shop_bundle

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
