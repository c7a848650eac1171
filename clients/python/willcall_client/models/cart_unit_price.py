from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CartUnitPrice")


@_attrs_define
class CartUnitPrice:
    """What one unit costs, after discounts.

        `amount` is that of each unit of the line. Of the other three, where the event rounds sums, some units may have
    a
        cent more or less; `total` of the line has all of them.

        Attributes:
            amount (str):
            gross (str):
            net (str):
            tax (str):
            tax_rate (str):
            original (None | str): What it costs without the automatic discount, as `amount` is shown; null without one.
            discount_percent (None | str): What the automatic discount takes off.
            discount (int | None): The automatic discount, by its id.
    """

    amount: str
    gross: str
    net: str
    tax: str
    tax_rate: str
    original: None | str
    discount_percent: None | str
    discount: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        amount = self.amount

        gross = self.gross

        net = self.net

        tax = self.tax

        tax_rate = self.tax_rate

        original: None | str
        original = self.original

        discount_percent: None | str
        discount_percent = self.discount_percent

        discount: int | None
        discount = self.discount

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "amount": amount,
                "gross": gross,
                "net": net,
                "tax": tax,
                "tax_rate": tax_rate,
                "original": original,
                "discount_percent": discount_percent,
                "discount": discount,
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

        tax_rate = d.pop("tax_rate")

        def _parse_original(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        original = _parse_original(d.pop("original"))

        def _parse_discount_percent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        discount_percent = _parse_discount_percent(d.pop("discount_percent"))

        def _parse_discount(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        discount = _parse_discount(d.pop("discount"))

        cart_unit_price = cls(
            amount=amount,
            gross=gross,
            net=net,
            tax=tax,
            tax_rate=tax_rate,
            original=original,
            discount_percent=discount_percent,
            discount=discount,
        )

        cart_unit_price.additional_properties = d
        return cart_unit_price

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
