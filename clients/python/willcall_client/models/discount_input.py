from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.discount_input_subevent_mode import (
    DiscountInputSubeventMode,
    check_discount_input_subevent_mode,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="DiscountInput")


@_attrs_define
class DiscountInput:
    """
    Attributes:
        internal_name (str):
        active (bool | Unset):  Default: True.
        position (int | Unset):  Default: 0.
        all_sales_channels (bool | Unset):
        limit_sales_channels (list[str] | Unset):
        sales_channels (list[str] | Unset):
        available_from (datetime.datetime | None | Unset):
        available_until (datetime.datetime | None | Unset):
        subevent_mode (DiscountInputSubeventMode | Unset):  Default: 'mixed'.
        subevent_date_from (datetime.datetime | None | Unset):
        subevent_date_until (datetime.datetime | None | Unset):
        condition_all_products (bool | Unset):  Default: True.
        condition_limit_products (list[int] | Unset):
        condition_apply_to_addons (bool | Unset):  Default: True.
        condition_ignore_voucher_discounted (bool | Unset):  Default: False.
        condition_min_count (int | Unset):  Default: 0.
        condition_min_value (str | Unset):
        benefit_same_products (bool | Unset):  Default: True.
        benefit_limit_products (list[int] | Unset):
        benefit_discount_matching_percent (str | Unset):
        benefit_only_apply_to_cheapest_n_matches (int | None | Unset):
        benefit_apply_to_addons (bool | Unset):  Default: True.
        benefit_ignore_voucher_discounted (bool | Unset):  Default: False.
    """

    internal_name: str
    active: bool | Unset = True
    position: int | Unset = 0
    all_sales_channels: bool | Unset = UNSET
    limit_sales_channels: list[str] | Unset = UNSET
    sales_channels: list[str] | Unset = UNSET
    available_from: datetime.datetime | None | Unset = UNSET
    available_until: datetime.datetime | None | Unset = UNSET
    subevent_mode: DiscountInputSubeventMode | Unset = "mixed"
    subevent_date_from: datetime.datetime | None | Unset = UNSET
    subevent_date_until: datetime.datetime | None | Unset = UNSET
    condition_all_products: bool | Unset = True
    condition_limit_products: list[int] | Unset = UNSET
    condition_apply_to_addons: bool | Unset = True
    condition_ignore_voucher_discounted: bool | Unset = False
    condition_min_count: int | Unset = 0
    condition_min_value: str | Unset = UNSET
    benefit_same_products: bool | Unset = True
    benefit_limit_products: list[int] | Unset = UNSET
    benefit_discount_matching_percent: str | Unset = UNSET
    benefit_only_apply_to_cheapest_n_matches: int | None | Unset = UNSET
    benefit_apply_to_addons: bool | Unset = True
    benefit_ignore_voucher_discounted: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        internal_name = self.internal_name

        active = self.active

        position = self.position

        all_sales_channels = self.all_sales_channels

        limit_sales_channels: list[str] | Unset = UNSET
        if not isinstance(self.limit_sales_channels, Unset):
            limit_sales_channels = self.limit_sales_channels

        sales_channels: list[str] | Unset = UNSET
        if not isinstance(self.sales_channels, Unset):
            sales_channels = self.sales_channels

        available_from: None | str | Unset
        if isinstance(self.available_from, Unset):
            available_from = UNSET
        elif isinstance(self.available_from, datetime.datetime):
            available_from = self.available_from.isoformat()
        else:
            available_from = self.available_from

        available_until: None | str | Unset
        if isinstance(self.available_until, Unset):
            available_until = UNSET
        elif isinstance(self.available_until, datetime.datetime):
            available_until = self.available_until.isoformat()
        else:
            available_until = self.available_until

        subevent_mode: str | Unset = UNSET
        if not isinstance(self.subevent_mode, Unset):
            subevent_mode = self.subevent_mode

        subevent_date_from: None | str | Unset
        if isinstance(self.subevent_date_from, Unset):
            subevent_date_from = UNSET
        elif isinstance(self.subevent_date_from, datetime.datetime):
            subevent_date_from = self.subevent_date_from.isoformat()
        else:
            subevent_date_from = self.subevent_date_from

        subevent_date_until: None | str | Unset
        if isinstance(self.subevent_date_until, Unset):
            subevent_date_until = UNSET
        elif isinstance(self.subevent_date_until, datetime.datetime):
            subevent_date_until = self.subevent_date_until.isoformat()
        else:
            subevent_date_until = self.subevent_date_until

        condition_all_products = self.condition_all_products

        condition_limit_products: list[int] | Unset = UNSET
        if not isinstance(self.condition_limit_products, Unset):
            condition_limit_products = self.condition_limit_products

        condition_apply_to_addons = self.condition_apply_to_addons

        condition_ignore_voucher_discounted = self.condition_ignore_voucher_discounted

        condition_min_count = self.condition_min_count

        condition_min_value = self.condition_min_value

        benefit_same_products = self.benefit_same_products

        benefit_limit_products: list[int] | Unset = UNSET
        if not isinstance(self.benefit_limit_products, Unset):
            benefit_limit_products = self.benefit_limit_products

        benefit_discount_matching_percent = self.benefit_discount_matching_percent

        benefit_only_apply_to_cheapest_n_matches: int | None | Unset
        if isinstance(self.benefit_only_apply_to_cheapest_n_matches, Unset):
            benefit_only_apply_to_cheapest_n_matches = UNSET
        else:
            benefit_only_apply_to_cheapest_n_matches = self.benefit_only_apply_to_cheapest_n_matches

        benefit_apply_to_addons = self.benefit_apply_to_addons

        benefit_ignore_voucher_discounted = self.benefit_ignore_voucher_discounted

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "internal_name": internal_name,
            }
        )
        if active is not UNSET:
            field_dict["active"] = active
        if position is not UNSET:
            field_dict["position"] = position
        if all_sales_channels is not UNSET:
            field_dict["all_sales_channels"] = all_sales_channels
        if limit_sales_channels is not UNSET:
            field_dict["limit_sales_channels"] = limit_sales_channels
        if sales_channels is not UNSET:
            field_dict["sales_channels"] = sales_channels
        if available_from is not UNSET:
            field_dict["available_from"] = available_from
        if available_until is not UNSET:
            field_dict["available_until"] = available_until
        if subevent_mode is not UNSET:
            field_dict["subevent_mode"] = subevent_mode
        if subevent_date_from is not UNSET:
            field_dict["subevent_date_from"] = subevent_date_from
        if subevent_date_until is not UNSET:
            field_dict["subevent_date_until"] = subevent_date_until
        if condition_all_products is not UNSET:
            field_dict["condition_all_products"] = condition_all_products
        if condition_limit_products is not UNSET:
            field_dict["condition_limit_products"] = condition_limit_products
        if condition_apply_to_addons is not UNSET:
            field_dict["condition_apply_to_addons"] = condition_apply_to_addons
        if condition_ignore_voucher_discounted is not UNSET:
            field_dict["condition_ignore_voucher_discounted"] = condition_ignore_voucher_discounted
        if condition_min_count is not UNSET:
            field_dict["condition_min_count"] = condition_min_count
        if condition_min_value is not UNSET:
            field_dict["condition_min_value"] = condition_min_value
        if benefit_same_products is not UNSET:
            field_dict["benefit_same_products"] = benefit_same_products
        if benefit_limit_products is not UNSET:
            field_dict["benefit_limit_products"] = benefit_limit_products
        if benefit_discount_matching_percent is not UNSET:
            field_dict["benefit_discount_matching_percent"] = benefit_discount_matching_percent
        if benefit_only_apply_to_cheapest_n_matches is not UNSET:
            field_dict["benefit_only_apply_to_cheapest_n_matches"] = benefit_only_apply_to_cheapest_n_matches
        if benefit_apply_to_addons is not UNSET:
            field_dict["benefit_apply_to_addons"] = benefit_apply_to_addons
        if benefit_ignore_voucher_discounted is not UNSET:
            field_dict["benefit_ignore_voucher_discounted"] = benefit_ignore_voucher_discounted

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        internal_name = d.pop("internal_name")

        active = d.pop("active", UNSET)

        position = d.pop("position", UNSET)

        all_sales_channels = d.pop("all_sales_channels", UNSET)

        limit_sales_channels = cast(list[str], d.pop("limit_sales_channels", UNSET))

        sales_channels = cast(list[str], d.pop("sales_channels", UNSET))

        def _parse_available_from(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                available_from_type_0 = datetime.datetime.fromisoformat(data)

                return available_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        available_from = _parse_available_from(d.pop("available_from", UNSET))

        def _parse_available_until(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                available_until_type_0 = datetime.datetime.fromisoformat(data)

                return available_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        available_until = _parse_available_until(d.pop("available_until", UNSET))

        _subevent_mode = d.pop("subevent_mode", UNSET)
        subevent_mode: DiscountInputSubeventMode | Unset
        if isinstance(_subevent_mode, Unset):
            subevent_mode = UNSET
        else:
            subevent_mode = check_discount_input_subevent_mode(_subevent_mode)

        def _parse_subevent_date_from(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                subevent_date_from_type_0 = datetime.datetime.fromisoformat(data)

                return subevent_date_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        subevent_date_from = _parse_subevent_date_from(d.pop("subevent_date_from", UNSET))

        def _parse_subevent_date_until(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                subevent_date_until_type_0 = datetime.datetime.fromisoformat(data)

                return subevent_date_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        subevent_date_until = _parse_subevent_date_until(d.pop("subevent_date_until", UNSET))

        condition_all_products = d.pop("condition_all_products", UNSET)

        condition_limit_products = cast(list[int], d.pop("condition_limit_products", UNSET))

        condition_apply_to_addons = d.pop("condition_apply_to_addons", UNSET)

        condition_ignore_voucher_discounted = d.pop("condition_ignore_voucher_discounted", UNSET)

        condition_min_count = d.pop("condition_min_count", UNSET)

        condition_min_value = d.pop("condition_min_value", UNSET)

        benefit_same_products = d.pop("benefit_same_products", UNSET)

        benefit_limit_products = cast(list[int], d.pop("benefit_limit_products", UNSET))

        benefit_discount_matching_percent = d.pop("benefit_discount_matching_percent", UNSET)

        def _parse_benefit_only_apply_to_cheapest_n_matches(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        benefit_only_apply_to_cheapest_n_matches = _parse_benefit_only_apply_to_cheapest_n_matches(
            d.pop("benefit_only_apply_to_cheapest_n_matches", UNSET)
        )

        benefit_apply_to_addons = d.pop("benefit_apply_to_addons", UNSET)

        benefit_ignore_voucher_discounted = d.pop("benefit_ignore_voucher_discounted", UNSET)

        discount_input = cls(
            internal_name=internal_name,
            active=active,
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

        discount_input.additional_properties = d
        return discount_input

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
