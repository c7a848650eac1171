from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ShopSeat")


@_attrs_define
class ShopSeat:
    """A seat that can be chosen with a product.

    Attributes:
        seat_guid (str): What a line of a cart names it by.
        zone_name (str):
        row_name (str):
        row_label (None | str):
        seat_number (str):
        seat_label (None | str):
        x (float): Where it stands, as the plan has it.
        y (float):
        item (int): The product that it is sold as.
        available (bool): Whether anybody could take it now; a voucher may open others.
    """

    seat_guid: str
    zone_name: str
    row_name: str
    row_label: None | str
    seat_number: str
    seat_label: None | str
    x: float
    y: float
    item: int
    available: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        seat_guid = self.seat_guid

        zone_name = self.zone_name

        row_name = self.row_name

        row_label: None | str
        row_label = self.row_label

        seat_number = self.seat_number

        seat_label: None | str
        seat_label = self.seat_label

        x = self.x

        y = self.y

        item = self.item

        available = self.available

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "seat_guid": seat_guid,
                "zone_name": zone_name,
                "row_name": row_name,
                "row_label": row_label,
                "seat_number": seat_number,
                "seat_label": seat_label,
                "x": x,
                "y": y,
                "item": item,
                "available": available,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        seat_guid = d.pop("seat_guid")

        zone_name = d.pop("zone_name")

        row_name = d.pop("row_name")

        def _parse_row_label(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        row_label = _parse_row_label(d.pop("row_label"))

        seat_number = d.pop("seat_number")

        def _parse_seat_label(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        seat_label = _parse_seat_label(d.pop("seat_label"))

        x = d.pop("x")

        y = d.pop("y")

        item = d.pop("item")

        available = d.pop("available")

        shop_seat = cls(
            seat_guid=seat_guid,
            zone_name=zone_name,
            row_name=row_name,
            row_label=row_label,
            seat_number=seat_number,
            seat_label=seat_label,
            x=x,
            y=y,
            item=item,
            available=available,
        )

        shop_seat.additional_properties = d
        return shop_seat

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
