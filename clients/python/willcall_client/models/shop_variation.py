from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.shop_row import ShopRow
    from ..models.shop_variation_description_type_0 import ShopVariationDescriptionType0
    from ..models.shop_variation_value import ShopVariationValue


T = TypeVar("T", bound="ShopVariation")


@_attrs_define
class ShopVariation:
    """A kind of a product that is shown.

    Attributes:
        id (int):
        value (ShopVariationValue):
        description (None | ShopVariationDescriptionType0):
        row (ShopRow): Whether a product, or a variation of it, can be bought, how many, and for how much.
    """

    id: int
    value: ShopVariationValue
    description: None | ShopVariationDescriptionType0
    row: ShopRow
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.shop_variation_description_type_0 import (
            ShopVariationDescriptionType0,  # noqa: PLC0415
        )

        id = self.id

        value = self.value.to_dict()

        description: dict[str, Any] | None
        if isinstance(self.description, ShopVariationDescriptionType0):
            description = self.description.to_dict()
        else:
            description = self.description

        row = self.row.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "value": value,
                "description": description,
                "row": row,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.shop_row import ShopRow  # noqa: PLC0415
        from ..models.shop_variation_description_type_0 import (
            ShopVariationDescriptionType0,  # noqa: PLC0415
        )
        from ..models.shop_variation_value import ShopVariationValue  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        value = ShopVariationValue.from_dict(d.pop("value"))

        def _parse_description(data: object) -> None | ShopVariationDescriptionType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                description_type_0 = ShopVariationDescriptionType0.from_dict(data)

                return description_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ShopVariationDescriptionType0, data)

        description = _parse_description(d.pop("description"))

        row = ShopRow.from_dict(d.pop("row"))

        shop_variation = cls(
            id=id,
            value=value,
            description=description,
            row=row,
        )

        shop_variation.additional_properties = d
        return shop_variation

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
