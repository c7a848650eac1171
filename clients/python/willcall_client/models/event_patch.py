from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.event_patch_item_meta_properties import EventPatchItemMetaProperties
    from ..models.event_patch_location_type_0 import EventPatchLocationType0
    from ..models.event_patch_meta_data import EventPatchMetaData
    from ..models.event_patch_name import EventPatchName
    from ..models.event_patch_seat_category_mapping import EventPatchSeatCategoryMapping


T = TypeVar("T", bound="EventPatch")


@_attrs_define
class EventPatch:
    """
    Attributes:
        name (EventPatchName | Unset):
        slug (str | Unset):
        live (bool | Unset):
        testmode (bool | Unset):
        currency (str | Unset):
        date_from (datetime.datetime | Unset):
        date_to (datetime.datetime | None | Unset):
        date_admission (datetime.datetime | None | Unset):
        is_public (bool | Unset):
        presale_start (datetime.datetime | None | Unset):
        presale_end (datetime.datetime | None | Unset):
        location (EventPatchLocationType0 | None | Unset):
        geo_lat (float | None | Unset):
        geo_lon (float | None | Unset):
        has_subevents (bool | Unset):
        timezone (str | Unset):
        seating_plan (int | None | Unset):
        seat_category_mapping (EventPatchSeatCategoryMapping | Unset):
        meta_data (EventPatchMetaData | Unset):
        item_meta_properties (EventPatchItemMetaProperties | Unset):
        all_sales_channels (bool | Unset):
        limit_sales_channels (list[str] | Unset):
        sales_channels (list[str] | Unset):
    """

    name: EventPatchName | Unset = UNSET
    slug: str | Unset = UNSET
    live: bool | Unset = UNSET
    testmode: bool | Unset = UNSET
    currency: str | Unset = UNSET
    date_from: datetime.datetime | Unset = UNSET
    date_to: datetime.datetime | None | Unset = UNSET
    date_admission: datetime.datetime | None | Unset = UNSET
    is_public: bool | Unset = UNSET
    presale_start: datetime.datetime | None | Unset = UNSET
    presale_end: datetime.datetime | None | Unset = UNSET
    location: EventPatchLocationType0 | None | Unset = UNSET
    geo_lat: float | None | Unset = UNSET
    geo_lon: float | None | Unset = UNSET
    has_subevents: bool | Unset = UNSET
    timezone: str | Unset = UNSET
    seating_plan: int | None | Unset = UNSET
    seat_category_mapping: EventPatchSeatCategoryMapping | Unset = UNSET
    meta_data: EventPatchMetaData | Unset = UNSET
    item_meta_properties: EventPatchItemMetaProperties | Unset = UNSET
    all_sales_channels: bool | Unset = UNSET
    limit_sales_channels: list[str] | Unset = UNSET
    sales_channels: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.event_patch_location_type_0 import EventPatchLocationType0  # noqa: PLC0415

        name: dict[str, Any] | Unset = UNSET
        if not isinstance(self.name, Unset):
            name = self.name.to_dict()

        slug = self.slug

        live = self.live

        testmode = self.testmode

        currency = self.currency

        date_from: str | Unset = UNSET
        if not isinstance(self.date_from, Unset):
            date_from = self.date_from.isoformat()

        date_to: None | str | Unset
        if isinstance(self.date_to, Unset):
            date_to = UNSET
        elif isinstance(self.date_to, datetime.datetime):
            date_to = self.date_to.isoformat()
        else:
            date_to = self.date_to

        date_admission: None | str | Unset
        if isinstance(self.date_admission, Unset):
            date_admission = UNSET
        elif isinstance(self.date_admission, datetime.datetime):
            date_admission = self.date_admission.isoformat()
        else:
            date_admission = self.date_admission

        is_public = self.is_public

        presale_start: None | str | Unset
        if isinstance(self.presale_start, Unset):
            presale_start = UNSET
        elif isinstance(self.presale_start, datetime.datetime):
            presale_start = self.presale_start.isoformat()
        else:
            presale_start = self.presale_start

        presale_end: None | str | Unset
        if isinstance(self.presale_end, Unset):
            presale_end = UNSET
        elif isinstance(self.presale_end, datetime.datetime):
            presale_end = self.presale_end.isoformat()
        else:
            presale_end = self.presale_end

        location: dict[str, Any] | None | Unset
        if isinstance(self.location, Unset):
            location = UNSET
        elif isinstance(self.location, EventPatchLocationType0):
            location = self.location.to_dict()
        else:
            location = self.location

        geo_lat: float | None | Unset
        if isinstance(self.geo_lat, Unset):
            geo_lat = UNSET
        else:
            geo_lat = self.geo_lat

        geo_lon: float | None | Unset
        if isinstance(self.geo_lon, Unset):
            geo_lon = UNSET
        else:
            geo_lon = self.geo_lon

        has_subevents = self.has_subevents

        timezone = self.timezone

        seating_plan: int | None | Unset
        if isinstance(self.seating_plan, Unset):
            seating_plan = UNSET
        else:
            seating_plan = self.seating_plan

        seat_category_mapping: dict[str, Any] | Unset = UNSET
        if not isinstance(self.seat_category_mapping, Unset):
            seat_category_mapping = self.seat_category_mapping.to_dict()

        meta_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.meta_data, Unset):
            meta_data = self.meta_data.to_dict()

        item_meta_properties: dict[str, Any] | Unset = UNSET
        if not isinstance(self.item_meta_properties, Unset):
            item_meta_properties = self.item_meta_properties.to_dict()

        all_sales_channels = self.all_sales_channels

        limit_sales_channels: list[str] | Unset = UNSET
        if not isinstance(self.limit_sales_channels, Unset):
            limit_sales_channels = self.limit_sales_channels

        sales_channels: list[str] | Unset = UNSET
        if not isinstance(self.sales_channels, Unset):
            sales_channels = self.sales_channels

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if slug is not UNSET:
            field_dict["slug"] = slug
        if live is not UNSET:
            field_dict["live"] = live
        if testmode is not UNSET:
            field_dict["testmode"] = testmode
        if currency is not UNSET:
            field_dict["currency"] = currency
        if date_from is not UNSET:
            field_dict["date_from"] = date_from
        if date_to is not UNSET:
            field_dict["date_to"] = date_to
        if date_admission is not UNSET:
            field_dict["date_admission"] = date_admission
        if is_public is not UNSET:
            field_dict["is_public"] = is_public
        if presale_start is not UNSET:
            field_dict["presale_start"] = presale_start
        if presale_end is not UNSET:
            field_dict["presale_end"] = presale_end
        if location is not UNSET:
            field_dict["location"] = location
        if geo_lat is not UNSET:
            field_dict["geo_lat"] = geo_lat
        if geo_lon is not UNSET:
            field_dict["geo_lon"] = geo_lon
        if has_subevents is not UNSET:
            field_dict["has_subevents"] = has_subevents
        if timezone is not UNSET:
            field_dict["timezone"] = timezone
        if seating_plan is not UNSET:
            field_dict["seating_plan"] = seating_plan
        if seat_category_mapping is not UNSET:
            field_dict["seat_category_mapping"] = seat_category_mapping
        if meta_data is not UNSET:
            field_dict["meta_data"] = meta_data
        if item_meta_properties is not UNSET:
            field_dict["item_meta_properties"] = item_meta_properties
        if all_sales_channels is not UNSET:
            field_dict["all_sales_channels"] = all_sales_channels
        if limit_sales_channels is not UNSET:
            field_dict["limit_sales_channels"] = limit_sales_channels
        if sales_channels is not UNSET:
            field_dict["sales_channels"] = sales_channels

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.event_patch_item_meta_properties import (
            EventPatchItemMetaProperties,  # noqa: PLC0415
        )
        from ..models.event_patch_location_type_0 import EventPatchLocationType0  # noqa: PLC0415
        from ..models.event_patch_meta_data import EventPatchMetaData  # noqa: PLC0415
        from ..models.event_patch_name import EventPatchName  # noqa: PLC0415
        from ..models.event_patch_seat_category_mapping import (
            EventPatchSeatCategoryMapping,  # noqa: PLC0415
        )

        d = dict(src_dict)
        _name = d.pop("name", UNSET)
        name: EventPatchName | Unset
        if isinstance(_name, Unset):
            name = UNSET
        else:
            name = EventPatchName.from_dict(_name)

        slug = d.pop("slug", UNSET)

        live = d.pop("live", UNSET)

        testmode = d.pop("testmode", UNSET)

        currency = d.pop("currency", UNSET)

        _date_from = d.pop("date_from", UNSET)
        date_from: datetime.datetime | Unset
        if isinstance(_date_from, Unset):
            date_from = UNSET
        else:
            date_from = datetime.datetime.fromisoformat(_date_from)

        def _parse_date_to(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                date_to_type_0 = datetime.datetime.fromisoformat(data)

                return date_to_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        date_to = _parse_date_to(d.pop("date_to", UNSET))

        def _parse_date_admission(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                date_admission_type_0 = datetime.datetime.fromisoformat(data)

                return date_admission_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        date_admission = _parse_date_admission(d.pop("date_admission", UNSET))

        is_public = d.pop("is_public", UNSET)

        def _parse_presale_start(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                presale_start_type_0 = datetime.datetime.fromisoformat(data)

                return presale_start_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        presale_start = _parse_presale_start(d.pop("presale_start", UNSET))

        def _parse_presale_end(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                presale_end_type_0 = datetime.datetime.fromisoformat(data)

                return presale_end_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        presale_end = _parse_presale_end(d.pop("presale_end", UNSET))

        def _parse_location(data: object) -> EventPatchLocationType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                location_type_0 = EventPatchLocationType0.from_dict(data)

                return location_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EventPatchLocationType0 | None | Unset, data)

        location = _parse_location(d.pop("location", UNSET))

        def _parse_geo_lat(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        geo_lat = _parse_geo_lat(d.pop("geo_lat", UNSET))

        def _parse_geo_lon(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        geo_lon = _parse_geo_lon(d.pop("geo_lon", UNSET))

        has_subevents = d.pop("has_subevents", UNSET)

        timezone = d.pop("timezone", UNSET)

        def _parse_seating_plan(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        seating_plan = _parse_seating_plan(d.pop("seating_plan", UNSET))

        _seat_category_mapping = d.pop("seat_category_mapping", UNSET)
        seat_category_mapping: EventPatchSeatCategoryMapping | Unset
        if isinstance(_seat_category_mapping, Unset):
            seat_category_mapping = UNSET
        else:
            seat_category_mapping = EventPatchSeatCategoryMapping.from_dict(_seat_category_mapping)

        _meta_data = d.pop("meta_data", UNSET)
        meta_data: EventPatchMetaData | Unset
        if isinstance(_meta_data, Unset):
            meta_data = UNSET
        else:
            meta_data = EventPatchMetaData.from_dict(_meta_data)

        _item_meta_properties = d.pop("item_meta_properties", UNSET)
        item_meta_properties: EventPatchItemMetaProperties | Unset
        if isinstance(_item_meta_properties, Unset):
            item_meta_properties = UNSET
        else:
            item_meta_properties = EventPatchItemMetaProperties.from_dict(_item_meta_properties)

        all_sales_channels = d.pop("all_sales_channels", UNSET)

        limit_sales_channels = cast(list[str], d.pop("limit_sales_channels", UNSET))

        sales_channels = cast(list[str], d.pop("sales_channels", UNSET))

        event_patch = cls(
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
        )

        event_patch.additional_properties = d
        return event_patch

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
