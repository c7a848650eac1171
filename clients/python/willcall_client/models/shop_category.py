from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.shop_category_description_type_0 import ShopCategoryDescriptionType0
    from ..models.shop_category_name import ShopCategoryName


T = TypeVar("T", bound="ShopCategory")


@_attrs_define
class ShopCategory:
    """A heading, and what stands beneath it (Markdown).

    Attributes:
        id (int):
        name (ShopCategoryName):
        description (None | ShopCategoryDescriptionType0):
    """

    id: int
    name: ShopCategoryName
    description: None | ShopCategoryDescriptionType0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.shop_category_description_type_0 import (
            ShopCategoryDescriptionType0,  # noqa: PLC0415
        )

        id = self.id

        name = self.name.to_dict()

        description: dict[str, Any] | None
        if isinstance(self.description, ShopCategoryDescriptionType0):
            description = self.description.to_dict()
        else:
            description = self.description

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "description": description,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.shop_category_description_type_0 import (
            ShopCategoryDescriptionType0,  # noqa: PLC0415
        )
        from ..models.shop_category_name import ShopCategoryName  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        name = ShopCategoryName.from_dict(d.pop("name"))

        def _parse_description(data: object) -> None | ShopCategoryDescriptionType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                description_type_0 = ShopCategoryDescriptionType0.from_dict(data)

                return description_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ShopCategoryDescriptionType0, data)

        description = _parse_description(d.pop("description"))

        shop_category = cls(
            id=id,
            name=name,
            description=description,
        )

        shop_category.additional_properties = d
        return shop_category

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
