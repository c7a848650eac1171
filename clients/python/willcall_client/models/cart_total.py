from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cart_tax import CartTax


T = TypeVar("T", bound="CartTotal")


@_attrs_define
class CartTotal:
    """The sum of all lines, rounded as the event says.

    Attributes:
        amount (str):
        gross (str):
        net (str):
        tax (str):
        taxes (list[CartTax]): The same for each tax rate, the lowest first.
    """

    amount: str
    gross: str
    net: str
    tax: str
    taxes: list[CartTax]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        amount = self.amount

        gross = self.gross

        net = self.net

        tax = self.tax

        taxes = []
        for taxes_item_data in self.taxes:
            taxes_item = taxes_item_data.to_dict()
            taxes.append(taxes_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "amount": amount,
                "gross": gross,
                "net": net,
                "tax": tax,
                "taxes": taxes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cart_tax import CartTax  # noqa: PLC0415

        d = dict(src_dict)
        amount = d.pop("amount")

        gross = d.pop("gross")

        net = d.pop("net")

        tax = d.pop("tax")

        taxes = []
        _taxes = d.pop("taxes")
        for taxes_item_data in _taxes:
            taxes_item = CartTax.from_dict(taxes_item_data)

            taxes.append(taxes_item)

        cart_total = cls(
            amount=amount,
            gross=gross,
            net=net,
            tax=tax,
            taxes=taxes,
        )

        cart_total.additional_properties = d
        return cart_total

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
