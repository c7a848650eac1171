from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.shop_add_on_rule import ShopAddOnRule
    from ..models.shop_bundle import ShopBundle
    from ..models.shop_item_description_type_0 import ShopItemDescriptionType0
    from ..models.shop_item_name import ShopItemName
    from ..models.shop_row import ShopRow
    from ..models.shop_variation import ShopVariation


T = TypeVar("T", bound="ShopItem")


@_attrs_define
class ShopItem:
    """A product that is shown: with a `row` of its own, or with `variations`.

    Attributes:
        id (int):
        name (ShopItemName):
        description (None | ShopItemDescriptionType0):
        free_price (bool): Whether buyers may pay more.
        min_per_order (int | None):
        max_per_order (int | None):
        row (None | ShopRow):
        variations (list[ShopVariation]):
        addons (list[ShopAddOnRule]):
        bundles (list[ShopBundle]):
    """

    id: int
    name: ShopItemName
    description: None | ShopItemDescriptionType0
    free_price: bool
    min_per_order: int | None
    max_per_order: int | None
    row: None | ShopRow
    variations: list[ShopVariation]
    addons: list[ShopAddOnRule]
    bundles: list[ShopBundle]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.shop_item_description_type_0 import ShopItemDescriptionType0  # noqa: PLC0415
        from ..models.shop_row import ShopRow  # noqa: PLC0415

        id = self.id

        name = self.name.to_dict()

        description: dict[str, Any] | None
        if isinstance(self.description, ShopItemDescriptionType0):
            description = self.description.to_dict()
        else:
            description = self.description

        free_price = self.free_price

        min_per_order: int | None
        min_per_order = self.min_per_order

        max_per_order: int | None
        max_per_order = self.max_per_order

        row: dict[str, Any] | None
        if isinstance(self.row, ShopRow):
            row = self.row.to_dict()
        else:
            row = self.row

        variations = []
        for variations_item_data in self.variations:
            variations_item = variations_item_data.to_dict()
            variations.append(variations_item)

        addons = []
        for addons_item_data in self.addons:
            addons_item = addons_item_data.to_dict()
            addons.append(addons_item)

        bundles = []
        for bundles_item_data in self.bundles:
            bundles_item = bundles_item_data.to_dict()
            bundles.append(bundles_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "description": description,
                "free_price": free_price,
                "min_per_order": min_per_order,
                "max_per_order": max_per_order,
                "row": row,
                "variations": variations,
                "addons": addons,
                "bundles": bundles,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.shop_add_on_rule import ShopAddOnRule  # noqa: PLC0415
        from ..models.shop_bundle import ShopBundle  # noqa: PLC0415
        from ..models.shop_item_description_type_0 import ShopItemDescriptionType0  # noqa: PLC0415
        from ..models.shop_item_name import ShopItemName  # noqa: PLC0415
        from ..models.shop_row import ShopRow  # noqa: PLC0415
        from ..models.shop_variation import ShopVariation  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        name = ShopItemName.from_dict(d.pop("name"))

        def _parse_description(data: object) -> None | ShopItemDescriptionType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                description_type_0 = ShopItemDescriptionType0.from_dict(data)

                return description_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ShopItemDescriptionType0, data)

        description = _parse_description(d.pop("description"))

        free_price = d.pop("free_price")

        def _parse_min_per_order(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        min_per_order = _parse_min_per_order(d.pop("min_per_order"))

        def _parse_max_per_order(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_per_order = _parse_max_per_order(d.pop("max_per_order"))

        def _parse_row(data: object) -> None | ShopRow:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                row_type_0 = ShopRow.from_dict(data)

                return row_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ShopRow, data)

        row = _parse_row(d.pop("row"))

        variations = []
        _variations = d.pop("variations")
        for variations_item_data in _variations:
            variations_item = ShopVariation.from_dict(variations_item_data)

            variations.append(variations_item)

        addons = []
        _addons = d.pop("addons")
        for addons_item_data in _addons:
            addons_item = ShopAddOnRule.from_dict(addons_item_data)

            addons.append(addons_item)

        bundles = []
        _bundles = d.pop("bundles")
        for bundles_item_data in _bundles:
            bundles_item = ShopBundle.from_dict(bundles_item_data)

            bundles.append(bundles_item)

        shop_item = cls(
            id=id,
            name=name,
            description=description,
            free_price=free_price,
            min_per_order=min_per_order,
            max_per_order=max_per_order,
            row=row,
            variations=variations,
            addons=addons,
            bundles=bundles,
        )

        shop_item.additional_properties = d
        return shop_item

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
