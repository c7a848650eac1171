"""The fixture of the verified vectors: one event with a product of each sort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tests.cast import NO_SUCH_ID, id_of

if TYPE_CHECKING:
    import httpx

    from tests.cast import Fair, Wire

UNKNOWN: Final = "$unknown"


@dataclass(frozen=True)
class Stall:
    """A fair with **T** (category `normal`, quota `q1` of 5), **W** (add-on category `addon`, quota `q2`, a choice of
    T's), **S** (variations `s1` and `s2`, quota without limit, `s1` bundled with T), **U** in no quota, and **X** of
    another event.
    """

    fair: Fair
    things: dict[str, Wire]

    def filled(self, value: Any) -> Any:
        """The value with each "$T" replaced by the id of T, and "$unknown" by the id of nothing."""
        if isinstance(value, dict):
            return {key: self.filled(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.filled(inner) for inner in value]
        if value == UNKNOWN:
            return NO_SUCH_ID
        if isinstance(value, str) and value.startswith("$"):
            return id_of(self.things[value[1:]])
        return value

    def post(self, path: str, value: object) -> httpx.Response:
        """POST a body with names in place of ids."""
        return self.fair.post(path, self.filled(value))


def set_up(fair: Fair, other_fair: Fair) -> Stall:
    """Build the stall."""
    normal = fair.category("Tickets")
    addon = fair.category("Workshops", is_addon=True)
    ticket = fair.item("T", category=normal["id"])
    workshop = fair.item("W", price="9.00", category=addon["id"])
    shirt = fair.item("S", price="15.00", variations=["s1", {"value": {"en": "s2"}, "default_price": "17.00"}])
    first, second = shirt["variations"]
    things = {
        "normal": normal,
        "addon": addon,
        "T": ticket,
        "W": workshop,
        "S": shirt,
        "s1": first,
        "s2": second,
        "U": fair.item("U"),
        "X": other_fair.item("X"),
        "q1": fair.quota(ticket, size=5, name="Tickets"),
        "q2": fair.quota(workshop, size=50, name="Workshops"),
        "q3": fair.quota(shirt, size=None, name="Shirts"),
        "rule": fair.addon_rule(ticket, addon, min_count=0, max_count=10, position=1, price_included=False),
        "bundle": fair.bundle(ticket, shirt, first, count=1, designated_price="2.50"),
    }
    return Stall(fair, things)
