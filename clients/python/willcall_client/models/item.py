from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.item_available_from_mode import (
    ItemAvailableFromMode,
    check_item_available_from_mode,
)
from ..models.item_available_until_mode import (
    ItemAvailableUntilMode,
    check_item_available_until_mode,
)
from ..models.item_hidden_if_item_available_mode import (
    ItemHiddenIfItemAvailableMode,
    check_item_hidden_if_item_available_mode,
)

if TYPE_CHECKING:
    from ..models.item_addons_item import ItemAddonsItem
    from ..models.item_bundles_item import ItemBundlesItem
    from ..models.item_description_type_0 import ItemDescriptionType0
    from ..models.item_meta_data import ItemMetaData
    from ..models.item_name import ItemName
    from ..models.variation import Variation


T = TypeVar("T", bound="Item")


@_attrs_define
class Item:
    """
    Attributes:
        id (int):
        name (ItemName):
        internal_name (None | str):
        description (ItemDescriptionType0 | None):
        active (bool):
        position (int):
        category (int | None):
        default_price (str):
        original_price (None | str):
        free_price (bool):
        free_price_suggestion (None | str):
        tax_rule (int | None):
        tax_rate (str):
        admission (bool):
        personalized (bool):
        available_from (datetime.datetime | None):
        available_from_mode (ItemAvailableFromMode):
        available_until (datetime.datetime | None):
        available_until_mode (ItemAvailableUntilMode):
        hidden_if_available (int | None):
        hidden_if_item_available (int | None):
        hidden_if_item_available_mode (ItemHiddenIfItemAvailableMode):
        require_voucher (bool):
        hide_without_voucher (bool):
        require_bundling (bool):
        require_approval (bool):
        min_per_order (int | None):
        max_per_order (int | None):
        all_sales_channels (bool):
        limit_sales_channels (list[str]):
        sales_channels (list[str]):
        allow_cancel (bool):
        allow_waitinglist (bool):
        show_quota_left (bool | None):
        generate_tickets (bool | None):
        checkin_attention (bool):
        checkin_text (None | str):
        meta_data (ItemMetaData):
        picture (None | str):
        issue_giftcard (bool):
        require_membership (bool):
        require_membership_hidden (bool):
        require_membership_types (list[int]):
        grant_membership_type (int | None):
        grant_membership_duration_like_event (bool):
        grant_membership_duration_days (int):
        grant_membership_duration_months (int):
        validity_mode (None | str):
        validity_fixed_from (datetime.datetime | None):
        validity_fixed_until (datetime.datetime | None):
        validity_dynamic_duration_minutes (int | None):
        validity_dynamic_duration_hours (int | None):
        validity_dynamic_duration_days (int | None):
        validity_dynamic_duration_months (int | None):
        validity_dynamic_start_choice (bool):
        validity_dynamic_start_choice_day_limit (int | None):
        media_policy (None | str):
        media_type (None | str):
        has_variations (bool):
        variations (list[Variation]):
        addons (list[ItemAddonsItem]):
        bundles (list[ItemBundlesItem]):
        program_times (list[Any]):
    """

    id: int
    name: ItemName
    internal_name: None | str
    description: ItemDescriptionType0 | None
    active: bool
    position: int
    category: int | None
    default_price: str
    original_price: None | str
    free_price: bool
    free_price_suggestion: None | str
    tax_rule: int | None
    tax_rate: str
    admission: bool
    personalized: bool
    available_from: datetime.datetime | None
    available_from_mode: ItemAvailableFromMode
    available_until: datetime.datetime | None
    available_until_mode: ItemAvailableUntilMode
    hidden_if_available: int | None
    hidden_if_item_available: int | None
    hidden_if_item_available_mode: ItemHiddenIfItemAvailableMode
    require_voucher: bool
    hide_without_voucher: bool
    require_bundling: bool
    require_approval: bool
    min_per_order: int | None
    max_per_order: int | None
    all_sales_channels: bool
    limit_sales_channels: list[str]
    sales_channels: list[str]
    allow_cancel: bool
    allow_waitinglist: bool
    show_quota_left: bool | None
    generate_tickets: bool | None
    checkin_attention: bool
    checkin_text: None | str
    meta_data: ItemMetaData
    picture: None | str
    issue_giftcard: bool
    require_membership: bool
    require_membership_hidden: bool
    require_membership_types: list[int]
    grant_membership_type: int | None
    grant_membership_duration_like_event: bool
    grant_membership_duration_days: int
    grant_membership_duration_months: int
    validity_mode: None | str
    validity_fixed_from: datetime.datetime | None
    validity_fixed_until: datetime.datetime | None
    validity_dynamic_duration_minutes: int | None
    validity_dynamic_duration_hours: int | None
    validity_dynamic_duration_days: int | None
    validity_dynamic_duration_months: int | None
    validity_dynamic_start_choice: bool
    validity_dynamic_start_choice_day_limit: int | None
    media_policy: None | str
    media_type: None | str
    has_variations: bool
    variations: list[Variation]
    addons: list[ItemAddonsItem]
    bundles: list[ItemBundlesItem]
    program_times: list[Any]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.item_description_type_0 import ItemDescriptionType0  # noqa: PLC0415

        id = self.id

        name = self.name.to_dict()

        internal_name: None | str
        internal_name = self.internal_name

        description: dict[str, Any] | None
        if isinstance(self.description, ItemDescriptionType0):
            description = self.description.to_dict()
        else:
            description = self.description

        active = self.active

        position = self.position

        category: int | None
        category = self.category

        default_price = self.default_price

        original_price: None | str
        original_price = self.original_price

        free_price = self.free_price

        free_price_suggestion: None | str
        free_price_suggestion = self.free_price_suggestion

        tax_rule: int | None
        tax_rule = self.tax_rule

        tax_rate = self.tax_rate

        admission = self.admission

        personalized = self.personalized

        available_from: None | str
        if isinstance(self.available_from, datetime.datetime):
            available_from = self.available_from.isoformat()
        else:
            available_from = self.available_from

        available_from_mode: str = self.available_from_mode

        available_until: None | str
        if isinstance(self.available_until, datetime.datetime):
            available_until = self.available_until.isoformat()
        else:
            available_until = self.available_until

        available_until_mode: str = self.available_until_mode

        hidden_if_available: int | None
        hidden_if_available = self.hidden_if_available

        hidden_if_item_available: int | None
        hidden_if_item_available = self.hidden_if_item_available

        hidden_if_item_available_mode: str = self.hidden_if_item_available_mode

        require_voucher = self.require_voucher

        hide_without_voucher = self.hide_without_voucher

        require_bundling = self.require_bundling

        require_approval = self.require_approval

        min_per_order: int | None
        min_per_order = self.min_per_order

        max_per_order: int | None
        max_per_order = self.max_per_order

        all_sales_channels = self.all_sales_channels

        limit_sales_channels = self.limit_sales_channels

        sales_channels = self.sales_channels

        allow_cancel = self.allow_cancel

        allow_waitinglist = self.allow_waitinglist

        show_quota_left: bool | None
        show_quota_left = self.show_quota_left

        generate_tickets: bool | None
        generate_tickets = self.generate_tickets

        checkin_attention = self.checkin_attention

        checkin_text: None | str
        checkin_text = self.checkin_text

        meta_data = self.meta_data.to_dict()

        picture: None | str
        picture = self.picture

        issue_giftcard = self.issue_giftcard

        require_membership = self.require_membership

        require_membership_hidden = self.require_membership_hidden

        require_membership_types = self.require_membership_types

        grant_membership_type: int | None
        grant_membership_type = self.grant_membership_type

        grant_membership_duration_like_event = self.grant_membership_duration_like_event

        grant_membership_duration_days = self.grant_membership_duration_days

        grant_membership_duration_months = self.grant_membership_duration_months

        validity_mode: None | str
        validity_mode = self.validity_mode

        validity_fixed_from: None | str
        if isinstance(self.validity_fixed_from, datetime.datetime):
            validity_fixed_from = self.validity_fixed_from.isoformat()
        else:
            validity_fixed_from = self.validity_fixed_from

        validity_fixed_until: None | str
        if isinstance(self.validity_fixed_until, datetime.datetime):
            validity_fixed_until = self.validity_fixed_until.isoformat()
        else:
            validity_fixed_until = self.validity_fixed_until

        validity_dynamic_duration_minutes: int | None
        validity_dynamic_duration_minutes = self.validity_dynamic_duration_minutes

        validity_dynamic_duration_hours: int | None
        validity_dynamic_duration_hours = self.validity_dynamic_duration_hours

        validity_dynamic_duration_days: int | None
        validity_dynamic_duration_days = self.validity_dynamic_duration_days

        validity_dynamic_duration_months: int | None
        validity_dynamic_duration_months = self.validity_dynamic_duration_months

        validity_dynamic_start_choice = self.validity_dynamic_start_choice

        validity_dynamic_start_choice_day_limit: int | None
        validity_dynamic_start_choice_day_limit = self.validity_dynamic_start_choice_day_limit

        media_policy: None | str
        media_policy = self.media_policy

        media_type: None | str
        media_type = self.media_type

        has_variations = self.has_variations

        variations = []
        for variations_item_data in self.variations:
            variations_item = variations_item_data.to_dict()
            variations.append(variations_item)

        addons = []
        for addons_item_data in self.addons:
            addons_item = addons_item_data.to_dict()
            addons.append(addons_item)

        bundles = []
        for bundles_item_data in self.bundles:
            bundles_item = bundles_item_data.to_dict()
            bundles.append(bundles_item)

        program_times = self.program_times

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "internal_name": internal_name,
                "description": description,
                "active": active,
                "position": position,
                "category": category,
                "default_price": default_price,
                "original_price": original_price,
                "free_price": free_price,
                "free_price_suggestion": free_price_suggestion,
                "tax_rule": tax_rule,
                "tax_rate": tax_rate,
                "admission": admission,
                "personalized": personalized,
                "available_from": available_from,
                "available_from_mode": available_from_mode,
                "available_until": available_until,
                "available_until_mode": available_until_mode,
                "hidden_if_available": hidden_if_available,
                "hidden_if_item_available": hidden_if_item_available,
                "hidden_if_item_available_mode": hidden_if_item_available_mode,
                "require_voucher": require_voucher,
                "hide_without_voucher": hide_without_voucher,
                "require_bundling": require_bundling,
                "require_approval": require_approval,
                "min_per_order": min_per_order,
                "max_per_order": max_per_order,
                "all_sales_channels": all_sales_channels,
                "limit_sales_channels": limit_sales_channels,
                "sales_channels": sales_channels,
                "allow_cancel": allow_cancel,
                "allow_waitinglist": allow_waitinglist,
                "show_quota_left": show_quota_left,
                "generate_tickets": generate_tickets,
                "checkin_attention": checkin_attention,
                "checkin_text": checkin_text,
                "meta_data": meta_data,
                "picture": picture,
                "issue_giftcard": issue_giftcard,
                "require_membership": require_membership,
                "require_membership_hidden": require_membership_hidden,
                "require_membership_types": require_membership_types,
                "grant_membership_type": grant_membership_type,
                "grant_membership_duration_like_event": grant_membership_duration_like_event,
                "grant_membership_duration_days": grant_membership_duration_days,
                "grant_membership_duration_months": grant_membership_duration_months,
                "validity_mode": validity_mode,
                "validity_fixed_from": validity_fixed_from,
                "validity_fixed_until": validity_fixed_until,
                "validity_dynamic_duration_minutes": validity_dynamic_duration_minutes,
                "validity_dynamic_duration_hours": validity_dynamic_duration_hours,
                "validity_dynamic_duration_days": validity_dynamic_duration_days,
                "validity_dynamic_duration_months": validity_dynamic_duration_months,
                "validity_dynamic_start_choice": validity_dynamic_start_choice,
                "validity_dynamic_start_choice_day_limit": validity_dynamic_start_choice_day_limit,
                "media_policy": media_policy,
                "media_type": media_type,
                "has_variations": has_variations,
                "variations": variations,
                "addons": addons,
                "bundles": bundles,
                "program_times": program_times,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.item_addons_item import ItemAddonsItem  # noqa: PLC0415
        from ..models.item_bundles_item import ItemBundlesItem  # noqa: PLC0415
        from ..models.item_description_type_0 import ItemDescriptionType0  # noqa: PLC0415
        from ..models.item_meta_data import ItemMetaData  # noqa: PLC0415
        from ..models.item_name import ItemName  # noqa: PLC0415
        from ..models.variation import Variation  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        name = ItemName.from_dict(d.pop("name"))

        def _parse_internal_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        internal_name = _parse_internal_name(d.pop("internal_name"))

        def _parse_description(data: object) -> ItemDescriptionType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                description_type_0 = ItemDescriptionType0.from_dict(data)

                return description_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ItemDescriptionType0 | None, data)

        description = _parse_description(d.pop("description"))

        active = d.pop("active")

        position = d.pop("position")

        def _parse_category(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        category = _parse_category(d.pop("category"))

        default_price = d.pop("default_price")

        def _parse_original_price(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        original_price = _parse_original_price(d.pop("original_price"))

        free_price = d.pop("free_price")

        def _parse_free_price_suggestion(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        free_price_suggestion = _parse_free_price_suggestion(d.pop("free_price_suggestion"))

        def _parse_tax_rule(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        tax_rule = _parse_tax_rule(d.pop("tax_rule"))

        tax_rate = d.pop("tax_rate")

        admission = d.pop("admission")

        personalized = d.pop("personalized")

        def _parse_available_from(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                available_from_type_0 = datetime.datetime.fromisoformat(data)

                return available_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        available_from = _parse_available_from(d.pop("available_from"))

        available_from_mode = check_item_available_from_mode(d.pop("available_from_mode"))

        def _parse_available_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                available_until_type_0 = datetime.datetime.fromisoformat(data)

                return available_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        available_until = _parse_available_until(d.pop("available_until"))

        available_until_mode = check_item_available_until_mode(d.pop("available_until_mode"))

        def _parse_hidden_if_available(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        hidden_if_available = _parse_hidden_if_available(d.pop("hidden_if_available"))

        def _parse_hidden_if_item_available(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        hidden_if_item_available = _parse_hidden_if_item_available(d.pop("hidden_if_item_available"))

        hidden_if_item_available_mode = check_item_hidden_if_item_available_mode(d.pop("hidden_if_item_available_mode"))

        require_voucher = d.pop("require_voucher")

        hide_without_voucher = d.pop("hide_without_voucher")

        require_bundling = d.pop("require_bundling")

        require_approval = d.pop("require_approval")

        def _parse_min_per_order(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        min_per_order = _parse_min_per_order(d.pop("min_per_order"))

        def _parse_max_per_order(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_per_order = _parse_max_per_order(d.pop("max_per_order"))

        all_sales_channels = d.pop("all_sales_channels")

        limit_sales_channels = cast(list[str], d.pop("limit_sales_channels"))

        sales_channels = cast(list[str], d.pop("sales_channels"))

        allow_cancel = d.pop("allow_cancel")

        allow_waitinglist = d.pop("allow_waitinglist")

        def _parse_show_quota_left(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        show_quota_left = _parse_show_quota_left(d.pop("show_quota_left"))

        def _parse_generate_tickets(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        generate_tickets = _parse_generate_tickets(d.pop("generate_tickets"))

        checkin_attention = d.pop("checkin_attention")

        def _parse_checkin_text(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        checkin_text = _parse_checkin_text(d.pop("checkin_text"))

        meta_data = ItemMetaData.from_dict(d.pop("meta_data"))

        def _parse_picture(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        picture = _parse_picture(d.pop("picture"))

        issue_giftcard = d.pop("issue_giftcard")

        require_membership = d.pop("require_membership")

        require_membership_hidden = d.pop("require_membership_hidden")

        require_membership_types = cast(list[int], d.pop("require_membership_types"))

        def _parse_grant_membership_type(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        grant_membership_type = _parse_grant_membership_type(d.pop("grant_membership_type"))

        grant_membership_duration_like_event = d.pop("grant_membership_duration_like_event")

        grant_membership_duration_days = d.pop("grant_membership_duration_days")

        grant_membership_duration_months = d.pop("grant_membership_duration_months")

        def _parse_validity_mode(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        validity_mode = _parse_validity_mode(d.pop("validity_mode"))

        def _parse_validity_fixed_from(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                validity_fixed_from_type_0 = datetime.datetime.fromisoformat(data)

                return validity_fixed_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        validity_fixed_from = _parse_validity_fixed_from(d.pop("validity_fixed_from"))

        def _parse_validity_fixed_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                validity_fixed_until_type_0 = datetime.datetime.fromisoformat(data)

                return validity_fixed_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        validity_fixed_until = _parse_validity_fixed_until(d.pop("validity_fixed_until"))

        def _parse_validity_dynamic_duration_minutes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        validity_dynamic_duration_minutes = _parse_validity_dynamic_duration_minutes(
            d.pop("validity_dynamic_duration_minutes")
        )

        def _parse_validity_dynamic_duration_hours(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        validity_dynamic_duration_hours = _parse_validity_dynamic_duration_hours(
            d.pop("validity_dynamic_duration_hours")
        )

        def _parse_validity_dynamic_duration_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        validity_dynamic_duration_days = _parse_validity_dynamic_duration_days(d.pop("validity_dynamic_duration_days"))

        def _parse_validity_dynamic_duration_months(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        validity_dynamic_duration_months = _parse_validity_dynamic_duration_months(
            d.pop("validity_dynamic_duration_months")
        )

        validity_dynamic_start_choice = d.pop("validity_dynamic_start_choice")

        def _parse_validity_dynamic_start_choice_day_limit(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        validity_dynamic_start_choice_day_limit = _parse_validity_dynamic_start_choice_day_limit(
            d.pop("validity_dynamic_start_choice_day_limit")
        )

        def _parse_media_policy(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        media_policy = _parse_media_policy(d.pop("media_policy"))

        def _parse_media_type(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        media_type = _parse_media_type(d.pop("media_type"))

        has_variations = d.pop("has_variations")

        variations = []
        _variations = d.pop("variations")
        for variations_item_data in _variations:
            variations_item = Variation.from_dict(variations_item_data)

            variations.append(variations_item)

        addons = []
        _addons = d.pop("addons")
        for addons_item_data in _addons:
            addons_item = ItemAddonsItem.from_dict(addons_item_data)

            addons.append(addons_item)

        bundles = []
        _bundles = d.pop("bundles")
        for bundles_item_data in _bundles:
            bundles_item = ItemBundlesItem.from_dict(bundles_item_data)

            bundles.append(bundles_item)

        program_times = cast(list[Any], d.pop("program_times"))

        item = cls(
            id=id,
            name=name,
            internal_name=internal_name,
            description=description,
            active=active,
            position=position,
            category=category,
            default_price=default_price,
            original_price=original_price,
            free_price=free_price,
            free_price_suggestion=free_price_suggestion,
            tax_rule=tax_rule,
            tax_rate=tax_rate,
            admission=admission,
            personalized=personalized,
            available_from=available_from,
            available_from_mode=available_from_mode,
            available_until=available_until,
            available_until_mode=available_until_mode,
            hidden_if_available=hidden_if_available,
            hidden_if_item_available=hidden_if_item_available,
            hidden_if_item_available_mode=hidden_if_item_available_mode,
            require_voucher=require_voucher,
            hide_without_voucher=hide_without_voucher,
            require_bundling=require_bundling,
            require_approval=require_approval,
            min_per_order=min_per_order,
            max_per_order=max_per_order,
            all_sales_channels=all_sales_channels,
            limit_sales_channels=limit_sales_channels,
            sales_channels=sales_channels,
            allow_cancel=allow_cancel,
            allow_waitinglist=allow_waitinglist,
            show_quota_left=show_quota_left,
            generate_tickets=generate_tickets,
            checkin_attention=checkin_attention,
            checkin_text=checkin_text,
            meta_data=meta_data,
            picture=picture,
            issue_giftcard=issue_giftcard,
            require_membership=require_membership,
            require_membership_hidden=require_membership_hidden,
            require_membership_types=require_membership_types,
            grant_membership_type=grant_membership_type,
            grant_membership_duration_like_event=grant_membership_duration_like_event,
            grant_membership_duration_days=grant_membership_duration_days,
            grant_membership_duration_months=grant_membership_duration_months,
            validity_mode=validity_mode,
            validity_fixed_from=validity_fixed_from,
            validity_fixed_until=validity_fixed_until,
            validity_dynamic_duration_minutes=validity_dynamic_duration_minutes,
            validity_dynamic_duration_hours=validity_dynamic_duration_hours,
            validity_dynamic_duration_days=validity_dynamic_duration_days,
            validity_dynamic_duration_months=validity_dynamic_duration_months,
            validity_dynamic_start_choice=validity_dynamic_start_choice,
            validity_dynamic_start_choice_day_limit=validity_dynamic_start_choice_day_limit,
            media_policy=media_policy,
            media_type=media_type,
            has_variations=has_variations,
            variations=variations,
            addons=addons,
            bundles=bundles,
            program_times=program_times,
        )

        item.additional_properties = d
        return item

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
