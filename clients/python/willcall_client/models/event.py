from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.event_item_meta_properties import EventItemMetaProperties
    from ..models.event_location_type_0 import EventLocationType0
    from ..models.event_meta_data import EventMetaData
    from ..models.event_name import EventName
    from ..models.event_seat_category_mapping import EventSeatCategoryMapping
    from ..models.seat_created import SeatCreated


T = TypeVar("T", bound="Event")


@_attrs_define
class Event:
    """
    Attributes:
        name (EventName):
        slug (str):
        live (bool):
        testmode (bool):
        currency (str):
        date_from (datetime.datetime):
        date_to (datetime.datetime | None):
        date_admission (datetime.datetime | None):
        is_public (bool):
        presale_start (datetime.datetime | None):
        presale_end (datetime.datetime | None):
        location (EventLocationType0 | None):
        geo_lat (float | None):
        geo_lon (float | None):
        has_subevents (bool):
        timezone (str):
        seating_plan (int | None):
        seat_category_mapping (EventSeatCategoryMapping):
        meta_data (EventMetaData):
        item_meta_properties (EventItemMetaProperties):
        all_sales_channels (bool):
        limit_sales_channels (list[str]):
        sales_channels (list[str]):
        plugins (list[str]):
        valid_keys (SeatCreated):
        public_url (str):
    """

    name: EventName
    slug: str
    live: bool
    testmode: bool
    currency: str
    date_from: datetime.datetime
    date_to: datetime.datetime | None
    date_admission: datetime.datetime | None
    is_public: bool
    presale_start: datetime.datetime | None
    presale_end: datetime.datetime | None
    location: EventLocationType0 | None
    geo_lat: float | None
    geo_lon: float | None
    has_subevents: bool
    timezone: str
    seating_plan: int | None
    seat_category_mapping: EventSeatCategoryMapping
    meta_data: EventMetaData
    item_meta_properties: EventItemMetaProperties
    all_sales_channels: bool
    limit_sales_channels: list[str]
    sales_channels: list[str]
    plugins: list[str]
    valid_keys: SeatCreated
    public_url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.event_location_type_0 import EventLocationType0  # noqa: PLC0415

        name = self.name.to_dict()

        slug = self.slug

        live = self.live

        testmode = self.testmode

        currency = self.currency

        date_from = self.date_from.isoformat()

        date_to: None | str
        if isinstance(self.date_to, datetime.datetime):
            date_to = self.date_to.isoformat()
        else:
            date_to = self.date_to

        date_admission: None | str
        if isinstance(self.date_admission, datetime.datetime):
            date_admission = self.date_admission.isoformat()
        else:
            date_admission = self.date_admission

        is_public = self.is_public

        presale_start: None | str
        if isinstance(self.presale_start, datetime.datetime):
            presale_start = self.presale_start.isoformat()
        else:
            presale_start = self.presale_start

        presale_end: None | str
        if isinstance(self.presale_end, datetime.datetime):
            presale_end = self.presale_end.isoformat()
        else:
            presale_end = self.presale_end

        location: dict[str, Any] | None
        if isinstance(self.location, EventLocationType0):
            location = self.location.to_dict()
        else:
            location = self.location

        geo_lat: float | None
        geo_lat = self.geo_lat

        geo_lon: float | None
        geo_lon = self.geo_lon

        has_subevents = self.has_subevents

        timezone = self.timezone

        seating_plan: int | None
        seating_plan = self.seating_plan

        seat_category_mapping = self.seat_category_mapping.to_dict()

        meta_data = self.meta_data.to_dict()

        item_meta_properties = self.item_meta_properties.to_dict()

        all_sales_channels = self.all_sales_channels

        limit_sales_channels = self.limit_sales_channels

        sales_channels = self.sales_channels

        plugins = self.plugins

        valid_keys = self.valid_keys.to_dict()

        public_url = self.public_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "slug": slug,
                "live": live,
                "testmode": testmode,
                "currency": currency,
                "date_from": date_from,
                "date_to": date_to,
                "date_admission": date_admission,
                "is_public": is_public,
                "presale_start": presale_start,
                "presale_end": presale_end,
                "location": location,
                "geo_lat": geo_lat,
                "geo_lon": geo_lon,
                "has_subevents": has_subevents,
                "timezone": timezone,
                "seating_plan": seating_plan,
                "seat_category_mapping": seat_category_mapping,
                "meta_data": meta_data,
                "item_meta_properties": item_meta_properties,
                "all_sales_channels": all_sales_channels,
                "limit_sales_channels": limit_sales_channels,
                "sales_channels": sales_channels,
                "plugins": plugins,
                "valid_keys": valid_keys,
                "public_url": public_url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.event_item_meta_properties import EventItemMetaProperties  # noqa: PLC0415
        from ..models.event_location_type_0 import EventLocationType0  # noqa: PLC0415
        from ..models.event_meta_data import EventMetaData  # noqa: PLC0415
        from ..models.event_name import EventName  # noqa: PLC0415
        from ..models.event_seat_category_mapping import EventSeatCategoryMapping  # noqa: PLC0415
        from ..models.seat_created import SeatCreated  # noqa: PLC0415

        d = dict(src_dict)
        name = EventName.from_dict(d.pop("name"))

        slug = d.pop("slug")

        live = d.pop("live")

        testmode = d.pop("testmode")

        currency = d.pop("currency")

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

        def _parse_date_admission(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                date_admission_type_0 = datetime.datetime.fromisoformat(data)

                return date_admission_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        date_admission = _parse_date_admission(d.pop("date_admission"))

        is_public = d.pop("is_public")

        def _parse_presale_start(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                presale_start_type_0 = datetime.datetime.fromisoformat(data)

                return presale_start_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        presale_start = _parse_presale_start(d.pop("presale_start"))

        def _parse_presale_end(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                presale_end_type_0 = datetime.datetime.fromisoformat(data)

                return presale_end_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        presale_end = _parse_presale_end(d.pop("presale_end"))

        def _parse_location(data: object) -> EventLocationType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                location_type_0 = EventLocationType0.from_dict(data)

                return location_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EventLocationType0 | None, data)

        location = _parse_location(d.pop("location"))

        def _parse_geo_lat(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        geo_lat = _parse_geo_lat(d.pop("geo_lat"))

        def _parse_geo_lon(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        geo_lon = _parse_geo_lon(d.pop("geo_lon"))

        has_subevents = d.pop("has_subevents")

        timezone = d.pop("timezone")

        def _parse_seating_plan(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        seating_plan = _parse_seating_plan(d.pop("seating_plan"))

        seat_category_mapping = EventSeatCategoryMapping.from_dict(d.pop("seat_category_mapping"))

        meta_data = EventMetaData.from_dict(d.pop("meta_data"))

        item_meta_properties = EventItemMetaProperties.from_dict(d.pop("item_meta_properties"))

        all_sales_channels = d.pop("all_sales_channels")

        limit_sales_channels = cast(list[str], d.pop("limit_sales_channels"))

        sales_channels = cast(list[str], d.pop("sales_channels"))

        plugins = cast(list[str], d.pop("plugins"))

        valid_keys = SeatCreated.from_dict(d.pop("valid_keys"))

        public_url = d.pop("public_url")

        event = cls(
            name=name,
            slug=slug,
            live=live,
            testmode=testmode,
            currency=currency,
            date_from=date_from,
            date_to=date_to,
            date_admission=date_admission,
            is_public=is_public,
            presale_start=presale_start,
            presale_end=presale_end,
            location=location,
            geo_lat=geo_lat,
            geo_lon=geo_lon,
            has_subevents=has_subevents,
            timezone=timezone,
            seating_plan=seating_plan,
            seat_category_mapping=seat_category_mapping,
            meta_data=meta_data,
            item_meta_properties=item_meta_properties,
            all_sales_channels=all_sales_channels,
            limit_sales_channels=limit_sales_channels,
            sales_channels=sales_channels,
            plugins=plugins,
            valid_keys=valid_keys,
            public_url=public_url,
        )

        event.additional_properties = d
        return event

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
