from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.sales_channel_replacement_label import SalesChannelReplacementLabel


T = TypeVar("T", bound="SalesChannelReplacement")


@_attrs_define
class SalesChannelReplacement:
    """
    Attributes:
        label (SalesChannelReplacementLabel):
        identifier (str | Unset):
        type_ (str | Unset):  Default: 'api'.
        position (int | Unset):  Default: 0.
    """

    label: SalesChannelReplacementLabel
    identifier: str | Unset = UNSET
    type_: str | Unset = "api"
    position: int | Unset = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        label = self.label.to_dict()

        identifier = self.identifier

        type_ = self.type_

        position = self.position

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "label": label,
            }
        )
        if identifier is not UNSET:
            field_dict["identifier"] = identifier
        if type_ is not UNSET:
            field_dict["type"] = type_
        if position is not UNSET:
            field_dict["position"] = position

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sales_channel_replacement_label import (
            SalesChannelReplacementLabel,  # noqa: PLC0415
        )

        d = dict(src_dict)
        label = SalesChannelReplacementLabel.from_dict(d.pop("label"))

        identifier = d.pop("identifier", UNSET)

        type_ = d.pop("type", UNSET)

        position = d.pop("position", UNSET)

        sales_channel_replacement = cls(
            label=label,
            identifier=identifier,
            type_=type_,
            position=position,
        )

        sales_channel_replacement.additional_properties = d
        return sales_channel_replacement

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
