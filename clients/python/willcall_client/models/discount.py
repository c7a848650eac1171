from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.discount_subevent_mode import (
    DiscountSubeventMode,
    check_discount_subevent_mode,
)

T = TypeVar("T", bound="Discount")


@_attrs_define
class Discount:
    """
    Attributes:
        id (int):
        active (bool):
        internal_name (str):
        position (int):
        all_sales_channels (bool):
        limit_sales_channels (list[str]):
        sales_channels (list[str]):
        available_from (datetime.datetime | None):
        available_until (datetime.datetime | None):
        subevent_mode (DiscountSubeventMode):
        subevent_date_from (datetime.datetime | None):
        subevent_date_until (datetime.datetime | None):
        condition_all_products (bool):
        condition_limit_products (list[int]):
        condition_apply_to_addons (bool):
        condition_ignore_voucher_discounted (bool):
        condition_min_count (int):
        condition_min_value (str):
        benefit_same_products (bool):
        benefit_limit_products (list[int]):
        benefit_discount_matching_percent (str):
        benefit_only_apply_to_cheapest_n_matches (int | None):
        benefit_apply_to_addons (bool):
        benefit_ignore_voucher_discounted (bool):
    """

    id: int
    active: bool
    internal_name: str
    position: int
    all_sales_channels: bool
    limit_sales_channels: list[str]
    sales_channels: list[str]
    available_from: datetime.datetime | None
    available_until: datetime.datetime | None
    subevent_mode: DiscountSubeventMode
    subevent_date_from: datetime.datetime | None
    subevent_date_until: datetime.datetime | None
    condition_all_products: bool
    condition_limit_products: list[int]
    condition_apply_to_addons: bool
    condition_ignore_voucher_discounted: bool
    condition_min_count: int
    condition_min_value: str
    benefit_same_products: bool
    benefit_limit_products: list[int]
    benefit_discount_matching_percent: str
    benefit_only_apply_to_cheapest_n_matches: int | None
    benefit_apply_to_addons: bool
    benefit_ignore_voucher_discounted: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        active = self.active

        internal_name = self.internal_name

        position = self.position

        all_sales_channels = self.all_sales_channels

        limit_sales_channels = self.limit_sales_channels

        sales_channels = self.sales_channels

        available_from: None | str
        if isinstance(self.available_from, datetime.datetime):
            available_from = self.available_from.isoformat()
        else:
            available_from = self.available_from

        available_until: None | str
        if isinstance(self.available_until, datetime.datetime):
            available_until = self.available_until.isoformat()
        else:
            available_until = self.available_until

        subevent_mode: str = self.subevent_mode

        subevent_date_from: None | str
        if isinstance(self.subevent_date_from, datetime.datetime):
            subevent_date_from = self.subevent_date_from.isoformat()
        else:
            subevent_date_from = self.subevent_date_from

        subevent_date_until: None | str
        if isinstance(self.subevent_date_until, datetime.datetime):
            subevent_date_until = self.subevent_date_until.isoformat()
        else:
            subevent_date_until = self.subevent_date_until

        condition_all_products = self.condition_all_products

        condition_limit_products = self.condition_limit_products

        condition_apply_to_addons = self.condition_apply_to_addons

        condition_ignore_voucher_discounted = self.condition_ignore_voucher_discounted

        condition_min_count = self.condition_min_count

        condition_min_value = self.condition_min_value

        benefit_same_products = self.benefit_same_products

        benefit_limit_products = self.benefit_limit_products

        benefit_discount_matching_percent = self.benefit_discount_matching_percent

        benefit_only_apply_to_cheapest_n_matches: int | None
        benefit_only_apply_to_cheapest_n_matches = self.benefit_only_apply_to_cheapest_n_matches

        benefit_apply_to_addons = self.benefit_apply_to_addons

        benefit_ignore_voucher_discounted = self.benefit_ignore_voucher_discounted

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "active": active,
                "internal_name": internal_name,
                "position": position,
                "all_sales_channels": all_sales_channels,
                "limit_sales_channels": limit_sales_channels,
                "sales_channels": sales_channels,
                "available_from": available_from,
                "available_until": available_until,
                "subevent_mode": subevent_mode,
                "subevent_date_from": subevent_date_from,
                "subevent_date_until": subevent_date_until,
                "condition_all_products": condition_all_products,
                "condition_limit_products": condition_limit_products,
                "condition_apply_to_addons": condition_apply_to_addons,
                "condition_ignore_voucher_discounted": condition_ignore_voucher_discounted,
                "condition_min_count": condition_min_count,
                "condition_min_value": condition_min_value,
                "benefit_same_products": benefit_same_products,
                "benefit_limit_products": benefit_limit_products,
                "benefit_discount_matching_percent": benefit_discount_matching_percent,
                "benefit_only_apply_to_cheapest_n_matches": benefit_only_apply_to_cheapest_n_matches,
                "benefit_apply_to_addons": benefit_apply_to_addons,
                "benefit_ignore_voucher_discounted": benefit_ignore_voucher_discounted,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        active = d.pop("active")

        internal_name = d.pop("internal_name")

        position = d.pop("position")

        all_sales_channels = d.pop("all_sales_channels")

        limit_sales_channels = cast(list[str], d.pop("limit_sales_channels"))

        sales_channels = cast(list[str], d.pop("sales_channels"))

        def _parse_available_from(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                available_from_type_0 = datetime.datetime.fromisoformat(data)

                return available_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        available_from = _parse_available_from(d.pop("available_from"))

        def _parse_available_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                available_until_type_0 = datetime.datetime.fromisoformat(data)

                return available_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        available_until = _parse_available_until(d.pop("available_until"))

        subevent_mode = check_discount_subevent_mode(d.pop("subevent_mode"))

        def _parse_subevent_date_from(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                subevent_date_from_type_0 = datetime.datetime.fromisoformat(data)

                return subevent_date_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        subevent_date_from = _parse_subevent_date_from(d.pop("subevent_date_from"))

        def _parse_subevent_date_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                subevent_date_until_type_0 = datetime.datetime.fromisoformat(data)

                return subevent_date_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        subevent_date_until = _parse_subevent_date_until(d.pop("subevent_date_until"))

        condition_all_products = d.pop("condition_all_products")

        condition_limit_products = cast(list[int], d.pop("condition_limit_products"))

        condition_apply_to_addons = d.pop("condition_apply_to_addons")

        condition_ignore_voucher_discounted = d.pop("condition_ignore_voucher_discounted")

        condition_min_count = d.pop("condition_min_count")

        condition_min_value = d.pop("condition_min_value")

        benefit_same_products = d.pop("benefit_same_products")

        benefit_limit_products = cast(list[int], d.pop("benefit_limit_products"))

        benefit_discount_matching_percent = d.pop("benefit_discount_matching_percent")

        def _parse_benefit_only_apply_to_cheapest_n_matches(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        benefit_only_apply_to_cheapest_n_matches = _parse_benefit_only_apply_to_cheapest_n_matches(
            d.pop("benefit_only_apply_to_cheapest_n_matches")
        )

        benefit_apply_to_addons = d.pop("benefit_apply_to_addons")

        benefit_ignore_voucher_discounted = d.pop("benefit_ignore_voucher_discounted")

        discount = cls(
            id=id,
            active=active,
            internal_name=internal_name,
            position=position,
            all_sales_channels=all_sales_channels,
            limit_sales_channels=limit_sales_channels,
            sales_channels=sales_channels,
            available_from=available_from,
            available_until=available_until,
            subevent_mode=subevent_mode,
            subevent_date_from=subevent_date_from,
            subevent_date_until=subevent_date_until,
            condition_all_products=condition_all_products,
            condition_limit_products=condition_limit_products,
            condition_apply_to_addons=condition_apply_to_addons,
            condition_ignore_voucher_discounted=condition_ignore_voucher_discounted,
            condition_min_count=condition_min_count,
            condition_min_value=condition_min_value,
            benefit_same_products=benefit_same_products,
            benefit_limit_products=benefit_limit_products,
            benefit_discount_matching_percent=benefit_discount_matching_percent,
            benefit_only_apply_to_cheapest_n_matches=benefit_only_apply_to_cheapest_n_matches,
            benefit_apply_to_addons=benefit_apply_to_addons,
            benefit_ignore_voucher_discounted=benefit_ignore_voucher_discounted,
        )

        discount.additional_properties = d
        return discount

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
