"""A shelf: finished things by their keys, within a number of bytes; what was used longest ago goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """Things by key. `bytes_of` says what one takes, and must say the same of it for ever."""

    def __init__(self, bytes_max: int, bytes_of: Callable[[V], int]) -> None:
        self._things: OrderedDict[K, V] = OrderedDict()
        self._bytes_max = bytes_max
        self._bytes_of = bytes_of
        self.size = 0
        """The bytes of all that is here."""

    def find(self, key: K) -> V | None:
        """What has this key, which is then what was used last."""
        known = self._things.get(key)
        if known is not None:
            self._things.move_to_end(key)
        return known

    def put(self, key: K, thing: V) -> None:
        """Takes a thing in, in place of the one that has its key; others go until there is room.

        What is too large for the whole shelf is not taken, and makes nothing else go.
        """
        before = self._things.pop(key, None)
        if before is not None:
            self.size -= self._bytes_of(before)
        if self._bytes_of(thing) > self._bytes_max:
            return
        self._things[key] = thing
        self.size += self._bytes_of(thing)
        while self.size > self._bytes_max:
            _, oldest = self._things.popitem(last=False)
            self.size -= self._bytes_of(oldest)

    def __len__(self) -> int:
        return len(self._things)
