from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.sub_event_patch_frontpage_text_type_0 import (
        SubEventPatchFrontpageTextType0,
    )
    from ..models.sub_event_patch_item_price_overrides_item import (
        SubEventPatchItemPriceOverridesItem,
    )
    from ..models.sub_event_patch_location_type_0 import SubEventPatchLocationType0
    from ..models.sub_event_patch_meta_data import SubEventPatchMetaData
    from ..models.sub_event_patch_name import SubEventPatchName
    from ..models.sub_event_patch_seat_category_mapping import (
        SubEventPatchSeatCategoryMapping,
    )
    from ..models.sub_event_patch_variation_price_overrides_item import (
        SubEventPatchVariationPriceOverridesItem,
    )


T = TypeVar("T", bound="SubEventPatch")


@_attrs_define
class SubEventPatch:
    """
    Attributes:
        name (SubEventPatchName | Unset):
        active (bool | Unset):
        is_public (bool | Unset):
        date_from (datetime.datetime | Unset):
        date_to (datetime.datetime | None | Unset):
        date_admission (datetime.datetime | None | Unset):
        presale_start (datetime.datetime | None | Unset):
        presale_end (datetime.datetime | None | Unset):
        location (None | SubEventPatchLocationType0 | Unset):
        geo_lat (float | None | Unset):
        geo_lon (float | None | Unset):
        frontpage_text (None | SubEventPatchFrontpageTextType0 | Unset):
        comment (None | str | Unset):
        seating_plan (int | None | Unset):
        seat_category_mapping (SubEventPatchSeatCategoryMapping | Unset):
        item_price_overrides (list[SubEventPatchItemPriceOverridesItem] | Unset):
        variation_price_overrides (list[SubEventPatchVariationPriceOverridesItem] | Unset):
        meta_data (SubEventPatchMetaData | Unset):
    """

    name: SubEventPatchName | Unset = UNSET
    active: bool | Unset = UNSET
    is_public: bool | Unset = UNSET
    date_from: datetime.datetime | Unset = UNSET
    date_to: datetime.datetime | None | Unset = UNSET
    date_admission: datetime.datetime | None | Unset = UNSET
    presale_start: datetime.datetime | None | Unset = UNSET
    presale_end: datetime.datetime | None | Unset = UNSET
    location: None | SubEventPatchLocationType0 | Unset = UNSET
    geo_lat: float | None | Unset = UNSET
    geo_lon: float | None | Unset = UNSET
    frontpage_text: None | SubEventPatchFrontpageTextType0 | Unset = UNSET
    comment: None | str | Unset = UNSET
    seating_plan: int | None | Unset = UNSET
    seat_category_mapping: SubEventPatchSeatCategoryMapping | Unset = UNSET
    item_price_overrides: list[SubEventPatchItemPriceOverridesItem] | Unset = UNSET
    variation_price_overrides: list[SubEventPatchVariationPriceOverridesItem] | Unset = UNSET
    meta_data: SubEventPatchMetaData | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.sub_event_patch_frontpage_text_type_0 import (
            SubEventPatchFrontpageTextType0,  # noqa: PLC0415
        )
        from ..models.sub_event_patch_location_type_0 import SubEventPatchLocationType0  # noqa: PLC0415

        name: dict[str, Any] | Unset = UNSET
        if not isinstance(self.name, Unset):
            name = self.name.to_dict()

        active = self.active

        is_public = self.is_public

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
        elif isinstance(self.location, SubEventPatchLocationType0):
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

        frontpage_text: dict[str, Any] | None | Unset
        if isinstance(self.frontpage_text, Unset):
            frontpage_text = UNSET
        elif isinstance(self.frontpage_text, SubEventPatchFrontpageTextType0):
            frontpage_text = self.frontpage_text.to_dict()
        else:
            frontpage_text = self.frontpage_text

        comment: None | str | Unset
        if isinstance(self.comment, Unset):
            comment = UNSET
        else:
            comment = self.comment

        seating_plan: int | None | Unset
        if isinstance(self.seating_plan, Unset):
            seating_plan = UNSET
        else:
            seating_plan = self.seating_plan

        seat_category_mapping: dict[str, Any] | Unset = UNSET
        if not isinstance(self.seat_category_mapping, Unset):
            seat_category_mapping = self.seat_category_mapping.to_dict()

        item_price_overrides: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.item_price_overrides, Unset):
            item_price_overrides = []
            for item_price_overrides_item_data in self.item_price_overrides:
                item_price_overrides_item = item_price_overrides_item_data.to_dict()
                item_price_overrides.append(item_price_overrides_item)

        variation_price_overrides: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.variation_price_overrides, Unset):
            variation_price_overrides = []
            for variation_price_overrides_item_data in self.variation_price_overrides:
                variation_price_overrides_item = variation_price_overrides_item_data.to_dict()
                variation_price_overrides.append(variation_price_overrides_item)

        meta_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.meta_data, Unset):
            meta_data = self.meta_data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if active is not UNSET:
            field_dict["active"] = active
        if is_public is not UNSET:
            field_dict["is_public"] = is_public
        if date_from is not UNSET:
            field_dict["date_from"] = date_from
        if date_to is not UNSET:
            field_dict["date_to"] = date_to
        if date_admission is not UNSET:
            field_dict["date_admission"] = date_admission
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
        if frontpage_text is not UNSET:
            field_dict["frontpage_text"] = frontpage_text
        if comment is not UNSET:
            field_dict["comment"] = comment
        if seating_plan is not UNSET:
            field_dict["seating_plan"] = seating_plan
        if seat_category_mapping is not UNSET:
            field_dict["seat_category_mapping"] = seat_category_mapping
        if item_price_overrides is not UNSET:
            field_dict["item_price_overrides"] = item_price_overrides
        if variation_price_overrides is not UNSET:
            field_dict["variation_price_overrides"] = variation_price_overrides
        if meta_data is not UNSET:
            field_dict["meta_data"] = meta_data

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sub_event_patch_frontpage_text_type_0 import (
            SubEventPatchFrontpageTextType0,  # noqa: PLC0415
        )
        from ..models.sub_event_patch_item_price_overrides_item import (
            SubEventPatchItemPriceOverridesItem,  # noqa: PLC0415
        )
        from ..models.sub_event_patch_location_type_0 import SubEventPatchLocationType0  # noqa: PLC0415
        from ..models.sub_event_patch_meta_data import SubEventPatchMetaData  # noqa: PLC0415
        from ..models.sub_event_patch_name import SubEventPatchName  # noqa: PLC0415
        from ..models.sub_event_patch_seat_category_mapping import (
            SubEventPatchSeatCategoryMapping,  # noqa: PLC0415
        )
        from ..models.sub_event_patch_variation_price_overrides_item import (
            SubEventPatchVariationPriceOverridesItem,  # noqa: PLC0415
        )

        d = dict(src_dict)
        _name = d.pop("name", UNSET)
        name: SubEventPatchName | Unset
        if isinstance(_name, Unset):
            name = UNSET
        else:
            name = SubEventPatchName.from_dict(_name)

        active = d.pop("active", UNSET)

        is_public = d.pop("is_public", UNSET)

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

        def _parse_location(data: object) -> None | SubEventPatchLocationType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                location_type_0 = SubEventPatchLocationType0.from_dict(data)

                return location_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SubEventPatchLocationType0 | Unset, data)

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

        def _parse_frontpage_text(data: object) -> None | SubEventPatchFrontpageTextType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                frontpage_text_type_0 = SubEventPatchFrontpageTextType0.from_dict(data)

                return frontpage_text_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SubEventPatchFrontpageTextType0 | Unset, data)

        frontpage_text = _parse_frontpage_text(d.pop("frontpage_text", UNSET))

        def _parse_comment(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        comment = _parse_comment(d.pop("comment", UNSET))

        def _parse_seating_plan(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        seating_plan = _parse_seating_plan(d.pop("seating_plan", UNSET))

        _seat_category_mapping = d.pop("seat_category_mapping", UNSET)
        seat_category_mapping: SubEventPatchSeatCategoryMapping | Unset
        if isinstance(_seat_category_mapping, Unset):
            seat_category_mapping = UNSET
        else:
            seat_category_mapping = SubEventPatchSeatCategoryMapping.from_dict(_seat_category_mapping)

        _item_price_overrides = d.pop("item_price_overrides", UNSET)
        item_price_overrides: list[SubEventPatchItemPriceOverridesItem] | Unset = UNSET
        if _item_price_overrides is not UNSET:
            item_price_overrides = []
            for item_price_overrides_item_data in _item_price_overrides:
                item_price_overrides_item = SubEventPatchItemPriceOverridesItem.from_dict(
                    item_price_overrides_item_data
                )

                item_price_overrides.append(item_price_overrides_item)

        _variation_price_overrides = d.pop("variation_price_overrides", UNSET)
        variation_price_overrides: list[SubEventPatchVariationPriceOverridesItem] | Unset = UNSET
        if _variation_price_overrides is not UNSET:
            variation_price_overrides = []
            for variation_price_overrides_item_data in _variation_price_overrides:
                variation_price_overrides_item = SubEventPatchVariationPriceOverridesItem.from_dict(
                    variation_price_overrides_item_data
                )

                variation_price_overrides.append(variation_price_overrides_item)

        _meta_data = d.pop("meta_data", UNSET)
        meta_data: SubEventPatchMetaData | Unset
        if isinstance(_meta_data, Unset):
            meta_data = UNSET
        else:
            meta_data = SubEventPatchMetaData.from_dict(_meta_data)

        sub_event_patch = cls(
            name=name,
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
        )

        sub_event_patch.additional_properties = d
        return sub_event_patch

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
