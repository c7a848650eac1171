from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.variation_patch_available_from_mode import (
    VariationPatchAvailableFromMode,
    check_variation_patch_available_from_mode,
)
from ..models.variation_patch_available_until_mode import (
    VariationPatchAvailableUntilMode,
    check_variation_patch_available_until_mode,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.variation_patch_description_type_0 import VariationPatchDescriptionType0
    from ..models.variation_patch_meta_data import VariationPatchMetaData
    from ..models.variation_patch_value import VariationPatchValue


T = TypeVar("T", bound="VariationPatch")


@_attrs_define
class VariationPatch:
    """
    Attributes:
        value (VariationPatchValue | Unset):
        active (bool | Unset):
        description (None | Unset | VariationPatchDescriptionType0):
        position (int | Unset):
        default_price (None | str | Unset):
        original_price (None | str | Unset):
        free_price_suggestion (None | str | Unset):
        available_from (datetime.datetime | None | Unset):
        available_from_mode (VariationPatchAvailableFromMode | Unset):
        available_until (datetime.datetime | None | Unset):
        available_until_mode (VariationPatchAvailableUntilMode | Unset):
        all_sales_channels (bool | Unset):
        limit_sales_channels (list[str] | Unset):
        sales_channels (list[str] | Unset):
        hide_without_voucher (bool | Unset):
        require_approval (bool | Unset):
        checkin_attention (bool | Unset):
        checkin_text (None | str | Unset):
        meta_data (VariationPatchMetaData | Unset):
    """

    value: VariationPatchValue | Unset = UNSET
    active: bool | Unset = UNSET
    description: None | Unset | VariationPatchDescriptionType0 = UNSET
    position: int | Unset = UNSET
    default_price: None | str | Unset = UNSET
    original_price: None | str | Unset = UNSET
    free_price_suggestion: None | str | Unset = UNSET
    available_from: datetime.datetime | None | Unset = UNSET
    available_from_mode: VariationPatchAvailableFromMode | Unset = UNSET
    available_until: datetime.datetime | None | Unset = UNSET
    available_until_mode: VariationPatchAvailableUntilMode | Unset = UNSET
    all_sales_channels: bool | Unset = UNSET
    limit_sales_channels: list[str] | Unset = UNSET
    sales_channels: list[str] | Unset = UNSET
    hide_without_voucher: bool | Unset = UNSET
    require_approval: bool | Unset = UNSET
    checkin_attention: bool | Unset = UNSET
    checkin_text: None | str | Unset = UNSET
    meta_data: VariationPatchMetaData | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.variation_patch_description_type_0 import (
            VariationPatchDescriptionType0,  # noqa: PLC0415
        )

        value: dict[str, Any] | Unset = UNSET
        if not isinstance(self.value, Unset):
            value = self.value.to_dict()

        active = self.active

        description: dict[str, Any] | None | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        elif isinstance(self.description, VariationPatchDescriptionType0):
            description = self.description.to_dict()
        else:
            description = self.description

        position = self.position

        default_price: None | str | Unset
        if isinstance(self.default_price, Unset):
            default_price = UNSET
        else:
            default_price = self.default_price

        original_price: None | str | Unset
        if isinstance(self.original_price, Unset):
            original_price = UNSET
        else:
            original_price = self.original_price

        free_price_suggestion: None | str | Unset
        if isinstance(self.free_price_suggestion, Unset):
            free_price_suggestion = UNSET
        else:
            free_price_suggestion = self.free_price_suggestion

        available_from: None | str | Unset
        if isinstance(self.available_from, Unset):
            available_from = UNSET
        elif isinstance(self.available_from, datetime.datetime):
            available_from = self.available_from.isoformat()
        else:
            available_from = self.available_from

        available_from_mode: str | Unset = UNSET
        if not isinstance(self.available_from_mode, Unset):
            available_from_mode = self.available_from_mode

        available_until: None | str | Unset
        if isinstance(self.available_until, Unset):
            available_until = UNSET
        elif isinstance(self.available_until, datetime.datetime):
            available_until = self.available_until.isoformat()
        else:
            available_until = self.available_until

        available_until_mode: str | Unset = UNSET
        if not isinstance(self.available_until_mode, Unset):
            available_until_mode = self.available_until_mode

        all_sales_channels = self.all_sales_channels

        limit_sales_channels: list[str] | Unset = UNSET
        if not isinstance(self.limit_sales_channels, Unset):
            limit_sales_channels = self.limit_sales_channels

        sales_channels: list[str] | Unset = UNSET
        if not isinstance(self.sales_channels, Unset):
            sales_channels = self.sales_channels

        hide_without_voucher = self.hide_without_voucher

        require_approval = self.require_approval

        checkin_attention = self.checkin_attention

        checkin_text: None | str | Unset
        if isinstance(self.checkin_text, Unset):
            checkin_text = UNSET
        else:
            checkin_text = self.checkin_text

        meta_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.meta_data, Unset):
            meta_data = self.meta_data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if value is not UNSET:
            field_dict["value"] = value
        if active is not UNSET:
            field_dict["active"] = active
        if description is not UNSET:
            field_dict["description"] = description
        if position is not UNSET:
            field_dict["position"] = position
        if default_price is not UNSET:
            field_dict["default_price"] = default_price
        if original_price is not UNSET:
            field_dict["original_price"] = original_price
        if free_price_suggestion is not UNSET:
            field_dict["free_price_suggestion"] = free_price_suggestion
        if available_from is not UNSET:
            field_dict["available_from"] = available_from
        if available_from_mode is not UNSET:
            field_dict["available_from_mode"] = available_from_mode
        if available_until is not UNSET:
            field_dict["available_until"] = available_until
        if available_until_mode is not UNSET:
            field_dict["available_until_mode"] = available_until_mode
        if all_sales_channels is not UNSET:
            field_dict["all_sales_channels"] = all_sales_channels
        if limit_sales_channels is not UNSET:
            field_dict["limit_sales_channels"] = limit_sales_channels
        if sales_channels is not UNSET:
            field_dict["sales_channels"] = sales_channels
        if hide_without_voucher is not UNSET:
            field_dict["hide_without_voucher"] = hide_without_voucher
        if require_approval is not UNSET:
            field_dict["require_approval"] = require_approval
        if checkin_attention is not UNSET:
            field_dict["checkin_attention"] = checkin_attention
        if checkin_text is not UNSET:
            field_dict["checkin_text"] = checkin_text
        if meta_data is not UNSET:
            field_dict["meta_data"] = meta_data

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.variation_patch_description_type_0 import (
            VariationPatchDescriptionType0,  # noqa: PLC0415
        )
        from ..models.variation_patch_meta_data import VariationPatchMetaData  # noqa: PLC0415
        from ..models.variation_patch_value import VariationPatchValue  # noqa: PLC0415

        d = dict(src_dict)
        _value = d.pop("value", UNSET)
        value: VariationPatchValue | Unset
        if isinstance(_value, Unset):
            value = UNSET
        else:
            value = VariationPatchValue.from_dict(_value)

        active = d.pop("active", UNSET)

        def _parse_description(data: object) -> None | Unset | VariationPatchDescriptionType0:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                description_type_0 = VariationPatchDescriptionType0.from_dict(data)

                return description_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | VariationPatchDescriptionType0, data)

        description = _parse_description(d.pop("description", UNSET))

        position = d.pop("position", UNSET)

        def _parse_default_price(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        default_price = _parse_default_price(d.pop("default_price", UNSET))

        def _parse_original_price(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        original_price = _parse_original_price(d.pop("original_price", UNSET))

        def _parse_free_price_suggestion(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        free_price_suggestion = _parse_free_price_suggestion(d.pop("free_price_suggestion", UNSET))

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

        _available_from_mode = d.pop("available_from_mode", UNSET)
        available_from_mode: VariationPatchAvailableFromMode | Unset
        if isinstance(_available_from_mode, Unset):
            available_from_mode = UNSET
        else:
            available_from_mode = check_variation_patch_available_from_mode(_available_from_mode)

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

        _available_until_mode = d.pop("available_until_mode", UNSET)
        available_until_mode: VariationPatchAvailableUntilMode | Unset
        if isinstance(_available_until_mode, Unset):
            available_until_mode = UNSET
        else:
            available_until_mode = check_variation_patch_available_until_mode(_available_until_mode)

        all_sales_channels = d.pop("all_sales_channels", UNSET)

        limit_sales_channels = cast(list[str], d.pop("limit_sales_channels", UNSET))

        sales_channels = cast(list[str], d.pop("sales_channels", UNSET))

        hide_without_voucher = d.pop("hide_without_voucher", UNSET)

        require_approval = d.pop("require_approval", UNSET)

        checkin_attention = d.pop("checkin_attention", UNSET)

        def _parse_checkin_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        checkin_text = _parse_checkin_text(d.pop("checkin_text", UNSET))

        _meta_data = d.pop("meta_data", UNSET)
        meta_data: VariationPatchMetaData | Unset
        if isinstance(_meta_data, Unset):
            meta_data = UNSET
        else:
            meta_data = VariationPatchMetaData.from_dict(_meta_data)

        variation_patch = cls(
            value=value,
            active=active,
            description=description,
            position=position,
            default_price=default_price,
            original_price=original_price,
            free_price_suggestion=free_price_suggestion,
            available_from=available_from,
            available_from_mode=available_from_mode,
            available_until=available_until,
            available_until_mode=available_until_mode,
            all_sales_channels=all_sales_channels,
            limit_sales_channels=limit_sales_channels,
            sales_channels=sales_channels,
            hide_without_voucher=hide_without_voucher,
            require_approval=require_approval,
            checkin_attention=checkin_attention,
            checkin_text=checkin_text,
            meta_data=meta_data,
        )

        variation_patch.additional_properties = d
        return variation_patch

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
