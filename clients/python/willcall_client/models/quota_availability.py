from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="QuotaAvailability")


@_attrs_define
class QuotaAvailability:
    """
    Attributes:
        paid_orders (int):
        pending_orders (int):
        exited_orders (int):
        blocking_vouchers (int):
        cart_positions (int):
        waiting_list (int):
        available_number (int | None):
        available (bool):
        total_size (int | None):
    """

    paid_orders: int
    pending_orders: int
    exited_orders: int
    blocking_vouchers: int
    cart_positions: int
    waiting_list: int
    available_number: int | None
    available: bool
    total_size: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        paid_orders = self.paid_orders

        pending_orders = self.pending_orders

        exited_orders = self.exited_orders

        blocking_vouchers = self.blocking_vouchers

        cart_positions = self.cart_positions

        waiting_list = self.waiting_list

        available_number: int | None
        available_number = self.available_number

        available = self.available

        total_size: int | None
        total_size = self.total_size

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "paid_orders": paid_orders,
                "pending_orders": pending_orders,
                "exited_orders": exited_orders,
                "blocking_vouchers": blocking_vouchers,
                "cart_positions": cart_positions,
                "waiting_list": waiting_list,
                "available_number": available_number,
                "available": available,
                "total_size": total_size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        paid_orders = d.pop("paid_orders")

        pending_orders = d.pop("pending_orders")

        exited_orders = d.pop("exited_orders")

        blocking_vouchers = d.pop("blocking_vouchers")

        cart_positions = d.pop("cart_positions")

        waiting_list = d.pop("waiting_list")

        def _parse_available_number(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        available_number = _parse_available_number(d.pop("available_number"))

        available = d.pop("available")

        def _parse_total_size(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total_size = _parse_total_size(d.pop("total_size"))

        quota_availability = cls(
            paid_orders=paid_orders,
            pending_orders=pending_orders,
            exited_orders=exited_orders,
            blocking_vouchers=blocking_vouchers,
            cart_positions=cart_positions,
            waiting_list=waiting_list,
            available_number=available_number,
            available=available,
            total_size=total_size,
        )

        quota_availability.additional_properties = d
        return quota_availability

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
