from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.cart_reason import CartReason, check_cart_reason
from ..models.shop_row_availability import (
    ShopRowAvailability,
    check_shop_row_availability,
)

if TYPE_CHECKING:
    from ..models.shop_price import ShopPrice


T = TypeVar("T", bound="ShopRow")


@_attrs_define
class ShopRow:
    """Whether a product, or a variation of it, can be bought, how many, and for how much.

    Attributes:
        price (ShopPrice): What one unit costs. `amount` is what is shown: `gross`, or `net` where the event shows net
            prices.
        availability (ShopRowAvailability):
        left (int | None): How many there are; null unless the event shows it, and where there is no limit.
        buyable (bool):
        reason (CartReason | None): Why it cannot be bought.
        max_ (int | None): The most that may be chosen; null for an add-on, whose rule says it.
        selected (int): How many to fill in.
    """

    price: ShopPrice
    availability: ShopRowAvailability
    left: int | None
    buyable: bool
    reason: CartReason | None
    max_: int | None
    selected: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        price = self.price.to_dict()

        availability: str = self.availability

        left: int | None
        left = self.left

        buyable = self.buyable

        reason: None | str
        if isinstance(self.reason, str):
            reason = self.reason
        else:
            reason = self.reason

        max_: int | None
        max_ = self.max_

        selected = self.selected

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "price": price,
                "availability": availability,
                "left": left,
                "buyable": buyable,
                "reason": reason,
                "max": max_,
                "selected": selected,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.shop_price import ShopPrice  # noqa: PLC0415

        d = dict(src_dict)
        price = ShopPrice.from_dict(d.pop("price"))

        availability = check_shop_row_availability(d.pop("availability"))

        def _parse_left(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        left = _parse_left(d.pop("left"))

        buyable = d.pop("buyable")

        def _parse_reason(data: object) -> CartReason | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reason_type_0 = check_cart_reason(data)

                return reason_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CartReason | None, data)

        reason = _parse_reason(d.pop("reason"))

        def _parse_max_(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_ = _parse_max_(d.pop("max"))

        selected = d.pop("selected")

        shop_row = cls(
            price=price,
            availability=availability,
            left=left,
            buyable=buyable,
            reason=reason,
            max_=max_,
            selected=selected,
        )

        shop_row.additional_properties = d
        return shop_row

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
