"""Sales channels: today's two keys and the older one say the same (spec 05 §10)."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from msgspec import UNSET

from willcall.catalog import channels
from willcall.rest.problems import Invalid
from willcall.rest.scope import Scope

KNOWN = ["api.kiosk", "web"]
EVERY: dict[str, Any] = {"all_sales_channels": True, "limit_sales_channels": [], "sales_channels": KNOWN}
WEB: dict[str, Any] = {"all_sales_channels": False, "limit_sales_channels": ["web"], "sales_channels": ["web"]}


class Directory:
    """Knows the organizer's channels."""

    async def find(self, *_: object) -> list[dict[str, str]]:
        return [{"identifier": identifier} for identifier in reversed(KNOWN)]


def fays_desk() -> Scope:
    """Where channels are looked up."""
    request = SimpleNamespace(organizer=SimpleNamespace(id=1))
    return cast("Scope", SimpleNamespace(tx=Directory(), request=request))


def settled(sent: dict[str, Any], kept: dict[str, Any] | None = None) -> dict[str, Any]:
    """What is shown after a body said this."""

    async def both() -> dict[str, Any]:
        values = dict.fromkeys((channels.ALL, channels.LIMIT, channels.LEGACY), UNSET) | sent
        await channels.settle(fays_desk(), values, kept)
        await channels.fill(fays_desk(), [values])
        return values

    return asyncio.run(both())


@pytest.mark.parametrize(
    ("sent", "kept", "wanted"),
    [
        ({}, None, EVERY),
        ({}, WEB, WEB),
        ({"all_sales_channels": False, "limit_sales_channels": ["web"]}, None, WEB),
        ({"all_sales_channels": True, "limit_sales_channels": ["web"]}, None, EVERY),
        ({"all_sales_channels": True}, WEB, EVERY),
        ({"limit_sales_channels": ["web"]}, EVERY, EVERY),
        ({"all_sales_channels": False}, EVERY, {**WEB, "limit_sales_channels": [], "sales_channels": []}),
        ({"sales_channels": ["web"]}, None, WEB),
        ({"sales_channels": ["web"]}, EVERY, WEB),
        ({"sales_channels": ["web", "api.kiosk"]}, WEB, EVERY),
        (EVERY, WEB, EVERY),
        (WEB, EVERY, WEB),
    ],
)
def test_keys_are_brought_together(sent: dict[str, Any], kept: dict[str, Any] | None, wanted: dict[str, Any]) -> None:
    """What is left out stays with PATCH, and is every channel otherwise; a whole object can be sent back."""
    assert settled(sent, kept) == wanted


@pytest.mark.parametrize(
    "sent",
    [
        {"limit_sales_channels": ["carrier-pigeon"]},
        {"sales_channels": ["web", "carrier-pigeon"]},
        {"all_sales_channels": True, "sales_channels": ["web"]},
        {"all_sales_channels": True, "sales_channels": []},
        {"limit_sales_channels": ["api.kiosk"], "sales_channels": ["web"]},
    ],
)
def test_unknown_channels_and_contradictions_are_refused(sent: dict[str, Any]) -> None:
    """Under one key, whichever of them said it."""
    with pytest.raises(Invalid) as refusal:
        settled(sent)
    assert isinstance(refusal.value.body, dict)
    assert list(refusal.value.body) == ["limit_sales_channels"]
