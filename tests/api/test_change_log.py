"""The change log: who changed what, when, and what it was before."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import EVE, ROB
from tests.conftest import team_token
from tests.wire import denied, refused

if TYPE_CHECKING:
    from tests.cast import Desk, Fair, Wire

KEYS: Final = {"id", "datetime", "resource", "object", "action", "token", "before", "after"}


def log(fair: Fair, **filters: Any) -> list[Wire]:
    """Entries, newest first."""
    return fair.rows("changelog/?" + "&".join(f"{key}={value}" for key, value in filters.items()))


def actions(fair: Fair, **filters: Any) -> list[tuple[str, str]]:
    """What was done to which resource, oldest first."""
    return [(entry["resource"], entry["action"]) for entry in reversed(log(fair, **filters))]


def test_life_of_an_object(fair: Fair) -> None:
    """Made, changed and gone: before and after are as its resource shows it."""
    made = fair.category("A")
    changed = fair.patch(f"categories/{made['id']}/", {"position": 4}).json()
    fair.delete(f"categories/{made['id']}/")

    deleted, change, creation = log(fair, resource="categories", object=made["id"])

    assert set(creation) == KEYS
    assert (creation["action"], creation["before"], creation["after"]) == ("created", None, made)
    assert (change["action"], change["before"], change["after"]) == ("changed", made, changed)
    assert (deleted["action"], deleted["before"], deleted["after"]) == ("deleted", changed, None)
    assert len({entry["token"] for entry in (creation, change, deleted)}) == 1
    instants = [dt.datetime.fromisoformat(entry["datetime"]) for entry in (creation, change, deleted)]
    assert instants == sorted(instants)


def test_event_is_in_its_own_log(fair: Fair) -> None:
    """From its first day."""
    fair.patch("", {"testmode": True})

    assert actions(fair) == [("events", "created"), ("events", "changed")]
    [entry, _] = log(fair)
    assert (entry["before"]["testmode"], entry["after"]["testmode"]) == (False, True)


def test_parts_are_logged_with_the_whole(fair: Fair) -> None:
    """Variations, add-on rules and bundles with their item: what came nested, and what came later."""
    category, shirt = fair.category(), fair.item("Shirt", variations=["S"])
    item = fair.item(addons=[{"addon_category": category["id"]}])
    fair.variation(shirt, "L")
    rule = fair.rows(f"items/{item['id']}/addons/")[0]
    fair.patch(f"items/{item['id']}/addons/{rule['id']}/", {"max_count": 2})
    bundle = fair.bundle(item, shirt, shirt["variations"][0])
    fair.delete(f"items/{item['id']}/bundles/{bundle['id']}/")

    assert actions(fair, resource="items", object=shirt["id"]) == [
        ("items", "variations.created"),
        ("items", "created"),
        ("items", "variations.created"),
    ]
    assert actions(fair, resource="items", object=item["id"]) == [
        ("items", "addons.created"),
        ("items", "created"),
        ("items", "addons.changed"),
        ("items", "bundles.created"),
        ("items", "bundles.deleted"),
    ]
    [gone, *_] = log(fair, resource="items", object=item["id"])
    assert gone["before"] == bundle


def test_settings_are_logged_without_secrets(fair: Fair) -> None:
    """Only what was changed; that a secret was set is told, what it is is not."""
    fair.patch("settings/", {"reservation_time": 5, "smtp_password": "sesame"})
    fair.patch("settings/", {"reservation_time": None, "payment_x_secret_key": {"deep": "sesame"}})

    second, first = log(fair, resource="settings")

    assert first["before"] == {"reservation_time": None, "smtp_password": "*****"}
    assert first["after"] == {"reservation_time": 5, "smtp_password": "*****"}
    assert second["before"] == {"reservation_time": 5, "payment_x_secret_key": "*****"}
    assert second["after"] == {"reservation_time": None, "payment_x_secret_key": "*****"}
    assert "sesame" not in fair.get("changelog/").text


def test_clone_tells_where_it_comes_from(desk: Desk, fair: Fair) -> None:
    """Every object of it."""
    item, quota = fair.ticket()
    made = fair.made("clone/", {"name": {"en": "B"}, "slug": "b" + secrets.token_hex(6), "date_from": "2041-01-01"})
    path = f"events/{made['slug']}/"

    [copy] = desk.ids(f"{path}items/")
    [entry] = desk.rows(f"{path}changelog/?resource=items")

    assert (entry["object"], entry["action"], entry["before"]) == (copy, "copied", None)
    assert entry["after"] == {"copied_from": {"event": fair.slug, "id": item["id"]}}
    assert "last-modified" in desk.get(f"{path}quotas/").headers
    assert desk.rows(f"{path}changelog/?resource=quotas")[0]["after"]["copied_from"]["id"] == quota["id"]


def test_what_is_refused_is_not_logged(fair: Fair) -> None:
    """Nor what is only looked at, nor what buyers do."""
    item, _ = fair.ticket()
    before = log(fair)

    fair.post("categories/", {})
    fair.patch(f"items/{item['id']}/", {"category": 1})
    fair.seen("items/")
    fair.hold(item)

    assert log(fair) == before


def test_what_a_deletion_changes_elsewhere_is_logged(fair: Fair) -> None:
    """A list that looks different afterwards has a newer date: the basis of `Last-Modified`."""
    category, (item, quota) = fair.category(), fair.ticket()
    fair.patch(f"items/{item['id']}/", {"category": category["id"]})
    other = fair.item("Other")
    fair.addon_rule(other, category)

    fair.delete(f"categories/{category['id']}/")
    assert actions(fair, resource="items", object=item["id"])[-1] == ("items", "changed")
    assert actions(fair, resource="items", object=other["id"])[-1] == ("items", "changed")

    fair.delete(f"items/{item['id']}/")
    assert actions(fair, resource="quotas", object=quota["id"])[-1] == ("quotas", "changed")


@pytest.mark.parametrize(("query", "key"), [("object=x", "object"), ("object=1.5", "object")])
def test_filter_that_is_none(query: str, key: str, fair: Fair) -> None:
    """400 under its name."""
    refused(fair.get(f"changelog/?{query}"), key)


def test_log_is_paged_and_filtered(fair: Fair, other_fair: Fair) -> None:
    """Newest first, each entry once; nothing of another event."""
    made = [fair.category()["id"] for _ in range(5)]
    other_fair.category()

    pages = [fair.rows(f"changelog/?resource=categories&page_size=2&page={page}") for page in (1, 2, 3)]

    assert sorted(entry["object"] for page in pages for entry in page) == made
    assert fair.seen("changelog/?resource=nothing")["count"] == 0
    assert fair.seen("changelog/?object=999999999")["count"] == 0


def test_log_is_read_by_those_who_may_change_the_event(fair: Fair) -> None:
    """And by nobody else."""
    for token in (ROB, "itemswrite", "orderswrite", "noperm", "noevents", EVE):
        denied(fair.get("changelog/", token=token), 403)
    denied(fair.post("changelog/", {}), 405)


def test_code_of_a_voucher_is_for_those_who_may_read_vouchers(desk: Desk, fair: Fair) -> None:
    """Others see that something was done to one."""
    voucher = fair.made("vouchers/", {"code": "SESAME"})
    secret = team_token(desk, "General", limit_event_permissions=["event.settings.general:write"])

    [mine] = log(fair, resource="vouchers")
    answer = fair.get("changelog/?resource=vouchers", headers={"Authorization": f"Token {secret}"})

    assert mine["after"]["code"] == "SESAME"
    [entry] = answer.json()["results"]
    assert (entry["object"], entry["action"], entry["before"], entry["after"]) == (voucher["id"], "created", None, None)
