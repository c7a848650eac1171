from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CartAmount")


@_attrs_define
class CartAmount:
    """An amount with its tax. `amount` is what is shown: `gross`, or `net` where the event shows net prices.

    Attributes:
        amount (str):
        gross (str):
        net (str):
        tax (str):
    """

    amount: str
    gross: str
    net: str
    tax: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        amount = self.amount

        gross = self.gross

        net = self.net

        tax = self.tax

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "amount": amount,
                "gross": gross,
                "net": net,
                "tax": tax,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        amount = d.pop("amount")

        gross = d.pop("gross")

        net = d.pop("net")

        tax = d.pop("tax")

        cart_amount = cls(
            amount=amount,
            gross=gross,
            net=net,
            tax=tax,
        )

        cart_amount.additional_properties = d
        return cart_amount

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
