"""The waiting list: who waits for what cannot be had, and what that means for everybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import NO_SUCH_ID, ROB, SOLD_OUT
from tests.wire import Made, Refused, at, denied, made, refused

if TYPE_CHECKING:
    from tests.api.stall import Stall
    from tests.cast import Fair, Thing, Wire

RULE: Final = "non_field_errors"
ADAS: Final = {"email": "ada@example.org"}
U: Final[dict[str, Any]] = {"item": "$U", **ADAS}
"""U is in no quota, so one may always wait for it."""


def waiting(fair: Fair, item: Thing, **fields: Any) -> Wire:
    """Somebody who waits."""
    number = item if isinstance(item, int) else item["id"]
    return fair.made("waitinglistentries/", {"item": number, **ADAS, **fields})


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        (
            U,
            made(
                **U,
                name=None,
                name_parts={},
                phone=None,
                voucher=None,
                variation=None,
                locale="en",
                subevent=None,
                priority=0,
                comment=None,
            ),
        ),
        ({"item": "$U"}, at("email")),
        ({**U, "email": ""}, at("email")),
        ({**U, "email": "ada"}, at("email")),
        ({**U, "email": None}, at("email")),
        (ADAS, at("item")),
        ({**U, "item": "$unknown"}, at("item")),
        ({**U, "item": "$X"}, at("item")),
        ({**U, "item": "$T"}, at(RULE)),
        ({**U, "item": "$S"}, at(RULE)),
        ({**U, "item": "$S", "variation": "$s1"}, at(RULE)),
        ({**U, "variation": "$s1"}, at(RULE)),
        ({**U, "variation": "$unknown"}, at("variation")),
        ({**U, "subevent": "$unknown"}, at("subevent")),
        ({**U, "name": "Ada Lovelace"}, made(name="Ada Lovelace", name_parts={"_legacy": "Ada Lovelace"})),
        ({**U, "name": None}, made(name=None, name_parts={})),
        (
            {**U, "name_parts": {"_scheme": "given_family", "given_name": "Ada", "family_name": "Lovelace"}},
            made(name="Ada Lovelace"),
        ),
        ({**U, "name": "Ada", "name_parts": {"given_name": "Ada"}}, at("name")),
        ({**U, "name": "Ada", "name_parts": {}}, made(name="Ada")),
        ({**U, "phone": "+49 30 1", "locale": "de", "priority": -3}, made(phone="+49 30 1", locale="de", priority=-3)),
        ({**U, "priority": None}, at("priority")),
        ({**U, "comment": "Called twice"}, made(comment="Called twice")),
        ({**U, "comment": ""}, made(comment="")),
        ({**U, "comment": ["no", "text"]}, at("comment")),
        ({**U, "voucher": 5, "id": 5}, made(voucher=None)),
    ],
)
def test_field(sent: dict[str, Any], wanted: Refused | Made, stall: Stall) -> None:
    """It comes back as it was meant, or it is refused under its key and nothing is made."""
    answer = stall.post("waitinglistentries/", sent)

    if isinstance(wanted, Made):
        Made(stall.filled(dict(wanted.fields))).check(answer)
        assert stall.fair.seen(f"waitinglistentries/{answer.json()['id']}/") == answer.json()
    else:
        wanted.check(answer)
        assert stall.fair.ids("waitinglistentries/") == []


def test_who_waits_comes_before_who_asks(fair: Fair) -> None:
    """The place that comes back is theirs, as long as they wait."""
    item, quota = fair.ticket(size=1)
    position = fair.hold(item)
    entry = waiting(fair, item)
    assert fair.availability(quota)["waiting_list"] == 1
    fair.delete(f"cartpositions/{position['id']}/")

    assert fair.ask(item).json() == [SOLD_OUT.format("Tickets")]
    state = fair.availability(quota)
    assert (state["available"], state["available_number"], state["waiting_list"]) == (False, 0, 1)

    fair.delete(f"waitinglistentries/{entry['id']}/")
    fair.hold(item)


def test_nobody_waits_for_what_can_be_had(fair: Fair) -> None:
    """Neither from the start nor by changing what they wait for."""
    (full, _), (free, _) = fair.ticket(size=0), fair.ticket(name="Other")
    entry = waiting(fair, full)

    refused(fair.post("waitinglistentries/", {"item": free["id"], **ADAS}), RULE)
    refused(fair.patch(f"waitinglistentries/{entry['id']}/", {"item": free["id"]}), RULE)
    assert fair.patch(f"waitinglistentries/{entry['id']}/", {"priority": 5}).status_code == 200


def test_entry_counts_where_it_waits(fair: Fair) -> None:
    """With a variation in the quotas of that; where it goes, the count goes."""
    shirt = fair.item("Shirt", variations=["S", "M"])
    small, medium = (one["id"] for one in shirt["variations"])
    quotas = [fair.quota(shirt, size=0, name=str(one), variations=[one]) for one in (small, medium)]

    entry = waiting(fair, shirt, variation=small)
    assert [fair.availability(one)["waiting_list"] for one in quotas] == [1, 0]
    fair.patch(f"waitinglistentries/{entry['id']}/", {"variation": medium})
    assert [fair.availability(one)["waiting_list"] for one in quotas] == [0, 1]
    fair.patch(f"quotas/{quotas[0]['id']}/", {"variations": [small, medium]})
    assert [fair.availability(one)["waiting_list"] for one in quotas] == [1, 1]
    assert fair.delete(f"items/{shirt['id']}/variations/{medium}/").status_code == 204
    assert [fair.availability(one)["waiting_list"] for one in quotas] == [0, 0]


def test_entry_of_a_series_waits_for_its_date(series: Fair) -> None:
    """And counts on no other."""
    dates = [series.made("subevents/", {"name": "Day", "date_from": "2040-01-01T00:00:00Z"})["id"] for _ in range(2)]
    item = series.item()
    quotas = [series.quota(item, size=0, subevent=date) for date in dates]

    refused(series.post("waitinglistentries/", {"item": item["id"], **ADAS}), RULE)
    waiting(series, item, subevent=dates[0])

    assert [series.availability(one)["waiting_list"] for one in quotas] == [1, 0]


def test_list_that_has_ended_counts_no_longer(fair: Fair) -> None:
    """The setting says until when."""
    item, quota = fair.ticket(size=0)
    waiting(fair, item)
    fair.patch("settings/", {"waiting_list_auto_disable": "2020-01-01T00:00:00Z"})

    fair.patch(f"quotas/{quota['id']}/", {"size": 1})

    assert (fair.availability(quota)["waiting_list"], fair.left(quota)) == (0, 1)
    fair.hold(item)


def test_place_kept_for_those_who_wait_is_free_when_the_list_has_ended(fair: Fair) -> None:
    """And kept again when the setting is taken back."""
    item, quota = fair.ticket(size=0)
    waiting(fair, item)
    fair.patch(f"quotas/{quota['id']}/", {"size": 1})
    hold = {"item": item["id"], "price": "23.00", "expires": "2020-01-01T00:00:00Z"}
    assert fair.post("cartpositions/", hold).status_code == 400

    fair.patch("settings/", {"waiting_list_auto_disable": "2020-01-01T00:00:00Z"})
    assert fair.post("cartpositions/", hold).status_code == 201

    fair.patch("settings/", {"waiting_list_auto_disable": None})
    assert fair.post("cartpositions/", hold).status_code == 400


def test_list_may_end_by_the_dates_of_the_event(fair: Fair) -> None:
    """A day before it begins; an event that is moved takes the end along, there and back."""
    item, quota = fair.ticket(size=0)
    waiting(fair, item)
    fair.patch(f"quotas/{quota['id']}/", {"size": 1})
    fair.patch("settings/", {"waiting_list_auto_disable": "RELDATE/1/18:00:00/date_from/"})
    hold = {"item": item["id"], "price": "23.00", "expires": "2020-01-01T00:00:00Z"}

    for begins, waits in (("2040-01-01T00:00:00Z", 1), ("2020-01-01T00:00:00Z", 0), ("2040-01-01T00:00:00Z", 1)):
        assert fair.patch("", {"date_from": begins}).status_code == 200
        assert (fair.availability(quota)["waiting_list"], fair.left(quota)) == (waits, 1 - waits)
        assert fair.post("cartpositions/", hold).status_code == (400 if waits else 201)


def test_list_of_a_series_ends_with_each_date(series: Fair) -> None:
    """Measured from that date, or from the series where the date has no such moment."""
    item, quotas, paths = series.item(), [], []
    for begins in ("2020-01-01T00:00:00Z", "2040-01-01T00:00:00Z"):
        date = series.made("subevents/", {"name": "Day", "date_from": begins})["id"]
        quotas.append(series.quota(item, size=0, subevent=date))
        waiting(series, item, subevent=date)
        paths.append(f"subevents/{date}/")
    for quota in quotas:
        series.patch(f"quotas/{quota['id']}/", {"size": 1})

    def told() -> list[object]:
        holds = [
            {"item": item["id"], "price": "23.00", "expires": "2020-01-01T00:00:00Z", "subevent": quota["subevent"]}
            for quota in quotas
        ]
        held = [entry["success"] for entry in series.post("cartpositions/bulk_create/", holds).json()["results"]]
        return [series.left(quota) for quota in quotas] + held

    series.patch("settings/", {"waiting_list_auto_disable": "RELDATE/minutes/1/date_from/after"})
    assert told() == [1, 0, True, False]
    series.patch(paths[0], {"date_from": "2041-01-01T00:00:00Z"})
    assert told() == [0, 0, False, False]
    series.patch(paths[1], {"date_from": "2019-01-01T00:00:00Z"})
    assert told() == [0, 1, False, True]
    series.patch("settings/", {"waiting_list_auto_disable": "RELDATE/0/-/presale_end/"})
    series.patch(paths[0], {"presale_end": "2020-01-01T00:00:00Z"})
    series.patch("", {"presale_end": "2040-01-01T00:00:00Z"})
    assert told() == [1, 0, True, False]


def test_name_is_put_together_by_the_scheme(fair: Fair) -> None:
    """Its own or else the event's, whatever the order in which the parts were sent."""
    parts = {"family_name": "Lovelace", "title": "Dr", "given_name": "Ada"}
    entry = waiting(fair, fair.item(), name_parts=parts)
    own = waiting(fair, fair.item(), name_parts={**parts, "_scheme": "family_comma_given"})
    path = f"waitinglistentries/{entry['id']}/"
    assert (entry["name"], own["name"]) == ("Ada Lovelace", "Lovelace, Ada")

    fair.patch("settings/", {"name_scheme": "title_given_family"})

    assert fair.seen(path)["name"] == "Dr Ada Lovelace"
    assert fair.patch(path, {"name_parts": {"title": "Dr"}}).json()["name"] == "Dr"
    assert fair.patch(path, {"name_parts": {"_legacy": "Ada L."}}).json()["name"] == "Ada L."


def test_patch_keeps_the_name_and_put_resets_it(stall: Stall) -> None:
    """Like everything else; when it was made never changes."""
    first = stall.post("waitinglistentries/", {**U, "name": "Ada", "priority": 3}).json()
    path = f"waitinglistentries/{first['id']}/"

    assert stall.fair.patch(path, {"phone": "110"}).json() == {**first, "phone": "110"}
    assert stall.fair.patch(path, {"name": "Ben"}).json()["name_parts"] == {"_legacy": "Ben"}
    assert stall.fair.patch(path, {"name": None}).json()["name_parts"] == {}
    put = stall.fair.put(path, stall.filled(U)).json()
    assert put == {**first, "name": None, "name_parts": {}, "priority": 0}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["a", "b"]),
        ("ordering=-id", ["b", "a"]),
        ("ordering=email", ["a", "b"]),
        ("ordering=-email", ["b", "a"]),
        ("email=ben@example.org", ["b"]),
        ("locale=de", ["b"]),
        ("item={U}", ["a", "b"]),
        ("item={T}", []),
        ("has_voucher=false", ["a", "b"]),
        ("has_voucher=true", []),
    ],
)
def test_list_is_filtered_and_ordered(query: str, wanted: list[str], stall: Stall) -> None:
    """In the order they came, unless the query says otherwise."""
    bodies = {"a": U, "b": {**U, "email": "ben@example.org", "locale": "de"}}
    ids = {name: stall.post("waitinglistentries/", body).json()["id"] for name, body in bodies.items()}
    query = query.format(U=stall.filled("$U"), T=stall.filled("$T"))

    assert stall.fair.ids(f"waitinglistentries/?{query}") == [ids[name] for name in wanted]


def test_entry_that_is_not_there(stall: Stall) -> None:
    """404; Rob sees the others and changes none."""
    own = stall.post("waitinglistentries/", U).json()

    denied(stall.fair.get(f"waitinglistentries/{NO_SUCH_ID}/"), 404)
    assert stall.fair.get(f"waitinglistentries/{own['id']}/", token=ROB).json() == own
    denied(stall.fair.delete(f"waitinglistentries/{own['id']}/", token=ROB), 403)
    denied(stall.fair.get("waitinglistentries/", token="itemswrite"), 403)
