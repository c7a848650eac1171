from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.cart_refusal_code import CartRefusalCode, check_cart_refusal_code

if TYPE_CHECKING:
    from ..models.cart_refusal_details_type_0 import CartRefusalDetailsType0


T = TypeVar("T", bound="CartRefusal")


@_attrs_define
class CartRefusal:
    """
    Attributes:
        detail (str):
        code (CartRefusalCode):
        line (int | None): Which line of the request, counted from 0.
        addon (int | None): Which add-on of that line, counted from 0.
        item (int | None): The product.
        variation (int | None): Its variation.
        category (int | None): The category of an add-on rule.
        least (int | None): So many are needed.
        most (int | None): So many are possible.
        left (int | None): So many could be had.
        retry_after (int | None): Seconds after which it is worth trying again.
        details (CartRefusalDetailsType0 | None): What else there is to tell, such as of answers.
    """

    detail: str
    code: CartRefusalCode
    line: int | None
    addon: int | None
    item: int | None
    variation: int | None
    category: int | None
    least: int | None
    most: int | None
    left: int | None
    retry_after: int | None
    details: CartRefusalDetailsType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.cart_refusal_details_type_0 import CartRefusalDetailsType0  # noqa: PLC0415

        detail = self.detail

        code: str = self.code

        line: int | None
        line = self.line

        addon: int | None
        addon = self.addon

        item: int | None
        item = self.item

        variation: int | None
        variation = self.variation

        category: int | None
        category = self.category

        least: int | None
        least = self.least

        most: int | None
        most = self.most

        left: int | None
        left = self.left

        retry_after: int | None
        retry_after = self.retry_after

        details: dict[str, Any] | None
        if isinstance(self.details, CartRefusalDetailsType0):
            details = self.details.to_dict()
        else:
            details = self.details

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "detail": detail,
                "code": code,
                "line": line,
                "addon": addon,
                "item": item,
                "variation": variation,
                "category": category,
                "least": least,
                "most": most,
                "left": left,
                "retry_after": retry_after,
                "details": details,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cart_refusal_details_type_0 import CartRefusalDetailsType0  # noqa: PLC0415

        d = dict(src_dict)
        detail = d.pop("detail")

        code = check_cart_refusal_code(d.pop("code"))

        def _parse_line(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        line = _parse_line(d.pop("line"))

        def _parse_addon(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        addon = _parse_addon(d.pop("addon"))

        def _parse_item(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        item = _parse_item(d.pop("item"))

        def _parse_variation(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        variation = _parse_variation(d.pop("variation"))

        def _parse_category(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        category = _parse_category(d.pop("category"))

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

        def _parse_left(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        left = _parse_left(d.pop("left"))

        def _parse_retry_after(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        retry_after = _parse_retry_after(d.pop("retry_after"))

        def _parse_details(data: object) -> CartRefusalDetailsType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                details_type_0 = CartRefusalDetailsType0.from_dict(data)

                return details_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CartRefusalDetailsType0 | None, data)

        details = _parse_details(d.pop("details"))

        cart_refusal = cls(
            detail=detail,
            code=code,
            line=line,
            addon=addon,
            item=item,
            variation=variation,
            category=category,
            least=least,
            most=most,
            left=left,
            retry_after=retry_after,
            details=details,
        )

        cart_refusal.additional_properties = d
        return cart_refusal

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
