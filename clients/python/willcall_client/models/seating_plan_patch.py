from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.seating_plan_patch_layout import SeatingPlanPatchLayout


T = TypeVar("T", bound="SeatingPlanPatch")


@_attrs_define
class SeatingPlanPatch:
    """
    Attributes:
        name (str | Unset):
        layout (SeatingPlanPatchLayout | Unset):
    """

    name: str | Unset = UNSET
    layout: SeatingPlanPatchLayout | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        layout: dict[str, Any] | Unset = UNSET
        if not isinstance(self.layout, Unset):
            layout = self.layout.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if layout is not UNSET:
            field_dict["layout"] = layout

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.seating_plan_patch_layout import SeatingPlanPatchLayout  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name", UNSET)

        _layout = d.pop("layout", UNSET)
        layout: SeatingPlanPatchLayout | Unset
        if isinstance(_layout, Unset):
            layout = UNSET
        else:
            layout = SeatingPlanPatchLayout.from_dict(_layout)

        seating_plan_patch = cls(
            name=name,
            layout=layout,
        )

        seating_plan_patch.additional_properties = d
        return seating_plan_patch

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
