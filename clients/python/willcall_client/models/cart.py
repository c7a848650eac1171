from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.cart_line import CartLine
    from ..models.cart_need import CartNeed
    from ..models.cart_notice import CartNotice
    from ..models.cart_total import CartTotal


T = TypeVar("T", bound="Cart")


@_attrs_define
class Cart:
    """A cart.

    Attributes:
        id (str):
        version (int): Counts its changes.
        sales_channel (str):
        currency (str):
        display_net_prices (bool):
        server_time (datetime.datetime):
        expires (datetime.datetime | None): When the first position expires; null for an empty cart.
        seconds_left (int): Until then; 0 when it is past.
        max_extend (datetime.datetime | None): Nothing is kept for longer than this; null for an empty cart.
        expired (bool): Whether something in it is not kept any more; `extend` tries again.
        quantity (int): Positions in it, add-ons and bundled ones too.
        lines (list[CartLine]):
        total (CartTotal): The sum of all lines, rounded as the event says.
        missing (list[CartNeed]):
        notices (list[CartNotice]):
        secret (str | Unset): For `Authorization: Cart …`. Told once, to whoever made the cart.
    """

    id: str
    version: int
    sales_channel: str
    currency: str
    display_net_prices: bool
    server_time: datetime.datetime
    expires: datetime.datetime | None
    seconds_left: int
    max_extend: datetime.datetime | None
    expired: bool
    quantity: int
    lines: list[CartLine]
    total: CartTotal
    missing: list[CartNeed]
    notices: list[CartNotice]
    secret: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        version = self.version

        sales_channel = self.sales_channel

        currency = self.currency

        display_net_prices = self.display_net_prices

        server_time = self.server_time.isoformat()

        expires: None | str
        if isinstance(self.expires, datetime.datetime):
            expires = self.expires.isoformat()
        else:
            expires = self.expires

        seconds_left = self.seconds_left

        max_extend: None | str
        if isinstance(self.max_extend, datetime.datetime):
            max_extend = self.max_extend.isoformat()
        else:
            max_extend = self.max_extend

        expired = self.expired

        quantity = self.quantity

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)

        total = self.total.to_dict()

        missing = []
        for missing_item_data in self.missing:
            missing_item = missing_item_data.to_dict()
            missing.append(missing_item)

        notices = []
        for notices_item_data in self.notices:
            notices_item = notices_item_data.to_dict()
            notices.append(notices_item)

        secret = self.secret

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "version": version,
                "sales_channel": sales_channel,
                "currency": currency,
                "display_net_prices": display_net_prices,
                "server_time": server_time,
                "expires": expires,
                "seconds_left": seconds_left,
                "max_extend": max_extend,
                "expired": expired,
                "quantity": quantity,
                "lines": lines,
                "total": total,
                "missing": missing,
                "notices": notices,
            }
        )
        if secret is not UNSET:
            field_dict["secret"] = secret

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cart_line import CartLine  # noqa: PLC0415
        from ..models.cart_need import CartNeed  # noqa: PLC0415
        from ..models.cart_notice import CartNotice  # noqa: PLC0415
        from ..models.cart_total import CartTotal  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        version = d.pop("version")

        sales_channel = d.pop("sales_channel")

        currency = d.pop("currency")

        display_net_prices = d.pop("display_net_prices")

        server_time = datetime.datetime.fromisoformat(d.pop("server_time"))

        def _parse_expires(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_type_0 = datetime.datetime.fromisoformat(data)

                return expires_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        expires = _parse_expires(d.pop("expires"))

        seconds_left = d.pop("seconds_left")

        def _parse_max_extend(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                max_extend_type_0 = datetime.datetime.fromisoformat(data)

                return max_extend_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        max_extend = _parse_max_extend(d.pop("max_extend"))

        expired = d.pop("expired")

        quantity = d.pop("quantity")

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in _lines:
            lines_item = CartLine.from_dict(lines_item_data)

            lines.append(lines_item)

        total = CartTotal.from_dict(d.pop("total"))

        missing = []
        _missing = d.pop("missing")
        for missing_item_data in _missing:
            missing_item = CartNeed.from_dict(missing_item_data)

            missing.append(missing_item)

        notices = []
        _notices = d.pop("notices")
        for notices_item_data in _notices:
            notices_item = CartNotice.from_dict(notices_item_data)

            notices.append(notices_item)

        secret = d.pop("secret", UNSET)

        cart = cls(
            id=id,
            version=version,
            sales_channel=sales_channel,
            currency=currency,
            display_net_prices=display_net_prices,
            server_time=server_time,
            expires=expires,
            seconds_left=seconds_left,
            max_extend=max_extend,
            expired=expired,
            quantity=quantity,
            lines=lines,
            total=total,
            missing=missing,
            notices=notices,
            secret=secret,
        )

        cart.additional_properties = d
        return cart

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
