from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.voucher_patch_price_mode import (
    VoucherPatchPriceMode,
    check_voucher_patch_price_mode,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="VoucherPatch")


@_attrs_define
class VoucherPatch:
    """
    Attributes:
        code (str | Unset):
        max_usages (int | Unset):
        min_usages (int | Unset):
        valid_until (datetime.datetime | None | Unset):
        block_quota (bool | Unset):
        allow_ignore_quota (bool | Unset):
        price_mode (VoucherPatchPriceMode | Unset):
        value (None | str | Unset):
        item (int | None | Unset):
        variation (int | None | Unset):
        quota (int | None | Unset):
        tag (str | Unset):
        comment (str | Unset):
        subevent (int | None | Unset):
        seat (None | str | Unset):
        show_hidden_items (bool | Unset):
        all_addons_included (bool | Unset):
        all_bundles_included (bool | Unset):
        budget (None | str | Unset):
    """

    code: str | Unset = UNSET
    max_usages: int | Unset = UNSET
    min_usages: int | Unset = UNSET
    valid_until: datetime.datetime | None | Unset = UNSET
    block_quota: bool | Unset = UNSET
    allow_ignore_quota: bool | Unset = UNSET
    price_mode: VoucherPatchPriceMode | Unset = UNSET
    value: None | str | Unset = UNSET
    item: int | None | Unset = UNSET
    variation: int | None | Unset = UNSET
    quota: int | None | Unset = UNSET
    tag: str | Unset = UNSET
    comment: str | Unset = UNSET
    subevent: int | None | Unset = UNSET
    seat: None | str | Unset = UNSET
    show_hidden_items: bool | Unset = UNSET
    all_addons_included: bool | Unset = UNSET
    all_bundles_included: bool | Unset = UNSET
    budget: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        max_usages = self.max_usages

        min_usages = self.min_usages

        valid_until: None | str | Unset
        if isinstance(self.valid_until, Unset):
            valid_until = UNSET
        elif isinstance(self.valid_until, datetime.datetime):
            valid_until = self.valid_until.isoformat()
        else:
            valid_until = self.valid_until

        block_quota = self.block_quota

        allow_ignore_quota = self.allow_ignore_quota

        price_mode: str | Unset = UNSET
        if not isinstance(self.price_mode, Unset):
            price_mode = self.price_mode

        value: None | str | Unset
        if isinstance(self.value, Unset):
            value = UNSET
        else:
            value = self.value

        item: int | None | Unset
        if isinstance(self.item, Unset):
            item = UNSET
        else:
            item = self.item

        variation: int | None | Unset
        if isinstance(self.variation, Unset):
            variation = UNSET
        else:
            variation = self.variation

        quota: int | None | Unset
        if isinstance(self.quota, Unset):
            quota = UNSET
        else:
            quota = self.quota

        tag = self.tag

        comment = self.comment

        subevent: int | None | Unset
        if isinstance(self.subevent, Unset):
            subevent = UNSET
        else:
            subevent = self.subevent

        seat: None | str | Unset
        if isinstance(self.seat, Unset):
            seat = UNSET
        else:
            seat = self.seat

        show_hidden_items = self.show_hidden_items

        all_addons_included = self.all_addons_included

        all_bundles_included = self.all_bundles_included

        budget: None | str | Unset
        if isinstance(self.budget, Unset):
            budget = UNSET
        else:
            budget = self.budget

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if code is not UNSET:
            field_dict["code"] = code
        if max_usages is not UNSET:
            field_dict["max_usages"] = max_usages
        if min_usages is not UNSET:
            field_dict["min_usages"] = min_usages
        if valid_until is not UNSET:
            field_dict["valid_until"] = valid_until
        if block_quota is not UNSET:
            field_dict["block_quota"] = block_quota
        if allow_ignore_quota is not UNSET:
            field_dict["allow_ignore_quota"] = allow_ignore_quota
        if price_mode is not UNSET:
            field_dict["price_mode"] = price_mode
        if value is not UNSET:
            field_dict["value"] = value
        if item is not UNSET:
            field_dict["item"] = item
        if variation is not UNSET:
            field_dict["variation"] = variation
        if quota is not UNSET:
            field_dict["quota"] = quota
        if tag is not UNSET:
            field_dict["tag"] = tag
        if comment is not UNSET:
            field_dict["comment"] = comment
        if subevent is not UNSET:
            field_dict["subevent"] = subevent
        if seat is not UNSET:
            field_dict["seat"] = seat
        if show_hidden_items is not UNSET:
            field_dict["show_hidden_items"] = show_hidden_items
        if all_addons_included is not UNSET:
            field_dict["all_addons_included"] = all_addons_included
        if all_bundles_included is not UNSET:
            field_dict["all_bundles_included"] = all_bundles_included
        if budget is not UNSET:
            field_dict["budget"] = budget

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code", UNSET)

        max_usages = d.pop("max_usages", UNSET)

        min_usages = d.pop("min_usages", UNSET)

        def _parse_valid_until(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_until_type_0 = datetime.datetime.fromisoformat(data)

                return valid_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        valid_until = _parse_valid_until(d.pop("valid_until", UNSET))

        block_quota = d.pop("block_quota", UNSET)

        allow_ignore_quota = d.pop("allow_ignore_quota", UNSET)

        _price_mode = d.pop("price_mode", UNSET)
        price_mode: VoucherPatchPriceMode | Unset
        if isinstance(_price_mode, Unset):
            price_mode = UNSET
        else:
            price_mode = check_voucher_patch_price_mode(_price_mode)

        def _parse_value(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        value = _parse_value(d.pop("value", UNSET))

        def _parse_item(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        item = _parse_item(d.pop("item", UNSET))

        def _parse_variation(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        variation = _parse_variation(d.pop("variation", UNSET))

        def _parse_quota(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        quota = _parse_quota(d.pop("quota", UNSET))

        tag = d.pop("tag", UNSET)

        comment = d.pop("comment", UNSET)

        def _parse_subevent(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        subevent = _parse_subevent(d.pop("subevent", UNSET))

        def _parse_seat(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        seat = _parse_seat(d.pop("seat", UNSET))

        show_hidden_items = d.pop("show_hidden_items", UNSET)

        all_addons_included = d.pop("all_addons_included", UNSET)

        all_bundles_included = d.pop("all_bundles_included", UNSET)

        def _parse_budget(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        budget = _parse_budget(d.pop("budget", UNSET))

        voucher_patch = cls(
            code=code,
            max_usages=max_usages,
            min_usages=min_usages,
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
        )

        voucher_patch.additional_properties = d
        return voucher_patch

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
