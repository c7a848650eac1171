from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cart_add_on_row import CartAddOnRow
    from ..models.shop_category import ShopCategory


T = TypeVar("T", bound="CartAddOnRule")


@_attrs_define
class CartAddOnRule:
    """A rule of a product, with what can be chosen by it.

    Attributes:
        id (int):
        category (ShopCategory): A heading, and what stands beneath it (Markdown).
        min_count (int):
        max_count (int):
        multi_allowed (bool):
        price_included (bool):
        chosen (int): How many are chosen.
        met (bool): Whether enough are, and not too many.
        can_be_met (bool):
        rows (list[CartAddOnRow]):
    """

    id: int
    category: ShopCategory
    min_count: int
    max_count: int
    multi_allowed: bool
    price_included: bool
    chosen: int
    met: bool
    can_be_met: bool
    rows: list[CartAddOnRow]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        category = self.category.to_dict()

        min_count = self.min_count

        max_count = self.max_count

        multi_allowed = self.multi_allowed

        price_included = self.price_included

        chosen = self.chosen

        met = self.met

        can_be_met = self.can_be_met

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "category": category,
                "min_count": min_count,
                "max_count": max_count,
                "multi_allowed": multi_allowed,
                "price_included": price_included,
                "chosen": chosen,
                "met": met,
                "can_be_met": can_be_met,
                "rows": rows,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cart_add_on_row import CartAddOnRow  # noqa: PLC0415
        from ..models.shop_category import ShopCategory  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        category = ShopCategory.from_dict(d.pop("category"))

        min_count = d.pop("min_count")

        max_count = d.pop("max_count")

        multi_allowed = d.pop("multi_allowed")

        price_included = d.pop("price_included")

        chosen = d.pop("chosen")

        met = d.pop("met")

        can_be_met = d.pop("can_be_met")

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = CartAddOnRow.from_dict(rows_item_data)

            rows.append(rows_item)

        cart_add_on_rule = cls(
            id=id,
            category=category,
            min_count=min_count,
            max_count=max_count,
            multi_allowed=multi_allowed,
            price_included=price_included,
            chosen=chosen,
            met=met,
            can_be_met=can_be_met,
            rows=rows,
        )

        cart_add_on_rule.additional_properties = d
        return cart_add_on_rule

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
