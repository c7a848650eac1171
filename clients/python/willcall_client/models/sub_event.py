from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.sub_event_frontpage_text_type_0 import SubEventFrontpageTextType0
    from ..models.sub_event_item_price_overrides_item import (
        SubEventItemPriceOverridesItem,
    )
    from ..models.sub_event_location_type_0 import SubEventLocationType0
    from ..models.sub_event_meta_data import SubEventMetaData
    from ..models.sub_event_name import SubEventName
    from ..models.sub_event_seat_category_mapping import SubEventSeatCategoryMapping
    from ..models.sub_event_variation_price_overrides_item import (
        SubEventVariationPriceOverridesItem,
    )


T = TypeVar("T", bound="SubEvent")


@_attrs_define
class SubEvent:
    """
    Attributes:
        id (int):
        name (SubEventName):
        event (str):
        active (bool):
        is_public (bool):
        date_from (datetime.datetime):
        date_to (datetime.datetime | None):
        date_admission (datetime.datetime | None):
        presale_start (datetime.datetime | None):
        presale_end (datetime.datetime | None):
        location (None | SubEventLocationType0):
        geo_lat (float | None):
        geo_lon (float | None):
        frontpage_text (None | SubEventFrontpageTextType0):
        comment (None | str):
        seating_plan (int | None):
        seat_category_mapping (SubEventSeatCategoryMapping):
        item_price_overrides (list[SubEventItemPriceOverridesItem]):
        variation_price_overrides (list[SubEventVariationPriceOverridesItem]):
        meta_data (SubEventMetaData):
        last_modified (datetime.datetime):
    """

    id: int
    name: SubEventName
    event: str
    active: bool
    is_public: bool
    date_from: datetime.datetime
    date_to: datetime.datetime | None
    date_admission: datetime.datetime | None
    presale_start: datetime.datetime | None
    presale_end: datetime.datetime | None
    location: None | SubEventLocationType0
    geo_lat: float | None
    geo_lon: float | None
    frontpage_text: None | SubEventFrontpageTextType0
    comment: None | str
    seating_plan: int | None
    seat_category_mapping: SubEventSeatCategoryMapping
    item_price_overrides: list[SubEventItemPriceOverridesItem]
    variation_price_overrides: list[SubEventVariationPriceOverridesItem]
    meta_data: SubEventMetaData
    last_modified: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.sub_event_frontpage_text_type_0 import SubEventFrontpageTextType0  # noqa: PLC0415
        from ..models.sub_event_location_type_0 import SubEventLocationType0  # noqa: PLC0415

        id = self.id

        name = self.name.to_dict()

        event = self.event

        active = self.active

        is_public = self.is_public

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
        if isinstance(self.location, SubEventLocationType0):
            location = self.location.to_dict()
        else:
            location = self.location

        geo_lat: float | None
        geo_lat = self.geo_lat

        geo_lon: float | None
        geo_lon = self.geo_lon

        frontpage_text: dict[str, Any] | None
        if isinstance(self.frontpage_text, SubEventFrontpageTextType0):
            frontpage_text = self.frontpage_text.to_dict()
        else:
            frontpage_text = self.frontpage_text

        comment: None | str
        comment = self.comment

        seating_plan: int | None
        seating_plan = self.seating_plan

        seat_category_mapping = self.seat_category_mapping.to_dict()

        item_price_overrides = []
        for item_price_overrides_item_data in self.item_price_overrides:
            item_price_overrides_item = item_price_overrides_item_data.to_dict()
            item_price_overrides.append(item_price_overrides_item)

        variation_price_overrides = []
        for variation_price_overrides_item_data in self.variation_price_overrides:
            variation_price_overrides_item = variation_price_overrides_item_data.to_dict()
            variation_price_overrides.append(variation_price_overrides_item)

        meta_data = self.meta_data.to_dict()

        last_modified = self.last_modified.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "event": event,
                "active": active,
                "is_public": is_public,
                "date_from": date_from,
                "date_to": date_to,
                "date_admission": date_admission,
                "presale_start": presale_start,
                "presale_end": presale_end,
                "location": location,
                "geo_lat": geo_lat,
                "geo_lon": geo_lon,
                "frontpage_text": frontpage_text,
                "comment": comment,
                "seating_plan": seating_plan,
                "seat_category_mapping": seat_category_mapping,
                "item_price_overrides": item_price_overrides,
                "variation_price_overrides": variation_price_overrides,
                "meta_data": meta_data,
                "last_modified": last_modified,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sub_event_frontpage_text_type_0 import SubEventFrontpageTextType0  # noqa: PLC0415
        from ..models.sub_event_item_price_overrides_item import (
            SubEventItemPriceOverridesItem,  # noqa: PLC0415
        )
        from ..models.sub_event_location_type_0 import SubEventLocationType0  # noqa: PLC0415
        from ..models.sub_event_meta_data import SubEventMetaData  # noqa: PLC0415
        from ..models.sub_event_name import SubEventName  # noqa: PLC0415
        from ..models.sub_event_seat_category_mapping import SubEventSeatCategoryMapping  # noqa: PLC0415
        from ..models.sub_event_variation_price_overrides_item import (
            SubEventVariationPriceOverridesItem,  # noqa: PLC0415
        )

        d = dict(src_dict)
        id = d.pop("id")

        name = SubEventName.from_dict(d.pop("name"))

        event = d.pop("event")

        active = d.pop("active")

        is_public = d.pop("is_public")

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

        def _parse_location(data: object) -> None | SubEventLocationType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                location_type_0 = SubEventLocationType0.from_dict(data)

                return location_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SubEventLocationType0, data)

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

        def _parse_frontpage_text(data: object) -> None | SubEventFrontpageTextType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                frontpage_text_type_0 = SubEventFrontpageTextType0.from_dict(data)

                return frontpage_text_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SubEventFrontpageTextType0, data)

        frontpage_text = _parse_frontpage_text(d.pop("frontpage_text"))

        def _parse_comment(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        comment = _parse_comment(d.pop("comment"))

        def _parse_seating_plan(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        seating_plan = _parse_seating_plan(d.pop("seating_plan"))

        seat_category_mapping = SubEventSeatCategoryMapping.from_dict(d.pop("seat_category_mapping"))

        item_price_overrides = []
        _item_price_overrides = d.pop("item_price_overrides")
        for item_price_overrides_item_data in _item_price_overrides:
            item_price_overrides_item = SubEventItemPriceOverridesItem.from_dict(item_price_overrides_item_data)

            item_price_overrides.append(item_price_overrides_item)

        variation_price_overrides = []
        _variation_price_overrides = d.pop("variation_price_overrides")
        for variation_price_overrides_item_data in _variation_price_overrides:
            variation_price_overrides_item = SubEventVariationPriceOverridesItem.from_dict(
                variation_price_overrides_item_data
            )

            variation_price_overrides.append(variation_price_overrides_item)

        meta_data = SubEventMetaData.from_dict(d.pop("meta_data"))

        last_modified = datetime.datetime.fromisoformat(d.pop("last_modified"))

        sub_event = cls(
            id=id,
            name=name,
            event=event,
            active=active,
            is_public=is_public,
            date_from=date_from,
            date_to=date_to,
            date_admission=date_admission,
            presale_start=presale_start,
            presale_end=presale_end,
            location=location,
            geo_lat=geo_lat,
            geo_lon=geo_lon,
            frontpage_text=frontpage_text,
            comment=comment,
            seating_plan=seating_plan,
            seat_category_mapping=seat_category_mapping,
            item_price_overrides=item_price_overrides,
            variation_price_overrides=variation_price_overrides,
            meta_data=meta_data,
            last_modified=last_modified,
        )

        sub_event.additional_properties = d
        return sub_event

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
