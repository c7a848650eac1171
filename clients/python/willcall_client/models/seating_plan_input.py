from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.seating_plan_input_layout import SeatingPlanInputLayout


T = TypeVar("T", bound="SeatingPlanInput")


@_attrs_define
class SeatingPlanInput:
    """
    Attributes:
        name (str):
        layout (SeatingPlanInputLayout):
    """

    name: str
    layout: SeatingPlanInputLayout
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        layout = self.layout.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "layout": layout,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.seating_plan_input_layout import SeatingPlanInputLayout  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        layout = SeatingPlanInputLayout.from_dict(d.pop("layout"))

        seating_plan_input = cls(
            name=name,
            layout=layout,
        )

        seating_plan_input.additional_properties = d
        return seating_plan_input

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
