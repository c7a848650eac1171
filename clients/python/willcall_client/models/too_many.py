from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.too_many_limit import TooManyLimit, check_too_many_limit

T = TypeVar("T", bound="TooMany")


@_attrs_define
class TooMany:
    """A client without a token has used up its allowance.

    Attributes:
        detail (str):
        code (Literal['too_many_requests']):
        limit (TooManyLimit):
        retry_after (int): Seconds, as in `Retry-After`.
    """

    detail: str
    code: Literal["too_many_requests"]
    limit: TooManyLimit
    retry_after: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        detail = self.detail

        code = self.code

        limit: str = self.limit

        retry_after = self.retry_after

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "detail": detail,
                "code": code,
                "limit": limit,
                "retry_after": retry_after,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        detail = d.pop("detail")

        code = cast(Literal["too_many_requests"], d.pop("code"))
        if code != "too_many_requests":
            raise ValueError(f"code must match const 'too_many_requests', got '{code}'")

        limit = check_too_many_limit(d.pop("limit"))

        retry_after = d.pop("retry_after")

        too_many = cls(
            detail=detail,
            code=code,
            limit=limit,
            retry_after=retry_after,
        )

        too_many.additional_properties = d
        return too_many

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
