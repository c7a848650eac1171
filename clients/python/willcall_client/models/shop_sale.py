from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.shop_closed import ShopClosed, check_shop_closed

T = TypeVar("T", bound="ShopSale")


@_attrs_define
class ShopSale:
    """Whether anything is sold now.

    Attributes:
        open_ (bool):
        reason (None | ShopClosed):
        begins (datetime.datetime | None):
        ends (datetime.datetime | None):
    """

    open_: bool
    reason: None | ShopClosed
    begins: datetime.datetime | None
    ends: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        open_ = self.open_

        reason: None | str
        if isinstance(self.reason, str):
            reason = self.reason
        else:
            reason = self.reason

        begins: None | str
        if isinstance(self.begins, datetime.datetime):
            begins = self.begins.isoformat()
        else:
            begins = self.begins

        ends: None | str
        if isinstance(self.ends, datetime.datetime):
            ends = self.ends.isoformat()
        else:
            ends = self.ends

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "open": open_,
                "reason": reason,
                "begins": begins,
                "ends": ends,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        open_ = d.pop("open")

        def _parse_reason(data: object) -> None | ShopClosed:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reason_type_0 = check_shop_closed(data)

                return reason_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ShopClosed, data)

        reason = _parse_reason(d.pop("reason"))

        def _parse_begins(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                begins_type_0 = datetime.datetime.fromisoformat(data)

                return begins_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        begins = _parse_begins(d.pop("begins"))

        def _parse_ends(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ends_type_0 = datetime.datetime.fromisoformat(data)

                return ends_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ends = _parse_ends(d.pop("ends"))

        shop_sale = cls(
            open_=open_,
            reason=reason,
            begins=begins,
            ends=ends,
        )

        shop_sale.additional_properties = d
        return shop_sale

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
