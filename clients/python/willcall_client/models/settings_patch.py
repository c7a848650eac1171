from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.settings_patch_locale_type_0 import (
    SettingsPatchLocaleType0,
    check_settings_patch_locale_type_0,
)
from ..models.settings_patch_locales_type_0_item import (
    SettingsPatchLocalesType0Item,
    check_settings_patch_locales_type_0_item,
)
from ..models.settings_patch_name_scheme_type_0 import (
    SettingsPatchNameSchemeType0,
    check_settings_patch_name_scheme_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SettingsPatch")


@_attrs_define
class SettingsPatch:
    """
    Attributes:
        reservation_time (int | None | Unset):
        max_items_per_order (int | None | Unset):
        name_scheme (None | SettingsPatchNameSchemeType0 | Unset):
        locales (list[SettingsPatchLocalesType0Item] | None | Unset):
        locale (None | SettingsPatchLocaleType0 | Unset):
        seating_allow_blocked_seats_for_channel (list[str] | None | Unset):
        seating_choice (bool | None | Unset):
        seating_minimal_distance (float | None | Unset):
        seating_distance_within_row (bool | None | Unset):
        show_quota_left (bool | None | Unset):
        hide_sold_out (bool | None | Unset):
        show_items_outside_presale_period (bool | None | Unset):
        show_variations_expanded (bool | None | Unset):
        display_net_prices (bool | None | Unset):
        tax_rounding (None | str | Unset):
        attendee_names_asked (bool | None | Unset):
        attendee_names_required (bool | None | Unset):
        attendee_emails_asked (bool | None | Unset):
        attendee_emails_required (bool | None | Unset):
        attendee_company_asked (bool | None | Unset):
        attendee_company_required (bool | None | Unset):
        attendee_addresses_asked (bool | None | Unset):
        attendee_addresses_required (bool | None | Unset):
        waiting_list_enabled (bool | None | Unset):
        waiting_list_auto (bool | None | Unset):
        waiting_list_hours (int | None | Unset):
        waiting_list_auto_disable (None | str | Unset):
        shop_allowed_origins (list[str] | Literal['*'] | None | Unset):
    """

    reservation_time: int | None | Unset = UNSET
    max_items_per_order: int | None | Unset = UNSET
    name_scheme: None | SettingsPatchNameSchemeType0 | Unset = UNSET
    locales: list[SettingsPatchLocalesType0Item] | None | Unset = UNSET
    locale: None | SettingsPatchLocaleType0 | Unset = UNSET
    seating_allow_blocked_seats_for_channel: list[str] | None | Unset = UNSET
    seating_choice: bool | None | Unset = UNSET
    seating_minimal_distance: float | None | Unset = UNSET
    seating_distance_within_row: bool | None | Unset = UNSET
    show_quota_left: bool | None | Unset = UNSET
    hide_sold_out: bool | None | Unset = UNSET
    show_items_outside_presale_period: bool | None | Unset = UNSET
    show_variations_expanded: bool | None | Unset = UNSET
    display_net_prices: bool | None | Unset = UNSET
    tax_rounding: None | str | Unset = UNSET
    attendee_names_asked: bool | None | Unset = UNSET
    attendee_names_required: bool | None | Unset = UNSET
    attendee_emails_asked: bool | None | Unset = UNSET
    attendee_emails_required: bool | None | Unset = UNSET
    attendee_company_asked: bool | None | Unset = UNSET
    attendee_company_required: bool | None | Unset = UNSET
    attendee_addresses_asked: bool | None | Unset = UNSET
    attendee_addresses_required: bool | None | Unset = UNSET
    waiting_list_enabled: bool | None | Unset = UNSET
    waiting_list_auto: bool | None | Unset = UNSET
    waiting_list_hours: int | None | Unset = UNSET
    waiting_list_auto_disable: None | str | Unset = UNSET
    shop_allowed_origins: list[str] | Literal["*"] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        reservation_time: int | None | Unset
        if isinstance(self.reservation_time, Unset):
            reservation_time = UNSET
        else:
            reservation_time = self.reservation_time

        max_items_per_order: int | None | Unset
        if isinstance(self.max_items_per_order, Unset):
            max_items_per_order = UNSET
        else:
            max_items_per_order = self.max_items_per_order

        name_scheme: None | str | Unset
        if isinstance(self.name_scheme, Unset):
            name_scheme = UNSET
        elif isinstance(self.name_scheme, str):
            name_scheme = self.name_scheme
        else:
            name_scheme = self.name_scheme

        locales: list[str] | None | Unset
        if isinstance(self.locales, Unset):
            locales = UNSET
        elif isinstance(self.locales, list):
            locales = []
            for locales_type_0_item_data in self.locales:
                locales_type_0_item: str = locales_type_0_item_data
                locales.append(locales_type_0_item)

        else:
            locales = self.locales

        locale: None | str | Unset
        if isinstance(self.locale, Unset):
            locale = UNSET
        elif isinstance(self.locale, str):
            locale = self.locale
        else:
            locale = self.locale

        seating_allow_blocked_seats_for_channel: list[str] | None | Unset
        if isinstance(self.seating_allow_blocked_seats_for_channel, Unset):
            seating_allow_blocked_seats_for_channel = UNSET
        elif isinstance(self.seating_allow_blocked_seats_for_channel, list):
            seating_allow_blocked_seats_for_channel = self.seating_allow_blocked_seats_for_channel

        else:
            seating_allow_blocked_seats_for_channel = self.seating_allow_blocked_seats_for_channel

        seating_choice: bool | None | Unset
        if isinstance(self.seating_choice, Unset):
            seating_choice = UNSET
        else:
            seating_choice = self.seating_choice

        seating_minimal_distance: float | None | Unset
        if isinstance(self.seating_minimal_distance, Unset):
            seating_minimal_distance = UNSET
        else:
            seating_minimal_distance = self.seating_minimal_distance

        seating_distance_within_row: bool | None | Unset
        if isinstance(self.seating_distance_within_row, Unset):
            seating_distance_within_row = UNSET
        else:
            seating_distance_within_row = self.seating_distance_within_row

        show_quota_left: bool | None | Unset
        if isinstance(self.show_quota_left, Unset):
            show_quota_left = UNSET
        else:
            show_quota_left = self.show_quota_left

        hide_sold_out: bool | None | Unset
        if isinstance(self.hide_sold_out, Unset):
            hide_sold_out = UNSET
        else:
            hide_sold_out = self.hide_sold_out

        show_items_outside_presale_period: bool | None | Unset
        if isinstance(self.show_items_outside_presale_period, Unset):
            show_items_outside_presale_period = UNSET
        else:
            show_items_outside_presale_period = self.show_items_outside_presale_period

        show_variations_expanded: bool | None | Unset
        if isinstance(self.show_variations_expanded, Unset):
            show_variations_expanded = UNSET
        else:
            show_variations_expanded = self.show_variations_expanded

        display_net_prices: bool | None | Unset
        if isinstance(self.display_net_prices, Unset):
            display_net_prices = UNSET
        else:
            display_net_prices = self.display_net_prices

        tax_rounding: None | str | Unset
        if isinstance(self.tax_rounding, Unset):
            tax_rounding = UNSET
        else:
            tax_rounding = self.tax_rounding

        attendee_names_asked: bool | None | Unset
        if isinstance(self.attendee_names_asked, Unset):
            attendee_names_asked = UNSET
        else:
            attendee_names_asked = self.attendee_names_asked

        attendee_names_required: bool | None | Unset
        if isinstance(self.attendee_names_required, Unset):
            attendee_names_required = UNSET
        else:
            attendee_names_required = self.attendee_names_required

        attendee_emails_asked: bool | None | Unset
        if isinstance(self.attendee_emails_asked, Unset):
            attendee_emails_asked = UNSET
        else:
            attendee_emails_asked = self.attendee_emails_asked

        attendee_emails_required: bool | None | Unset
        if isinstance(self.attendee_emails_required, Unset):
            attendee_emails_required = UNSET
        else:
            attendee_emails_required = self.attendee_emails_required

        attendee_company_asked: bool | None | Unset
        if isinstance(self.attendee_company_asked, Unset):
            attendee_company_asked = UNSET
        else:
            attendee_company_asked = self.attendee_company_asked

        attendee_company_required: bool | None | Unset
        if isinstance(self.attendee_company_required, Unset):
            attendee_company_required = UNSET
        else:
            attendee_company_required = self.attendee_company_required

        attendee_addresses_asked: bool | None | Unset
        if isinstance(self.attendee_addresses_asked, Unset):
            attendee_addresses_asked = UNSET
        else:
            attendee_addresses_asked = self.attendee_addresses_asked

        attendee_addresses_required: bool | None | Unset
        if isinstance(self.attendee_addresses_required, Unset):
            attendee_addresses_required = UNSET
        else:
            attendee_addresses_required = self.attendee_addresses_required

        waiting_list_enabled: bool | None | Unset
        if isinstance(self.waiting_list_enabled, Unset):
            waiting_list_enabled = UNSET
        else:
            waiting_list_enabled = self.waiting_list_enabled

        waiting_list_auto: bool | None | Unset
        if isinstance(self.waiting_list_auto, Unset):
            waiting_list_auto = UNSET
        else:
            waiting_list_auto = self.waiting_list_auto

        waiting_list_hours: int | None | Unset
        if isinstance(self.waiting_list_hours, Unset):
            waiting_list_hours = UNSET
        else:
            waiting_list_hours = self.waiting_list_hours

        waiting_list_auto_disable: None | str | Unset
        if isinstance(self.waiting_list_auto_disable, Unset):
            waiting_list_auto_disable = UNSET
        else:
            waiting_list_auto_disable = self.waiting_list_auto_disable

        shop_allowed_origins: list[str] | Literal["*"] | None | Unset
        if isinstance(self.shop_allowed_origins, Unset):
            shop_allowed_origins = UNSET
        elif isinstance(self.shop_allowed_origins, list):
            shop_allowed_origins = self.shop_allowed_origins

        else:
            shop_allowed_origins = self.shop_allowed_origins

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if reservation_time is not UNSET:
            field_dict["reservation_time"] = reservation_time
        if max_items_per_order is not UNSET:
            field_dict["max_items_per_order"] = max_items_per_order
        if name_scheme is not UNSET:
            field_dict["name_scheme"] = name_scheme
        if locales is not UNSET:
            field_dict["locales"] = locales
        if locale is not UNSET:
            field_dict["locale"] = locale
        if seating_allow_blocked_seats_for_channel is not UNSET:
            field_dict["seating_allow_blocked_seats_for_channel"] = seating_allow_blocked_seats_for_channel
        if seating_choice is not UNSET:
            field_dict["seating_choice"] = seating_choice
        if seating_minimal_distance is not UNSET:
            field_dict["seating_minimal_distance"] = seating_minimal_distance
        if seating_distance_within_row is not UNSET:
            field_dict["seating_distance_within_row"] = seating_distance_within_row
        if show_quota_left is not UNSET:
            field_dict["show_quota_left"] = show_quota_left
        if hide_sold_out is not UNSET:
            field_dict["hide_sold_out"] = hide_sold_out
        if show_items_outside_presale_period is not UNSET:
            field_dict["show_items_outside_presale_period"] = show_items_outside_presale_period
        if show_variations_expanded is not UNSET:
            field_dict["show_variations_expanded"] = show_variations_expanded
        if display_net_prices is not UNSET:
            field_dict["display_net_prices"] = display_net_prices
        if tax_rounding is not UNSET:
            field_dict["tax_rounding"] = tax_rounding
        if attendee_names_asked is not UNSET:
            field_dict["attendee_names_asked"] = attendee_names_asked
        if attendee_names_required is not UNSET:
            field_dict["attendee_names_required"] = attendee_names_required
        if attendee_emails_asked is not UNSET:
            field_dict["attendee_emails_asked"] = attendee_emails_asked
        if attendee_emails_required is not UNSET:
            field_dict["attendee_emails_required"] = attendee_emails_required
        if attendee_company_asked is not UNSET:
            field_dict["attendee_company_asked"] = attendee_company_asked
        if attendee_company_required is not UNSET:
            field_dict["attendee_company_required"] = attendee_company_required
        if attendee_addresses_asked is not UNSET:
            field_dict["attendee_addresses_asked"] = attendee_addresses_asked
        if attendee_addresses_required is not UNSET:
            field_dict["attendee_addresses_required"] = attendee_addresses_required
        if waiting_list_enabled is not UNSET:
            field_dict["waiting_list_enabled"] = waiting_list_enabled
        if waiting_list_auto is not UNSET:
            field_dict["waiting_list_auto"] = waiting_list_auto
        if waiting_list_hours is not UNSET:
            field_dict["waiting_list_hours"] = waiting_list_hours
        if waiting_list_auto_disable is not UNSET:
            field_dict["waiting_list_auto_disable"] = waiting_list_auto_disable
        if shop_allowed_origins is not UNSET:
            field_dict["shop_allowed_origins"] = shop_allowed_origins

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_reservation_time(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        reservation_time = _parse_reservation_time(d.pop("reservation_time", UNSET))

        def _parse_max_items_per_order(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_items_per_order = _parse_max_items_per_order(d.pop("max_items_per_order", UNSET))

        def _parse_name_scheme(data: object) -> None | SettingsPatchNameSchemeType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                name_scheme_type_0 = check_settings_patch_name_scheme_type_0(data)

                return name_scheme_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SettingsPatchNameSchemeType0 | Unset, data)

        name_scheme = _parse_name_scheme(d.pop("name_scheme", UNSET))

        def _parse_locales(data: object) -> list[SettingsPatchLocalesType0Item] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                locales_type_0 = []
                _locales_type_0 = data
                for locales_type_0_item_data in _locales_type_0:
                    locales_type_0_item = check_settings_patch_locales_type_0_item(locales_type_0_item_data)

                    locales_type_0.append(locales_type_0_item)

                return locales_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[SettingsPatchLocalesType0Item] | None | Unset, data)

        locales = _parse_locales(d.pop("locales", UNSET))

        def _parse_locale(data: object) -> None | SettingsPatchLocaleType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_0 = check_settings_patch_locale_type_0(data)

                return locale_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SettingsPatchLocaleType0 | Unset, data)

        locale = _parse_locale(d.pop("locale", UNSET))

        def _parse_seating_allow_blocked_seats_for_channel(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                seating_allow_blocked_seats_for_channel_type_0 = cast(list[str], data)

                return seating_allow_blocked_seats_for_channel_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        seating_allow_blocked_seats_for_channel = _parse_seating_allow_blocked_seats_for_channel(
            d.pop("seating_allow_blocked_seats_for_channel", UNSET)
        )

        def _parse_seating_choice(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        seating_choice = _parse_seating_choice(d.pop("seating_choice", UNSET))

        def _parse_seating_minimal_distance(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        seating_minimal_distance = _parse_seating_minimal_distance(d.pop("seating_minimal_distance", UNSET))

        def _parse_seating_distance_within_row(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        seating_distance_within_row = _parse_seating_distance_within_row(d.pop("seating_distance_within_row", UNSET))

        def _parse_show_quota_left(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        show_quota_left = _parse_show_quota_left(d.pop("show_quota_left", UNSET))

        def _parse_hide_sold_out(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        hide_sold_out = _parse_hide_sold_out(d.pop("hide_sold_out", UNSET))

        def _parse_show_items_outside_presale_period(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        show_items_outside_presale_period = _parse_show_items_outside_presale_period(
            d.pop("show_items_outside_presale_period", UNSET)
        )

        def _parse_show_variations_expanded(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        show_variations_expanded = _parse_show_variations_expanded(d.pop("show_variations_expanded", UNSET))

        def _parse_display_net_prices(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        display_net_prices = _parse_display_net_prices(d.pop("display_net_prices", UNSET))

        def _parse_tax_rounding(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_rounding = _parse_tax_rounding(d.pop("tax_rounding", UNSET))

        def _parse_attendee_names_asked(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        attendee_names_asked = _parse_attendee_names_asked(d.pop("attendee_names_asked", UNSET))

        def _parse_attendee_names_required(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        attendee_names_required = _parse_attendee_names_required(d.pop("attendee_names_required", UNSET))

        def _parse_attendee_emails_asked(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        attendee_emails_asked = _parse_attendee_emails_asked(d.pop("attendee_emails_asked", UNSET))

        def _parse_attendee_emails_required(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        attendee_emails_required = _parse_attendee_emails_required(d.pop("attendee_emails_required", UNSET))

        def _parse_attendee_company_asked(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        attendee_company_asked = _parse_attendee_company_asked(d.pop("attendee_company_asked", UNSET))

        def _parse_attendee_company_required(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        attendee_company_required = _parse_attendee_company_required(d.pop("attendee_company_required", UNSET))

        def _parse_attendee_addresses_asked(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        attendee_addresses_asked = _parse_attendee_addresses_asked(d.pop("attendee_addresses_asked", UNSET))

        def _parse_attendee_addresses_required(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        attendee_addresses_required = _parse_attendee_addresses_required(d.pop("attendee_addresses_required", UNSET))

        def _parse_waiting_list_enabled(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        waiting_list_enabled = _parse_waiting_list_enabled(d.pop("waiting_list_enabled", UNSET))

        def _parse_waiting_list_auto(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        waiting_list_auto = _parse_waiting_list_auto(d.pop("waiting_list_auto", UNSET))

        def _parse_waiting_list_hours(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        waiting_list_hours = _parse_waiting_list_hours(d.pop("waiting_list_hours", UNSET))

        def _parse_waiting_list_auto_disable(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        waiting_list_auto_disable = _parse_waiting_list_auto_disable(d.pop("waiting_list_auto_disable", UNSET))

        def _parse_shop_allowed_origins(data: object) -> list[str] | Literal["*"] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                shop_allowed_origins_type_0_type_0 = cast(list[str], data)

                return shop_allowed_origins_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            shop_allowed_origins_type_0_type_1 = cast(Literal["*"], data)
            if shop_allowed_origins_type_0_type_1 != "*":
                raise ValueError(
                    f"shop_allowed_origins_type_0_type_1 must match const '*', got '{shop_allowed_origins_type_0_type_1}'"
                )
            return shop_allowed_origins_type_0_type_1
            return cast(list[str] | Literal["*"] | None | Unset, data)

        shop_allowed_origins = _parse_shop_allowed_origins(d.pop("shop_allowed_origins", UNSET))

        settings_patch = cls(
            reservation_time=reservation_time,
            max_items_per_order=max_items_per_order,
            name_scheme=name_scheme,
            locales=locales,
            locale=locale,
            seating_allow_blocked_seats_for_channel=seating_allow_blocked_seats_for_channel,
            seating_choice=seating_choice,
            seating_minimal_distance=seating_minimal_distance,
            seating_distance_within_row=seating_distance_within_row,
            show_quota_left=show_quota_left,
            hide_sold_out=hide_sold_out,
            show_items_outside_presale_period=show_items_outside_presale_period,
            show_variations_expanded=show_variations_expanded,
            display_net_prices=display_net_prices,
            tax_rounding=tax_rounding,
            attendee_names_asked=attendee_names_asked,
            attendee_names_required=attendee_names_required,
            attendee_emails_asked=attendee_emails_asked,
            attendee_emails_required=attendee_emails_required,
            attendee_company_asked=attendee_company_asked,
            attendee_company_required=attendee_company_required,
            attendee_addresses_asked=attendee_addresses_asked,
            attendee_addresses_required=attendee_addresses_required,
            waiting_list_enabled=waiting_list_enabled,
            waiting_list_auto=waiting_list_auto,
            waiting_list_hours=waiting_list_hours,
            waiting_list_auto_disable=waiting_list_auto_disable,
            shop_allowed_origins=shop_allowed_origins,
        )

        settings_patch.additional_properties = d
        return settings_patch

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
