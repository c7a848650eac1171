from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.change_after_type_0 import ChangeAfterType0
    from ..models.change_before_type_0 import ChangeBeforeType0


T = TypeVar("T", bound="Change")


@_attrs_define
class Change:
    """
    Attributes:
        id (int):
        datetime_ (datetime.datetime):
        resource (str):
        object_ (int):
        action (str):
        token (int | None):
        before (ChangeBeforeType0 | None):
        after (ChangeAfterType0 | None):
    """

    id: int
    datetime_: datetime.datetime
    resource: str
    object_: int
    action: str
    token: int | None
    before: ChangeBeforeType0 | None
    after: ChangeAfterType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.change_after_type_0 import ChangeAfterType0  # noqa: PLC0415
        from ..models.change_before_type_0 import ChangeBeforeType0  # noqa: PLC0415

        id = self.id

        datetime_ = self.datetime_.isoformat()

        resource = self.resource

        object_ = self.object_

        action = self.action

        token: int | None
        token = self.token

        before: dict[str, Any] | None
        if isinstance(self.before, ChangeBeforeType0):
            before = self.before.to_dict()
        else:
            before = self.before

        after: dict[str, Any] | None
        if isinstance(self.after, ChangeAfterType0):
            after = self.after.to_dict()
        else:
            after = self.after

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "datetime": datetime_,
                "resource": resource,
                "object": object_,
                "action": action,
                "token": token,
                "before": before,
                "after": after,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.change_after_type_0 import ChangeAfterType0  # noqa: PLC0415
        from ..models.change_before_type_0 import ChangeBeforeType0  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        datetime_ = datetime.datetime.fromisoformat(d.pop("datetime"))

        resource = d.pop("resource")

        object_ = d.pop("object")

        action = d.pop("action")

        def _parse_token(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        token = _parse_token(d.pop("token"))

        def _parse_before(data: object) -> ChangeBeforeType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                before_type_0 = ChangeBeforeType0.from_dict(data)

                return before_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChangeBeforeType0 | None, data)

        before = _parse_before(d.pop("before"))

        def _parse_after(data: object) -> ChangeAfterType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                after_type_0 = ChangeAfterType0.from_dict(data)

                return after_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChangeAfterType0 | None, data)

        after = _parse_after(d.pop("after"))

        change = cls(
            id=id,
            datetime_=datetime_,
            resource=resource,
            object_=object_,
            action=action,
            token=token,
            before=before,
            after=after,
        )

        change.additional_properties = d
        return change

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
