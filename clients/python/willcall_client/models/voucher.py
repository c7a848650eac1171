from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.voucher_price_mode import VoucherPriceMode, check_voucher_price_mode

T = TypeVar("T", bound="Voucher")


@_attrs_define
class Voucher:
    """
    Attributes:
        id (int):
        code (str):
        max_usages (int):
        min_usages (int):
        redeemed (int):
        valid_until (datetime.datetime | None):
        block_quota (bool):
        allow_ignore_quota (bool):
        price_mode (VoucherPriceMode):
        value (None | str):
        item (int | None):
        variation (int | None):
        quota (int | None):
        tag (str):
        comment (str):
        subevent (int | None):
        seat (None | str):
        show_hidden_items (bool):
        all_addons_included (bool):
        all_bundles_included (bool):
        budget (None | str):
        budget_used (str):
    """

    id: int
    code: str
    max_usages: int
    min_usages: int
    redeemed: int
    valid_until: datetime.datetime | None
    block_quota: bool
    allow_ignore_quota: bool
    price_mode: VoucherPriceMode
    value: None | str
    item: int | None
    variation: int | None
    quota: int | None
    tag: str
    comment: str
    subevent: int | None
    seat: None | str
    show_hidden_items: bool
    all_addons_included: bool
    all_bundles_included: bool
    budget: None | str
    budget_used: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        code = self.code

        max_usages = self.max_usages

        min_usages = self.min_usages

        redeemed = self.redeemed

        valid_until: None | str
        if isinstance(self.valid_until, datetime.datetime):
            valid_until = self.valid_until.isoformat()
        else:
            valid_until = self.valid_until

        block_quota = self.block_quota

        allow_ignore_quota = self.allow_ignore_quota

        price_mode: str = self.price_mode

        value: None | str
        value = self.value

        item: int | None
        item = self.item

        variation: int | None
        variation = self.variation

        quota: int | None
        quota = self.quota

        tag = self.tag

        comment = self.comment

        subevent: int | None
        subevent = self.subevent

        seat: None | str
        seat = self.seat

        show_hidden_items = self.show_hidden_items

        all_addons_included = self.all_addons_included

        all_bundles_included = self.all_bundles_included

        budget: None | str
        budget = self.budget

        budget_used = self.budget_used

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "code": code,
                "max_usages": max_usages,
                "min_usages": min_usages,
                "redeemed": redeemed,
                "valid_until": valid_until,
                "block_quota": block_quota,
                "allow_ignore_quota": allow_ignore_quota,
                "price_mode": price_mode,
                "value": value,
                "item": item,
                "variation": variation,
                "quota": quota,
                "tag": tag,
                "comment": comment,
                "subevent": subevent,
                "seat": seat,
                "show_hidden_items": show_hidden_items,
                "all_addons_included": all_addons_included,
                "all_bundles_included": all_bundles_included,
                "budget": budget,
                "budget_used": budget_used,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        code = d.pop("code")

        max_usages = d.pop("max_usages")

        min_usages = d.pop("min_usages")

        redeemed = d.pop("redeemed")

        def _parse_valid_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_until_type_0 = datetime.datetime.fromisoformat(data)

                return valid_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        valid_until = _parse_valid_until(d.pop("valid_until"))

        block_quota = d.pop("block_quota")

        allow_ignore_quota = d.pop("allow_ignore_quota")

        price_mode = check_voucher_price_mode(d.pop("price_mode"))

        def _parse_value(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        value = _parse_value(d.pop("value"))

        def _parse_item(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        item = _parse_item(d.pop("item"))

        def _parse_variation(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        variation = _parse_variation(d.pop("variation"))

        def _parse_quota(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        quota = _parse_quota(d.pop("quota"))

        tag = d.pop("tag")

        comment = d.pop("comment")

        def _parse_subevent(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        subevent = _parse_subevent(d.pop("subevent"))

        def _parse_seat(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        seat = _parse_seat(d.pop("seat"))

        show_hidden_items = d.pop("show_hidden_items")

        all_addons_included = d.pop("all_addons_included")

        all_bundles_included = d.pop("all_bundles_included")

        def _parse_budget(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        budget = _parse_budget(d.pop("budget"))

        budget_used = d.pop("budget_used")

        voucher = cls(
            id=id,
            code=code,
            max_usages=max_usages,
            min_usages=min_usages,
            redeemed=redeemed,
            valid_until=valid_until,
            block_quota=block_quota,
            allow_ignore_quota=allow_ignore_quota,
            price_mode=price_mode,
            value=value,
            item=item,
            variation=variation,
            quota=quota,
            tag=tag,
            comment=comment,
            subevent=subevent,
            seat=seat,
            show_hidden_items=show_hidden_items,
            all_addons_included=all_addons_included,
            all_bundles_included=all_bundles_included,
            budget=budget,
            budget_used=budget_used,
        )

        voucher.additional_properties = d
        return voucher

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
