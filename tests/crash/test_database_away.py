"""A database that is away is a passing trouble for every request, whatever it is asked first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx

from tests.unit.databases import migrated
from willcall.app import Application
from willcall.settings import settings_from

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_token_that_cannot_be_looked_up_is_told_to_come_back(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """503, and not 500: nothing was done, and nothing is broken for good."""
    application = Application(settings_from({"WILLCALL_DATABASE": migrated("sqlite", request, tmp_path)}))

    async def story() -> httpx.Response:
        await application.start()
        await application.stop()
        async with httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://fair") as client:
            return await client.get("/api/v1/organizers/", headers={"Authorization": "Token ada"})

    answer = asyncio.run(story())

    assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE, answer.text
    assert "Retry-After" in answer.headers
