from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.shop_date_name import ShopDateName
    from ..models.shop_sale import ShopSale


T = TypeVar("T", bound="ShopDate")


@_attrs_define
class ShopDate:
    """A date of a series.

    Attributes:
        id (int):
        name (ShopDateName):
        date_from (datetime.datetime):
        date_to (datetime.datetime | None):
        sale (ShopSale): Whether anything is sold now.
    """

    id: int
    name: ShopDateName
    date_from: datetime.datetime
    date_to: datetime.datetime | None
    sale: ShopSale
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name.to_dict()

        date_from = self.date_from.isoformat()

        date_to: None | str
        if isinstance(self.date_to, datetime.datetime):
            date_to = self.date_to.isoformat()
        else:
            date_to = self.date_to

        sale = self.sale.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "date_from": date_from,
                "date_to": date_to,
                "sale": sale,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.shop_date_name import ShopDateName  # noqa: PLC0415
        from ..models.shop_sale import ShopSale  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        name = ShopDateName.from_dict(d.pop("name"))

        date_from = datetime.datetime.fromisoformat(d.pop("date_from"))

        def _parse_date_to(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                date_to_type_0 = datetime.datetime.fromisoformat(data)

                return date_to_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        date_to = _parse_date_to(d.pop("date_to"))

        sale = ShopSale.from_dict(d.pop("sale"))

        shop_date = cls(
            id=id,
            name=name,
            date_from=date_from,
            date_to=date_to,
            sale=sale,
        )

        shop_date.additional_properties = d
        return shop_date

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
