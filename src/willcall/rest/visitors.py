"""Clients without a token: browsers of buyers, who may read shops and fill carts of events that are on sale.

Of a visitor is known the address, and the secret of a cart if they have one. Nothing else tells them apart, so nothing
else may show one of them what is another's.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Final

from willcall.rest.limits import Limits
from willcall.rest.problems import Unauthenticated

SCHEME: Final = "cart"
CHANNEL: Final = "web"
"""The sales channel of visitors, the only one."""

NETWORK_V6: Final = 64
"""Bits of an IPv6 address that one subscriber has at least; the rest they may choose as they like."""

_NO_LIMITS: Final = Limits({})


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks without a token; implements `rest.request.Caller`, and may do nothing that needs a permission."""

    cart_secret: str | None = None
    """What came as `Authorization: Cart …`; whether there is such a cart is not known yet."""
    client: str = ""
    """Where they come from, as far as they are told apart by it."""
    limits: Limits = _NO_LIMITS

    @property
    def token_id(self) -> int:
        """No token's."""
        return 0

    @property
    def organizer_id(self) -> int:
        """No organizer's."""
        return 0

    def sees(self, event_id: int) -> bool:
        """Nothing by right: what is on sale is public."""
        return False

    def may(self, permission: str | None) -> bool:
        """Nothing by right."""
        return False


def cart_secret_of(authorization: str) -> str | None:
    """The secret of a cart in a header of this scheme; None for another scheme, `Unauthenticated` for a wrong one."""
    scheme, _, secret = authorization.strip().partition(" ")
    if scheme.lower() != SCHEME:
        return None
    if not secret.strip() or len(secret.split()) != 1:
        raise Unauthenticated('After "Cart" there must be the secret of a cart, without blanks.')
    return secret.strip()


def client_of(peer: str | None, forwarded: str | None) -> str:
    """Where a request comes from: the address that a trusted proxy saw, else that of the connection.

    `forwarded` is `X-Forwarded-For`, or None if nobody may be believed. Only its last entry is the proxy's own word;
    what stands before it is what the client said. IPv6 counts by network. Empty for a socket in the file system.
    """
    named = _network((forwarded or "").rpartition(",")[2].strip())
    return named or _network(peer or "") or (peer or "")


def _network(text: str) -> str | None:
    """An address, or the network of an IPv6 one; None for what is no address. A port is left out."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((address, NETWORK_V6), strict=False))
