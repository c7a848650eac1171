"""What a shop knows of an event: an immutable snapshot of one version, held in memory.

It is read whole by `fetch` whenever the version of the event has moved on. What is left of quotas is not in it, since
that changes with every sale; which quotas cover what is in `engine`, the catalogue by which places are held.
Amounts are in hundredths, instants in microseconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

import msgspec

from willcall.kit.texts import DEFAULT_LANGUAGE, Texts
from willcall.reserve.catalogue import Catalogue, Place

if TYPE_CHECKING:
    from willcall.shop.prices import Price


class Window(msgspec.Struct, frozen=True):
    """When something may be had; both ends belong to it, and None is no end."""

    begins: int | None = None
    ends: int | None = None
    shown_before: bool = False
    """Whether it is shown before it may be had."""
    shown_after: bool = False

    def not_yet(self, now: int) -> bool:
        """Whether it is still to begin."""
        return self.begins is not None and now < self.begins

    def no_longer(self, now: int) -> bool:
        """Whether it is over."""
        return self.ends is not None and now > self.ends

    def open(self, now: int) -> bool:
        """Whether `now` is within."""
        return not self.not_yet(now) and not self.no_longer(now)

    def turns(self) -> Iterator[int]:
        """The instants at which what `open` says changes."""
        if self.begins is not None:
            yield self.begins
        if self.ends is not None:
            yield self.ends + 1


ALWAYS: Final = Window()


class Channels(msgspec.Struct, frozen=True):
    """Sales channels on which something is sold."""

    limit: frozenset[str] | None = None
    """None for all of them."""

    def __contains__(self, identifier: str) -> bool:
        return self.limit is None or identifier in self.limit


EVERYWHERE: Final = Channels()


class Override(msgspec.Struct, frozen=True):
    """What a date changes about an item or a variation."""

    price: int | None = None
    """None leaves the price as it is."""
    disabled: bool = False
    window: Window = ALWAYS
    """Outside of it, the date does not show the item (spec 07 §2)."""


class TaxRule(msgspec.Struct, frozen=True):
    """How a price is taxed."""

    rate: int
    """In ten-thousandths of a percent: 19.00 % is 190000."""
    included: bool = True
    """Whether prices include the tax, or it is added to them."""


class AddOnRule(msgspec.Struct, frozen=True):
    """With an item, products of a category may or must be chosen."""

    id: int
    category_id: int
    min_count: int = 0
    max_count: int = 1
    multi_allowed: bool = False
    """Whether a product may be chosen more than once."""
    price_included: bool = False


class Bundle(msgspec.Struct, frozen=True):
    """An item brings others with it; their price is part of its own."""

    item_id: int
    variation_id: int | None = None
    count: int = 1
    designated_price: int = 0
    """Of each of them."""


class Variation(msgspec.Struct, frozen=True):
    """A kind of an item."""

    id: int
    value: Texts = msgspec.field(default_factory=dict)
    description: Texts | None = None
    active: bool = True
    position: int = 0
    default_price: int | None = None
    """None takes the item's."""
    original_price: int | None = None
    suggestion: int | None = None
    window: Window = ALWAYS
    channels: Channels = EVERYWHERE
    hide_without_voucher: bool = False


class Item(msgspec.Struct, frozen=True):
    """What is sold, with everything that decides whether, how and for how much."""

    id: int
    name: Texts = msgspec.field(default_factory=dict)
    description: Texts | None = None
    active: bool = True
    position: int = 0
    category_id: int | None = None
    default_price: int = 0
    original_price: int | None = None
    free_price: bool = False
    """Whether the buyer may pay more."""
    suggestion: int | None = None
    tax: TaxRule | None = None
    window: Window = ALWAYS
    channels: Channels = EVERYWHERE
    require_voucher: bool = False
    hide_without_voucher: bool = False
    require_bundling: bool = False
    """Whether it is only sold as a part of others."""
    hidden_if_quota: int | None = None
    """While this quota has places, the item is hidden."""
    hidden_if_item: int | None = None
    """While this item can be had, the item is hidden, or shown without being sold."""
    hidden_if_item_shown: bool = False
    min_per_order: int | None = None
    max_per_order: int | None = None
    show_quota_left: bool | None = None
    """None does as the event does."""
    variations: tuple[Variation, ...] = ()
    """In their order: by position and id."""
    addon_rules: tuple[AddOnRule, ...] = ()
    """In their order: by position and id."""
    bundles: tuple[Bundle, ...] = ()

    @property
    def kinds(self) -> tuple[Variation | None, ...]:
        """What a buyer chooses from: the variations, or the item itself."""
        return self.variations or (None,)


class Category(msgspec.Struct, frozen=True):
    """What items are grouped by."""

    id: int
    name: Texts = msgspec.field(default_factory=dict)
    description: Texts | None = None
    position: int = 0
    is_addon: bool = False
    cross_selling_mode: str | None = None
    cross_selling_condition: str | None = None
    match_item_ids: frozenset[int] = frozenset()

    @property
    def in_list(self) -> bool:
        """Whether its items are in the list of products (spec 07 §2.4)."""
        return not self.is_addon and self.cross_selling_mode != "only"


class Date(msgspec.Struct, frozen=True):
    """When an event takes place, or one of its dates: what its sale depends on."""

    date_from: int
    date_to: int | None = None
    presale_start: int | None = None
    presale_end: int | None = None
    active: bool = True
    name: Texts = msgspec.field(default_factory=dict)


class Discount(msgspec.Struct, frozen=True):
    """A discount that is given without being asked for; carts apply it."""

    id: int
    active: bool
    position: int
    window: Window
    channels: Channels
    subevent_mode: str
    dates: Window
    """Dates that meet its condition."""
    condition_item_ids: frozenset[int] | None
    """None for all items."""
    condition_apply_to_addons: bool
    condition_ignore_voucher_discounted: bool
    condition_min_count: int
    condition_min_value: int
    benefit_item_ids: frozenset[int] | None
    """None for those that meet the condition."""
    benefit_percent: int
    """In hundredths of a percent."""
    benefit_cheapest_n: int | None
    benefit_apply_to_addons: bool
    benefit_ignore_voucher_discounted: bool


class Rules(msgspec.Struct, frozen=True):
    """The settings of an event that a shop goes by."""

    max_items_per_order: int = 10
    display_net_prices: bool = False
    hide_sold_out: bool = False
    show_quota_left: bool = False
    show_variations_expanded: bool = False
    show_outside_presale: bool = True
    tax_rounding: str = "line"
    language: str = DEFAULT_LANGUAGE
    """The event's own, by which items of the same position are ordered."""
    seating_choice: bool = True
    """Whether buyers choose seats; products with seats are then no rows of a list."""


NO_QUOTA: Final = 0
"""The id of no quota at all."""
_UNKNOWN: Final[Mapping[int, int]] = {}


class Showcase(msgspec.Struct, frozen=True, dict=True):
    """Everything about an event that a shop shows and decides by, but for what is left."""

    engine: Catalogue
    event: Date
    currency: str = "EUR"
    timezone: str = "UTC"
    live: bool = True
    channels: Channels = EVERYWHERE
    dates: Mapping[int, Date] = msgspec.field(default_factory=dict)
    categories: Mapping[int, Category] = msgspec.field(default_factory=dict)
    items: Mapping[int, Item] = msgspec.field(default_factory=dict)
    """In the order of the list: by category, position, name and id."""
    item_overrides: Mapping[tuple[int, int], Override] = msgspec.field(default_factory=dict)
    """By date and item."""
    variation_overrides: Mapping[tuple[int, int], Override] = msgspec.field(default_factory=dict)
    """By date and variation."""
    discounts: tuple[Discount, ...] = ()
    """In the order in which they are tried: by position and id."""
    rules: Rules = msgspec.field(default_factory=Rules)
    turns: tuple[int, ...] = ()
    """The instants at which the clock alone changes what is shown, in order."""

    @property
    def event_id(self) -> int:
        """Whose it is."""
        return self.engine.event_id

    @property
    def version(self) -> int:
        """The version of the event that it was read at."""
        return self.engine.version

    @cached_property
    def by_category(self) -> Mapping[int | None, tuple[Item, ...]]:
        """The items of each category, in their order; None for those without."""
        found: dict[int | None, list[Item]] = {}
        for item in self.items.values():
            found.setdefault(item.category_id, []).append(item)
        return {category_id: tuple(items) for category_id, items in found.items()}

    @cached_property
    def watched(self) -> frozenset[int]:
        """Quotas that hide items, whatever date they are of."""
        return frozenset(item.hidden_if_quota for item in self.items.values() if item.hidden_if_quota is not None)

    @cached_property
    def most_needed(self) -> int | None:
        """So many places of a quota are as good as any number: no row can need more. None where the number is shown."""
        if self.rules.show_quota_left or any(item.show_quota_left for item in self.items.values()):
            return None
        most = max([self.rules.max_items_per_order, *(item.max_per_order or 0 for item in self.items.values())])
        brought = (sum(bundle.count for bundle in item.bundles) for item in self.items.values())
        return most * (1 + max(brought, default=0))

    def needs(self, place: Place) -> Mapping[int, int] | None:
        """How many places of which quotas one unit takes, what it brings along included; worked out once.

        None without a quota of its own. What cannot be had, since something that it brings has none, needs quota 0,
        which there never is.
        """
        known = self._needs.get(place, _UNKNOWN)
        if known is _UNKNOWN:
            known = self._needs[place] = self._needed(place)
        return known

    @cached_property
    def prices(self) -> dict[Place, Price]:
        """Prices of rows without a voucher, as `prices` works them out."""
        return {}

    @cached_property
    def _needs(self) -> dict[Place, Mapping[int, int] | None]:
        return {}

    def _needed(self, place: Place) -> Mapping[int, int] | None:
        item_id, _, subevent_id = place
        need = Counter(quota.id for quota in self.engine.quotas_of(place))
        if not need:
            return None
        for bundle in self.items[item_id].bundles:
            brought = self.engine.quotas_of((bundle.item_id, bundle.variation_id, subevent_id))
            for quota_id in [quota.id for quota in brought] or [NO_QUOTA]:
                need[quota_id] += bundle.count if brought else 1
        return {quota_id: units for quota_id, units in need.items() if units}

    def era(self, now: int) -> int:
        """A number that stays the same as long as the clock changes nothing of what is shown."""
        return bisect_right(self.turns, now)

    def quota_ids(self, subevent_id: int | None) -> Sequence[int]:
        """The quotas that matter on a date, in the order of their ids."""
        return self._quota_ids[subevent_id]

    @cached_property
    def _quota_ids(self) -> Mapping[int | None, Sequence[int]]:
        found: dict[int | None, set[int]] = {None: set()} | {number: set() for number in self.dates}
        for quota in self.engine.quotas.values():
            found[quota.subevent_id].add(quota.id)
        watched = self.watched & self.engine.quotas.keys()
        return {date: sorted(own | watched) for date, own in found.items()}
