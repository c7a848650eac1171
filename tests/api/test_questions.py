"""Questions and their options: what buyers are asked, and how their answers come back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.api.survey import MENU, asked, options_of
from tests.cast import NO_SUCH_ID, ROB
from tests.wire import TEXTS, Made, Refused, at, denied, made, refused, shape

if TYPE_CHECKING:
    from tests.cast import Fair, Wire

RULE: Final = "non_field_errors"
Q: Final[dict[str, Any]] = {"question": {"en": "Age"}, "type": "N"}
DEFAULTS: Final[dict[str, Any]] = {
    "required": False,
    "items": [],
    "options": [],
    "position": 0,
    "help_text": None,
    "ask_during_checkin": False,
    "show_during_checkin": False,
    "hidden": False,
    "print_on_invoice": False,
    "dependency_question": None,
    "dependency_values": [],
    "dependency_value": None,
    "valid_number_min": None,
    "valid_number_max": None,
    "valid_date_min": None,
    "valid_date_max": None,
    "valid_datetime_min": None,
    "valid_datetime_max": None,
    "valid_string_length_max": None,
    "valid_file_portrait": False,
}
TYPES: Final = ("N", "S", "T", "B", "C", "M", "F", "D", "H", "W", "CC", "TEL")
MADE_HERE: Final = re.compile("[A-Z0-9]{8}")


def test_question_needs_a_text_and_a_type(fair: Fair) -> None:
    """Everything else has a default, the identifier is made here."""
    question = fair.made("questions/", Q)

    wanted = {**DEFAULTS, **Q}
    assert {key: question.get(key, "absent") for key in wanted} == wanted
    assert question.keys() == {*wanted, "id", "identifier"}
    assert MADE_HERE.fullmatch(question["identifier"])
    assert fair.seen(f"questions/{question['id']}/") == question
    assert fair.rows("questions/") == [question]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"question": "Plain"}, made(question={"en": "Plain"})),
        ({"question": None}, at("question")),
        ({"question": {"xx": "A"}}, at("question")),
        ({"question": 5}, at("question")),
        *(({"type": code}, made(type=code)) for code in TYPES),
        ({"type": "Z"}, at("type")),
        ({"type": "n"}, at("type")),
        ({"type": None}, at("type")),
        ({"identifier": "AGE"}, made(identifier="AGE")),
        ({"identifier": "  Age 1 "}, made(identifier="Age 1")),
        ({"identifier": 7}, made(identifier="7")),
        ({"identifier": ""}, at("identifier")),
        ({"identifier": True}, at("identifier")),
        ({"identifier": "i" * 191}, at("identifier")),
        ({"required": "yes"}, made(required=True)),
        ({"required": None}, at("required")),
        ({"position": -3}, made(position=-3)),
        ({"position": "x"}, at("position")),
        ({"items": [NO_SUCH_ID]}, at("items")),
        ({"items": None}, at("items")),
        ({"items": 5}, at("items")),
        ({"help_text": "In years"}, made(help_text={"en": "In years"})),
        ({"help_text": 5}, at("help_text")),
        ({"hidden": True, "print_on_invoice": True}, made(hidden=True, print_on_invoice=True)),
        ({"ask_during_checkin": True, "show_during_checkin": True}, made(ask_during_checkin=True)),
        ({"valid_number_min": "18", "valid_number_max": 99.5}, made(valid_number_min="18", valid_number_max="99.5")),
        ({"valid_number_min": "1.2345678"}, at("valid_number_min")),
        ({"valid_number_max": "many"}, at("valid_number_max")),
        ({"valid_date_min": "2030-01-01"}, made(valid_date_min="2030-01-01")),
        ({"valid_date_max": "2030-02-30"}, at("valid_date_max")),
        ({"valid_date_max": "2030-01-01T00:00:00Z"}, at("valid_date_max")),
        ({"valid_datetime_min": "2030-01-01T10:00:00+02:00"}, made(valid_datetime_min="2030-01-01T08:00:00Z")),
        ({"valid_datetime_max": "soon"}, at("valid_datetime_max")),
        ({"valid_string_length_max": 40}, made(valid_string_length_max=40)),
        ({"valid_string_length_max": -1}, at("valid_string_length_max")),
        ({"valid_file_portrait": True}, made(valid_file_portrait=True)),
        ({"dependency_question": NO_SUCH_ID}, at("dependency_question")),
        ({"dependency_values": ["True"]}, made(dependency_values=["True"], dependency_value="True")),
        ({"dependency_value": "A"}, made(dependency_values=["A"], dependency_value="A")),
        ({"dependency_value": None}, made(dependency_values=[], dependency_value=None)),
        ({"dependency_values": ["A", "B"], "dependency_value": "A"}, made(dependency_values=["A", "B"])),
        ({"dependency_values": None}, at("dependency_values")),
        ({"options": None}, at("options")),
        ({"options": {}}, Refused({"options": {RULE: TEXTS}})),
        ({"options": [{}]}, Refused({"options": [{"answer": TEXTS}]})),
        ({"options": [5, {"answer": "A"}]}, Refused({"options": [{RULE: TEXTS}, {}]})),
    ],
)
def test_field(fields: Wire, wanted: Refused | Made, fair: Fair) -> None:
    """It comes back as it was meant, or it is refused under its key and nothing is made."""
    answer = fair.post("questions/", {**Q, **fields})

    wanted.check(answer)
    if isinstance(wanted, Made):
        assert fair.seen(f"questions/{answer.json()['id']}/") == answer.json()
    else:
        assert fair.ids("questions/") == []


def test_all_that_is_missed_is_told(fair: Fair) -> None:
    refused(fair.post("questions/", {}), "question", "type")


@pytest.mark.parametrize("identifier", [{}, {"identifier": None}])
def test_identifier_is_made_here(identifier: Wire, fair: Fair) -> None:
    """Left out or null: for questions and for options, also when they come nested. The reference refuses this."""
    question = fair.made("questions/", {**Q, "type": "C", "options": [{"answer": "A", **identifier}], **identifier})
    option = fair.made(options_of(question), {"answer": "B", **identifier})

    given = [question["identifier"], question["options"][0]["identifier"], option["identifier"]]
    assert all(MADE_HERE.fullmatch(one) for one in given)
    assert len(set(given)) == 3


def test_identifier_means_one_question(fair: Fair, other_fair: Fair) -> None:
    """In upper or lower case; the other fair has identifiers of its own."""
    first, second = asked(fair, identifier="AGE"), asked(fair, identifier="size")

    refused(fair.post("questions/", {**Q, "identifier": "Age"}), "identifier")
    refused(fair.patch(f"questions/{second['id']}/", {"identifier": "aGE"}), "identifier")
    refused(fair.put(f"questions/{second['id']}/", {**Q, "identifier": "age"}), "identifier")

    assert fair.patch(f"questions/{first['id']}/", {"identifier": "age"}).json()["identifier"] == "age"
    assert asked(other_fair, identifier="AGE")["identifier"] == "AGE"
    assert asked(fair, "C", options=[{"answer": "A", "identifier": "AGE"}])["options"][0]["identifier"] == "AGE"


def test_put_keeps_an_identifier_that_it_does_not_name(fair: Fair) -> None:
    """Everything else goes back to its default; null asks for a fresh one."""
    item = fair.item()
    question = asked(fair, identifier="NAME", items=[item["id"]], required=True, position=3, hidden=True)
    path = f"questions/{question['id']}/"

    put = fair.put(path, Q)

    assert (put.status_code, put.json()) == (200, {**DEFAULTS, **Q, "id": question["id"], "identifier": "NAME"})
    refused(fair.put(path, {"type": "N"}), "question")
    assert MADE_HERE.fullmatch(fair.patch(path, {"identifier": None}).json()["identifier"])


def test_patch_merges(fair: Fair) -> None:
    """Options have an endpoint of their own; what is only read may come along."""
    item = fair.item()
    question = asked(fair, "C", items=[item["id"]], options=MENU, dependency_values=["a", "b"])
    path = f"questions/{question['id']}/"

    assert fair.patch(path, {"position": 7}).json() == {**question, "position": 7}
    assert fair.patch(path, {"items": [], "id": 1}).json() == {**question, "position": 7, "items": []}
    assert fair.patch(path, {"dependency_value": "c"}).json()["dependency_values"] == ["c"]
    refused(fair.patch(path, {"options": []}), RULE)
    refused(fair.put(path, {**Q, "options": MENU}), RULE)
    refused(fair.patch(path, {"question": None}), "question")


def test_items_are_of_the_same_event(fair: Fair, other_fair: Fair) -> None:
    """Listed by id, each once; one that is deleted is no longer asked."""
    first, second = fair.item(), fair.item()
    refused(fair.post("questions/", {**Q, "items": [other_fair.item()["id"]]}), "items")

    question = asked(fair, items=[second["id"], first["id"], second["id"]])
    assert question["items"] == [first["id"], second["id"]]

    fair.delete(f"items/{first['id']}/")
    assert fair.seen(f"questions/{question['id']}/")["items"] == [second["id"]]


def test_list_is_by_position(fair: Fair) -> None:
    """Then by id; or as the query says."""
    names = {asked(fair, text=name, position=at, **more)["id"]: name for name, at, more in LISTED}

    def listed(query: str) -> list[str]:
        return [names[one] for one in fair.ids(f"questions/{query}")]

    assert listed("") == ["b", "c", "a"]
    assert listed("?ordering=-position") == ["a", "c", "b"]
    assert listed("?ordering=id") == ["a", "b", "c"]
    assert listed("?required=true") == ["b"]
    assert listed("?identifier=CEE") == ["c"]
    assert listed("?ask_during_checkin=true") == ["c"]
    assert listed("?ask_during_checkin=0&required=0") == ["a"]
    assert listed("?ask_during_checkin=perhaps") == ["b", "c", "a"]


LISTED: Final[list[tuple[str, int, Wire]]] = [
    ("a", 5, {}),
    ("b", 1, {"required": True}),
    ("c", 1, {"identifier": "CEE", "ask_during_checkin": True}),
]


def test_list_is_conditional(fair: Fair) -> None:
    """A changed option is a change of its question."""
    question = asked(fair, "C", options=MENU)
    seen = fair.get("questions/")
    since = {"If-Modified-Since": seen.headers["last-modified"]}
    assert fair.get("questions/", headers=since).status_code == 304
    assert "last-modified" not in fair.get(options_of(question)).headers

    changed = fair.seen("changelog/?resource=questions")["count"]
    fair.patch(f"{options_of(question)}{question['options'][0]['id']}/", {"position": 4})
    assert fair.seen("changelog/?resource=questions")["count"] == changed + 1


# What a question depends on


@pytest.mark.parametrize("code", TYPES)
def test_only_decisive_questions_can_be_depended_on(code: str, fair: Fair) -> None:
    """Yes or no, and choices."""
    above = asked(fair, code)

    answer = fair.post("questions/", {**Q, "dependency_question": above["id"], "dependency_values": ["True"]})

    if code in ("B", "C", "M"):
        made(dependency_question=above["id"], dependency_values=["True"]).check(answer)
    else:
        refused(answer, RULE)


def test_question_of_another_event_is_not_depended_on(fair: Fair, other_fair: Fair) -> None:
    refused(fair.post("questions/", {**Q, "dependency_question": asked(other_fair, "B")["id"]}), "dependency_question")


def test_dependencies_make_no_circle(fair: Fair) -> None:
    """Neither with itself nor through others."""
    first = asked(fair, "B")
    second = asked(fair, "B", dependency_question=first["id"])
    third = asked(fair, "B", dependency_question=second["id"])

    for one in (first, second, third):
        refused(fair.patch(f"questions/{first['id']}/", {"dependency_question": one["id"]}), RULE)
    fair.patch(f"questions/{second['id']}/", {"dependency_question": None})
    assert fair.patch(f"questions/{first['id']}/", {"dependency_question": third["id"]}).status_code == 200
    refused(fair.patch(f"questions/{second['id']}/", {"dependency_question": first["id"]}), RULE)


def test_question_that_is_depended_on_stays_decisive(fair: Fair) -> None:
    above = asked(fair, "B")
    below = asked(fair, dependency_question=above["id"])

    refused(fair.patch(f"questions/{above['id']}/", {"type": "S"}), "type")
    assert fair.patch(f"questions/{above['id']}/", {"type": "M"}).status_code == 200
    fair.delete(f"questions/{above['id']}/")
    assert fair.seen(f"questions/{below['id']}/")["dependency_question"] is None


# Options


def test_options_are_shown_in_their_order(fair: Fair) -> None:
    """By position, then as they were made; the list can be turned round."""
    question = asked(fair, "M", options=[{"answer": "B", "position": 1}, {"answer": "C", "position": 1}])
    first = fair.made(options_of(question), {"answer": {"en": "A", "de": "Ah"}, "position": -1})

    assert [one["answer"]["en"] for one in fair.rows(options_of(question))] == ["A", "B", "C"]
    assert fair.seen(f"questions/{question['id']}/")["options"] == fair.rows(options_of(question))
    assert first.keys() == {"id", "identifier", "answer", "position"}
    turned = fair.rows(f"{options_of(question)}?ordering=-position")
    assert [one["answer"]["en"] for one in turned] == ["C", "B", "A"]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"answer": "A"}, made(answer={"en": "A"}, position=0)),
        ({"answer": {"de": "A"}, "position": "3"}, made(answer={"de": "A"}, position=3)),
        ({}, at("answer")),
        ({"answer": None}, at("answer")),
        ({"answer": ["A"]}, at("answer")),
        ({"answer": "A", "position": None}, at("position")),
        ({"answer": "A", "identifier": ""}, at("identifier")),
        ({"answer": "A", "identifier": "MEAT"}, at("identifier")),
        ({"answer": "A", "identifier": "Fish"}, at("identifier")),
        ({"answer": "A", "identifier": "egg", "question": 1, "id": 1}, made(identifier="egg")),
    ],
)
def test_option(fields: Wire, wanted: Refused | Made, fair: Fair) -> None:
    """Its identifier is unique in the event, whatever question it is of."""
    asked(fair, "C", options=MENU)
    question = asked(fair, "M")

    answer = fair.post(options_of(question), fields)

    wanted.check(answer)
    if isinstance(wanted, Made):
        assert fair.seen(f"{options_of(question)}{answer.json()['id']}/") == answer.json()
    else:
        assert fair.ids(options_of(question)) == []


def test_option_is_changed(fair: Fair) -> None:
    """PUT resets what it does not name, but for the identifier."""
    question = asked(fair, "C", options=MENU)
    meat, fish = question["options"]
    path = f"{options_of(question)}{fish['id']}/"

    assert fair.patch(path, {"answer": "Cod"}).json() == {**fish, "answer": {"en": "Cod"}}
    assert fair.patch(path, {"identifier": "FISH"}).json()["identifier"] == "FISH"
    refused(fair.patch(path, {"identifier": meat["identifier"].lower()}), "identifier")
    refused(fair.put(path, {"position": 2}), "answer")
    assert fair.put(path, {"answer": "Hake"}).json() == {
        "id": fish["id"],
        "identifier": "FISH",
        "answer": {"en": "Hake"},
        "position": 0,
    }


def test_nested_options_with_one_identifier(fair: Fair) -> None:
    """Told in step; the question is not made either."""
    answer = fair.post("questions/", {**Q, "type": "C", "options": [MENU[0], {"answer": "B", "identifier": "meat"}]})

    assert (answer.status_code, shape(answer.json())) == (400, {"options": [{}, {"identifier": TEXTS}]})
    assert fair.ids("questions/") == []


def test_option_is_found_below_its_question(fair: Fair, other_fair: Fair) -> None:
    """Neither below another one, nor below none."""
    question, other = asked(fair, "C", options=MENU), asked(fair, "C")
    option = question["options"][0]["id"]

    denied(fair.get(f"{options_of(other)}{option}/"), 404)
    denied(fair.delete(f"{options_of(other)}{option}/"), 404)
    denied(fair.get(f"questions/{NO_SUCH_ID}/options/"), 404)
    denied(fair.get("questions/abc/options/"), 404)
    denied(other_fair.get(f"{options_of(question)}{option}/"), 404)
    denied(fair.post(options_of(question), {"answer": "A"}, token=ROB), 403)


def test_question_of_another_event_is_out_of_reach(fair: Fair, other_fair: Fair) -> None:
    """404, for whatever is tried; Rob only looks."""
    path = f"questions/{asked(other_fair)['id']}/"

    for method, body in (("GET", {}), ("PATCH", {"hidden": True}), ("PUT", Q), ("DELETE", {})):
        denied(fair.send(method, path, body), 404)
    assert other_fair.seen("questions/", token=ROB)["count"] == 1
    denied(other_fair.delete(path, token=ROB), 403)
