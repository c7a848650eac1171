from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.category_cross_selling_condition_type_0 import (
    CategoryCrossSellingConditionType0,
    check_category_cross_selling_condition_type_0,
)
from ..models.category_cross_selling_mode_type_0 import (
    CategoryCrossSellingModeType0,
    check_category_cross_selling_mode_type_0,
)

if TYPE_CHECKING:
    from ..models.category_description_type_0 import CategoryDescriptionType0
    from ..models.category_name import CategoryName


T = TypeVar("T", bound="Category")


@_attrs_define
class Category:
    """
    Attributes:
        id (int):
        name (CategoryName):
        internal_name (None | str):
        description (CategoryDescriptionType0 | None):
        position (int):
        is_addon (bool):
        cross_selling_mode (CategoryCrossSellingModeType0 | None):
        cross_selling_condition (CategoryCrossSellingConditionType0 | None):
        cross_selling_match_products (list[int]):
    """

    id: int
    name: CategoryName
    internal_name: None | str
    description: CategoryDescriptionType0 | None
    position: int
    is_addon: bool
    cross_selling_mode: CategoryCrossSellingModeType0 | None
    cross_selling_condition: CategoryCrossSellingConditionType0 | None
    cross_selling_match_products: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.category_description_type_0 import CategoryDescriptionType0  # noqa: PLC0415

        id = self.id

        name = self.name.to_dict()

        internal_name: None | str
        internal_name = self.internal_name

        description: dict[str, Any] | None
        if isinstance(self.description, CategoryDescriptionType0):
            description = self.description.to_dict()
        else:
            description = self.description

        position = self.position

        is_addon = self.is_addon

        cross_selling_mode: None | str
        if isinstance(self.cross_selling_mode, str):
            cross_selling_mode = self.cross_selling_mode
        else:
            cross_selling_mode = self.cross_selling_mode

        cross_selling_condition: None | str
        if isinstance(self.cross_selling_condition, str):
            cross_selling_condition = self.cross_selling_condition
        else:
            cross_selling_condition = self.cross_selling_condition

        cross_selling_match_products = self.cross_selling_match_products

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "internal_name": internal_name,
                "description": description,
                "position": position,
                "is_addon": is_addon,
                "cross_selling_mode": cross_selling_mode,
                "cross_selling_condition": cross_selling_condition,
                "cross_selling_match_products": cross_selling_match_products,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.category_description_type_0 import CategoryDescriptionType0  # noqa: PLC0415
        from ..models.category_name import CategoryName  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        name = CategoryName.from_dict(d.pop("name"))

        def _parse_internal_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        internal_name = _parse_internal_name(d.pop("internal_name"))

        def _parse_description(data: object) -> CategoryDescriptionType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                description_type_0 = CategoryDescriptionType0.from_dict(data)

                return description_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CategoryDescriptionType0 | None, data)

        description = _parse_description(d.pop("description"))

        position = d.pop("position")

        is_addon = d.pop("is_addon")

        def _parse_cross_selling_mode(data: object) -> CategoryCrossSellingModeType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cross_selling_mode_type_0 = check_category_cross_selling_mode_type_0(data)

                return cross_selling_mode_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CategoryCrossSellingModeType0 | None, data)

        cross_selling_mode = _parse_cross_selling_mode(d.pop("cross_selling_mode"))

        def _parse_cross_selling_condition(data: object) -> CategoryCrossSellingConditionType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cross_selling_condition_type_0 = check_category_cross_selling_condition_type_0(data)

                return cross_selling_condition_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CategoryCrossSellingConditionType0 | None, data)

        cross_selling_condition = _parse_cross_selling_condition(d.pop("cross_selling_condition"))

        cross_selling_match_products = cast(list[int], d.pop("cross_selling_match_products"))

        category = cls(
            id=id,
            name=name,
            internal_name=internal_name,
            description=description,
            position=position,
            is_addon=is_addon,
            cross_selling_mode=cross_selling_mode,
            cross_selling_condition=cross_selling_condition,
            cross_selling_match_products=cross_selling_match_products,
        )

        category.additional_properties = d
        return category

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
