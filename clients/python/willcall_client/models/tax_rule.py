from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.seat_created import SeatCreated
    from ..models.tax_rule_name import TaxRuleName


T = TypeVar("T", bound="TaxRule")


@_attrs_define
class TaxRule:
    """
    Attributes:
        id (int):
        name (TaxRuleName):
        internal_name (None | str):
        rate (str):
        code (None | str):
        default (bool):
        price_includes_tax (bool):
        eu_reverse_charge (bool):
        home_country (None | str):
        keep_gross_if_rate_changes (bool):
        custom_rules (list[SeatCreated] | None):
    """

    id: int
    name: TaxRuleName
    internal_name: None | str
    rate: str
    code: None | str
    default: bool
    price_includes_tax: bool
    eu_reverse_charge: bool
    home_country: None | str
    keep_gross_if_rate_changes: bool
    custom_rules: list[SeatCreated] | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name.to_dict()

        internal_name: None | str
        internal_name = self.internal_name

        rate = self.rate

        code: None | str
        code = self.code

        default = self.default

        price_includes_tax = self.price_includes_tax

        eu_reverse_charge = self.eu_reverse_charge

        home_country: None | str
        home_country = self.home_country

        keep_gross_if_rate_changes = self.keep_gross_if_rate_changes

        custom_rules: list[dict[str, Any]] | None
        if isinstance(self.custom_rules, list):
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
                "id": id,
                "name": name,
                "internal_name": internal_name,
                "rate": rate,
                "code": code,
                "default": default,
                "price_includes_tax": price_includes_tax,
                "eu_reverse_charge": eu_reverse_charge,
                "home_country": home_country,
                "keep_gross_if_rate_changes": keep_gross_if_rate_changes,
                "custom_rules": custom_rules,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.seat_created import SeatCreated  # noqa: PLC0415
        from ..models.tax_rule_name import TaxRuleName  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        name = TaxRuleName.from_dict(d.pop("name"))

        def _parse_internal_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        internal_name = _parse_internal_name(d.pop("internal_name"))

        rate = d.pop("rate")

        def _parse_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        code = _parse_code(d.pop("code"))

        default = d.pop("default")

        price_includes_tax = d.pop("price_includes_tax")

        eu_reverse_charge = d.pop("eu_reverse_charge")

        def _parse_home_country(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        home_country = _parse_home_country(d.pop("home_country"))

        keep_gross_if_rate_changes = d.pop("keep_gross_if_rate_changes")

        def _parse_custom_rules(data: object) -> list[SeatCreated] | None:
            if data is None:
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
            return cast(list[SeatCreated] | None, data)

        custom_rules = _parse_custom_rules(d.pop("custom_rules"))

        tax_rule = cls(
            id=id,
            name=name,
            internal_name=internal_name,
            rate=rate,
            code=code,
            default=default,
            price_includes_tax=price_includes_tax,
            eu_reverse_charge=eu_reverse_charge,
            home_country=home_country,
            keep_gross_if_rate_changes=keep_gross_if_rate_changes,
            custom_rules=custom_rules,
        )

        tax_rule.additional_properties = d
        return tax_rule

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
