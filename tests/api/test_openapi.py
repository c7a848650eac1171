"""The OpenAPI document: it is what is written down, it describes what is served, and answers are as it says."""

from __future__ import annotations

import functools
import json
from pathlib import Path as File
from typing import TYPE_CHECKING, Any, Final

import httpx
import openapi_spec_validator
import pytest
from openapi_schema_validator import OAS31Validator

from tests.cast import NO_SUCH_ID
from willcall import __version__
from willcall.app import OPENAPI, Application
from willcall.rest.openapi import document, rendered
from willcall.rest.openapi_common import ROOT
from willcall.settings import settings_from

if TYPE_CHECKING:
    from tests.api.stall import Stall
    from tests.cast import Caller, Desk, Fair
    from willcall.rest.routes import Path

WRITTEN_DOWN: Final = File(__file__).parents[2] / "docs" / "openapi.json"
HOW_TO_RENEW: Final = "docs/openapi.json is not what the code says; renew it: willcall openapi > docs/openapi.json"
BESIDE_THE_API: Final = {(ROOT, "get"), ("/healthz", "get"), ("/readyz", "get")}


@functools.cache
def served() -> tuple[Path, ...]:
    """The paths that the application serves; it connects to nothing until it is started."""
    return Application(settings_from({})).paths


@functools.cache
def described() -> dict[str, Any]:
    """The document that the code makes."""
    return document(served(), __version__)


def test_document_is_the_one_that_is_written_down() -> None:
    """A change of the interface shows in a file that is reviewed."""
    assert WRITTEN_DOWN.read_text() == rendered(served(), __version__), HOW_TO_RENEW


def test_document_is_served(desk: Desk) -> None:
    answer = desk.get(OPENAPI, token="")
    assert (answer.status_code, answer.json()) == (httpx.codes.OK, described())


def test_document_is_valid() -> None:
    openapi_spec_validator.validate(described())


def test_what_is_served_is_described_and_the_other_way_round() -> None:
    known = {(path, method) for path, item in described()["paths"].items() for method in item if method != "parameters"}
    real = {(f"{ROOT}{path.template}", operation.method.lower()) for path in served() for operation in path.operations}
    assert known == real | BESIDE_THE_API


def test_operations_have_names_of_their_own_and_say_what_they_do() -> None:
    operations = [one for item in described()["paths"].values() for key, one in item.items() if key != "parameters"]
    assert len({one["operationId"] for one in operations}) == len(operations)
    assert all(one["summary"] and one["description"] and one["tags"] for one in operations)


def test_components_are_used() -> None:
    """405 alone is answered by no operation: it is what the others are."""
    components = described()["components"]
    names = {f"#/components/{kind}/{name}" for kind in components for name in components[kind]}
    names -= {f"#/components/securitySchemes/{name}" for name in components["securitySchemes"]}
    assert names - _references(described()) == {"#/components/responses/MethodNotAllowed"}


def _references(value: object) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(_references, value))
    if not isinstance(value, dict):
        return set()
    return {value["$ref"]} if "$ref" in value else set().union(*map(_references, value.values()))


def test_examples_are_what_is_taken() -> None:
    for path, item in described()["paths"].items():
        for method in item.keys() - {"parameters"}:
            body = item[method].get("requestBody", {}).get("content", {}).get("application/json", {})
            for example in body.get("examples", {}).values():
                check(body["schema"], example["value"], f"{method} {path}")


EVENT: Final = f"{ROOT}organizers/{{organizer}}/events/{{event}}/"


@pytest.mark.parametrize(
    "below",
    [
        "categories/",
        "items/",
        "items/{item}/variations/",
        "items/{item}/addons/",
        "items/{item}/bundles/",
        "quotas/",
        "cartpositions/",
    ],
)
def test_lists_and_objects_of_an_event_are_as_described(stall: Stall, below: str) -> None:
    fair, shirt = stall.fair, stall.things["S"]["id"]
    if below == "cartpositions/":
        fair.hold(stall.things["T"], addons=[{"item": stall.things["W"]["id"]}])
    item = shirt if "variations" in below else stall.things["T"]["id"]
    real = below.replace("{item}", str(item))

    page = as_described(fair, "GET", EVENT + below, real)

    assert page["results"]
    for thing in page["results"]:
        if "id" in thing:
            as_described(fair, "GET", f"{EVENT}{below}{{id}}/", f"{real}{thing['id']}/")


def test_what_is_made_is_as_described(stall: Stall) -> None:
    fair, things = stall.fair, stall.things
    shirt, unsold = f"items/{things['S']['id']}/", f"items/{things['U']['id']}/"
    as_described(fair, "POST", f"{EVENT}categories/", json={"name": "More"}, status=201)
    item = as_described(fair, "POST", f"{EVENT}items/", json={"name": "Cap", "default_price": "9.00"}, status=201)
    whole = {"name": "Set", "default_price": 1, "addons": [{"addon_category": things["addon"]["id"]}]}
    whole["bundles"] = [{"bundled_item": item["id"]}]
    as_described(fair, "POST", f"{EVENT}items/", json=whole, status=201)
    as_described(fair, "POST", f"{EVENT}items/{{item}}/variations/", f"{shirt}variations/", {"value": "M"}, 201)
    rule = {"addon_category": things["addon"]["id"]}
    as_described(fair, "POST", f"{EVENT}items/{{item}}/addons/", f"items/{item['id']}/addons/", rule, 201)
    bundle = {"bundled_item": item["id"], "bundled_variation": None}
    as_described(fair, "POST", f"{EVENT}items/{{item}}/bundles/", f"{unsold}bundles/", bundle, 201)
    quota = as_described(fair, "POST", f"{EVENT}quotas/", json={"name": "Caps", "size": 2}, status=201)
    as_described(fair, "GET", f"{EVENT}quotas/{{id}}/availability/", f"quotas/{quota['id']}/availability/")


def test_holds_and_their_refusals_are_as_described(stall: Stall) -> None:
    fair, things = stall.fair, stall.things
    wanted = {"item": things["T"]["id"], "price": "23.00", "addons": [{"item": things["W"]["id"]}]}
    wanted["bundled"] = [{"item": things["S"]["id"], "variation": things["s1"]["id"]}]
    template = f"{EVENT}cartpositions/"
    as_described(fair, "POST", template, json=wanted, status=201)
    as_described(fair, "POST", template, json={"addons": [{"item": "?"}, 3]}, status=400)
    as_described(fair, "POST", template, json=[], status=400)
    bulk = as_described(fair, "POST", f"{template}bulk_create/", json=[wanted, {}, *[wanted] * 4])
    assert [one["success"] for one in bulk["results"]] == [True, False, True, True, True, False]
    as_described(fair, "POST", f"{template}bulk_create/", json={}, status=400)
    assert isinstance(as_described(fair, "POST", template, json=wanted, status=400), list)


def test_organizers_events_and_teams_are_as_described(desk: Desk, fair: Fair) -> None:
    as_described(desk, "GET", ROOT, ROOT)
    organizers = f"{ROOT}organizers/"
    as_described(desk, "GET", organizers, organizers)
    as_described(desk, "GET", f"{organizers}{{organizer}}/", "")
    events = f"{organizers}{{organizer}}/events/"
    as_described(desk, "GET", events, "events/")
    as_described(fair, "GET", f"{events}{{event}}/", "")
    teams = f"{organizers}{{organizer}}/teams/"
    team = as_described(desk, "POST", teams, "teams/", {"name": "Box office", "limit_events": []}, 201)
    as_described(desk, "GET", teams, "teams/")
    one = f"teams/{team['id']}/"
    as_described(desk, "GET", f"{teams}{{id}}/", one)
    tokens = f"{teams}{{team}}/tokens/"
    token = as_described(desk, "POST", tokens, f"{one}tokens/", {"name": "Gate"}, 201)
    as_described(desk, "GET", tokens, f"{one}tokens/")
    as_described(desk, "DELETE", f"{tokens}{{id}}/", f"{one}tokens/{token['id']}/")


@pytest.mark.parametrize(
    ("method", "path", "status", "request_"),
    [
        ("GET", "categories/{id}/", 404, {}),
        ("GET", "categories/", 401, {"token": ""}),
        ("GET", "categories/", 403, {"token": "dummy"}),
        ("GET", "categories/", 406, {"headers": {"Accept": "text/html"}}),
        ("POST", "categories/", 400, {"content": "{"}),
        ("POST", "categories/", 415, {"content": "name=x", "headers": {"Content-Type": "text/plain"}}),
    ],
)
def test_refusals_are_as_described(fair: Fair, method: str, path: str, status: int, request_: dict[str, Any]) -> None:
    as_described(fair, method, EVENT + path, path.replace("{id}", str(NO_SUCH_ID)), status=status, **request_)


def as_described(
    caller: Caller,
    method: str,
    template: str,
    path: str | None = None,
    json: object = None,
    status: int = 200,
    **request: Any,
) -> Any:
    """The body of an answer, after it was compared with what the document says of it."""
    path = template.removeprefix(EVENT) if path is None else path
    answer = caller.send(method, path, **request) if json is None else caller.send(method, path, json, **request)
    assert answer.status_code == status, answer.text
    known = resolved(described()["paths"][template][method.lower()]["responses"][str(status)])
    for name, header in known.get("headers", {}).items():
        assert not resolved(header).get("required") or name in answer.headers, f"{name} is missing"
    check(known["content"]["application/json"]["schema"], answer.json(), f"{method} {path}")
    return answer.json()


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """What a reference to a component stands for."""
    if "$ref" not in part:
        return part
    _, _, kind, name = part["$ref"].split("/")
    found: dict[str, Any] = described()["components"][kind][name]
    return found


def check(schema: dict[str, Any], value: object, where: str) -> None:
    """Compare a value with a schema of the document."""
    whole = schema | {"components": described()["components"]}
    validator = OAS31Validator(whole, format_checker=OAS31Validator.FORMAT_CHECKER)
    problems = [f"{where}: {'/'.join(map(str, one.path))}: {one.message}" for one in validator.iter_errors(value)]
    assert not problems, json.dumps(problems, indent=2)
