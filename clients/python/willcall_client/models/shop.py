from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.shop_event import ShopEvent
    from ..models.shop_group import ShopGroup
    from ..models.shop_item import ShopItem
    from ..models.shop_sale import ShopSale
    from ..models.shop_voucher import ShopVoucher


T = TypeVar("T", bound="Shop")


@_attrs_define
class Shop:
    """What a buyer may see now.

    Attributes:
        event (ShopEvent): What is sold here.
        sales_channel (str):
        subevent (int | None):
        currency (str):
        sale (ShopSale): Whether anything is sold now.
        display_net_prices (bool):
        show_variations_expanded (bool):
        max_items_per_order (int):
        voucher (None | ShopVoucher):
        groups (list[ShopGroup]):
        seated (list[ShopItem]): Products that are bought by choosing a seat.
        addon_categories (list[ShopGroup]): What the add-on rules of the products choose from, at its own prices.
    """

    event: ShopEvent
    sales_channel: str
    subevent: int | None
    currency: str
    sale: ShopSale
    display_net_prices: bool
    show_variations_expanded: bool
    max_items_per_order: int
    voucher: None | ShopVoucher
    groups: list[ShopGroup]
    seated: list[ShopItem]
    addon_categories: list[ShopGroup]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.shop_voucher import ShopVoucher  # noqa: PLC0415

        event = self.event.to_dict()

        sales_channel = self.sales_channel

        subevent: int | None
        subevent = self.subevent

        currency = self.currency

        sale = self.sale.to_dict()

        display_net_prices = self.display_net_prices

        show_variations_expanded = self.show_variations_expanded

        max_items_per_order = self.max_items_per_order

        voucher: dict[str, Any] | None
        if isinstance(self.voucher, ShopVoucher):
            voucher = self.voucher.to_dict()
        else:
            voucher = self.voucher

        groups = []
        for groups_item_data in self.groups:
            groups_item = groups_item_data.to_dict()
            groups.append(groups_item)

        seated = []
        for seated_item_data in self.seated:
            seated_item = seated_item_data.to_dict()
            seated.append(seated_item)

        addon_categories = []
        for addon_categories_item_data in self.addon_categories:
            addon_categories_item = addon_categories_item_data.to_dict()
            addon_categories.append(addon_categories_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "event": event,
                "sales_channel": sales_channel,
                "subevent": subevent,
                "currency": currency,
                "sale": sale,
                "display_net_prices": display_net_prices,
                "show_variations_expanded": show_variations_expanded,
                "max_items_per_order": max_items_per_order,
                "voucher": voucher,
                "groups": groups,
                "seated": seated,
                "addon_categories": addon_categories,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.shop_event import ShopEvent  # noqa: PLC0415
        from ..models.shop_group import ShopGroup  # noqa: PLC0415
        from ..models.shop_item import ShopItem  # noqa: PLC0415
        from ..models.shop_sale import ShopSale  # noqa: PLC0415
        from ..models.shop_voucher import ShopVoucher  # noqa: PLC0415

        d = dict(src_dict)
        event = ShopEvent.from_dict(d.pop("event"))

        sales_channel = d.pop("sales_channel")

        def _parse_subevent(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        subevent = _parse_subevent(d.pop("subevent"))

        currency = d.pop("currency")

        sale = ShopSale.from_dict(d.pop("sale"))

        display_net_prices = d.pop("display_net_prices")

        show_variations_expanded = d.pop("show_variations_expanded")

        max_items_per_order = d.pop("max_items_per_order")

        def _parse_voucher(data: object) -> None | ShopVoucher:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                voucher_type_0 = ShopVoucher.from_dict(data)

                return voucher_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ShopVoucher, data)

        voucher = _parse_voucher(d.pop("voucher"))

        groups = []
        _groups = d.pop("groups")
        for groups_item_data in _groups:
            groups_item = ShopGroup.from_dict(groups_item_data)

            groups.append(groups_item)

        seated = []
        _seated = d.pop("seated")
        for seated_item_data in _seated:
            seated_item = ShopItem.from_dict(seated_item_data)

            seated.append(seated_item)

        addon_categories = []
        _addon_categories = d.pop("addon_categories")
        for addon_categories_item_data in _addon_categories:
            addon_categories_item = ShopGroup.from_dict(addon_categories_item_data)

            addon_categories.append(addon_categories_item)

        shop = cls(
            event=event,
            sales_channel=sales_channel,
            subevent=subevent,
            currency=currency,
            sale=sale,
            display_net_prices=display_net_prices,
            show_variations_expanded=show_variations_expanded,
            max_items_per_order=max_items_per_order,
            voucher=voucher,
            groups=groups,
            seated=seated,
            addon_categories=addon_categories,
        )

        shop.additional_properties = d
        return shop

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
