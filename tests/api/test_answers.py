"""Answers over the wire: how they come back, and what becomes of them when a question changes or goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.api.survey import MENU, answer_to, asked, options_of
from tests.wire import TEXTS, denied, made, refused, shape

if TYPE_CHECKING:
    from tests.cast import Fair

RULE: Final = "non_field_errors"


def test_answers_come_back(fair: Fair) -> None:
    """With identifiers: from creation, from the list and from the detail."""
    item, _ = fair.ticket()
    name, dinner = asked(fair, "S", identifier="NAME"), asked(fair, "M", options=MENU, identifier="DINNER")
    meat, fish = dinner["options"]

    position = fair.hold(item, answers=[answer_to(name, "Ada"), answer_to(dinner, "x", fish, meat)])

    assert position["answers"] == [
        {
            "question": name["id"],
            "answer": "Ada",
            "question_identifier": "NAME",
            "options": [],
            "option_identifiers": [],
        },
        {
            "question": dinner["id"],
            "answer": "Fish, Meat",
            "question_identifier": "DINNER",
            "options": [fish["id"], meat["id"]],
            "option_identifiers": ["fish", "MEAT"],
        },
    ]
    shown = {key: value for key, value in position.items() if key not in ("addons", "bundled")}
    assert fair.seen(f"cartpositions/{position['id']}/") == shown
    assert fair.rows("cartpositions/") == [shown]


def test_answers_come_back_by_question(fair: Fair) -> None:
    """Whatever the order in which they were given: from creation as from the list."""
    item, _ = fair.ticket()
    first, second, third = (asked(fair, "S")["id"] for _ in range(3))

    position = fair.hold(item, answers=[answer_to({"id": one}, "x") for one in (third, first, second)])

    assert [answer["question"] for answer in position["answers"]] == [first, second, third]
    assert fair.rows("cartpositions/")[0]["answers"] == position["answers"]


def test_answers_of_children_and_of_bulks(fair: Fair) -> None:
    """Each to its position."""
    category = fair.category(is_addon=True)
    item, workshop = fair.item(), fair.item("Workshop", category=category["id"])
    fair.quota(item, workshop)
    fair.addon_rule(item, category)
    level = asked(fair, identifier="LEVEL")
    addon = {"item": workshop["id"], "price": "1.00", "answers": [answer_to(level, "expert")]}

    [first, second] = fair.bulk(
        {"item": item["id"], "price": "1.00", "addons": [addon]},
        {"item": item["id"], "price": "1.00", "answers": [answer_to(level, "none"), answer_to(level, "twice")]},
    )

    assert first["data"]["answers"] == []
    child = first["data"]["addons"][0]
    assert child["answers"][0]["answer"] == "expert"
    assert fair.seen(f"cartpositions/{child['id']}/")["answers"] == child["answers"]
    assert (second["success"], shape(second["errors"])) == (False, {"answers": [{}, {"question": TEXTS}]})


def test_refused_answer_takes_nothing(fair: Fair, other_fair: Fair) -> None:
    """Told in step with the list; a question of another event is none."""
    item, quota = fair.ticket(size=1)
    age, foreign = asked(fair, "N"), asked(other_fair, "S")

    answer = fair.ask(item, answers=[answer_to(age, "old"), answer_to(foreign)])

    assert (answer.status_code, shape(answer.json())) == (400, {"answers": [{RULE: TEXTS}, {"question": TEXTS}]})
    assert fair.left(quota) == 1
    assert fair.hold(item, answers=[answer_to(age, 23)])["answers"][0]["answer"] == "23"


def test_question_is_known_to_the_next_hold(fair: Fair) -> None:
    """A changed type, a new option: no decision rests on what was."""
    item, _ = fair.ticket()
    question = asked(fair, "N")
    refused_once = fair.ask(item, answers=[answer_to(question, "old")])
    assert refused_once.status_code == 400

    fair.patch(f"questions/{question['id']}/", {"type": "C"})
    option = fair.made(options_of(question), {"answer": "Old"})
    assert fair.hold(item, answers=[answer_to(question, "old", option)])["answers"][0]["answer"] == "Old"


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("N", "S", True),
        ("N", "T", True),
        ("C", "T", True),
        ("C", "M", True),
        ("M", "C", False),
        ("N", "B", False),
        ("S", "N", False),
        ("B", "C", False),
        ("N", "N", True),
    ],
)
def test_type_of_an_answered_question(before: str, after: str, allowed: bool, fair: Fair) -> None:
    """Every answer is a text, and one choice is several; nothing else is changed under answers that exist."""
    item, _ = fair.ticket()
    options = MENU if before in ("C", "M") else []
    answered, free = asked(fair, before, options=options), asked(fair, before)
    position = fair.hold(item, answers=[answer_to(answered, "1", *answered["options"][:1])])

    changed = fair.patch(f"questions/{answered['id']}/", {"type": after})

    assert fair.patch(f"questions/{free['id']}/", {"type": after}).status_code == 200
    if allowed:
        made(type=after).check(changed)
    else:
        refused(changed, "type")
        assert fair.seen(f"questions/{answered['id']}/") == answered
        fair.delete(f"cartpositions/{position['id']}/")
        assert fair.patch(f"questions/{answered['id']}/", {"type": after}).status_code == 200


def test_deleted_question_takes_its_answers_along(fair: Fair) -> None:
    """The position stays, with its other answers."""
    item, quota = fair.ticket()
    gone, kept = asked(fair, "C", options=MENU), asked(fair)
    position = fair.hold(item, answers=[answer_to(gone, "x", gone["options"][0]), answer_to(kept, "Ada")])

    assert fair.delete(f"questions/{gone['id']}/").status_code == 204

    denied(fair.get(f"questions/{gone['id']}/"), 404)
    denied(fair.delete(f"questions/{gone['id']}/"), 404)
    answers = fair.seen(f"cartpositions/{position['id']}/")["answers"]
    assert [one["question"] for one in answers] == [kept["id"]]
    assert fair.left(quota) == 9
    assert asked(fair, "C", options=MENU)["options"][0]["identifier"] == "MEAT"


def test_deleted_option_leaves_its_text(fair: Fair) -> None:
    """It is not chosen any more, and nobody chooses it again."""
    item, _ = fair.ticket()
    question = asked(fair, "M", options=MENU)
    meat, fish = question["options"]
    position = fair.hold(item, answers=[answer_to(question, "x", meat, fish)])

    assert fair.delete(f"{options_of(question)}{meat['id']}/").status_code == 204

    [answer] = fair.seen(f"cartpositions/{position['id']}/")["answers"]
    assert (answer["answer"], answer["options"], answer["option_identifiers"]) == ("Meat, Fish", [fish["id"]], ["fish"])
    again = fair.ask(item, answers=[answer_to(question, "x", meat)])
    assert (again.status_code, shape(again.json())) == (400, {"answers": [{"options": TEXTS}]})
