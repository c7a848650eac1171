from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.team_input_limit_event_permissions_item import (
    TeamInputLimitEventPermissionsItem,
    check_team_input_limit_event_permissions_item,
)
from ..models.team_input_limit_organizer_permissions_item import (
    TeamInputLimitOrganizerPermissionsItem,
    check_team_input_limit_organizer_permissions_item,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="TeamInput")


@_attrs_define
class TeamInput:
    """
    Attributes:
        name (str):
        limit_events (list[str]):
        all_events (bool | Unset):  Default: False.
        all_event_permissions (bool | Unset):  Default: False.
        limit_event_permissions (list[TeamInputLimitEventPermissionsItem] | Unset):
        all_organizer_permissions (bool | Unset):  Default: False.
        limit_organizer_permissions (list[TeamInputLimitOrganizerPermissionsItem] | Unset):
        require_2fa (bool | Unset):  Default: False.
        can_create_events (bool | Unset):
        can_change_teams (bool | Unset):
        can_change_organizer_settings (bool | Unset):
        can_manage_customers (bool | Unset):
        can_manage_reusable_media (bool | Unset):
        can_manage_gift_cards (bool | Unset):
        can_change_event_settings (bool | Unset):
        can_change_items (bool | Unset):
        can_view_orders (bool | Unset):
        can_change_orders (bool | Unset):
        can_checkin_orders (bool | Unset):
        can_view_vouchers (bool | Unset):
        can_change_vouchers (bool | Unset):
    """

    name: str
    limit_events: list[str]
    all_events: bool | Unset = False
    all_event_permissions: bool | Unset = False
    limit_event_permissions: list[TeamInputLimitEventPermissionsItem] | Unset = UNSET
    all_organizer_permissions: bool | Unset = False
    limit_organizer_permissions: list[TeamInputLimitOrganizerPermissionsItem] | Unset = UNSET
    require_2fa: bool | Unset = False
    can_create_events: bool | Unset = UNSET
    can_change_teams: bool | Unset = UNSET
    can_change_organizer_settings: bool | Unset = UNSET
    can_manage_customers: bool | Unset = UNSET
    can_manage_reusable_media: bool | Unset = UNSET
    can_manage_gift_cards: bool | Unset = UNSET
    can_change_event_settings: bool | Unset = UNSET
    can_change_items: bool | Unset = UNSET
    can_view_orders: bool | Unset = UNSET
    can_change_orders: bool | Unset = UNSET
    can_checkin_orders: bool | Unset = UNSET
    can_view_vouchers: bool | Unset = UNSET
    can_change_vouchers: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        limit_events = self.limit_events

        all_events = self.all_events

        all_event_permissions = self.all_event_permissions

        limit_event_permissions: list[str] | Unset = UNSET
        if not isinstance(self.limit_event_permissions, Unset):
            limit_event_permissions = []
            for limit_event_permissions_item_data in self.limit_event_permissions:
                limit_event_permissions_item: str = limit_event_permissions_item_data
                limit_event_permissions.append(limit_event_permissions_item)

        all_organizer_permissions = self.all_organizer_permissions

        limit_organizer_permissions: list[str] | Unset = UNSET
        if not isinstance(self.limit_organizer_permissions, Unset):
            limit_organizer_permissions = []
            for limit_organizer_permissions_item_data in self.limit_organizer_permissions:
                limit_organizer_permissions_item: str = limit_organizer_permissions_item_data
                limit_organizer_permissions.append(limit_organizer_permissions_item)

        require_2fa = self.require_2fa

        can_create_events = self.can_create_events

        can_change_teams = self.can_change_teams

        can_change_organizer_settings = self.can_change_organizer_settings

        can_manage_customers = self.can_manage_customers

        can_manage_reusable_media = self.can_manage_reusable_media

        can_manage_gift_cards = self.can_manage_gift_cards

        can_change_event_settings = self.can_change_event_settings

        can_change_items = self.can_change_items

        can_view_orders = self.can_view_orders

        can_change_orders = self.can_change_orders

        can_checkin_orders = self.can_checkin_orders

        can_view_vouchers = self.can_view_vouchers

        can_change_vouchers = self.can_change_vouchers

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "limit_events": limit_events,
            }
        )
        if all_events is not UNSET:
            field_dict["all_events"] = all_events
        if all_event_permissions is not UNSET:
            field_dict["all_event_permissions"] = all_event_permissions
        if limit_event_permissions is not UNSET:
            field_dict["limit_event_permissions"] = limit_event_permissions
        if all_organizer_permissions is not UNSET:
            field_dict["all_organizer_permissions"] = all_organizer_permissions
        if limit_organizer_permissions is not UNSET:
            field_dict["limit_organizer_permissions"] = limit_organizer_permissions
        if require_2fa is not UNSET:
            field_dict["require_2fa"] = require_2fa
        if can_create_events is not UNSET:
            field_dict["can_create_events"] = can_create_events
        if can_change_teams is not UNSET:
            field_dict["can_change_teams"] = can_change_teams
        if can_change_organizer_settings is not UNSET:
            field_dict["can_change_organizer_settings"] = can_change_organizer_settings
        if can_manage_customers is not UNSET:
            field_dict["can_manage_customers"] = can_manage_customers
        if can_manage_reusable_media is not UNSET:
            field_dict["can_manage_reusable_media"] = can_manage_reusable_media
        if can_manage_gift_cards is not UNSET:
            field_dict["can_manage_gift_cards"] = can_manage_gift_cards
        if can_change_event_settings is not UNSET:
            field_dict["can_change_event_settings"] = can_change_event_settings
        if can_change_items is not UNSET:
            field_dict["can_change_items"] = can_change_items
        if can_view_orders is not UNSET:
            field_dict["can_view_orders"] = can_view_orders
        if can_change_orders is not UNSET:
            field_dict["can_change_orders"] = can_change_orders
        if can_checkin_orders is not UNSET:
            field_dict["can_checkin_orders"] = can_checkin_orders
        if can_view_vouchers is not UNSET:
            field_dict["can_view_vouchers"] = can_view_vouchers
        if can_change_vouchers is not UNSET:
            field_dict["can_change_vouchers"] = can_change_vouchers

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        limit_events = cast(list[str], d.pop("limit_events"))

        all_events = d.pop("all_events", UNSET)

        all_event_permissions = d.pop("all_event_permissions", UNSET)

        _limit_event_permissions = d.pop("limit_event_permissions", UNSET)
        limit_event_permissions: list[TeamInputLimitEventPermissionsItem] | Unset = UNSET
        if _limit_event_permissions is not UNSET:
            limit_event_permissions = []
            for limit_event_permissions_item_data in _limit_event_permissions:
                limit_event_permissions_item = check_team_input_limit_event_permissions_item(
                    limit_event_permissions_item_data
                )

                limit_event_permissions.append(limit_event_permissions_item)

        all_organizer_permissions = d.pop("all_organizer_permissions", UNSET)

        _limit_organizer_permissions = d.pop("limit_organizer_permissions", UNSET)
        limit_organizer_permissions: list[TeamInputLimitOrganizerPermissionsItem] | Unset = UNSET
        if _limit_organizer_permissions is not UNSET:
            limit_organizer_permissions = []
            for limit_organizer_permissions_item_data in _limit_organizer_permissions:
                limit_organizer_permissions_item = check_team_input_limit_organizer_permissions_item(
                    limit_organizer_permissions_item_data
                )

                limit_organizer_permissions.append(limit_organizer_permissions_item)

        require_2fa = d.pop("require_2fa", UNSET)

        can_create_events = d.pop("can_create_events", UNSET)

        can_change_teams = d.pop("can_change_teams", UNSET)

        can_change_organizer_settings = d.pop("can_change_organizer_settings", UNSET)

        can_manage_customers = d.pop("can_manage_customers", UNSET)

        can_manage_reusable_media = d.pop("can_manage_reusable_media", UNSET)

        can_manage_gift_cards = d.pop("can_manage_gift_cards", UNSET)

        can_change_event_settings = d.pop("can_change_event_settings", UNSET)

        can_change_items = d.pop("can_change_items", UNSET)

        can_view_orders = d.pop("can_view_orders", UNSET)

        can_change_orders = d.pop("can_change_orders", UNSET)

        can_checkin_orders = d.pop("can_checkin_orders", UNSET)

        can_view_vouchers = d.pop("can_view_vouchers", UNSET)

        can_change_vouchers = d.pop("can_change_vouchers", UNSET)

        team_input = cls(
            name=name,
            limit_events=limit_events,
            all_events=all_events,
            all_event_permissions=all_event_permissions,
            limit_event_permissions=limit_event_permissions,
            all_organizer_permissions=all_organizer_permissions,
            limit_organizer_permissions=limit_organizer_permissions,
            require_2fa=require_2fa,
            can_create_events=can_create_events,
            can_change_teams=can_change_teams,
            can_change_organizer_settings=can_change_organizer_settings,
            can_manage_customers=can_manage_customers,
            can_manage_reusable_media=can_manage_reusable_media,
            can_manage_gift_cards=can_manage_gift_cards,
            can_change_event_settings=can_change_event_settings,
            can_change_items=can_change_items,
            can_view_orders=can_view_orders,
            can_change_orders=can_change_orders,
            can_checkin_orders=can_checkin_orders,
            can_view_vouchers=can_view_vouchers,
            can_change_vouchers=can_change_vouchers,
        )

        team_input.additional_properties = d
        return team_input

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
