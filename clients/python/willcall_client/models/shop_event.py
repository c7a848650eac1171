from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.shop_event_name import ShopEventName


T = TypeVar("T", bound="ShopEvent")


@_attrs_define
class ShopEvent:
    """What is sold here.

    Attributes:
        name (ShopEventName):
        date_from (datetime.datetime):
        date_to (datetime.datetime | None):
        timezone (str):
        has_subevents (bool): Whether it is a series; its dates are listed elsewhere.
    """

    name: ShopEventName
    date_from: datetime.datetime
    date_to: datetime.datetime | None
    timezone: str
    has_subevents: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name.to_dict()

        date_from = self.date_from.isoformat()

        date_to: None | str
        if isinstance(self.date_to, datetime.datetime):
            date_to = self.date_to.isoformat()
        else:
            date_to = self.date_to

        timezone = self.timezone

        has_subevents = self.has_subevents

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "date_from": date_from,
                "date_to": date_to,
                "timezone": timezone,
                "has_subevents": has_subevents,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.shop_event_name import ShopEventName  # noqa: PLC0415

        d = dict(src_dict)
        name = ShopEventName.from_dict(d.pop("name"))

        date_from = datetime.datetime.fromisoformat(d.pop("date_from"))

        def _parse_date_to(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                date_to_type_0 = datetime.datetime.fromisoformat(data)

                return date_to_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        date_to = _parse_date_to(d.pop("date_to"))

        timezone = d.pop("timezone")

        has_subevents = d.pop("has_subevents")

        shop_event = cls(
            name=name,
            date_from=date_from,
            date_to=date_to,
            timezone=timezone,
            has_subevents=has_subevents,
        )

        shop_event.additional_properties = d
        return shop_event

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
