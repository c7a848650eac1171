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

from ..models.settings_read_response_200_type_0_locale import (
    SettingsReadResponse200Type0Locale,
    check_settings_read_response_200_type_0_locale,
)
from ..models.settings_read_response_200_type_0_name_scheme import (
    SettingsReadResponse200Type0NameScheme,
    check_settings_read_response_200_type_0_name_scheme,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SettingsReadResponse200Type0")


@_attrs_define
class SettingsReadResponse200Type0:
    """
    Attributes:
        reservation_time (int | Unset):
        max_items_per_order (int | Unset):
        name_scheme (SettingsReadResponse200Type0NameScheme | Unset):
        locales (list[str] | Unset):
        locale (SettingsReadResponse200Type0Locale | Unset):
        seating_allow_blocked_seats_for_channel (list[str] | Unset):
        seating_choice (bool | Unset):
        seating_minimal_distance (float | Unset):
        seating_distance_within_row (bool | Unset):
        show_quota_left (bool | Unset):
        hide_sold_out (bool | Unset):
        show_items_outside_presale_period (bool | Unset):
        show_variations_expanded (bool | Unset):
        display_net_prices (bool | Unset):
        tax_rounding (str | Unset):
        attendee_names_asked (bool | Unset):
        attendee_names_required (bool | Unset):
        attendee_emails_asked (bool | Unset):
        attendee_emails_required (bool | Unset):
        attendee_company_asked (bool | Unset):
        attendee_company_required (bool | Unset):
        attendee_addresses_asked (bool | Unset):
        attendee_addresses_required (bool | Unset):
        waiting_list_enabled (bool | Unset):
        waiting_list_auto (bool | Unset):
        waiting_list_hours (int | Unset):
        waiting_list_auto_disable (None | str | Unset):
        shop_allowed_origins (list[str] | Literal['*'] | Unset):
    """

    reservation_time: int | Unset = UNSET
    max_items_per_order: int | Unset = UNSET
    name_scheme: SettingsReadResponse200Type0NameScheme | Unset = UNSET
    locales: list[str] | Unset = UNSET
    locale: SettingsReadResponse200Type0Locale | Unset = UNSET
    seating_allow_blocked_seats_for_channel: list[str] | Unset = UNSET
    seating_choice: bool | Unset = UNSET
    seating_minimal_distance: float | Unset = UNSET
    seating_distance_within_row: bool | Unset = UNSET
    show_quota_left: bool | Unset = UNSET
    hide_sold_out: bool | Unset = UNSET
    show_items_outside_presale_period: bool | Unset = UNSET
    show_variations_expanded: bool | Unset = UNSET
    display_net_prices: bool | Unset = UNSET
    tax_rounding: str | Unset = UNSET
    attendee_names_asked: bool | Unset = UNSET
    attendee_names_required: bool | Unset = UNSET
    attendee_emails_asked: bool | Unset = UNSET
    attendee_emails_required: bool | Unset = UNSET
    attendee_company_asked: bool | Unset = UNSET
    attendee_company_required: bool | Unset = UNSET
    attendee_addresses_asked: bool | Unset = UNSET
    attendee_addresses_required: bool | Unset = UNSET
    waiting_list_enabled: bool | Unset = UNSET
    waiting_list_auto: bool | Unset = UNSET
    waiting_list_hours: int | Unset = UNSET
    waiting_list_auto_disable: None | str | Unset = UNSET
    shop_allowed_origins: list[str] | Literal["*"] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        reservation_time = self.reservation_time

        max_items_per_order = self.max_items_per_order

        name_scheme: str | Unset = UNSET
        if not isinstance(self.name_scheme, Unset):
            name_scheme = self.name_scheme

        locales: list[str] | Unset = UNSET
        if not isinstance(self.locales, Unset):
            locales = self.locales

        locale: str | Unset = UNSET
        if not isinstance(self.locale, Unset):
            locale = self.locale

        seating_allow_blocked_seats_for_channel: list[str] | Unset = UNSET
        if not isinstance(self.seating_allow_blocked_seats_for_channel, Unset):
            seating_allow_blocked_seats_for_channel = self.seating_allow_blocked_seats_for_channel

        seating_choice = self.seating_choice

        seating_minimal_distance = self.seating_minimal_distance

        seating_distance_within_row = self.seating_distance_within_row

        show_quota_left = self.show_quota_left

        hide_sold_out = self.hide_sold_out

        show_items_outside_presale_period = self.show_items_outside_presale_period

        show_variations_expanded = self.show_variations_expanded

        display_net_prices = self.display_net_prices

        tax_rounding = self.tax_rounding

        attendee_names_asked = self.attendee_names_asked

        attendee_names_required = self.attendee_names_required

        attendee_emails_asked = self.attendee_emails_asked

        attendee_emails_required = self.attendee_emails_required

        attendee_company_asked = self.attendee_company_asked

        attendee_company_required = self.attendee_company_required

        attendee_addresses_asked = self.attendee_addresses_asked

        attendee_addresses_required = self.attendee_addresses_required

        waiting_list_enabled = self.waiting_list_enabled

        waiting_list_auto = self.waiting_list_auto

        waiting_list_hours = self.waiting_list_hours

        waiting_list_auto_disable: None | str | Unset
        if isinstance(self.waiting_list_auto_disable, Unset):
            waiting_list_auto_disable = UNSET
        else:
            waiting_list_auto_disable = self.waiting_list_auto_disable

        shop_allowed_origins: list[str] | Literal["*"] | Unset
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
        reservation_time = d.pop("reservation_time", UNSET)

        max_items_per_order = d.pop("max_items_per_order", UNSET)

        _name_scheme = d.pop("name_scheme", UNSET)
        name_scheme: SettingsReadResponse200Type0NameScheme | Unset
        if isinstance(_name_scheme, Unset):
            name_scheme = UNSET
        else:
            name_scheme = check_settings_read_response_200_type_0_name_scheme(_name_scheme)

        locales = cast(list[str], d.pop("locales", UNSET))

        _locale = d.pop("locale", UNSET)
        locale: SettingsReadResponse200Type0Locale | Unset
        if isinstance(_locale, Unset):
            locale = UNSET
        else:
            locale = check_settings_read_response_200_type_0_locale(_locale)

        seating_allow_blocked_seats_for_channel = cast(
            list[str], d.pop("seating_allow_blocked_seats_for_channel", UNSET)
        )

        seating_choice = d.pop("seating_choice", UNSET)

        seating_minimal_distance = d.pop("seating_minimal_distance", UNSET)

        seating_distance_within_row = d.pop("seating_distance_within_row", UNSET)

        show_quota_left = d.pop("show_quota_left", UNSET)

        hide_sold_out = d.pop("hide_sold_out", UNSET)

        show_items_outside_presale_period = d.pop("show_items_outside_presale_period", UNSET)

        show_variations_expanded = d.pop("show_variations_expanded", UNSET)

        display_net_prices = d.pop("display_net_prices", UNSET)

        tax_rounding = d.pop("tax_rounding", UNSET)

        attendee_names_asked = d.pop("attendee_names_asked", UNSET)

        attendee_names_required = d.pop("attendee_names_required", UNSET)

        attendee_emails_asked = d.pop("attendee_emails_asked", UNSET)

        attendee_emails_required = d.pop("attendee_emails_required", UNSET)

        attendee_company_asked = d.pop("attendee_company_asked", UNSET)

        attendee_company_required = d.pop("attendee_company_required", UNSET)

        attendee_addresses_asked = d.pop("attendee_addresses_asked", UNSET)

        attendee_addresses_required = d.pop("attendee_addresses_required", UNSET)

        waiting_list_enabled = d.pop("waiting_list_enabled", UNSET)

        waiting_list_auto = d.pop("waiting_list_auto", UNSET)

        waiting_list_hours = d.pop("waiting_list_hours", UNSET)

        def _parse_waiting_list_auto_disable(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        waiting_list_auto_disable = _parse_waiting_list_auto_disable(d.pop("waiting_list_auto_disable", UNSET))

        def _parse_shop_allowed_origins(data: object) -> list[str] | Literal["*"] | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                shop_allowed_origins_type_0 = cast(list[str], data)

                return shop_allowed_origins_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            shop_allowed_origins_type_1 = cast(Literal["*"], data)
            if shop_allowed_origins_type_1 != "*":
                raise ValueError(
                    f"shop_allowed_origins_type_1 must match const '*', got '{shop_allowed_origins_type_1}'"
                )
            return shop_allowed_origins_type_1

        shop_allowed_origins = _parse_shop_allowed_origins(d.pop("shop_allowed_origins", UNSET))

        settings_read_response_200_type_0 = cls(
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

        settings_read_response_200_type_0.additional_properties = d
        return settings_read_response_200_type_0

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
