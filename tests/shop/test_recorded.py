"""What the reference's shop did for buyers, the interface of carts does: every recorded case, on both databases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

from tests.cast import ANSWER_TIMEOUT_S, FAY, Desk
from tests.server import started, willcall
from tests.shop import steps
from tests.shop.buyer import Buyer
from tests.shop.counter import Case, opened
from tests.shop.departures import DEPARTURES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cast import Wire
    from tests.shop.counter import Counter

HERE: Final = Path(__file__).parent
FILES: Final = ("index", "addons", "add_to_cart", "cart", "cross_selling")
MINUTES: Final = {"expires_in": 0.2, "max_extend_in": 0.6}
"""By how much the recorded minutes may be off: the requests of a recording took their time as well."""
UNLIMITED: Final = {"WILLCALL_PUBLIC_READS": "0", "WILLCALL_PUBLIC_WRITES": "0",
                    "WILLCALL_VOUCHER_GUESSES": "0"}  # fmt: skip


def cases() -> dict[str, Case]:
    """Every recorded case by its name."""
    return {
        case["id"]: case
        for file in FILES
        for case in json.loads((HERE / f"{file}.json").read_text(encoding="utf-8"))["cases"]
    }


ALL: Final = cases()


class Watch:
    """The clock of the server, as a test may move it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._seconds = 0
        self.wait(0)

    def wait(self, seconds: int) -> None:
        """Time goes by."""
        self._seconds += seconds
        self.file.write_text(str(self._seconds))


@pytest.fixture(scope="module")
def hall(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Watch]]:
    """A server whose clock can be moved; nobody there has a token but the organizer."""
    folder = tmp_path_factory.mktemp("hall")
    organizer = folder.name.replace("_", "-")
    watch = Watch(folder / "ahead")
    willcall("organizer", "create", organizer, database=database)
    token = willcall("token", "create", "--organizer", organizer, "--all-events", database=database)
    with (
        started(database, folder / "log", ahead=watch.file, environment=UNLIMITED) as server,
        httpx.Client(base_url=server.base, timeout=ANSWER_TIMEOUT_S) as client,
    ):
        yield Desk(client, {FAY: token}, f"/api/v1/organizers/{organizer}/", organizer), watch


@pytest.mark.parametrize("name", ALL)
def test_does_what_was_recorded(name: str, hall: tuple[Desk, Watch]) -> None:
    """Carts, their prices and children, refusals, what is offered: as a buyer of the reference saw them."""
    desk, watch = hall
    played = Play(opened(desk, ALL[name]), watch)
    for number, step in enumerate(ALL[name]["steps"]):
        _, otherwise = DEPARTURES.get((name, number), ("", {}))
        if otherwise is None:
            continue
        place = f"{name} step {number} ({step['do']})"
        played.step(place, step | ({"observed": observed(step, otherwise)} if "observed" in step else {}))


def observed(step: Wire, otherwise: Any) -> Wire:
    """What must be seen: as recorded, but for what is otherwise on purpose; `...` is not told at all."""
    seen = {key: one for key, one in {**step["observed"], **otherwise}.items() if one is not ...}
    if seen.get("ok"):
        seen.pop("error", None)
    return seen


class Play:
    """A case while it is played."""

    def __init__(self, counter: Counter, watch: Watch) -> None:
        self._counter = counter
        self._watch = watch
        self._buyers: dict[str, Buyer] = {}

    def step(self, place: str, step: Wire) -> None:
        """One step, and what came of it."""
        name, counter = step["do"], self._counter
        buyer = self._buyers.setdefault(step.get("buyer", "A"), Buyer(counter))
        looks: dict[str, Callable[[Wire], Wire]] = {
            "index": counter.index,
            "redeem": counter.redeem,
            "addons_page": lambda one: steps.addons_page(buyer, one),
            "checkout": lambda one: steps.checkout(buyer, one),
        }
        if name == "wait":
            self._watch.wait(step["seconds"])
        elif name in {"api", "setup"}:
            counter.play(step)
        elif name in looks:
            compare(place, step["observed"], looks[name](step))
        elif name == "cart":
            compare_carts(place, with_times(step, buyer), buyer.seen())
        else:
            getattr(buyer, name)(step)
            compare_outcomes(place, step["observed"], buyer.told)
            compare_carts(place, with_times(step, buyer), buyer.seen())


def with_times(step: Wire, buyer: Buyer) -> Wire:
    """The recorded cart; nothing of it says when it expires after an action that was refused, which extends nothing."""
    cart: Wire = step["observed"]["cart"]
    return {key: one for key, one in cart.items() if not (buyer.refused and key in MINUTES)}


def compare(place: str, observed: Wire, seen: Wire) -> None:
    """Reasons are recorded for some rows only; everything else must be just so."""
    expected: dict[str, Any] = dict(observed)
    reasons = expected.pop("reasons", {})
    known = seen.pop("reasons", {})
    assert seen == expected, place
    assert reasons.items() <= known.items(), place


def compare_outcomes(place: str, seen: Wire, told: list[str]) -> None:
    """Granted without a word, or the recorded error as a refusal or a notice."""
    errors = seen.get("error", [])
    assert sorted(set(told)) == ([errors] if isinstance(errors, str) else errors), place


def compare_carts(place: str, recorded: Wire, cart: Wire) -> None:
    """Lines in order, sums as far as they were recorded, and the minutes that are left."""
    assert cart["lines"] == recorded["lines"], place
    for name, value in recorded.items():
        if name in MINUTES:
            assert cart[name] == pytest.approx(value, abs=MINUTES[name]), f"{place}: {name}"
        else:
            assert cart[name] == value, f"{place}: {name}"


def test_every_departure_is_from_a_recording() -> None:
    """An entry that names no step would hide a misspelling."""
    for (name, number), (why, otherwise) in DEPARTURES.items():
        assert otherwise is None or otherwise != ALL[name]["steps"][number]["observed"]
        assert why
