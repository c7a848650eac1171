from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.variation_available_from_mode import (
    VariationAvailableFromMode,
    check_variation_available_from_mode,
)
from ..models.variation_available_until_mode import (
    VariationAvailableUntilMode,
    check_variation_available_until_mode,
)

if TYPE_CHECKING:
    from ..models.variation_description_type_0 import VariationDescriptionType0
    from ..models.variation_meta_data import VariationMetaData
    from ..models.variation_value import VariationValue


T = TypeVar("T", bound="Variation")


@_attrs_define
class Variation:
    """
    Attributes:
        id (int):
        value (VariationValue):
        active (bool):
        description (None | VariationDescriptionType0):
        position (int):
        default_price (None | str):
        price (str):
        original_price (None | str):
        free_price_suggestion (None | str):
        available_from (datetime.datetime | None):
        available_from_mode (VariationAvailableFromMode):
        available_until (datetime.datetime | None):
        available_until_mode (VariationAvailableUntilMode):
        all_sales_channels (bool):
        limit_sales_channels (list[str]):
        sales_channels (list[str]):
        hide_without_voucher (bool):
        require_approval (bool):
        require_membership (bool):
        require_membership_hidden (bool):
        require_membership_types (list[int]):
        checkin_attention (bool):
        checkin_text (None | str):
        meta_data (VariationMetaData):
    """

    id: int
    value: VariationValue
    active: bool
    description: None | VariationDescriptionType0
    position: int
    default_price: None | str
    price: str
    original_price: None | str
    free_price_suggestion: None | str
    available_from: datetime.datetime | None
    available_from_mode: VariationAvailableFromMode
    available_until: datetime.datetime | None
    available_until_mode: VariationAvailableUntilMode
    all_sales_channels: bool
    limit_sales_channels: list[str]
    sales_channels: list[str]
    hide_without_voucher: bool
    require_approval: bool
    require_membership: bool
    require_membership_hidden: bool
    require_membership_types: list[int]
    checkin_attention: bool
    checkin_text: None | str
    meta_data: VariationMetaData
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.variation_description_type_0 import VariationDescriptionType0  # noqa: PLC0415

        id = self.id

        value = self.value.to_dict()

        active = self.active

        description: dict[str, Any] | None
        if isinstance(self.description, VariationDescriptionType0):
            description = self.description.to_dict()
        else:
            description = self.description

        position = self.position

        default_price: None | str
        default_price = self.default_price

        price = self.price

        original_price: None | str
        original_price = self.original_price

        free_price_suggestion: None | str
        free_price_suggestion = self.free_price_suggestion

        available_from: None | str
        if isinstance(self.available_from, datetime.datetime):
            available_from = self.available_from.isoformat()
        else:
            available_from = self.available_from

        available_from_mode: str = self.available_from_mode

        available_until: None | str
        if isinstance(self.available_until, datetime.datetime):
            available_until = self.available_until.isoformat()
        else:
            available_until = self.available_until

        available_until_mode: str = self.available_until_mode

        all_sales_channels = self.all_sales_channels

        limit_sales_channels = self.limit_sales_channels

        sales_channels = self.sales_channels

        hide_without_voucher = self.hide_without_voucher

        require_approval = self.require_approval

        require_membership = self.require_membership

        require_membership_hidden = self.require_membership_hidden

        require_membership_types = self.require_membership_types

        checkin_attention = self.checkin_attention

        checkin_text: None | str
        checkin_text = self.checkin_text

        meta_data = self.meta_data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "value": value,
                "active": active,
                "description": description,
                "position": position,
                "default_price": default_price,
                "price": price,
                "original_price": original_price,
                "free_price_suggestion": free_price_suggestion,
                "available_from": available_from,
                "available_from_mode": available_from_mode,
                "available_until": available_until,
                "available_until_mode": available_until_mode,
                "all_sales_channels": all_sales_channels,
                "limit_sales_channels": limit_sales_channels,
                "sales_channels": sales_channels,
                "hide_without_voucher": hide_without_voucher,
                "require_approval": require_approval,
                "require_membership": require_membership,
                "require_membership_hidden": require_membership_hidden,
                "require_membership_types": require_membership_types,
                "checkin_attention": checkin_attention,
                "checkin_text": checkin_text,
                "meta_data": meta_data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.variation_description_type_0 import VariationDescriptionType0  # noqa: PLC0415
        from ..models.variation_meta_data import VariationMetaData  # noqa: PLC0415
        from ..models.variation_value import VariationValue  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        value = VariationValue.from_dict(d.pop("value"))

        active = d.pop("active")

        def _parse_description(data: object) -> None | VariationDescriptionType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                description_type_0 = VariationDescriptionType0.from_dict(data)

                return description_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | VariationDescriptionType0, data)

        description = _parse_description(d.pop("description"))

        position = d.pop("position")

        def _parse_default_price(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        default_price = _parse_default_price(d.pop("default_price"))

        price = d.pop("price")

        def _parse_original_price(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        original_price = _parse_original_price(d.pop("original_price"))

        def _parse_free_price_suggestion(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        free_price_suggestion = _parse_free_price_suggestion(d.pop("free_price_suggestion"))

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

        available_from_mode = check_variation_available_from_mode(d.pop("available_from_mode"))

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

        available_until_mode = check_variation_available_until_mode(d.pop("available_until_mode"))

        all_sales_channels = d.pop("all_sales_channels")

        limit_sales_channels = cast(list[str], d.pop("limit_sales_channels"))

        sales_channels = cast(list[str], d.pop("sales_channels"))

        hide_without_voucher = d.pop("hide_without_voucher")

        require_approval = d.pop("require_approval")

        require_membership = d.pop("require_membership")

        require_membership_hidden = d.pop("require_membership_hidden")

        require_membership_types = cast(list[int], d.pop("require_membership_types"))

        checkin_attention = d.pop("checkin_attention")

        def _parse_checkin_text(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        checkin_text = _parse_checkin_text(d.pop("checkin_text"))

        meta_data = VariationMetaData.from_dict(d.pop("meta_data"))

        variation = cls(
            id=id,
            value=value,
            active=active,
            description=description,
            position=position,
            default_price=default_price,
            price=price,
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
            require_membership=require_membership,
            require_membership_hidden=require_membership_hidden,
            require_membership_types=require_membership_types,
            checkin_attention=checkin_attention,
            checkin_text=checkin_text,
            meta_data=meta_data,
        )

        variation.additional_properties = d
        return variation

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
