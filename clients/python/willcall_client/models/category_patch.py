from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.category_patch_cross_selling_condition_type_0 import (
    CategoryPatchCrossSellingConditionType0,
    check_category_patch_cross_selling_condition_type_0,
)
from ..models.category_patch_cross_selling_mode_type_0 import (
    CategoryPatchCrossSellingModeType0,
    check_category_patch_cross_selling_mode_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.category_patch_description_type_0 import CategoryPatchDescriptionType0
    from ..models.category_patch_name import CategoryPatchName


T = TypeVar("T", bound="CategoryPatch")


@_attrs_define
class CategoryPatch:
    """
    Attributes:
        name (CategoryPatchName | Unset):
        internal_name (None | str | Unset):
        description (CategoryPatchDescriptionType0 | None | Unset):
        position (int | Unset):
        is_addon (bool | Unset):
        cross_selling_mode (CategoryPatchCrossSellingModeType0 | None | Unset):
        cross_selling_condition (CategoryPatchCrossSellingConditionType0 | None | Unset):
        cross_selling_match_products (list[int] | Unset):
    """

    name: CategoryPatchName | Unset = UNSET
    internal_name: None | str | Unset = UNSET
    description: CategoryPatchDescriptionType0 | None | Unset = UNSET
    position: int | Unset = UNSET
    is_addon: bool | Unset = UNSET
    cross_selling_mode: CategoryPatchCrossSellingModeType0 | None | Unset = UNSET
    cross_selling_condition: CategoryPatchCrossSellingConditionType0 | None | Unset = UNSET
    cross_selling_match_products: list[int] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.category_patch_description_type_0 import (
            CategoryPatchDescriptionType0,  # noqa: PLC0415
        )

        name: dict[str, Any] | Unset = UNSET
        if not isinstance(self.name, Unset):
            name = self.name.to_dict()

        internal_name: None | str | Unset
        if isinstance(self.internal_name, Unset):
            internal_name = UNSET
        else:
            internal_name = self.internal_name

        description: dict[str, Any] | None | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        elif isinstance(self.description, CategoryPatchDescriptionType0):
            description = self.description.to_dict()
        else:
            description = self.description

        position = self.position

        is_addon = self.is_addon

        cross_selling_mode: None | str | Unset
        if isinstance(self.cross_selling_mode, Unset):
            cross_selling_mode = UNSET
        elif isinstance(self.cross_selling_mode, str):
            cross_selling_mode = self.cross_selling_mode
        else:
            cross_selling_mode = self.cross_selling_mode

        cross_selling_condition: None | str | Unset
        if isinstance(self.cross_selling_condition, Unset):
            cross_selling_condition = UNSET
        elif isinstance(self.cross_selling_condition, str):
            cross_selling_condition = self.cross_selling_condition
        else:
            cross_selling_condition = self.cross_selling_condition

        cross_selling_match_products: list[int] | Unset = UNSET
        if not isinstance(self.cross_selling_match_products, Unset):
            cross_selling_match_products = self.cross_selling_match_products

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if internal_name is not UNSET:
            field_dict["internal_name"] = internal_name
        if description is not UNSET:
            field_dict["description"] = description
        if position is not UNSET:
            field_dict["position"] = position
        if is_addon is not UNSET:
            field_dict["is_addon"] = is_addon
        if cross_selling_mode is not UNSET:
            field_dict["cross_selling_mode"] = cross_selling_mode
        if cross_selling_condition is not UNSET:
            field_dict["cross_selling_condition"] = cross_selling_condition
        if cross_selling_match_products is not UNSET:
            field_dict["cross_selling_match_products"] = cross_selling_match_products

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.category_patch_description_type_0 import (
            CategoryPatchDescriptionType0,  # noqa: PLC0415
        )
        from ..models.category_patch_name import CategoryPatchName  # noqa: PLC0415

        d = dict(src_dict)
        _name = d.pop("name", UNSET)
        name: CategoryPatchName | Unset
        if isinstance(_name, Unset):
            name = UNSET
        else:
            name = CategoryPatchName.from_dict(_name)

        def _parse_internal_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        internal_name = _parse_internal_name(d.pop("internal_name", UNSET))

        def _parse_description(data: object) -> CategoryPatchDescriptionType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                description_type_0 = CategoryPatchDescriptionType0.from_dict(data)

                return description_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CategoryPatchDescriptionType0 | None | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        position = d.pop("position", UNSET)

        is_addon = d.pop("is_addon", UNSET)

        def _parse_cross_selling_mode(data: object) -> CategoryPatchCrossSellingModeType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cross_selling_mode_type_0 = check_category_patch_cross_selling_mode_type_0(data)

                return cross_selling_mode_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CategoryPatchCrossSellingModeType0 | None | Unset, data)

        cross_selling_mode = _parse_cross_selling_mode(d.pop("cross_selling_mode", UNSET))

        def _parse_cross_selling_condition(data: object) -> CategoryPatchCrossSellingConditionType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cross_selling_condition_type_0 = check_category_patch_cross_selling_condition_type_0(data)

                return cross_selling_condition_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CategoryPatchCrossSellingConditionType0 | None | Unset, data)

        cross_selling_condition = _parse_cross_selling_condition(d.pop("cross_selling_condition", UNSET))

        cross_selling_match_products = cast(list[int], d.pop("cross_selling_match_products", UNSET))

        category_patch = cls(
            name=name,
            internal_name=internal_name,
            description=description,
            position=position,
            is_addon=is_addon,
            cross_selling_mode=cross_selling_mode,
            cross_selling_condition=cross_selling_condition,
            cross_selling_match_products=cross_selling_match_products,
        )

        category_patch.additional_properties = d
        return category_patch

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
