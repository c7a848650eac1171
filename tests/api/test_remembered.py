"""Reads of the catalogue that are remembered: they show at once what was changed, whichever process it came through.

An answer is remembered under its path and query. With a query that nobody sent before, the same is read afresh, so
that both can be compared.
"""

from __future__ import annotations

import contextlib
import itertools
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.api.standing import desk_at, prepared, standing
from tests.unit.databases import KINDS, empty
from willcall.kit.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.cast import Desk, Fair, Wire

LISTS: Final = (
    "categories/",
    "items/",
    "items/{item}/variations/",
    "items/{item}/addons/",
    "items/{item}/bundles/",
    "questions/",
    "questions/{question}/options/",
    "taxrules/",
    "discounts/",
    "item_meta_properties/",
)
"""Those that are remembered."""

_never_sent = itertools.count()


@pytest.fixture(scope="module", params=KINDS)
def desks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Desk]]:
    """One organizer by way of two servers; by way of one on SQLite, whose file has one process."""
    folder = tmp_path_factory.mktemp("remembered")
    url = empty(request.param, request, folder)
    token = prepared(url)
    with contextlib.ExitStack() as stack:
        servers = [
            stack.enter_context(standing(url, folder / f"log{number}"))
            for number in range(1 if request.param == "sqlite" else 2)
        ]
        here = stack.enter_context(desk_at(servers[0].base, token))
        yield here, stack.enter_context(desk_at(servers[-1].base, token))


@pytest.fixture
def fairs(desks: tuple[Desk, Desk]) -> tuple[Fair, Fair]:
    """One event, by way of each server."""
    here, there = desks
    fair = here.fair()
    return fair, replace(fair, client=there.client)


def stocked(fair: Fair) -> dict[str, int]:
    """Something in every list; the ids of what it was made with."""
    category = fair.category(is_addon=True)
    item, other = fair.item(variations=["S", "L"]), fair.item("Meal")
    fair.addon_rule(item, category)
    bundle = fair.bundle(item, other)
    option = {"answer": {"en": "Red"}}
    question = fair.made("questions/", {"question": {"en": "Colour?"}, "type": "C", "items": [], "options": [option]})
    rule = fair.made("taxrules/", {"name": {"en": "Tax"}, "rate": "7.00"})
    discount = fair.made("discounts/", {"internal_name": "Many", "condition_min_count": 2})
    fair.made("item_meta_properties/", {"name": "origin", "default": ""})
    return {
        "item": item["id"], "other": other["id"], "variation": item["variations"][0]["id"], "category": category["id"],
        "bundle": bundle["id"], "question": question["id"], "option": question["options"][0]["id"], "rule": rule["id"],
        "discount": discount["id"],
    }  # fmt: skip


CHANGES: Final[tuple[tuple[str, str, Wire | None], ...]] = (
    ("PATCH", "categories/{category}/", {"name": {"en": "Extras"}}),
    ("POST", "categories/", {"name": {"en": "New"}}),
    ("PATCH", "items/{item}/", {"default_price": "24.00"}),
    ("PATCH", "items/{item}/variations/{variation}/", {"value": {"en": "XS"}}),
    ("DELETE", "items/{item}/variations/{variation}/", None),
    ("DELETE", "items/{item}/bundles/{bundle}/", None),
    ("PATCH", "questions/{question}/options/{option}/", {"answer": {"en": "Blue"}}),
    ("PATCH", "questions/{question}/", {"position": 9}),
    ("PATCH", "items/{other}/", {"tax_rule": "{rule}"}),
    ("PATCH", "taxrules/{rule}/", {"rate": "19.00"}),
    ("PATCH", "discounts/{discount}/", {"active": False}),
    ("DELETE", "categories/{category}/", None),
    ("DELETE", "items/{other}/", None),
    ("DELETE", "discounts/{discount}/", None),
)
"""What is changed, one after the other; some of it shows in lists of other resources, too."""


def seen_of(answer: Any) -> object:
    """What an answer shows, without the links that have its query in them."""
    body = answer.json()
    shown = {key: value for key, value in body.items() if key not in {"next", "previous"}}
    return answer.status_code, shown, answer.headers.get("last-modified")


def assert_all_fresh(fair: Fair, ids: Mapping[str, int]) -> None:
    """What is remembered is what is read."""
    for path in (*LISTS, "items/{item}/", "questions/{question}/", "discounts/{discount}/"):
        wanted = path.format_map(ids)
        again = fair.get(wanted)
        fresh = fair.get(f"{wanted}?never={next(_never_sent)}")
        assert seen_of(again) == seen_of(fresh), wanted


def test_what_one_server_remembers_another_may_change(fairs: tuple[Fair, Fair]) -> None:
    """After each change every remembered answer of the other server is what a fresh one would be."""
    here, there = fairs
    ids = stocked(here)
    assert_all_fresh(here, ids)

    for method, path, body in CHANGES:
        said = {key: ids["rule"] if value == "{rule}" else value for key, value in (body or {}).items()}
        changed = (path if method == "POST" else path.removesuffix("/").rpartition("/")[0] + "/").format_map(ids)
        before = here.get(changed).content
        answer = there.send(method, path.format_map(ids), said)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        assert here.get(changed).content != before
        assert_all_fresh(here, ids)


def test_channels_of_the_organizer_show_at_once(desks: tuple[Desk, Desk], fairs: tuple[Fair, Fair]) -> None:
    """They stand above the event, and its products name them."""
    here, there = fairs
    ids = stocked(here)
    sold_on = here.seen("items/")["results"][0]["sales_channels"]
    desks[1].made("saleschannels/", {"identifier": "api.remembered", "type": "api", "label": {"en": "Desk"}})

    shown = here.seen("items/")["results"][0]["sales_channels"]

    assert sorted(shown) == sorted([*sold_on, "api.remembered"])
    assert_all_fresh(here, ids)
    assert desks[1].delete("saleschannels/api.remembered/").status_code == 204
    assert here.seen("items/")["results"][0]["sales_channels"] == sold_on
    assert there.seen("items/")["results"][0]["sales_channels"] == sold_on


def test_preconditions_are_heeded_whatever_is_remembered(fairs: tuple[Fair, Fair]) -> None:
    here, there = fairs
    category = here.category()
    changed = here.get("categories/").headers["last-modified"]

    assert here.get("categories/").headers["last-modified"] == changed
    assert here.get("categories/", headers={"If-Modified-Since": changed}).status_code == 304
    assert here.get("categories/", headers={"If-Unmodified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}).status_code == 412
    assert there.delete(f"categories/{category['id']}/").status_code == 204
    assert here.seen("categories/")["count"] == 0
    assert here.get(f"categories/{category['id']}/").status_code == 404


def test_pages_orders_hosts_and_rights_are_told_apart(fairs: tuple[Fair, Fair]) -> None:
    here, _ = fairs
    first, second = (here.category(name)["id"] for name in "AB")

    assert here.ids("categories/?page_size=1&ordering=id") == [first]
    assert here.ids("categories/?page_size=1&ordering=-id") == [second]
    assert here.ids("categories/?page_size=1&ordering=id&page=2") == [second]
    for host in ("a.example", "b.example"):
        assert here.seen("categories/?page_size=1", headers={"Host": host})["next"].split("/")[2] == host
    assert here.get("categories/", token="").status_code == 401
    assert here.head("categories/").content == b""
    assert here.get("categories/", headers={"Accept": "text/html"}).status_code == 406


def test_an_event_that_is_gone_is_not_remembered(desks: tuple[Desk, Desk], fairs: tuple[Fair, Fair]) -> None:
    here, there = fairs
    here.category()
    assert here.seen("categories/")["count"] == 1
    assert there.delete("").status_code == 204

    assert here.get("categories/").status_code == 403
    desks[1].fair(slug=here.slug)
    assert here.seen("categories/")["count"] == 0
