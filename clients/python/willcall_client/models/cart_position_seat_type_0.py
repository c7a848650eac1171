from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CartPositionSeatType0")


@_attrs_define
class CartPositionSeatType0:
    """
    Attributes:
        id (int):
        name (str):
        seat_guid (str):
        zone_name (str | Unset):
        row_name (str | Unset):
        row_label (None | str | Unset):
        seat_number (str | Unset):
        seat_label (None | str | Unset):
    """

    id: int
    name: str
    seat_guid: str
    zone_name: str | Unset = UNSET
    row_name: str | Unset = UNSET
    row_label: None | str | Unset = UNSET
    seat_number: str | Unset = UNSET
    seat_label: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        seat_guid = self.seat_guid

        zone_name = self.zone_name

        row_name = self.row_name

        row_label: None | str | Unset
        if isinstance(self.row_label, Unset):
            row_label = UNSET
        else:
            row_label = self.row_label

        seat_number = self.seat_number

        seat_label: None | str | Unset
        if isinstance(self.seat_label, Unset):
            seat_label = UNSET
        else:
            seat_label = self.seat_label

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "seat_guid": seat_guid,
            }
        )
        if zone_name is not UNSET:
            field_dict["zone_name"] = zone_name
        if row_name is not UNSET:
            field_dict["row_name"] = row_name
        if row_label is not UNSET:
            field_dict["row_label"] = row_label
        if seat_number is not UNSET:
            field_dict["seat_number"] = seat_number
        if seat_label is not UNSET:
            field_dict["seat_label"] = seat_label

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        seat_guid = d.pop("seat_guid")

        zone_name = d.pop("zone_name", UNSET)

        row_name = d.pop("row_name", UNSET)

        def _parse_row_label(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        row_label = _parse_row_label(d.pop("row_label", UNSET))

        seat_number = d.pop("seat_number", UNSET)

        def _parse_seat_label(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        seat_label = _parse_seat_label(d.pop("seat_label", UNSET))

        cart_position_seat_type_0 = cls(
            id=id,
            name=name,
            seat_guid=seat_guid,
            zone_name=zone_name,
            row_name=row_name,
            row_label=row_label,
            seat_number=seat_number,
            seat_label=seat_label,
        )

        cart_position_seat_type_0.additional_properties = d
        return cart_position_seat_type_0

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
