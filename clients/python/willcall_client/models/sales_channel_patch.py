from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.sales_channel_patch_label import SalesChannelPatchLabel


T = TypeVar("T", bound="SalesChannelPatch")


@_attrs_define
class SalesChannelPatch:
    """
    Attributes:
        identifier (str | Unset):
        type_ (str | Unset):
        label (SalesChannelPatchLabel | Unset):
        position (int | Unset):
    """

    identifier: str | Unset = UNSET
    type_: str | Unset = UNSET
    label: SalesChannelPatchLabel | Unset = UNSET
    position: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        identifier = self.identifier

        type_ = self.type_

        label: dict[str, Any] | Unset = UNSET
        if not isinstance(self.label, Unset):
            label = self.label.to_dict()

        position = self.position

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if identifier is not UNSET:
            field_dict["identifier"] = identifier
        if type_ is not UNSET:
            field_dict["type"] = type_
        if label is not UNSET:
            field_dict["label"] = label
        if position is not UNSET:
            field_dict["position"] = position

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sales_channel_patch_label import SalesChannelPatchLabel  # noqa: PLC0415

        d = dict(src_dict)
        identifier = d.pop("identifier", UNSET)

        type_ = d.pop("type", UNSET)

        _label = d.pop("label", UNSET)
        label: SalesChannelPatchLabel | Unset
        if isinstance(_label, Unset):
            label = UNSET
        else:
            label = SalesChannelPatchLabel.from_dict(_label)

        position = d.pop("position", UNSET)

        sales_channel_patch = cls(
            identifier=identifier,
            type_=type_,
            label=label,
            position=position,
        )

        sales_channel_patch.additional_properties = d
        return sales_channel_patch

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
