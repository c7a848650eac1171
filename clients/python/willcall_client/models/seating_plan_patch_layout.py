from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.seat_created import SeatCreated


T = TypeVar("T", bound="SeatingPlanPatchLayout")


@_attrs_define
class SeatingPlanPatchLayout:
    """
    Attributes:
        categories (list[Any]):
        zones (list[Any]):
        name (str):
        size (SeatCreated):
    """

    categories: list[Any]
    zones: list[Any]
    name: str
    size: SeatCreated
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        categories = self.categories

        zones = self.zones

        name = self.name

        size = self.size.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "categories": categories,
                "zones": zones,
                "name": name,
                "size": size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.seat_created import SeatCreated  # noqa: PLC0415

        d = dict(src_dict)
        categories = cast(list[Any], d.pop("categories"))

        zones = cast(list[Any], d.pop("zones"))

        name = d.pop("name")

        size = SeatCreated.from_dict(d.pop("size"))

        seating_plan_patch_layout = cls(
            categories=categories,
            zones=zones,
            name=name,
            size=size,
        )

        seating_plan_patch_layout.additional_properties = d
        return seating_plan_patch_layout

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
