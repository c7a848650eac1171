from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.sales_channel_label import SalesChannelLabel


T = TypeVar("T", bound="SalesChannel")


@_attrs_define
class SalesChannel:
    """
    Attributes:
        identifier (str):
        type_ (str):
        label (SalesChannelLabel):
        position (int):
    """

    identifier: str
    type_: str
    label: SalesChannelLabel
    position: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        identifier = self.identifier

        type_ = self.type_

        label = self.label.to_dict()

        position = self.position

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "identifier": identifier,
                "type": type_,
                "label": label,
                "position": position,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sales_channel_label import SalesChannelLabel  # noqa: PLC0415

        d = dict(src_dict)
        identifier = d.pop("identifier")

        type_ = d.pop("type")

        label = SalesChannelLabel.from_dict(d.pop("label"))

        position = d.pop("position")

        sales_channel = cls(
            identifier=identifier,
            type_=type_,
            label=label,
            position=position,
        )

        sales_channel.additional_properties = d
        return sales_channel

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
