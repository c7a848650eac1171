"""Several processes over one database: exact in a race, and never a decision on a catalogue that another one changed.

On PostgreSQL, since a SQLite file has one process. Also with PgBouncer in transaction mode between them.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

from tests import pgbouncer
from tests.api.figures import scrape
from tests.api.standing import Standing, desk_at, prepared, standing
from tests.api.test_shutdown import until
from tests.cast import SOLD_OUT, Fair
from tests.unit.databases import empty
from willcall.kit.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TURNS: Final = 15
WAYS: Final = (
    "direct",
    pytest.param(
        "pgbouncer",
        # Debian's package of PostgreSQL does not bring it, nor does a wheel; `.ci/run` installs it where it may.
        marks=pytest.mark.skipif(pgbouncer.found() is None, reason=pgbouncer.WITHOUT),
    ),
)


@pytest.fixture(scope="module", params=WAYS)
def two(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Standing, Standing, str]]:
    """Two servers with one database, and Fay's token."""
    folder = tmp_path_factory.mktemp("two")
    url = empty("postgresql", request, folder)
    token = prepared(url)
    environment = {}
    with contextlib.ExitStack() as stack:
        if request.param == "pgbouncer":
            url = stack.enter_context(pgbouncer.bounced(url))
            environment = {"WILLCALL_PGBOUNCER": "true"}
        first, second = (
            stack.enter_context(standing(url, folder / f"log{number}", environment=environment)) for number in (1, 2)
        )
        yield first, second, token
        for one in (first, second):
            assert "Traceback" not in one.log.read_text(), one.log.read_text()[-6_000:]


@pytest.fixture
def fairs(two: tuple[Standing, Standing, str]) -> Iterator[tuple[Fair, Fair]]:
    """One event, by way of each server."""
    first, second, token = two
    with desk_at(first.base, token) as here, desk_at(second.base, token) as there:
        fair = here.fair()
        yield fair, replace(fair, client=there.client)


def test_exactly_as_many_are_held_as_there_are_places(fairs: tuple[Fair, Fair]) -> None:
    """A rush on both servers at once, with bulks and returns in between."""
    here, there = fairs
    item, quota = here.ticket(size=60)

    def buy(number: int) -> list[Any]:
        fair = fairs[number % 2]
        answer = fair.ask(item)
        if answer.status_code == 201 and number % 7 == 0:
            assert fairs[(number + 1) % 2].delete(f"cartpositions/{answer.json()['id']}/").status_code == 204
            return []
        return [answer.status_code]

    with ThreadPoolExecutor(16) as threads:
        seen = [status for found in threads.map(buy, range(200)) for status in found]

    assert set(seen) <= {201, 400}
    held = seen.count(201)
    said = there.availability(quota)
    assert said["cart_positions"] == here.seen("cartpositions/")["count"] == held <= 60
    for _ in range(60 - held):
        there.hold(item)
    assert here.ask(item).json() == [SOLD_OUT.format("Tickets")]


def test_a_quota_that_one_server_changes_binds_the_other(fairs: tuple[Fair, Fair]) -> None:
    """At its very next decision: raised by one place, it sells one; lowered, none."""
    here, there = fairs
    item, quota = here.ticket(size=0)
    for turn in range(1, TURNS + 1):
        changing, deciding = (here, there) if turn % 2 else (there, here)
        assert deciding.ask(item).status_code == 400
        assert changing.patch(f"quotas/{quota['id']}/", {"size": turn}).status_code == 200
        deciding.hold(item)
        assert deciding.ask(item).status_code == 400
    assert here.patch(f"quotas/{quota['id']}/", {"size": None}).status_code == 200
    there.hold(item)


def test_what_one_server_takes_from_a_quota_the_other_does_not_sell(fairs: tuple[Fair, Fair]) -> None:
    """Members of a quota, variations, and the quota itself come and go."""
    here, there = fairs
    item, quota = here.ticket(size=None)
    path = f"quotas/{quota['id']}/"
    for turn in range(TURNS):
        changing, deciding = (here, there) if turn % 2 else (there, here)
        deciding.hold(item)
        assert changing.patch(path, {"items": []}).status_code == 200
        assert deciding.ask(item).status_code == 400
        assert changing.patch(path, {"items": [item["id"]]}).status_code == 200
        deciding.hold(item)
    assert here.delete(path).status_code == 204
    assert there.ask(item).status_code == 400


def test_an_addon_that_one_server_withdraws_the_other_does_not_offer(fairs: tuple[Fair, Fair]) -> None:
    here, there = fairs
    extras = here.category("Extras", is_addon=True)
    ticket, workshop = here.item("Ticket"), here.item("Workshop", category=extras["id"])
    here.quota(ticket, workshop, size=None)
    for turn in range(TURNS):
        changing, deciding = (here, there) if turn % 2 else (there, here)
        assert deciding.ask(ticket, addons=[{"item": workshop["id"]}]).status_code == 400
        rule = changing.addon_rule(ticket, extras, max_count=5)
        deciding.hold(ticket, addons=[{"item": workshop["id"]}])
        assert changing.delete(f"items/{ticket['id']}/addons/{rule['id']}/").status_code == 204


def test_a_voucher_that_one_server_makes_the_other_takes(fairs: tuple[Fair, Fair]) -> None:
    """And no longer when it is gone; used up on one, it is used up on the other."""
    here, there = fairs
    item, _ = here.ticket(size=None)
    for turn in range(TURNS):
        changing, deciding = (here, there) if turn % 2 else (there, here)
        code = f"SUMMER{turn}"
        assert deciding.ask(item, voucher=code).status_code == 400
        changing.voucher(code, item=item["id"], max_usages=2)
        deciding.hold(item, voucher=code)
        hold = changing.hold(item, voucher=code)
        assert deciding.ask(item, voucher=code).status_code == 400
        assert deciding.delete(f"cartpositions/{hold['id']}/").status_code == 204
        changing.hold(item, voucher=code)


def test_a_key_used_on_one_server_is_known_to_the_other(fairs: tuple[Fair, Fair]) -> None:
    """One place, one answer, wherever it is sent and however often, at once or later."""
    here, there = fairs
    item, quota = here.ticket(size=None)
    for turn in range(TURNS):
        headers = {"X-Idempotency-Key": f"key-{turn}"}
        with ThreadPoolExecutor(4) as threads:
            going = [threads.submit(fair.ask, item, headers=headers) for fair in (here, there, here, there)]
            at_once = [one.result() for one in going]
        later = [fair.ask(item, headers=headers) for fair in (here, there)]
        bodies = [answer.json() for answer in (*at_once, *later) if answer.status_code == 201]
        assert {answer.status_code for answer in at_once} <= {201, 409}
        assert [answer.status_code for answer in later] == [201, 201]
        assert all(body == bodies[0] for body in bodies)
        category = {"name": {"en": "Food"}}
        made = [fair.post("categories/", category, headers=headers).json()["id"] for fair in (here, there)]
        assert made[0] == made[1]
    assert there.availability(quota)["cart_positions"] == TURNS


def test_lists_on_one_server_show_what_the_other_did(fairs: tuple[Fair, Fair]) -> None:
    """Pages, counts and filters."""
    here, there = fairs
    item, _ = here.ticket(size=None)
    held = [(here if turn % 2 else there).hold(item)["id"] for turn in range(55)]

    for fair in fairs:
        pages = [fair.seen(f"cartpositions/?page={page}") for page in (1, 2)]
        assert [page["count"] for page in pages] == [55, 55]
        assert sorted(row["id"] for page in pages for row in page["results"]) == sorted(held)
        assert fair.seen("items/?search=ticket")["count"] <= 1
        assert fair.ids("items/") == [item["id"]]


def test_workers_show_their_figures_as_one(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Whichever is asked; and what a worker had counted stays when it is killed."""
    url = empty("postgresql", request, tmp_path)
    token = prepared(url)
    with standing(url, tmp_path / "log", "--workers", "2") as server, desk_at(server.base, token) as desk:
        fair = desk.fair()
        item, _ = fair.ticket(size=10)
        headers = {"Authorization": f"Token {token}"}
        wanted = {"item": item["id"], "price": "23.00"}
        for _ in range(15):  # each on a connection of its own: whichever worker takes it
            httpx.post(f"{server.base}{fair.path}cartpositions/", json=wanted, headers=headers, timeout=30)

        def summed() -> bool:
            """Whether every one of several looks sees everything."""
            seen = [scrape(server.base) for _ in range(6)]
            return all(
                one.get("willcall_holds_total") == 10
                and one.get("willcall_refusals_total", reason="not_enough") == 5
                and one.get("willcall_processes") == 2
                for one in seen
            )

        until(summed, "some look sees only a part")
        with_cpu = scrape(server.base).get("process_cpu_seconds_total")
        server.process.send_signal(0)
        killed = server.children()[0]
        subprocess.run(["kill", "-9", str(killed)], check=True)  # noqa: S607 - every system has it
        until(lambda: killed not in server.children() and len(server.children()) == 2, "nobody replaced it")
        until(summed, "what the killed one had counted is lost")
        assert scrape(server.base).get("process_cpu_seconds_total") >= with_cpu
        slug = f"bigevents/{fair.slug}"
        assert scrape(server.base, f"?event={slug}").get("willcall_event_holds_total", event=slug) == 10


def test_a_file_has_one_process(tmp_path: Path) -> None:
    """More are refused in a sentence, before anything is started."""
    url = f"sqlite:///{tmp_path}/willcall.db"
    prepared(url)

    done = subprocess.run(
        [sys.executable, "-m", "willcall", "serve", "--database", url, "--workers", "2", "--port", "0"],
        capture_output=True, check=False, text=True, timeout=60,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        "Error: --workers: a SQLite file has one writer; more than one process needs PostgreSQL"
    ]
