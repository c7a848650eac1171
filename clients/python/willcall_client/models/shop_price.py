from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ShopPrice")


@_attrs_define
class ShopPrice:
    """What one unit costs. `amount` is what is shown: `gross`, or `net` where the event shows net prices.

    Attributes:
        amount (str):
        gross (str):
        net (str):
        tax (str):
        tax_rate (None | str): Null for a price of parts that are taxed differently.
        free (bool): Whether it is shown as free: nothing is to be paid, whatever is chosen.
        original (None | str): To be shown struck through, as `amount` is shown.
        suggested (None | str): Where buyers may pay more: what to fill in. `amount` is then the least.
    """

    amount: str
    gross: str
    net: str
    tax: str
    tax_rate: None | str
    free: bool
    original: None | str
    suggested: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        amount = self.amount

        gross = self.gross

        net = self.net

        tax = self.tax

        tax_rate: None | str
        tax_rate = self.tax_rate

        free = self.free

        original: None | str
        original = self.original

        suggested: None | str
        suggested = self.suggested

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "amount": amount,
                "gross": gross,
                "net": net,
                "tax": tax,
                "tax_rate": tax_rate,
                "free": free,
                "original": original,
                "suggested": suggested,
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

        def _parse_tax_rate(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        tax_rate = _parse_tax_rate(d.pop("tax_rate"))

        free = d.pop("free")

        def _parse_original(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        original = _parse_original(d.pop("original"))

        def _parse_suggested(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        suggested = _parse_suggested(d.pop("suggested"))

        shop_price = cls(
            amount=amount,
            gross=gross,
            net=net,
            tax=tax,
            tax_rate=tax_rate,
            free=free,
            original=original,
            suggested=suggested,
        )

        shop_price.additional_properties = d
        return shop_price

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
