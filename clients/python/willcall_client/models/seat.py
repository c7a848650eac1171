from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.seat_holder import SeatHolder


T = TypeVar("T", bound="Seat")


@_attrs_define
class Seat:
    """
    Attributes:
        id (int):
        subevent (int | None):
        zone_name (str):
        row_name (str):
        row_label (None | str):
        seat_number (str):
        seat_label (None | str):
        seat_guid (str):
        product (int | None):
        blocked (bool):
        orderposition (int | None | SeatHolder):
        cartposition (int | None | SeatHolder):
        voucher (int | None | SeatHolder):
    """

    id: int
    subevent: int | None
    zone_name: str
    row_name: str
    row_label: None | str
    seat_number: str
    seat_label: None | str
    seat_guid: str
    product: int | None
    blocked: bool
    orderposition: int | None | SeatHolder
    cartposition: int | None | SeatHolder
    voucher: int | None | SeatHolder
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.seat_holder import SeatHolder  # noqa: PLC0415

        id = self.id

        subevent: int | None
        subevent = self.subevent

        zone_name = self.zone_name

        row_name = self.row_name

        row_label: None | str
        row_label = self.row_label

        seat_number = self.seat_number

        seat_label: None | str
        seat_label = self.seat_label

        seat_guid = self.seat_guid

        product: int | None
        product = self.product

        blocked = self.blocked

        orderposition: dict[str, Any] | int | None
        if isinstance(self.orderposition, SeatHolder):
            orderposition = self.orderposition.to_dict()
        else:
            orderposition = self.orderposition

        cartposition: dict[str, Any] | int | None
        if isinstance(self.cartposition, SeatHolder):
            cartposition = self.cartposition.to_dict()
        else:
            cartposition = self.cartposition

        voucher: dict[str, Any] | int | None
        if isinstance(self.voucher, SeatHolder):
            voucher = self.voucher.to_dict()
        else:
            voucher = self.voucher

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "subevent": subevent,
                "zone_name": zone_name,
                "row_name": row_name,
                "row_label": row_label,
                "seat_number": seat_number,
                "seat_label": seat_label,
                "seat_guid": seat_guid,
                "product": product,
                "blocked": blocked,
                "orderposition": orderposition,
                "cartposition": cartposition,
                "voucher": voucher,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.seat_holder import SeatHolder  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        def _parse_subevent(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        subevent = _parse_subevent(d.pop("subevent"))

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

        seat_guid = d.pop("seat_guid")

        def _parse_product(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        product = _parse_product(d.pop("product"))

        blocked = d.pop("blocked")

        def _parse_orderposition(data: object) -> int | None | SeatHolder:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                orderposition_type_0_type_1 = SeatHolder.from_dict(data)

                return orderposition_type_0_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(int | None | SeatHolder, data)

        orderposition = _parse_orderposition(d.pop("orderposition"))

        def _parse_cartposition(data: object) -> int | None | SeatHolder:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cartposition_type_0_type_1 = SeatHolder.from_dict(data)

                return cartposition_type_0_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(int | None | SeatHolder, data)

        cartposition = _parse_cartposition(d.pop("cartposition"))

        def _parse_voucher(data: object) -> int | None | SeatHolder:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                voucher_type_0_type_1 = SeatHolder.from_dict(data)

                return voucher_type_0_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(int | None | SeatHolder, data)

        voucher = _parse_voucher(d.pop("voucher"))

        seat = cls(
            id=id,
            subevent=subevent,
            zone_name=zone_name,
            row_name=row_name,
            row_label=row_label,
            seat_number=seat_number,
            seat_label=seat_label,
            seat_guid=seat_guid,
            product=product,
            blocked=blocked,
            orderposition=orderposition,
            cartposition=cartposition,
            voucher=voucher,
        )

        seat.additional_properties = d
        return seat

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
