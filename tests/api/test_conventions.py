"""What holds for every endpoint: slashes, methods, the order of checks, pages, PATCH and PUT.

What the recordings show already is not repeated; bodies are in `test_bodies.py`, keys against repetition in
`test_idempotency.py`, dates of changes in `test_conditional.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cast import EVE, NO_BODY, NO_SUCH_ID, NOBODY, ROB
from tests.wire import denied, refused

if TYPE_CHECKING:
    from tests.cast import Desk, Fair

WITH_BODY: Final = {"POST", "PUT", "PATCH"}


# --- slashes and routes ---


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE"])
def test_missing_slash_is_added(method: str, fair: Fair) -> None:
    """Half of the clients leave it out; the query comes along."""
    answer = fair.send(method, "categories?page_size=1&is_addon=true")

    assert answer.status_code == 301
    assert answer.headers["location"].endswith(f"{fair.path}categories/?page_size=1&is_addon=true")


@pytest.mark.parametrize("method", sorted(WITH_BODY))
def test_missing_slash_is_told_where_a_redirect_would_lose_the_body(method: str, fair: Fair) -> None:
    """404 in JSON, and nothing is done."""
    denied(fair.send(method, "categories", {"name": {"en": "A"}}), 404)
    assert fair.ids("categories/") == []


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize(
    "path",
    ["no-such-things/", "categories/1/2/", "items/1/no-such-things/", "cartpositions/bulk_create/1/"],
)
def test_unknown_route_is_not_found(method: str, path: str, fair: Fair) -> None:
    """In JSON, also below a valid event."""
    denied(fair.send(method, path, {} if method == "POST" else NO_BODY), 404)


@pytest.mark.parametrize(
    "path", ["/api/v1/no-such-things/", "/api/v2/", "/api/v1/organizers/bigevents/no-such-things/"]
)
def test_unknown_route_above_events_is_not_found(path: str, desk: Desk) -> None:
    """In JSON as well."""
    denied(desk.get(path), 404)


def test_root_names_the_way_in(desk: Desk) -> None:
    """The version's root tells where organizers are, absolutely; the root above leads there."""
    answer = desk.get("/api/v1/")
    assert answer.status_code == 200
    assert answer.json()["organizers"] == f"{str(desk.client.base_url).rstrip('/')}/api/v1/organizers/"

    above = desk.get("/api/")
    assert above.status_code == 302
    assert above.headers["location"].endswith("/api/v1/")


# --- methods, and who is asked first ---


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("categories/", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("categories/{category}/", {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"}),
        ("cartpositions/", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("cartpositions/1/", {"GET", "HEAD", "OPTIONS", "DELETE"}),
        ("cartpositions/bulk_create/", {"OPTIONS", "POST"}),
    ],
)
def test_allow_names_the_methods(path: str, methods: set[str], fair: Fair) -> None:
    """Told by OPTIONS, and by whoever refuses a method."""
    path = path.format(category=fair.category()["id"])

    options = fair.options(path)
    assert options.status_code in {200, 204}
    assert {one.strip() for one in options.headers["allow"].split(",")} == methods

    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - methods:
        answer = fair.send(method, path, {} if method in WITH_BODY else NO_BODY)
        denied(answer, 405)
        assert {one.strip() for one in answer.headers["allow"].split(",")} == methods


def test_head_is_get_without_a_body(fair: Fair) -> None:
    """The same status and kind, nothing else."""
    category = fair.category()
    for path in ("categories/", f"categories/{category['id']}/", f"categories/{NO_SUCH_ID}/", "categories/?page=7"):
        head, get = fair.head(path), fair.get(path)
        assert (head.status_code, head.headers["content-type"]) == (get.status_code, get.headers["content-type"])
        assert head.content == b""


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_looking_needs_what_reading_needs(method: str, fair: Fair) -> None:
    """A token that may write orders only, one of another organizer, and none."""
    assert fair.send(method, "cartpositions/", token="writeonly").status_code == 403
    assert fair.send(method, "categories/", token=EVE).status_code == 403
    assert fair.send(method, "categories/", token=NOBODY).status_code == 401


@pytest.mark.parametrize(
    ("token", "method", "path", "status"),
    [
        (NOBODY, "PUT", "cartpositions/", 401),
        (EVE, "PUT", "cartpositions/", 403),
        (ROB, "PUT", "cartpositions/", 403),
        ("itemswrite", "GET", f"cartpositions/{NO_SUCH_ID}/", 403),
        ("noevents", "PUT", "categories/", 403),
        ("main", "PUT", f"cartpositions/{NO_SUCH_ID}/", 405),
        ("main", "POST", f"categories/{NO_SUCH_ID}/", 405),
        ("main", "PUT", f"categories/{NO_SUCH_ID}/", 404),
        ("main", "PATCH", f"items/{NO_SUCH_ID}/addons/1/", 404),
        ("main", "POST", "categories/", 400),
    ],
)
def test_checks_come_in_their_order(token: str, method: str, path: str, status: int, fair: Fair) -> None:
    """401 before 403 before 405 before 404 before 400: a stranger learns nothing from a wrong body."""
    denied(fair.send(method, path, token=token, content="{" if method in WITH_BODY else None), status)


@pytest.mark.parametrize("token", [EVE, "noevents"])
def test_event_that_is_not_ones_own_looks_like_none(token: str, desk: Desk, fair: Fair) -> None:
    """Eve cannot tell Fay's event from one that does not exist."""
    mine = fair.get("categories/", token=token)
    nobodys = desk.get("events/no-such-event/categories/", token=token)
    nowhere = desk.get("/api/v1/organizers/no-such-organizer/events/x/categories/", token=token)

    denied(mine, 403)
    assert mine.content == nobodys.content == nowhere.content


@pytest.mark.parametrize("scheme", ["Token", "token", "TOKEN"])
def test_scheme_is_written_in_any_case(scheme: str, fair: Fair) -> None:
    """As HTTP says."""
    assert fair.get("categories/", headers={"Authorization": f"{scheme} {fair.tokens['main']}"}).status_code == 200


@pytest.mark.parametrize("credential", ["Token", "Token a b", "Bearer x", "Basic eDp5", "Token \xe4", "x" * 4000])
def test_credential_that_is_none(credential: str, fair: Fair) -> None:
    """401 for anything that is no token, and the way to authenticate."""
    answer = fair.get("categories/", headers={"Authorization": credential.encode("latin-1")})

    denied(answer, 401)
    assert answer.headers["www-authenticate"] == "Token"


@pytest.mark.parametrize("wanted", ["de", "en-GB, fr;q=0.5", "*"])
def test_answer_is_in_english_and_says_so(wanted: str, fair: Fair) -> None:
    """Whatever language is asked for."""
    for answer in (fair.get("categories/", headers={"Accept-Language": wanted}), fair.post("categories/", {})):
        assert answer.headers["content-language"] == "en"
        assert answer.headers["content-type"].startswith("application/json")


# --- pages ---


@pytest.fixture(scope="module")
def long_list(desk: Desk) -> Fair:
    """A fair with 51 categories."""
    fair = desk.fair()
    for position in range(51):
        fair.category(position=position)
    return fair


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", 50),
        ("page_size=10", 10),
        ("page_size=50", 50),
        ("page_size=51", 50),
        ("page_size=100", 50),
        ("page_size=0", 50),
        ("page_size=-1", 50),
        ("page_size=many", 50),
        ("page_size=", 50),
        ("limit=100", 50),
        ("page=2", 1),
        ("page=last", 1),
        ("page_size=25&page=3", 1),
    ],
)
def test_page_holds_fifty_at_most(query: str, rows: int, long_list: Fair) -> None:
    """And never fails over a size that makes no sense."""
    page = long_list.seen(f"categories/?{query}")

    assert (page["count"], len(page["results"])) == (51, rows)


def test_links_lead_from_page_to_page(fair: Fair) -> None:
    """Absolute, with the other parameters sorted by name, and every row is seen once."""
    wanted = [fair.category(position=1)["id"] for _ in range(5)]
    base = f"{str(fair.client.base_url).rstrip('/')}{fair.path}categories/"

    seen: list[int] = []
    page: dict[str, Any] = {}
    url: str | None = f"{base}?page_size=2&ordering=position&colour=red"
    while url:
        page = fair.client.get(url, headers={"Authorization": f"Token {fair.tokens['main']}"}).json()
        seen += [row["id"] for row in page["results"]]
        assert page["next"] is None or page["next"].startswith(f"{base}?colour=red&ordering=position&page=")
        url = page["next"]

    assert seen == wanted
    assert page["previous"] == f"{base}?colour=red&ordering=position&page=2&page_size=2"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("items/", ["b", "c", "a"]),
        ("items/?ordering=-position", ["a", "c", "b"]),
        ("items/?ordering=id", ["a", "b", "c"]),
        ("items/?ordering=-id", ["c", "b", "a"]),
        ("items/?ordering=default_price", ["b", "c", "a"]),
        ("items/?active=false", ["b"]),
        ("items/?active=TRUE", ["c", "a"]),
        ("items/?active=perhaps", ["b", "c", "a"]),
        ("items/?active=", ["b", "c", "a"]),
        ("items/?category=", ["b", "c", "a"]),
    ],
)
def test_filters_and_orders(path: str, wanted: list[str], fair: Fair) -> None:
    """Nonsense falls back to the list as it is."""
    names: dict[int, str] = {}
    for name, position in (("a", 3), ("b", 1), ("c", 2)):
        names[fair.item(name, position=position, active=name != "b")["id"]] = name

    assert [names[one] for one in fair.ids(path)] == wanted


@pytest.mark.parametrize("value", [str(NO_SUCH_ID), "foreign", "x", str(2**70)])
def test_filter_by_something_that_is_not_there(value: str, fair: Fair, other_fair: Fair) -> None:
    """400 under the parameter's name: an empty list would hide the mistake."""
    value = str(other_fair.category()["id"]) if value == "foreign" else value

    refused(fair.get(f"items/?category={value}"), "category")


# --- PATCH merges, PUT resets ---

RESOURCES: Final[dict[str, tuple[dict[str, Any], dict[str, Any]]]] = {
    # what was made (and must be given to PUT), and what was changed besides (and PUT forgets)
    "categories": ({"name": {"en": "A"}}, {"position": 4, "internal_name": "I", "is_addon": True}),
    "items": (
        {"name": {"en": "A"}, "default_price": "1.00"},
        {"position": 4, "active": False, "internal_name": "I", "free_price": True, "max_per_order": 3},
    ),
    "quotas": ({"name": "A", "size": 5, "items": [], "variations": []}, {"closed": True}),
}


@pytest.mark.parametrize("name", RESOURCES)
def test_patch_merges_and_put_resets(name: str, fair: Fair) -> None:
    """PATCH keeps what it does not name; PUT takes the body for the whole."""
    required, changes = RESOURCES[name]
    made = fair.made(f"{name}/", required)
    path = f"{name}/{made['id']}/"

    patched = fair.patch(path, changes)
    assert (patched.status_code, patched.json()) == (200, {**made, **changes})
    assert fair.patch(path, {}).json() == patched.json()

    put = fair.put(path, required)
    assert (put.status_code, put.json()) == (200, made)
    assert fair.seen(path) == made


@pytest.mark.parametrize("name", RESOURCES)
def test_whole_object_can_be_sent_back(name: str, fair: Fair) -> None:
    """Real clients PATCH what they were given, read-only keys included."""
    made = fair.made(f"{name}/", RESOURCES[name][0])
    nested = {"variations", "addons", "bundles", "program_times"} if name == "items" else set()

    answer = fair.patch(f"{name}/{made['id']}/", {key: value for key, value in made.items() if key not in nested})

    assert (answer.status_code, answer.json()) == (200, made), answer.text
