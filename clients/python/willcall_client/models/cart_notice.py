from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.cart_code import CartCode, check_cart_code

T = TypeVar("T", bound="CartNotice")


@_attrs_define
class CartNotice:
    """What the cart lost although the request went through.

    Attributes:
        detail (str):
        code (CartCode): What stands in the way; codes stay, sentences may change.
        positions (list[int]):
        item (int):
        variation (int | None):
        cause (CartCode | None): Why it could not be kept.
    """

    detail: str
    code: CartCode
    positions: list[int]
    item: int
    variation: int | None
    cause: CartCode | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        detail = self.detail

        code: str = self.code

        positions = self.positions

        item = self.item

        variation: int | None
        variation = self.variation

        cause: None | str
        if isinstance(self.cause, str):
            cause = self.cause
        else:
            cause = self.cause

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "detail": detail,
                "code": code,
                "positions": positions,
                "item": item,
                "variation": variation,
                "cause": cause,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        detail = d.pop("detail")

        code = check_cart_code(d.pop("code"))

        positions = cast(list[int], d.pop("positions"))

        item = d.pop("item")

        def _parse_variation(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        variation = _parse_variation(d.pop("variation"))

        def _parse_cause(data: object) -> CartCode | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cause_type_0 = check_cart_code(data)

                return cause_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CartCode | None, data)

        cause = _parse_cause(d.pop("cause"))

        cart_notice = cls(
            detail=detail,
            code=code,
            positions=positions,
            item=item,
            variation=variation,
            cause=cause,
        )

        cart_notice.additional_properties = d
        return cart_notice

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
