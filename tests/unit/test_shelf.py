"""A shelf holds no more than it may, and lets go of what was used longest ago."""

from __future__ import annotations

from willcall.kit.shelf import Shelf


def test_what_was_used_longest_ago_goes_first() -> None:
    shelf: Shelf[str, bytes] = Shelf(10, len)
    for name in "abc":
        shelf.put(name, b"1234")
        shelf.find("a")

    assert (shelf.size, len(shelf)) == (8, 2)
    assert [shelf.find(name) for name in "abc"] == [b"1234", None, b"1234"]


def test_what_is_put_twice_counts_once() -> None:
    shelf: Shelf[str, bytes] = Shelf(10, len)
    shelf.put("a", b"1234")
    shelf.put("a", b"12")

    assert (shelf.size, shelf.find("a")) == (2, b"12")


def test_what_is_too_large_is_not_taken() -> None:
    shelf: Shelf[str, bytes] = Shelf(10, len)
    shelf.put("a", b"1234")
    shelf.put("b", b"12345")
    shelf.put("b", b"12345678901")

    assert (shelf.size, shelf.find("a"), shelf.find("b")) == (4, b"1234", None)
