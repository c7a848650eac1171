from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.shop_choice import ShopChoice


T = TypeVar("T", bound="ShopAddOnRule")


@_attrs_define
class ShopAddOnRule:
    """With one unit of the product, products of a category of `addon_categories` may or must be chosen.

    Attributes:
        id (int):
        category (int):
        min_count (int):
        max_count (int):
        multi_allowed (bool):
        price_included (bool): Whether what is chosen costs nothing, by the rule or by the voucher.
        row_max (int): The most of one product or variation.
        ticked (None | ShopChoice): Chosen already, where there is nothing else to choose.
        can_be_met (bool): Whether enough can be chosen now; if not, the product can in effect not be bought.
    """

    id: int
    category: int
    min_count: int
    max_count: int
    multi_allowed: bool
    price_included: bool
    row_max: int
    ticked: None | ShopChoice
    can_be_met: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.shop_choice import ShopChoice  # noqa: PLC0415

        id = self.id

        category = self.category

        min_count = self.min_count

        max_count = self.max_count

        multi_allowed = self.multi_allowed

        price_included = self.price_included

        row_max = self.row_max

        ticked: dict[str, Any] | None
        if isinstance(self.ticked, ShopChoice):
            ticked = self.ticked.to_dict()
        else:
            ticked = self.ticked

        can_be_met = self.can_be_met

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
                "row_max": row_max,
                "ticked": ticked,
                "can_be_met": can_be_met,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.shop_choice import ShopChoice  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        category = d.pop("category")

        min_count = d.pop("min_count")

        max_count = d.pop("max_count")

        multi_allowed = d.pop("multi_allowed")

        price_included = d.pop("price_included")

        row_max = d.pop("row_max")

        def _parse_ticked(data: object) -> None | ShopChoice:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                ticked_type_0 = ShopChoice.from_dict(data)

                return ticked_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ShopChoice, data)

        ticked = _parse_ticked(d.pop("ticked"))

        can_be_met = d.pop("can_be_met")

        shop_add_on_rule = cls(
            id=id,
            category=category,
            min_count=min_count,
            max_count=max_count,
            multi_allowed=multi_allowed,
            price_included=price_included,
            row_max=row_max,
            ticked=ticked,
            can_be_met=can_be_met,
        )

        shop_add_on_rule.additional_properties = d
        return shop_add_on_rule

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
