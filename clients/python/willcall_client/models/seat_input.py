from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SeatInput")


@_attrs_define
class SeatInput:
    """
    Attributes:
        ids (list[int] | Unset):
        seat_guids (list[str] | Unset):
    """

    ids: list[int] | Unset = UNSET
    seat_guids: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ids: list[int] | Unset = UNSET
        if not isinstance(self.ids, Unset):
            ids = self.ids

        seat_guids: list[str] | Unset = UNSET
        if not isinstance(self.seat_guids, Unset):
            seat_guids = self.seat_guids

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if ids is not UNSET:
            field_dict["ids"] = ids
        if seat_guids is not UNSET:
            field_dict["seat_guids"] = seat_guids

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        ids = cast(list[int], d.pop("ids", UNSET))

        seat_guids = cast(list[str], d.pop("seat_guids", UNSET))

        seat_input = cls(
            ids=ids,
            seat_guids=seat_guids,
        )

        seat_input.additional_properties = d
        return seat_input

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
