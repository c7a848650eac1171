"""The catalogue of one event as a decision needs it: an immutable snapshot of one version, held in memory.

It is read from the database by the ledgers, whole, whenever its version has moved on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec

from willcall.kit.texts import Texts


class AddOnRule(msgspec.Struct, frozen=True):
    """With an item, products of a category may be bought."""

    category_id: int
    price_included: bool


class Bundle(msgspec.Struct, frozen=True):
    """An item brings others with it."""

    item_id: int
    variation_id: int | None
    designated_price: int
    """In hundredths."""


class Variation(msgspec.Struct, frozen=True):
    """A kind of an item."""

    id: int
    item_id: int
    default_price: int | None
    """In hundredths; None takes the item's."""


class Item(msgspec.Struct, frozen=True):
    """What is sold."""

    id: int
    active: bool
    category_id: int | None
    default_price: int
    has_variations: bool = False
    addon_rules: tuple[AddOnRule, ...] = ()
    bundles: tuple[Bundle, ...] = ()


class Quota(msgspec.Struct, frozen=True):
    """A pool that limits items and variations; what it has left is in the book."""

    id: int
    name: str
    item_ids: frozenset[int] = frozenset()
    variation_ids: frozenset[int] = frozenset()
    subevent_id: int | None = None


class Option(msgspec.Struct, frozen=True):
    """An option of a choice question."""

    id: int
    identifier: str
    text: Texts


class Question(msgspec.Struct, frozen=True):
    """What is asked, and how its answers look."""

    id: int
    type: str
    identifier: str
    options: Mapping[int, Option] = msgspec.field(default_factory=dict)
    required: bool = False
    """Whether a buyer of its items must answer it; never if it is asked at the entrance or hidden."""
    item_ids: frozenset[int] = frozenset()
    """The items that it is asked for; nothing is said of them where only answers are read."""
    depends_on: int | None = None
    """The question that decides whether it is asked."""
    depends_values: frozenset[str] = frozenset()
    """The answers of that one with which it is asked: identifiers of options, or `True` and `False`."""


class DateOverride(msgspec.Struct, frozen=True):
    """What a date changes about an item or a variation."""

    price: int | None = None
    """In hundredths; None leaves the price as it is."""
    disabled: bool = False


class Seating(msgspec.Struct, frozen=True):
    """How seats may be taken (spec 01 §8.2)."""

    blocked_for_channels: frozenset[str] = frozenset()
    """Sales channels that may take blocked seats."""
    minimal_distance: float = 0
    within_row: bool = False


Place = tuple[int, int | None, int | None]
"""What takes from quotas: item, variation, date."""


class Catalogue(msgspec.Struct, frozen=True, dict=True):
    """Everything about an event that decides on an ask, but for what is left."""

    event_id: int
    version: int
    has_subevents: bool = False
    reservation_time_us: int = 0
    waiting_until: Mapping[int | None, int] = msgspec.field(default_factory=dict)
    """By date (None for the event itself): until when the waiting list counts; without end where nothing is said."""
    name_scheme: str = "full"
    channels: frozenset[str] = frozenset(("web",))
    items: Mapping[int, Item] = msgspec.field(default_factory=dict)
    variations: Mapping[int, Variation] = msgspec.field(default_factory=dict)
    quotas: Mapping[int, Quota] = msgspec.field(default_factory=dict)
    subevent_ids: frozenset[int] = frozenset()
    item_overrides: Mapping[tuple[int, int], DateOverride] = msgspec.field(default_factory=dict)
    """By date and item."""
    variation_overrides: Mapping[tuple[int, int], DateOverride] = msgspec.field(default_factory=dict)
    """By date and variation."""
    questions: Mapping[int, Question] = msgspec.field(default_factory=dict)
    seated: frozenset[tuple[int | None, int]] = frozenset()
    """Date (None for the event itself) and item, where a seat goes with the item."""
    seating: Seating = msgspec.field(default_factory=Seating)

    def quotas_of(self, place: Place) -> tuple[Quota, ...]:
        """The quotas that a place takes one unit from each, by name and id (spec 06 §1).

        With a variation those that list the variation, else those that list the item; of the same date.
        """
        item_id, variation_id, subevent_id = place
        if variation_id is not None:
            return self._by_variation.get((variation_id, subevent_id), ())
        return self._by_item.get((item_id, subevent_id), ())

    def waits(self, quota_id: int, now: int) -> bool:
        """Whether the waiting list counts in a quota (spec 06 §2)."""
        quota = self.quotas.get(quota_id)
        until = self.waiting_until.get(quota.subevent_id) if quota is not None else None
        return until is None or until >= now

    @cached_property
    def bare(self) -> dict[tuple[Place, str], tuple[Quota, ...]]:
        """The quotas of positions that are known to break no rule: by place and sales channel (`rules.bare_place`)."""
        return {}

    @cached_property
    def option_ids(self) -> frozenset[int]:
        """The options of all questions."""
        return frozenset(number for question in self.questions.values() for number in question.options)

    @cached_property
    def _by_item(self) -> Mapping[tuple[int, int | None], tuple[Quota, ...]]:
        return _index(self.quotas.values(), variations=False)

    @cached_property
    def _by_variation(self) -> Mapping[tuple[int, int | None], tuple[Quota, ...]]:
        return _index(self.quotas.values(), variations=True)


def _index(quotas: Iterable[Quota], *, variations: bool) -> Mapping[tuple[int, int | None], tuple[Quota, ...]]:
    found: dict[tuple[int, int | None], list[Quota]] = defaultdict(list)
    for quota in sorted(quotas, key=lambda one: (one.name, one.id)):
        for number in quota.variation_ids if variations else quota.item_ids:
            found[number, quota.subevent_id].append(quota)
    return {key: tuple(listed) for key, listed in found.items()}
