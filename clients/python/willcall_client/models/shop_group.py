from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.shop_category import ShopCategory
    from ..models.shop_item import ShopItem


T = TypeVar("T", bound="ShopGroup")


@_attrs_define
class ShopGroup:
    """The products of a category, in order; null for those without one.

    Attributes:
        category (None | ShopCategory):
        items (list[ShopItem]):
    """

    category: None | ShopCategory
    items: list[ShopItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.shop_category import ShopCategory  # noqa: PLC0415

        category: dict[str, Any] | None
        if isinstance(self.category, ShopCategory):
            category = self.category.to_dict()
        else:
            category = self.category

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "category": category,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.shop_category import ShopCategory  # noqa: PLC0415
        from ..models.shop_item import ShopItem  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_category(data: object) -> None | ShopCategory:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                category_type_0 = ShopCategory.from_dict(data)

                return category_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ShopCategory, data)

        category = _parse_category(d.pop("category"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ShopItem.from_dict(items_item_data)

            items.append(items_item)

        shop_group = cls(
            category=category,
            items=items,
        )

        shop_group.additional_properties = d
        return shop_group

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
