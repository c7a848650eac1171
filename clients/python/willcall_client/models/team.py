from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Team")


@_attrs_define
class Team:
    """
    Attributes:
        id (int):
        name (str):
        all_events (bool):
        limit_events (list[str]):
        all_event_permissions (bool):
        limit_event_permissions (list[str]):
        all_organizer_permissions (bool):
        limit_organizer_permissions (list[str]):
        require_2fa (bool):
        can_create_events (bool):
        can_change_teams (bool):
        can_change_organizer_settings (bool):
        can_manage_customers (bool):
        can_manage_reusable_media (bool):
        can_manage_gift_cards (bool):
        can_change_event_settings (bool):
        can_change_items (bool):
        can_view_orders (bool):
        can_change_orders (bool):
        can_checkin_orders (bool):
        can_view_vouchers (bool):
        can_change_vouchers (bool):
    """

    id: int
    name: str
    all_events: bool
    limit_events: list[str]
    all_event_permissions: bool
    limit_event_permissions: list[str]
    all_organizer_permissions: bool
    limit_organizer_permissions: list[str]
    require_2fa: bool
    can_create_events: bool
    can_change_teams: bool
    can_change_organizer_settings: bool
    can_manage_customers: bool
    can_manage_reusable_media: bool
    can_manage_gift_cards: bool
    can_change_event_settings: bool
    can_change_items: bool
    can_view_orders: bool
    can_change_orders: bool
    can_checkin_orders: bool
    can_view_vouchers: bool
    can_change_vouchers: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        all_events = self.all_events

        limit_events = self.limit_events

        all_event_permissions = self.all_event_permissions

        limit_event_permissions = self.limit_event_permissions

        all_organizer_permissions = self.all_organizer_permissions

        limit_organizer_permissions = self.limit_organizer_permissions

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
                "id": id,
                "name": name,
                "all_events": all_events,
                "limit_events": limit_events,
                "all_event_permissions": all_event_permissions,
                "limit_event_permissions": limit_event_permissions,
                "all_organizer_permissions": all_organizer_permissions,
                "limit_organizer_permissions": limit_organizer_permissions,
                "require_2fa": require_2fa,
                "can_create_events": can_create_events,
                "can_change_teams": can_change_teams,
                "can_change_organizer_settings": can_change_organizer_settings,
                "can_manage_customers": can_manage_customers,
                "can_manage_reusable_media": can_manage_reusable_media,
                "can_manage_gift_cards": can_manage_gift_cards,
                "can_change_event_settings": can_change_event_settings,
                "can_change_items": can_change_items,
                "can_view_orders": can_view_orders,
                "can_change_orders": can_change_orders,
                "can_checkin_orders": can_checkin_orders,
                "can_view_vouchers": can_view_vouchers,
                "can_change_vouchers": can_change_vouchers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        all_events = d.pop("all_events")

        limit_events = cast(list[str], d.pop("limit_events"))

        all_event_permissions = d.pop("all_event_permissions")

        limit_event_permissions = cast(list[str], d.pop("limit_event_permissions"))

        all_organizer_permissions = d.pop("all_organizer_permissions")

        limit_organizer_permissions = cast(list[str], d.pop("limit_organizer_permissions"))

        require_2fa = d.pop("require_2fa")

        can_create_events = d.pop("can_create_events")

        can_change_teams = d.pop("can_change_teams")

        can_change_organizer_settings = d.pop("can_change_organizer_settings")

        can_manage_customers = d.pop("can_manage_customers")

        can_manage_reusable_media = d.pop("can_manage_reusable_media")

        can_manage_gift_cards = d.pop("can_manage_gift_cards")

        can_change_event_settings = d.pop("can_change_event_settings")

        can_change_items = d.pop("can_change_items")

        can_view_orders = d.pop("can_view_orders")

        can_change_orders = d.pop("can_change_orders")

        can_checkin_orders = d.pop("can_checkin_orders")

        can_view_vouchers = d.pop("can_view_vouchers")

        can_change_vouchers = d.pop("can_change_vouchers")

        team = cls(
            id=id,
            name=name,
            all_events=all_events,
            limit_events=limit_events,
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

        team.additional_properties = d
        return team

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
