"""A counter at which the recorded cases are played: sets an event up, and looks at the shop as the recordings say it.

What is seen is put into the words of the recordings (README.md): sections with rows, named as they were set up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cast import Desk, Fair, Wire

Case = dict[str, Any]

EVENT: Final = {"date_from": "2031-06-01T08:00:00Z", "timezone": "Europe/Berlin", "currency": "EUR"}
NAMED: Final = re.compile(r"\{@(\w+)\}")
SHOWN_AS: Final = {
    "available_from": "not_yet",
    "available_until": "no_longer",
    "hidden_if_item_available": "not_yet",
    "require_voucher": "voucher_required",
}
"""What the recordings call a reason, where that is another word."""


@dataclass
class Counter:
    """An event that was set up for a case."""

    fair: Fair
    ids: dict[str, Any] = field(default_factory=dict)

    def name_of(self, kind: str, number: int | None) -> str | None:
        """What the case calls an object, as ids of different kinds are never alike."""
        assert number is None or number in self.ids.values(), f"{kind} {number} was not set up"
        return next((name for name, known in self.ids.items() if known == number), None)

    def play(self, request: Wire) -> None:
        """A request of the set-up, or what the organizer does meanwhile."""
        path = NAMED.sub(lambda found: str(self.ids[found[1]]), request["path"]).removeprefix("@/")
        answer = self.fair.send(request.get("method", "POST"), path, self.filled(request["body"]))
        assert answer.status_code < httpx.codes.BAD_REQUEST, f"{path}: {answer.text}"
        if "as" in request:
            made = answer.json()
            self.ids[request["as"]] = made["id"]
            if "variations_as" in request:
                kinds = zip(request["variations_as"], made["variations"], strict=True)
                self.ids |= {name: variation["id"] for name, variation in kinds}

    def filled(self, value: Any) -> Any:
        """A body with ids in place of names."""
        if isinstance(value, dict):
            return {key: self.filled(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.filled(inner) for inner in value]
        return self.ids[value[1:]] if isinstance(value, str) and value.startswith("@") else value

    def shop(self, **query: Any) -> httpx.Response:
        """The answer of the shop."""
        given = {name: str(value) for name, value in query.items() if value is not None}
        return self.fair.get("shop/?" + str(httpx.QueryParams(given)))

    def index(self, step: Wire) -> Wire:
        """The list of products."""
        answer = self.shop(subevent=self.filled(step.get("date")))
        assert answer.status_code == httpx.codes.OK, answer.text
        return self.told(answer.json())

    def redeem(self, step: Wire) -> Wire:
        """The page of a voucher, or why it is refused."""
        answer = self.shop(voucher=step["code"], subevent=self.filled(step.get("date")))
        if answer.status_code == httpx.codes.BAD_REQUEST:
            return {"ok": False, "error": answer.json()["code"]}
        assert answer.status_code == httpx.codes.OK, answer.text
        return {"ok": True, **self.told(answer.json())}

    def told(self, shop: Wire) -> Wire:
        """The whole answer in the words of the recordings."""
        reasons: dict[str, str] = {}
        groups = []
        for group in shop["groups"]:
            rows = []
            for item in group["items"]:
                for variation, row in rows_of(item):
                    name, kind = self.name_of("item", item["id"]), self.name_of("variation", variation)
                    rows.append(told_row(shop, item, row, {"item": name} | ({"variation": kind} if kind else {})))
                    reasons |= {str(one): row["reason"] for one in (name, kind) if one and row["reason"]}
            category = group["category"] and self.name_of("category", group["category"]["id"])
            groups.append({"category": category, "rows": rows})
        return {"groups": groups, "reasons": reasons}


def rows_of(item: Wire) -> Iterator[tuple[int | None, Wire]]:
    """The rows of a product, each with its variation."""
    if item["row"] is not None:
        yield None, item["row"]
    for variation in item["variations"]:
        yield variation["id"], variation["row"]


def told_row(shop: Wire, item: Wire, row: Wire, told: Wire) -> Wire:
    """A row in the words of the recordings."""
    price = row["price"]
    if item["free_price"]:
        told["free_price"] = {"min": price["amount"], "default": price["suggested"]}
    elif price["free"] or Decimal(price["amount"]):
        told["price"] = "free" if price["free"] else price["amount"]
    if price["original"] is not None:
        told["original_price"] = price["original"]
    word = "plus" if shop["display_net_prices"] else "incl"
    if price["tax_rate"] is None:
        told["tax"] = word
    elif rate := Decimal(price["tax_rate"]):
        told["tax"] = f"{word} {rate.normalize():f}"
    if row["reason"] not in {None, "closed"}:
        return told | {"not_buyable": SHOWN_AS.get(row["reason"], row["reason"])}
    told |= {"max": row["max"]} if row["max"] is not None else {}
    told |= {"selected": 1} if row["selected"] else {}
    return told | ({"disabled": True} if row["reason"] == "closed" else {})


def opened(desk: Desk, case: Case) -> Counter:
    """The event of a case, set up and live."""
    given = dict(case.get("event", {}))
    plan, mapping = given.pop("seating_plan", None), case.get("seat_category_mapping")
    if plan is not None:
        given["seating_plan"] = desk.made("seatingplans/", plan)["id"]
    counter = Counter(desk.fair(**EVENT | given))
    if "settings" in case:
        assert counter.fair.patch("settings/", case["settings"]).status_code == httpx.codes.OK
    for request in case["setup"]:
        counter.play(request)
    end = {"live": True} | ({} if mapping is None else {"seat_category_mapping": counter.filled(mapping)})
    answer = counter.fair.patch("", end)
    assert answer.status_code == httpx.codes.OK, answer.text
    return counter
