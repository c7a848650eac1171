from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.cart_lack import CartLack, check_cart_lack

T = TypeVar("T", bound="CartNeed")


@_attrs_define
class CartNeed:
    """What is still missing before the cart can be ordered.

    Attributes:
        kind (CartLack): What is missing.
        position (int): The position that it is missing from; the first of several.
        item (int):
        rule (int | None): The add-on rule that is not met.
        category (int | None): The category that its add-ons are of.
        question (int | None): The question that is not answered.
        least (int | None): How many there must be at least.
        most (int | None): How many there may be at most.
        chosen (int | None): How many there are.
        can_be_met (bool): Whether it can be put right now; if not, only removing the product helps.
    """

    kind: CartLack
    position: int
    item: int
    rule: int | None
    category: int | None
    question: int | None
    least: int | None
    most: int | None
    chosen: int | None
    can_be_met: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        position = self.position

        item = self.item

        rule: int | None
        rule = self.rule

        category: int | None
        category = self.category

        question: int | None
        question = self.question

        least: int | None
        least = self.least

        most: int | None
        most = self.most

        chosen: int | None
        chosen = self.chosen

        can_be_met = self.can_be_met

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "position": position,
                "item": item,
                "rule": rule,
                "category": category,
                "question": question,
                "least": least,
                "most": most,
                "chosen": chosen,
                "can_be_met": can_be_met,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = check_cart_lack(d.pop("kind"))

        position = d.pop("position")

        item = d.pop("item")

        def _parse_rule(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        rule = _parse_rule(d.pop("rule"))

        def _parse_category(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        category = _parse_category(d.pop("category"))

        def _parse_question(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        question = _parse_question(d.pop("question"))

        def _parse_least(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        least = _parse_least(d.pop("least"))

        def _parse_most(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        most = _parse_most(d.pop("most"))

        def _parse_chosen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        chosen = _parse_chosen(d.pop("chosen"))

        can_be_met = d.pop("can_be_met")

        cart_need = cls(
            kind=kind,
            position=position,
            item=item,
            rule=rule,
            category=category,
            question=question,
            least=least,
            most=most,
            chosen=chosen,
            can_be_met=can_be_met,
        )

        cart_need.additional_properties = d
        return cart_need

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
