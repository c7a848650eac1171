from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.seat_created import SeatCreated
    from ..models.tax_rule_input_name import TaxRuleInputName


T = TypeVar("T", bound="TaxRuleInput")


@_attrs_define
class TaxRuleInput:
    """
    Attributes:
        name (TaxRuleInputName):
        rate (str):
        internal_name (None | str | Unset):
        code (None | str | Unset):
        default (bool | Unset):
        price_includes_tax (bool | Unset):  Default: True.
        eu_reverse_charge (bool | Unset):  Default: False.
        home_country (None | str | Unset):  Default: ''.
        keep_gross_if_rate_changes (bool | Unset):  Default: False.
        custom_rules (list[SeatCreated] | None | Unset):
    """

    name: TaxRuleInputName
    rate: str
    internal_name: None | str | Unset = UNSET
    code: None | str | Unset = UNSET
    default: bool | Unset = UNSET
    price_includes_tax: bool | Unset = True
    eu_reverse_charge: bool | Unset = False
    home_country: None | str | Unset = ""
    keep_gross_if_rate_changes: bool | Unset = False
    custom_rules: list[SeatCreated] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name.to_dict()

        rate = self.rate

        internal_name: None | str | Unset
        if isinstance(self.internal_name, Unset):
            internal_name = UNSET
        else:
            internal_name = self.internal_name

        code: None | str | Unset
        if isinstance(self.code, Unset):
            code = UNSET
        else:
            code = self.code

        default = self.default

        price_includes_tax = self.price_includes_tax

        eu_reverse_charge = self.eu_reverse_charge

        home_country: None | str | Unset
        if isinstance(self.home_country, Unset):
            home_country = UNSET
        else:
            home_country = self.home_country

        keep_gross_if_rate_changes = self.keep_gross_if_rate_changes

        custom_rules: list[dict[str, Any]] | None | Unset
        if isinstance(self.custom_rules, Unset):
            custom_rules = UNSET
        elif isinstance(self.custom_rules, list):
            custom_rules = []
            for custom_rules_type_0_item_data in self.custom_rules:
                custom_rules_type_0_item = custom_rules_type_0_item_data.to_dict()
                custom_rules.append(custom_rules_type_0_item)

        else:
            custom_rules = self.custom_rules

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "rate": rate,
            }
        )
        if internal_name is not UNSET:
            field_dict["internal_name"] = internal_name
        if code is not UNSET:
            field_dict["code"] = code
        if default is not UNSET:
            field_dict["default"] = default
        if price_includes_tax is not UNSET:
            field_dict["price_includes_tax"] = price_includes_tax
        if eu_reverse_charge is not UNSET:
            field_dict["eu_reverse_charge"] = eu_reverse_charge
        if home_country is not UNSET:
            field_dict["home_country"] = home_country
        if keep_gross_if_rate_changes is not UNSET:
            field_dict["keep_gross_if_rate_changes"] = keep_gross_if_rate_changes
        if custom_rules is not UNSET:
            field_dict["custom_rules"] = custom_rules

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.seat_created import SeatCreated  # noqa: PLC0415
        from ..models.tax_rule_input_name import TaxRuleInputName  # noqa: PLC0415

        d = dict(src_dict)
        name = TaxRuleInputName.from_dict(d.pop("name"))

        rate = d.pop("rate")

        def _parse_internal_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        internal_name = _parse_internal_name(d.pop("internal_name", UNSET))

        def _parse_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        code = _parse_code(d.pop("code", UNSET))

        default = d.pop("default", UNSET)

        price_includes_tax = d.pop("price_includes_tax", UNSET)

        eu_reverse_charge = d.pop("eu_reverse_charge", UNSET)

        def _parse_home_country(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        home_country = _parse_home_country(d.pop("home_country", UNSET))

        keep_gross_if_rate_changes = d.pop("keep_gross_if_rate_changes", UNSET)

        def _parse_custom_rules(data: object) -> list[SeatCreated] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                custom_rules_type_0 = []
                _custom_rules_type_0 = data
                for custom_rules_type_0_item_data in _custom_rules_type_0:
                    custom_rules_type_0_item = SeatCreated.from_dict(custom_rules_type_0_item_data)

                    custom_rules_type_0.append(custom_rules_type_0_item)

                return custom_rules_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[SeatCreated] | None | Unset, data)

        custom_rules = _parse_custom_rules(d.pop("custom_rules", UNSET))

        tax_rule_input = cls(
            name=name,
            rate=rate,
            internal_name=internal_name,
            code=code,
            default=default,
            price_includes_tax=price_includes_tax,
            eu_reverse_charge=eu_reverse_charge,
            home_country=home_country,
            keep_gross_if_rate_changes=keep_gross_if_rate_changes,
            custom_rules=custom_rules,
        )

        tax_rule_input.additional_properties = d
        return tax_rule_input

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
