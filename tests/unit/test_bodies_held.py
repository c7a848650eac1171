"""Bodies in memory: how many bytes there may be at once, and that every one of them is forgotten."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import pytest

from willcall.rest import body
from willcall.rest.body import BODIES_BYTES_MAX, BODY_BYTES_MAX, SMALL_BYTES, VISITOR_BODY_BYTES_MAX, Bodies
from willcall.rest.problems import Busy, ClientGone, TooLarge

if TYPE_CHECKING:
    from willcall.rest.body import Asgi

PIECE: Final = b" " * SMALL_BYTES
GONE: Final[Asgi] = {"type": "http.disconnect"}


def read(bodies: Bodies, *messages: Asgi, length: str | None = None, bytes_max: int = BODY_BYTES_MAX) -> bytes:
    """What is read from a client that sends these."""
    left = iter(messages)

    async def receive() -> Asgi:
        return next(left)

    return asyncio.run(bodies.read(length, receive, bytes_max))


def sent(*pieces: bytes) -> list[Asgi]:
    """A whole body in pieces."""
    last = len(pieces) - 1
    return [{"type": "http.request", "body": piece, "more_body": number < last} for number, piece in enumerate(pieces)]


@pytest.mark.parametrize("pieces", [(b"",), (b"{}",), (b"{", b"}"), (b"", b"{}", b""), (PIECE, PIECE)])
def test_a_body_is_read_as_a_whole_and_counts_until_it_is_forgotten(pieces: tuple[bytes, ...]) -> None:
    bodies = Bodies()

    whole = read(bodies, *sent(*pieces))
    assert whole == b"".join(pieces)
    assert bodies.size == len(whole)

    bodies.forget(whole)
    assert bodies.size == 0


@pytest.mark.parametrize("before", [[], sent(b"{", b"}")[:1], sent(PIECE, PIECE)[:1]])
def test_a_body_that_breaks_off_is_no_body(before: list[Asgi]) -> None:
    """Nor is it an empty one."""
    bodies = Bodies()

    with pytest.raises(ClientGone):
        read(bodies, *before, GONE)
    assert bodies.size == 0


def test_a_body_has_a_bound_with_a_length_and_without() -> None:
    bodies = Bodies()

    with pytest.raises(TooLarge):
        read(bodies, length=str(BODY_BYTES_MAX + 1))
    with pytest.raises(TooLarge):
        read(bodies, *sent(*[PIECE] * (BODY_BYTES_MAX // SMALL_BYTES + 1)))
    assert len(read(bodies, *sent(*[PIECE] * (BODY_BYTES_MAX // SMALL_BYTES)))) == bodies.size == BODY_BYTES_MAX


def test_large_bodies_have_a_bound_together_and_small_ones_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sends large bodies, slowly, keeps nobody out who wants one place."""
    monkeypatch.setattr(body, "BODIES_BYTES_MAX", 4 * SMALL_BYTES)
    bodies = Bodies()
    held = [read(bodies, *sent(PIECE, PIECE)) for _ in range(2)]

    with pytest.raises(Busy) as refused:
        read(bodies, *sent(PIECE, b" "))
    assert dict(refused.value.headers)["Retry-After"] == "1"
    assert read(bodies, *sent(b"{", b"}")) == b"{}"

    bodies.forget(held[0])
    assert len(read(bodies, *sent(PIECE, b" "))) == SMALL_BYTES + 1


def test_all_bodies_together_leave_room_for_several_large_ones() -> None:
    assert BODIES_BYTES_MAX >= 8 * BODY_BYTES_MAX


@pytest.mark.parametrize("pieces", [(PIECE, PIECE, b" "), (PIECE + PIECE + b" ",), (PIECE + PIECE + b" ", b"")])
def test_whoever_comes_without_a_token_may_send_less(pieces: tuple[bytes, ...]) -> None:
    bodies = Bodies()
    most = VISITOR_BODY_BYTES_MAX

    with pytest.raises(TooLarge):
        read(bodies, *sent(*pieces), bytes_max=most)
    with pytest.raises(TooLarge):
        read(bodies, length=str(most + 1), bytes_max=most)
    assert bodies.size == 0
    assert len(read(bodies, *sent(PIECE, PIECE), length=str(most), bytes_max=most)) == most
