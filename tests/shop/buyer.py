"""A buyer with a cart: plays the recorded steps through the interface of carts, and tells the cart as they do.

All or nothing is what ours does where the reference fills a cart as far as it goes. A front end that wants the same
asks for what is left, as it was told; so does this buyer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

import httpx

from tests.cast import NO_BODY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.cast import Wire
    from tests.shop.counter import Counter

LESS_IS_LEFT: Final = frozenset(
    ("quota_partial", "quota_none", "voucher_partial", "voucher_used_up", "voucher_in_carts", "voucher_min_usages")
)
SEAT_IS_GONE: Final = frozenset(("seat_unavailable", "seat_multiple"))
LINE: Final = {"item": "item", "variation": "variation", "date": "subevent", "seat": "seat", "price": "price"}
MEANT: Final = {"item": "item", "variation": "variation", "date": "subevent"}
TRIES_MAX: Final = 10
NOBODYS: Final = 10**15
"""A position that there is not."""
FIELDS: Final = "fields"
"""In place of a code, where the answer tells of each field what is wrong with it."""


@dataclass
class Buyer:
    """Somebody at the shop without a token, as a browser is."""

    counter: Counter
    cart: Wire | None = None
    secret: str = ""
    told: list[str] = field(default_factory=list)
    """Codes of the last action's first refusal, or of its notices."""
    refused: bool = False
    """Whether the last action was."""
    acted: datetime | None = None
    """When the cart was looked at first after the last action."""

    def send(self, method: str, below: str = "", body: object = None) -> httpx.Response:
        """A request on this buyer's cart, or for a new one."""
        fair, sent = self.counter.fair, NO_BODY if body is None else body
        path = "carts/" if self.cart is None else f"carts/{self.cart['id']}/{below}"
        headers = {"Authorization": f"Cart {self.secret}"} if self.cart is not None else {}
        answer = fair.send(method, path, sent, token="", headers=headers)
        assert answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR, answer.text
        return answer

    def act(self, method: str, below: str = "", body: object = None) -> httpx.Response:
        """An action: what came of it is remembered, as is the cart when it was granted."""
        answer = self.send(method, below, body)
        if answer.is_success:
            made = self.cart is None
            self.cart = answer.json() if answer.content else None
            if made and self.cart is not None:
                self.secret = self.cart["secret"]
            self.told = [told(notice) for notice in (self.cart or {}).get("notices", ())]
        else:
            self.told = [answer.json().get("code", FIELDS)]
        self.acted, self.refused = None, not answer.is_success
        return answer

    def seen(self) -> Wire:
        """The cart as it is now; nothing of a look changes it."""
        if self.cart is None:
            return {"lines": []}
        answer = self.send("GET")
        assert answer.is_success, answer.text
        self.cart = answer.json()
        return self.as_recorded(self.cart)

    # The steps.

    def add(self, step: Wire) -> None:
        """Lines are added; of what is short, what is left."""
        code = {"voucher": step["voucher"]} if "voucher" in step else {}
        lines = [self._wanted(line) | code for line in step["lines"]]
        self._as_far_as_it_goes(lines, optional=step.get("voucher_optional", False))

    def _as_far_as_it_goes(self, lines: list[Wire], *, optional: bool) -> None:
        first: list[str] | None = None
        for _ in range(TRIES_MAX):
            answer = self.act("POST", "lines/", {"lines": lines})
            first = self.told if first is None else first
            refusal = {} if answer.is_success else answer.json()
            code, place = refusal.get("code"), refusal.get("line")
            if place is None or code not in LESS_IS_LEFT | SEAT_IS_GONE:
                break
            if optional and code in {"voucher_used_up", "voucher_in_carts"}:
                lines, first = [{key: one for key, one in line.items() if key != "voucher"} for line in lines], None
                continue
            left = 0 if code in SEAT_IS_GONE else refusal["left"] or 0
            lines = [*lines[:place], *([lines[place] | {"quantity": left}] if left else []), *lines[place + 1 :]]
            if not lines:
                break
        self.told = first or []

    def remove(self, step: Wire) -> None:
        """One unit of a line goes, or a child of it."""
        cart = self.send("GET").json()
        if step.get("child"):
            line = self._meant(cart["lines"], step["parent"])
            position = [*line["bundled"], *line["addons"]][0]["positions"][-1]
        elif isinstance(step["line"], str):
            position = NOBODYS
        else:
            position = self._meant(cart["lines"], step["line"])["positions"][0]
        self.act("DELETE", f"positions/{position}/")

    def clear(self, _: Wire) -> None:
        """The cart goes."""
        if self.cart is not None:
            assert self.act("DELETE").status_code == httpx.codes.NO_CONTENT
        self.cart, self.told = None, []

    def extend(self, _: Wire) -> None:
        """The reservation is renewed."""
        self.act("POST", "extend/")

    def apply_voucher(self, step: Wire) -> None:
        """A code for the cart as it is."""
        self.act("POST", "voucher/", {"voucher": step["code"]})

    def addons(self, step: Wire) -> None:
        """The whole choice of add-ons, and offers that are taken, in one request."""
        cart = self.send("GET").json()
        units = [(line, position) for line in cart["lines"] for position in line["positions"]]
        chosen: dict[int, list[Wire]] = {position: [] for _, position in units}
        for one in step["choose"]:
            meant = [position for line, position in units if self._fits(line, one["to"])]
            chosen[meant[one["to"].get("nth", 0)]].append(self._wanted(one))
        lines: list[Wire] = [{"id": one, "quantity": 1, "addons": addons} for one, addons in chosen.items()]
        self._choose([*lines, *(self._wanted(one) for one in step.get("cross", ()))])

    def _wanted(self, line: Wire) -> Wire:
        """What is asked for, as it is sent."""
        wanted = {name: self.counter.filled(line[key]) for key, name in LINE.items() if key in line}
        return wanted | {"quantity": _number(line["count"])}

    def _choose(self, lines: list[Wire]) -> None:
        """Of what is short, what is left; the rest of the choice stands (spec 07 §5)."""
        first: list[str] | None = None
        for _ in range(TRIES_MAX):
            answer = self.act("PATCH", "", {"lines": lines})
            first = self.told if first is None else first
            refusal = {} if answer.is_success else answer.json()
            place, addon = refusal.get("line"), refusal.get("addon")
            if refusal.get("code") not in {"quota_partial", "quota_none"} or place is None:
                break
            if addon is None:
                lines[place]["quantity"] = refusal["left"] or 0
            else:
                short = lines[place]["addons"][addon]
                short["quantity"] = refusal["left"] or 0
                lines[place]["addons"] = [one for one in lines[place]["addons"] if one["quantity"]]
            lines = [line for line in lines if line["quantity"]]
        self.told = first or []

    def _fits(self, line: Wire, meant: Wire) -> bool:
        """Whether a recording means a line by product, variation, date and voucher."""
        fits = all(line[name] == self.counter.filled(meant[key]) for key, name in MEANT.items() if key in meant)
        return fits and line["voucher"] == meant.get("voucher", line["voucher"])

    def _meant(self, lines: Iterable[Wire], meant: Wire) -> Wire:
        """The line that a recording means."""
        return [line for line in lines if self._fits(line, meant)][meant.get("nth", 0)]

    # The cart in the words of the recordings.

    def as_recorded(self, cart: Wire) -> Wire:
        """Lines in order with their children beneath them, sums, minutes that are left."""
        lines = []
        for line in cart["lines"]:
            lines += self._line(cart, line, {})
            for child in (*line["bundled"], *line["addons"]):
                lines += self._line(cart, child, {"child": True})
        if not lines:
            return {"lines": []}
        total = cart["total"]
        shown: Wire = {"lines": lines, "total": total["gross"], "tax": total["tax"], "net_total": total["net"]}
        self.acted = self.acted or datetime.fromisoformat(cart["server_time"])
        for name, end in (("expires_in", "expires"), ("max_extend_in", "max_extend")):
            shown[name] = (datetime.fromisoformat(cart[end]) - self.acted).total_seconds() / 60
        return shown

    def _line(self, cart: Wire, line: Wire, extra: Wire) -> list[Wire]:
        name = self.counter.name_of
        shown: Wire = {"item": name("item", line["item"]), **extra}
        if line["variation"] is not None:
            shown["variation"] = name("variation", line["variation"])
        if line["subevent"] is not None:
            shown["date"] = name("date", line["subevent"])
        if line["voucher"] is not None:
            shown["voucher"] = line["voucher"]
        if line["seat"] is not None:
            shown["seat"] = line["seat"]
        unit = line["unit"]
        if unit["original"] is not None:
            # The recordings say what is off in effect, as a whole number.
            before, now = Decimal(unit["original"]), Decimal(unit["amount"])
            shown["discount"] = f"{(100 * (before - now) / before).to_integral_value(ROUND_HALF_UP)} %"
        if Decimal(unit["tax_rate"]):
            shown["tax_rate"] = f"{Decimal(unit['tax_rate']).normalize():f}"
        shown |= {"count": line["quantity"], "price": unit["amount"], "total": line["total"]["amount"]}
        return [shown]


def told(notice: Wire) -> str:
    """A notice in the words of the recordings."""
    if notice["code"] == "expired_removed":
        return f"expired_removed:{notice['cause']}"
    code: str = notice["code"]
    return code


def _number(count: object) -> object:
    """A count as it is sent: whole numbers as such, nonsense as it is."""
    try:
        return int(str(count))
    except ValueError:
        return count
