from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.item_input_available_from_mode import (
    ItemInputAvailableFromMode,
    check_item_input_available_from_mode,
)
from ..models.item_input_available_until_mode import (
    ItemInputAvailableUntilMode,
    check_item_input_available_until_mode,
)
from ..models.item_input_hidden_if_item_available_mode import (
    ItemInputHiddenIfItemAvailableMode,
    check_item_input_hidden_if_item_available_mode,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.add_on_input import AddOnInput
    from ..models.bundle_input import BundleInput
    from ..models.item_input_description_type_0 import ItemInputDescriptionType0
    from ..models.item_input_meta_data import ItemInputMetaData
    from ..models.item_input_name import ItemInputName
    from ..models.variation_input import VariationInput


T = TypeVar("T", bound="ItemInput")


@_attrs_define
class ItemInput:
    """
    Attributes:
        name (ItemInputName):
        default_price (str):
        internal_name (None | str | Unset):
        description (ItemInputDescriptionType0 | None | Unset):
        active (bool | Unset):  Default: True.
        position (int | Unset):  Default: 0.
        category (int | None | Unset):
        original_price (None | str | Unset):
        free_price (bool | Unset):  Default: False.
        free_price_suggestion (None | str | Unset):
        tax_rule (int | None | Unset):
        admission (bool | Unset):  Default: False.
        personalized (bool | Unset):
        available_from (datetime.datetime | None | Unset):
        available_from_mode (ItemInputAvailableFromMode | Unset):  Default: 'hide'.
        available_until (datetime.datetime | None | Unset):
        available_until_mode (ItemInputAvailableUntilMode | Unset):  Default: 'hide'.
        hidden_if_available (int | None | Unset):
        hidden_if_item_available (int | None | Unset):
        hidden_if_item_available_mode (ItemInputHiddenIfItemAvailableMode | Unset):  Default: 'hide'.
        require_voucher (bool | Unset):  Default: False.
        hide_without_voucher (bool | Unset):  Default: False.
        require_bundling (bool | Unset):  Default: False.
        require_approval (bool | Unset):  Default: False.
        min_per_order (int | None | Unset):
        max_per_order (int | None | Unset):
        all_sales_channels (bool | Unset):
        limit_sales_channels (list[str] | Unset):
        sales_channels (list[str] | Unset):
        allow_cancel (bool | Unset):  Default: True.
        allow_waitinglist (bool | Unset):  Default: True.
        show_quota_left (bool | None | Unset):
        generate_tickets (bool | None | Unset):
        checkin_attention (bool | Unset):  Default: False.
        checkin_text (None | str | Unset):
        meta_data (ItemInputMetaData | Unset):
        variations (list[VariationInput] | Unset):
        addons (list[AddOnInput] | Unset):
        bundles (list[BundleInput] | Unset):
        program_times (list[Any] | Unset):
    """

    name: ItemInputName
    default_price: str
    internal_name: None | str | Unset = UNSET
    description: ItemInputDescriptionType0 | None | Unset = UNSET
    active: bool | Unset = True
    position: int | Unset = 0
    category: int | None | Unset = UNSET
    original_price: None | str | Unset = UNSET
    free_price: bool | Unset = False
    free_price_suggestion: None | str | Unset = UNSET
    tax_rule: int | None | Unset = UNSET
    admission: bool | Unset = False
    personalized: bool | Unset = UNSET
    available_from: datetime.datetime | None | Unset = UNSET
    available_from_mode: ItemInputAvailableFromMode | Unset = "hide"
    available_until: datetime.datetime | None | Unset = UNSET
    available_until_mode: ItemInputAvailableUntilMode | Unset = "hide"
    hidden_if_available: int | None | Unset = UNSET
    hidden_if_item_available: int | None | Unset = UNSET
    hidden_if_item_available_mode: ItemInputHiddenIfItemAvailableMode | Unset = "hide"
    require_voucher: bool | Unset = False
    hide_without_voucher: bool | Unset = False
    require_bundling: bool | Unset = False
    require_approval: bool | Unset = False
    min_per_order: int | None | Unset = UNSET
    max_per_order: int | None | Unset = UNSET
    all_sales_channels: bool | Unset = UNSET
    limit_sales_channels: list[str] | Unset = UNSET
    sales_channels: list[str] | Unset = UNSET
    allow_cancel: bool | Unset = True
    allow_waitinglist: bool | Unset = True
    show_quota_left: bool | None | Unset = UNSET
    generate_tickets: bool | None | Unset = UNSET
    checkin_attention: bool | Unset = False
    checkin_text: None | str | Unset = UNSET
    meta_data: ItemInputMetaData | Unset = UNSET
    variations: list[VariationInput] | Unset = UNSET
    addons: list[AddOnInput] | Unset = UNSET
    bundles: list[BundleInput] | Unset = UNSET
    program_times: list[Any] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.item_input_description_type_0 import ItemInputDescriptionType0  # noqa: PLC0415

        name = self.name.to_dict()

        default_price = self.default_price

        internal_name: None | str | Unset
        if isinstance(self.internal_name, Unset):
            internal_name = UNSET
        else:
            internal_name = self.internal_name

        description: dict[str, Any] | None | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        elif isinstance(self.description, ItemInputDescriptionType0):
            description = self.description.to_dict()
        else:
            description = self.description

        active = self.active

        position = self.position

        category: int | None | Unset
        if isinstance(self.category, Unset):
            category = UNSET
        else:
            category = self.category

        original_price: None | str | Unset
        if isinstance(self.original_price, Unset):
            original_price = UNSET
        else:
            original_price = self.original_price

        free_price = self.free_price

        free_price_suggestion: None | str | Unset
        if isinstance(self.free_price_suggestion, Unset):
            free_price_suggestion = UNSET
        else:
            free_price_suggestion = self.free_price_suggestion

        tax_rule: int | None | Unset
        if isinstance(self.tax_rule, Unset):
            tax_rule = UNSET
        else:
            tax_rule = self.tax_rule

        admission = self.admission

        personalized = self.personalized

        available_from: None | str | Unset
        if isinstance(self.available_from, Unset):
            available_from = UNSET
        elif isinstance(self.available_from, datetime.datetime):
            available_from = self.available_from.isoformat()
        else:
            available_from = self.available_from

        available_from_mode: str | Unset = UNSET
        if not isinstance(self.available_from_mode, Unset):
            available_from_mode = self.available_from_mode

        available_until: None | str | Unset
        if isinstance(self.available_until, Unset):
            available_until = UNSET
        elif isinstance(self.available_until, datetime.datetime):
            available_until = self.available_until.isoformat()
        else:
            available_until = self.available_until

        available_until_mode: str | Unset = UNSET
        if not isinstance(self.available_until_mode, Unset):
            available_until_mode = self.available_until_mode

        hidden_if_available: int | None | Unset
        if isinstance(self.hidden_if_available, Unset):
            hidden_if_available = UNSET
        else:
            hidden_if_available = self.hidden_if_available

        hidden_if_item_available: int | None | Unset
        if isinstance(self.hidden_if_item_available, Unset):
            hidden_if_item_available = UNSET
        else:
            hidden_if_item_available = self.hidden_if_item_available

        hidden_if_item_available_mode: str | Unset = UNSET
        if not isinstance(self.hidden_if_item_available_mode, Unset):
            hidden_if_item_available_mode = self.hidden_if_item_available_mode

        require_voucher = self.require_voucher

        hide_without_voucher = self.hide_without_voucher

        require_bundling = self.require_bundling

        require_approval = self.require_approval

        min_per_order: int | None | Unset
        if isinstance(self.min_per_order, Unset):
            min_per_order = UNSET
        else:
            min_per_order = self.min_per_order

        max_per_order: int | None | Unset
        if isinstance(self.max_per_order, Unset):
            max_per_order = UNSET
        else:
            max_per_order = self.max_per_order

        all_sales_channels = self.all_sales_channels

        limit_sales_channels: list[str] | Unset = UNSET
        if not isinstance(self.limit_sales_channels, Unset):
            limit_sales_channels = self.limit_sales_channels

        sales_channels: list[str] | Unset = UNSET
        if not isinstance(self.sales_channels, Unset):
            sales_channels = self.sales_channels

        allow_cancel = self.allow_cancel

        allow_waitinglist = self.allow_waitinglist

        show_quota_left: bool | None | Unset
        if isinstance(self.show_quota_left, Unset):
            show_quota_left = UNSET
        else:
            show_quota_left = self.show_quota_left

        generate_tickets: bool | None | Unset
        if isinstance(self.generate_tickets, Unset):
            generate_tickets = UNSET
        else:
            generate_tickets = self.generate_tickets

        checkin_attention = self.checkin_attention

        checkin_text: None | str | Unset
        if isinstance(self.checkin_text, Unset):
            checkin_text = UNSET
        else:
            checkin_text = self.checkin_text

        meta_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.meta_data, Unset):
            meta_data = self.meta_data.to_dict()

        variations: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.variations, Unset):
            variations = []
            for variations_item_data in self.variations:
                variations_item = variations_item_data.to_dict()
                variations.append(variations_item)

        addons: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.addons, Unset):
            addons = []
            for addons_item_data in self.addons:
                addons_item = addons_item_data.to_dict()
                addons.append(addons_item)

        bundles: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.bundles, Unset):
            bundles = []
            for bundles_item_data in self.bundles:
                bundles_item = bundles_item_data.to_dict()
                bundles.append(bundles_item)

        program_times: list[Any] | Unset = UNSET
        if not isinstance(self.program_times, Unset):
            program_times = self.program_times

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "default_price": default_price,
            }
        )
        if internal_name is not UNSET:
            field_dict["internal_name"] = internal_name
        if description is not UNSET:
            field_dict["description"] = description
        if active is not UNSET:
            field_dict["active"] = active
        if position is not UNSET:
            field_dict["position"] = position
        if category is not UNSET:
            field_dict["category"] = category
        if original_price is not UNSET:
            field_dict["original_price"] = original_price
        if free_price is not UNSET:
            field_dict["free_price"] = free_price
        if free_price_suggestion is not UNSET:
            field_dict["free_price_suggestion"] = free_price_suggestion
        if tax_rule is not UNSET:
            field_dict["tax_rule"] = tax_rule
        if admission is not UNSET:
            field_dict["admission"] = admission
        if personalized is not UNSET:
            field_dict["personalized"] = personalized
        if available_from is not UNSET:
            field_dict["available_from"] = available_from
        if available_from_mode is not UNSET:
            field_dict["available_from_mode"] = available_from_mode
        if available_until is not UNSET:
            field_dict["available_until"] = available_until
        if available_until_mode is not UNSET:
            field_dict["available_until_mode"] = available_until_mode
        if hidden_if_available is not UNSET:
            field_dict["hidden_if_available"] = hidden_if_available
        if hidden_if_item_available is not UNSET:
            field_dict["hidden_if_item_available"] = hidden_if_item_available
        if hidden_if_item_available_mode is not UNSET:
            field_dict["hidden_if_item_available_mode"] = hidden_if_item_available_mode
        if require_voucher is not UNSET:
            field_dict["require_voucher"] = require_voucher
        if hide_without_voucher is not UNSET:
            field_dict["hide_without_voucher"] = hide_without_voucher
        if require_bundling is not UNSET:
            field_dict["require_bundling"] = require_bundling
        if require_approval is not UNSET:
            field_dict["require_approval"] = require_approval
        if min_per_order is not UNSET:
            field_dict["min_per_order"] = min_per_order
        if max_per_order is not UNSET:
            field_dict["max_per_order"] = max_per_order
        if all_sales_channels is not UNSET:
            field_dict["all_sales_channels"] = all_sales_channels
        if limit_sales_channels is not UNSET:
            field_dict["limit_sales_channels"] = limit_sales_channels
        if sales_channels is not UNSET:
            field_dict["sales_channels"] = sales_channels
        if allow_cancel is not UNSET:
            field_dict["allow_cancel"] = allow_cancel
        if allow_waitinglist is not UNSET:
            field_dict["allow_waitinglist"] = allow_waitinglist
        if show_quota_left is not UNSET:
            field_dict["show_quota_left"] = show_quota_left
        if generate_tickets is not UNSET:
            field_dict["generate_tickets"] = generate_tickets
        if checkin_attention is not UNSET:
            field_dict["checkin_attention"] = checkin_attention
        if checkin_text is not UNSET:
            field_dict["checkin_text"] = checkin_text
        if meta_data is not UNSET:
            field_dict["meta_data"] = meta_data
        if variations is not UNSET:
            field_dict["variations"] = variations
        if addons is not UNSET:
            field_dict["addons"] = addons
        if bundles is not UNSET:
            field_dict["bundles"] = bundles
        if program_times is not UNSET:
            field_dict["program_times"] = program_times

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.add_on_input import AddOnInput  # noqa: PLC0415
        from ..models.bundle_input import BundleInput  # noqa: PLC0415
        from ..models.item_input_description_type_0 import ItemInputDescriptionType0  # noqa: PLC0415
        from ..models.item_input_meta_data import ItemInputMetaData  # noqa: PLC0415
        from ..models.item_input_name import ItemInputName  # noqa: PLC0415
        from ..models.variation_input import VariationInput  # noqa: PLC0415

        d = dict(src_dict)
        name = ItemInputName.from_dict(d.pop("name"))

        default_price = d.pop("default_price")

        def _parse_internal_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        internal_name = _parse_internal_name(d.pop("internal_name", UNSET))

        def _parse_description(data: object) -> ItemInputDescriptionType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                description_type_0 = ItemInputDescriptionType0.from_dict(data)

                return description_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ItemInputDescriptionType0 | None | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        active = d.pop("active", UNSET)

        position = d.pop("position", UNSET)

        def _parse_category(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        category = _parse_category(d.pop("category", UNSET))

        def _parse_original_price(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        original_price = _parse_original_price(d.pop("original_price", UNSET))

        free_price = d.pop("free_price", UNSET)

        def _parse_free_price_suggestion(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        free_price_suggestion = _parse_free_price_suggestion(d.pop("free_price_suggestion", UNSET))

        def _parse_tax_rule(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        tax_rule = _parse_tax_rule(d.pop("tax_rule", UNSET))

        admission = d.pop("admission", UNSET)

        personalized = d.pop("personalized", UNSET)

        def _parse_available_from(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                available_from_type_0 = datetime.datetime.fromisoformat(data)

                return available_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        available_from = _parse_available_from(d.pop("available_from", UNSET))

        _available_from_mode = d.pop("available_from_mode", UNSET)
        available_from_mode: ItemInputAvailableFromMode | Unset
        if isinstance(_available_from_mode, Unset):
            available_from_mode = UNSET
        else:
            available_from_mode = check_item_input_available_from_mode(_available_from_mode)

        def _parse_available_until(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                available_until_type_0 = datetime.datetime.fromisoformat(data)

                return available_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        available_until = _parse_available_until(d.pop("available_until", UNSET))

        _available_until_mode = d.pop("available_until_mode", UNSET)
        available_until_mode: ItemInputAvailableUntilMode | Unset
        if isinstance(_available_until_mode, Unset):
            available_until_mode = UNSET
        else:
            available_until_mode = check_item_input_available_until_mode(_available_until_mode)

        def _parse_hidden_if_available(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        hidden_if_available = _parse_hidden_if_available(d.pop("hidden_if_available", UNSET))

        def _parse_hidden_if_item_available(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        hidden_if_item_available = _parse_hidden_if_item_available(d.pop("hidden_if_item_available", UNSET))

        _hidden_if_item_available_mode = d.pop("hidden_if_item_available_mode", UNSET)
        hidden_if_item_available_mode: ItemInputHiddenIfItemAvailableMode | Unset
        if isinstance(_hidden_if_item_available_mode, Unset):
            hidden_if_item_available_mode = UNSET
        else:
            hidden_if_item_available_mode = check_item_input_hidden_if_item_available_mode(
                _hidden_if_item_available_mode
            )

        require_voucher = d.pop("require_voucher", UNSET)

        hide_without_voucher = d.pop("hide_without_voucher", UNSET)

        require_bundling = d.pop("require_bundling", UNSET)

        require_approval = d.pop("require_approval", UNSET)

        def _parse_min_per_order(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        min_per_order = _parse_min_per_order(d.pop("min_per_order", UNSET))

        def _parse_max_per_order(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_per_order = _parse_max_per_order(d.pop("max_per_order", UNSET))

        all_sales_channels = d.pop("all_sales_channels", UNSET)

        limit_sales_channels = cast(list[str], d.pop("limit_sales_channels", UNSET))

        sales_channels = cast(list[str], d.pop("sales_channels", UNSET))

        allow_cancel = d.pop("allow_cancel", UNSET)

        allow_waitinglist = d.pop("allow_waitinglist", UNSET)

        def _parse_show_quota_left(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        show_quota_left = _parse_show_quota_left(d.pop("show_quota_left", UNSET))

        def _parse_generate_tickets(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        generate_tickets = _parse_generate_tickets(d.pop("generate_tickets", UNSET))

        checkin_attention = d.pop("checkin_attention", UNSET)

        def _parse_checkin_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        checkin_text = _parse_checkin_text(d.pop("checkin_text", UNSET))

        _meta_data = d.pop("meta_data", UNSET)
        meta_data: ItemInputMetaData | Unset
        if isinstance(_meta_data, Unset):
            meta_data = UNSET
        else:
            meta_data = ItemInputMetaData.from_dict(_meta_data)

        _variations = d.pop("variations", UNSET)
        variations: list[VariationInput] | Unset = UNSET
        if _variations is not UNSET:
            variations = []
            for variations_item_data in _variations:
                variations_item = VariationInput.from_dict(variations_item_data)

                variations.append(variations_item)

        _addons = d.pop("addons", UNSET)
        addons: list[AddOnInput] | Unset = UNSET
        if _addons is not UNSET:
            addons = []
            for addons_item_data in _addons:
                addons_item = AddOnInput.from_dict(addons_item_data)

                addons.append(addons_item)

        _bundles = d.pop("bundles", UNSET)
        bundles: list[BundleInput] | Unset = UNSET
        if _bundles is not UNSET:
            bundles = []
            for bundles_item_data in _bundles:
                bundles_item = BundleInput.from_dict(bundles_item_data)

                bundles.append(bundles_item)

        program_times = cast(list[Any], d.pop("program_times", UNSET))

        item_input = cls(
            name=name,
            default_price=default_price,
            internal_name=internal_name,
            description=description,
            active=active,
            position=position,
            category=category,
            original_price=original_price,
            free_price=free_price,
            free_price_suggestion=free_price_suggestion,
            tax_rule=tax_rule,
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
            variations=variations,
            addons=addons,
            bundles=bundles,
            program_times=program_times,
        )

        item_input.additional_properties = d
        return item_input

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
