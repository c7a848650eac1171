from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cart_add_on_row_description_type_0 import CartAddOnRowDescriptionType0
    from ..models.cart_add_on_row_name import CartAddOnRowName
    from ..models.cart_add_on_row_value_type_0 import CartAddOnRowValueType0
    from ..models.shop_row import ShopRow


T = TypeVar("T", bound="CartAddOnRow")


@_attrs_define
class CartAddOnRow:
    """A product that can be chosen, or one of its variations; how many of it are chosen already.

    Attributes:
        item (int):
        variation (int | None):
        name (CartAddOnRowName):
        value (CartAddOnRowValueType0 | None):
        description (CartAddOnRowDescriptionType0 | None):
        free_price (bool):
        chosen (int):
        row (ShopRow): Whether a product, or a variation of it, can be bought, how many, and for how much.
    """

    item: int
    variation: int | None
    name: CartAddOnRowName
    value: CartAddOnRowValueType0 | None
    description: CartAddOnRowDescriptionType0 | None
    free_price: bool
    chosen: int
    row: ShopRow
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.cart_add_on_row_description_type_0 import (
            CartAddOnRowDescriptionType0,  # noqa: PLC0415
        )
        from ..models.cart_add_on_row_value_type_0 import CartAddOnRowValueType0  # noqa: PLC0415

        item = self.item

        variation: int | None
        variation = self.variation

        name = self.name.to_dict()

        value: dict[str, Any] | None
        if isinstance(self.value, CartAddOnRowValueType0):
            value = self.value.to_dict()
        else:
            value = self.value

        description: dict[str, Any] | None
        if isinstance(self.description, CartAddOnRowDescriptionType0):
            description = self.description.to_dict()
        else:
            description = self.description

        free_price = self.free_price

        chosen = self.chosen

        row = self.row.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "item": item,
                "variation": variation,
                "name": name,
                "value": value,
                "description": description,
                "free_price": free_price,
                "chosen": chosen,
                "row": row,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cart_add_on_row_description_type_0 import (
            CartAddOnRowDescriptionType0,  # noqa: PLC0415
        )
        from ..models.cart_add_on_row_name import CartAddOnRowName  # noqa: PLC0415
        from ..models.cart_add_on_row_value_type_0 import CartAddOnRowValueType0  # noqa: PLC0415
        from ..models.shop_row import ShopRow  # noqa: PLC0415

        d = dict(src_dict)
        item = d.pop("item")

        def _parse_variation(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        variation = _parse_variation(d.pop("variation"))

        name = CartAddOnRowName.from_dict(d.pop("name"))

        def _parse_value(data: object) -> CartAddOnRowValueType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                value_type_0 = CartAddOnRowValueType0.from_dict(data)

                return value_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CartAddOnRowValueType0 | None, data)

        value = _parse_value(d.pop("value"))

        def _parse_description(data: object) -> CartAddOnRowDescriptionType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                description_type_0 = CartAddOnRowDescriptionType0.from_dict(data)

                return description_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CartAddOnRowDescriptionType0 | None, data)

        description = _parse_description(d.pop("description"))

        free_price = d.pop("free_price")

        chosen = d.pop("chosen")

        row = ShopRow.from_dict(d.pop("row"))

        cart_add_on_row = cls(
            item=item,
            variation=variation,
            name=name,
            value=value,
            description=description,
            free_price=free_price,
            chosen=chosen,
            row=row,
        )

        cart_add_on_row.additional_properties = d
        return cart_add_on_row

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
