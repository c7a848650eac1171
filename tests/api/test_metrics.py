"""`/metrics`: what happened, in figures that add up, for those who may see them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

from tests.api.figures import Scrape, scrape
from tests.cast import NOBODY
from tests.server import started
from tests.test_docs import rows, text
from tests.unit.databases import within
from willcall.db import tables
from willcall.metrics import EVENT_METRICS, METRICS, may_read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Desk, Fair
    from tests.server import Server
    from willcall.db.tx import Database, Tx

POSITIONS: Final = "organizers/{organizer}/events/{event}/cartpositions/"
TOKEN: Final = "a-token-for-prometheus"


def grown(before: Scrape, after: Scrape, name: str, **labels: str) -> float:
    """How much a figure grew."""
    return after.get(name, **labels) - before.get(name, **labels)


def test_what_the_engine_does_is_counted(server: Server, fair: Fair) -> None:
    """Two places, three buyers, one of whom gives his back; and one who asks for what is not sold."""
    extras = fair.category("Extras", is_addon=True)
    ticket, workshop = fair.item("Ticket"), fair.item("Workshop", category=extras["id"])
    fair.addon_rule(ticket, extras, max_count=5)
    fair.quota(ticket, size=2)
    fair.quota(workshop, size=None, name="Workshops")
    unsold = fair.item("Nothing")
    before = scrape(server.base)

    first = fair.hold(ticket, addons=[{"item": workshop["id"]}])
    fair.hold(ticket)
    assert fair.ask(ticket).status_code == 400
    assert fair.ask(unsold).status_code == 400
    assert fair.delete(f"cartpositions/{first['id']}/").status_code == 204
    after = scrape(server.base)

    assert grown(before, after, "willcall_holds_total") == 3
    assert grown(before, after, "willcall_refusals_total", reason="not_enough") == 1
    assert grown(before, after, "willcall_refusals_total", reason="no_quota") == 1
    assert grown(before, after, "willcall_releases_total") == 1
    assert grown(before, after, "willcall_batch_asks_count") == 5
    assert grown(before, after, "willcall_batch_asks_sum") == 5
    assert grown(before, after, "willcall_batch_asks_bucket", le="1.0") == 5
    assert grown(before, after, "willcall_batch_seconds_count") == 5
    assert grown(before, after, "willcall_batch_seconds_sum") > 0
    assert after.get("willcall_queue_asks") == 0


def test_the_entries_of_a_bulk_count_each_for_itself(server: Server, fair: Fair) -> None:
    item, _ = fair.ticket(size=2)
    before = scrape(server.base)

    fair.bulk(*[{"item": item["id"], "price": "23.00"}] * 3)
    after = scrape(server.base)

    assert grown(before, after, "willcall_holds_total") == 2
    assert grown(before, after, "willcall_refusals_total", reason="not_enough") == 1
    assert grown(before, after, "willcall_batch_asks_sum") == 1


def test_what_the_clock_has_freed_is_counted_when_it_is_needed(server: Server, fair: Fair) -> None:
    item, _ = fair.ticket(size=1)
    hold = fair.hold(item)

    async def expire(database: Database) -> None:
        async def write(tx: Tx) -> None:
            event = await tx.one(tables.event, slug=fair.slug)
            assert event is not None
            await tx.update(tables.cart_position, {"event_id": event["id"], "id": hold["id"]}, {"expires": 1})
            await tx.update(tables.quota_hold, {"event_id": event["id"], "position_id": hold["id"]}, {"expires": 1})

        await database.write(write)

    within(server.database, expire)
    before = scrape(server.base)
    fair.hold(item)

    assert grown(before, scrape(server.base), "willcall_places_handed_back_total") == 1


def test_requests_are_counted_by_route_method_and_status(server: Server, fair: Fair) -> None:
    item, _ = fair.ticket(size=1)
    before = scrape(server.base)

    fair.hold(item)
    fair.ask(item)
    fair.get("cartpositions/")
    fair.get("cartpositions/", token=NOBODY)
    after = scrape(server.base)

    for method, status, number in (("POST", "201", 1), ("POST", "400", 1), ("GET", "200", 1), ("GET", "401", 1)):
        labels = {"route": POSITIONS, "method": method, "status": status}
        assert grown(before, after, "willcall_requests_total", **labels) == number, labels
    assert grown(before, after, "willcall_request_seconds_count", route=POSITIONS, method="POST") == 2
    assert grown(before, after, "willcall_request_seconds_bucket", route=POSITIONS, method="POST", le="+Inf") == 2


def test_nobody_makes_figures_by_odd_paths(server: Server, desk: Desk) -> None:
    """A route is what is declared; everything else is one figure."""
    before = scrape(server.base)

    for path in ("/api/v1/nothing/", "/odd", "/docs/odd", "/api/v1/organizers/odd/events/odd/cartpositions/odd/"):
        desk.get(path)
    desk.send("PROPFIND", "/healthz")
    after = scrape(server.base)

    known = after.labels("willcall_requests_total", "route")
    assert not [route for route in known if "odd" in route or "nothing" in route]
    assert grown(before, after, "willcall_requests_total", route="other", method="GET", status="404") == 3
    assert after.labels("willcall_requests_total", "method") <= {
        *("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other")
    }


def test_one_event_is_shown_by_itself(server: Server, desk: Desk, fair: Fair, other_fair: Fair) -> None:
    """To a dashboard of the on-sale; the other event's buyers are not in it."""
    item, _ = fair.ticket(size=1)
    other_item, _ = other_fair.ticket(size=5)
    fair.hold(item)
    fair.ask(item)
    other_fair.hold(other_item)

    slug = f"{desk.organizer}/{fair.slug}"
    seen = scrape(server.base, f"?event={slug}")

    assert seen.get("willcall_event_holds_total", event=slug) == 1
    assert seen.get("willcall_event_refusals_total", event=slug, reason="not_enough") == 1
    assert seen.get("willcall_event_batch_asks_count", event=slug) == 2
    assert seen.get("willcall_event_queue_asks", event=slug) == 0
    assert seen.labels("willcall_event_holds_total", "event") == {slug}


@pytest.mark.parametrize("event", ["nobody/fair", "bigevents/nothing", "bigevents", "", "a/b/c", "%00/%00"])
def test_an_event_that_is_not_there_has_no_figures(event: str, server: Server) -> None:
    answer = httpx.get(f"{server.base}/metrics?event={event}", timeout=10)

    assert (answer.status_code, list(answer.json())) == (404, ["detail"])


def test_what_the_database_refuses_is_counted(server: Server, fair: Fair) -> None:
    """Also what is answered as any other refusal."""
    before = scrape(server.base)

    answer = fair.post("items/", {"name": {"en": "Ticket"}, "default_price": "1.00", "category": 999_999_999})
    assert answer.status_code == 400
    fair.hold(fair.ticket()[0])
    after = scrape(server.base)

    assert after.get("willcall_database_retries_total") >= before.get("willcall_database_retries_total")
    assert after.total("willcall_database_errors_total") >= before.total("willcall_database_errors_total")


def test_the_process_tells_what_it_is_and_uses(server: Server) -> None:
    seen = scrape(server.base)
    kind = "sqlite" if server.database.startswith("sqlite") else "postgresql"

    assert seen.get("willcall_processes") == 1
    assert seen.labels("willcall_build_info", "database") == {kind}
    assert seen.get("process_resident_memory_bytes") > 10_000_000
    assert seen.get("process_cpu_seconds_total") > 0


def test_figures_come_in_the_form_that_is_asked_for(server: Server) -> None:
    plain = httpx.get(f"{server.base}/metrics", timeout=10)
    open_metrics = httpx.get(
        f"{server.base}/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"}, timeout=10
    )

    assert plain.headers["content-type"].startswith("text/plain; version=")
    assert open_metrics.headers["content-type"].startswith("application/openmetrics-text")
    assert open_metrics.text.endswith("# EOF\n")


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
def test_a_proxy_shows_figures_to_nobody(header: str, server: Server) -> None:
    """Unless a token is set: whoever it stands for comes from this machine's address, too."""
    answer = httpx.get(f"{server.base}/metrics", headers={header: "203.0.113.9"}, timeout=10)

    assert (answer.status_code, list(answer.json())) == (403, ["detail"])


def test_with_a_token_whoever_has_it_may_look(server: Server, tmp_path: Path) -> None:
    environment = {"WILLCALL_METRICS_TOKEN": TOKEN}
    with started(server.database, tmp_path / "log", environment=environment) as guarded:

        def status(**headers: str) -> int:
            return httpx.get(f"{guarded.base}/metrics", headers=headers, timeout=10).status_code

        assert status() == 403
        assert status(Authorization="Bearer nothing") == 403
        assert status(Authorization=TOKEN) == 403
        assert status(Authorization=f"Bearer {TOKEN}") == 200
        assert status(Authorization=f"Bearer {TOKEN}", Via="1.1 proxy") == 200


@pytest.mark.parametrize(
    ("client", "may"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        (None, True),
        ("192.0.2.1", False),
        ("::ffff:192.0.2.1", False),
        ("2001:db8::1", False),
        ("fe80::1%eth0", False),
        ("nonsense", False),
        ("", False),
    ],
)
def test_without_a_token_only_this_machine_may_look(client: str | None, may: bool) -> None:
    assert may_read("", "", client, {}) is may
    assert not may_read("", "", client, {b"x-forwarded-for": b"127.0.0.1"})


def test_a_token_that_is_no_ascii_is_only_wrong() -> None:
    assert not may_read(TOKEN, "Bearer ü", "127.0.0.1", {})


def test_every_figure_is_described() -> None:
    """With its kind and labels, in their order; nothing is described that is not there."""
    told = {row[0].strip("`"): (row[1], row[2]) for row in rows("docs/operations.md") if len(row) == 4}
    named = {name: found for name, found in told.items() if re.match(r"(willcall|process)_", name)}
    assert named == {metric.name: (metric.kind, ", ".join(metric.labels)) for metric in METRICS}

    page = text("docs/operations.md")
    assert all(f"`{metric.name}`" in page for metric in EVENT_METRICS)


def test_what_is_shown_is_what_is_described(server: Server, desk: Desk, fair: Fair) -> None:
    """Every sample belongs to a figure of the table and has its labels; none appears twice."""
    fair.hold(fair.ticket()[0])
    declared: dict[str, Any] = {metric.name: set(metric.labels) for metric in (*METRICS, *EVENT_METRICS)}
    for query in ("", f"?event={desk.organizer}/{fair.slug}"):
        lines = [
            line
            for line in httpx.get(f"{server.base}/metrics{query}", timeout=10).text.splitlines()
            if not line.startswith("#")
        ]
        assert len({line.rpartition(" ")[0] for line in lines}) == len(lines)
        for name, labels in scrape(server.base, query).samples:
            figure = name if name in declared else re.sub(r"_(bucket|sum|count)$", "", name)
            assert {label for label, _ in labels} - {"le"} == declared[figure], name
