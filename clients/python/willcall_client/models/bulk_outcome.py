from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cart_position_created import CartPositionCreated
    from ..models.problems import Problems


T = TypeVar("T", bound="BulkOutcome")


@_attrs_define
class BulkOutcome:
    """
    Attributes:
        success (bool):
        data (CartPositionCreated | None):
        errors (None | Problems):
    """

    success: bool
    data: CartPositionCreated | None
    errors: None | Problems
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.cart_position_created import CartPositionCreated  # noqa: PLC0415
        from ..models.problems import Problems  # noqa: PLC0415

        success = self.success

        data: dict[str, Any] | None
        if isinstance(self.data, CartPositionCreated):
            data = self.data.to_dict()
        else:
            data = self.data

        errors: dict[str, Any] | None
        if isinstance(self.errors, Problems):
            errors = self.errors.to_dict()
        else:
            errors = self.errors

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "success": success,
                "data": data,
                "errors": errors,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cart_position_created import CartPositionCreated  # noqa: PLC0415
        from ..models.problems import Problems  # noqa: PLC0415

        d = dict(src_dict)
        success = d.pop("success")

        def _parse_data(data: object) -> CartPositionCreated | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                data_type_0 = CartPositionCreated.from_dict(data)

                return data_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CartPositionCreated | None, data)

        data = _parse_data(d.pop("data"))

        def _parse_errors(data: object) -> None | Problems:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                errors_type_0 = Problems.from_dict(data)

                return errors_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Problems, data)

        errors = _parse_errors(d.pop("errors"))

        bulk_outcome = cls(
            success=success,
            data=data,
            errors=errors,
        )

        bulk_outcome.additional_properties = d
        return bulk_outcome

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
