from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CartTax")


@_attrs_define
class CartTax:
    """The total at one tax rate.

    Attributes:
        rate (str):
        gross (str):
        net (str):
        tax (str):
    """

    rate: str
    gross: str
    net: str
    tax: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rate = self.rate

        gross = self.gross

        net = self.net

        tax = self.tax

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rate": rate,
                "gross": gross,
                "net": net,
                "tax": tax,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        rate = d.pop("rate")

        gross = d.pop("gross")

        net = d.pop("net")

        tax = d.pop("tax")

        cart_tax = cls(
            rate=rate,
            gross=gross,
            net=net,
            tax=tax,
        )

        cart_tax.additional_properties = d
        return cart_tax

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
