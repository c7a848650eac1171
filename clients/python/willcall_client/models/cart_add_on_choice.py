from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cart_add_on_rule import CartAddOnRule


T = TypeVar("T", bound="CartAddOnChoice")


@_attrs_define
class CartAddOnChoice:
    """A position that add-ons can be chosen for.

    Attributes:
        position (int):
        item (int):
        variation (int | None):
        subevent (int | None):
        rules (list[CartAddOnRule]):
    """

    position: int
    item: int
    variation: int | None
    subevent: int | None
    rules: list[CartAddOnRule]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        position = self.position

        item = self.item

        variation: int | None
        variation = self.variation

        subevent: int | None
        subevent = self.subevent

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "position": position,
                "item": item,
                "variation": variation,
                "subevent": subevent,
                "rules": rules,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cart_add_on_rule import CartAddOnRule  # noqa: PLC0415

        d = dict(src_dict)
        position = d.pop("position")

        item = d.pop("item")

        def _parse_variation(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        variation = _parse_variation(d.pop("variation"))

        def _parse_subevent(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        subevent = _parse_subevent(d.pop("subevent"))

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = CartAddOnRule.from_dict(rules_item_data)

            rules.append(rules_item)

        cart_add_on_choice = cls(
            position=position,
            item=item,
            variation=variation,
            subevent=subevent,
            rules=rules,
        )

        cart_add_on_choice.additional_properties = d
        return cart_add_on_choice

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
