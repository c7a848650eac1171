"""Questions: what buyers are asked; how answers look is `reserve.answers` (spec 05 §11, 01 §7)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from willcall.catalog import identifiers, nesting, question_options, references
from willcall.catalog.kinds import Day, Number
from willcall.catalog.question_options import QuestionOption
from willcall.db import tables
from willcall.db.conditions import OneOf
from willcall.kit.texts import Texts
from willcall.rest.fields import DETAILS, IN_DETAILS, NESTED, NOT_STORED, READ_ONLY
from willcall.rest.kind import from_json
from willcall.rest.kinds import Bool, Choice, Instant, Integer, MultiText, Ref, RefList, Text, Words
from willcall.rest.nested import Nested
from willcall.rest.pages import Filter, Where, boolean, by_bool, by_value
from willcall.rest.problems import Invalid, Problems
from willcall.rest.resource import Resource, Verbs, links, replace_links
from willcall.rest.scope import Scope

NO_SUCH_QUESTION: Final = "There is no such question in this event."
ANSWERED: Final = "There are answers already that would not fit this type; make a new question instead."
DEPENDED_ON: Final = "Another question depends on this one, so it must stay a choice or a yes or no."
DEPENDS_ON_OTHERS: Final = "A question can only depend on a choice or on a yes or no."
CIRCLE: Final = "A question cannot depend on itself, nor on one that depends on it."

TYPES: Final = ("N", "S", "T", "B", "C", "M", "F", "D", "H", "W", "CC", "TEL")
TEXTS: Final = ("S", "T")
"""Every answer is a text as well."""
DECISIVE: Final = ("B", "C", "M")
"""Types that other questions can depend on."""

OPTIONS: Final = Nested(QuestionOption)
BOUND: Final = Number(digits=16, places=6)


class Question(msgspec.Struct, kw_only=True):
    """A question as clients see it; bounds are stored and hold nobody back (spec 05 §11, 01 §7)."""

    id: Annotated[int, Ref("question"), READ_ONLY]
    question: Annotated[Texts, MultiText()]
    help_text: Annotated[Texts | None, MultiText(), IN_DETAILS] = None
    type: Annotated[str, Choice(TYPES)]
    required: Annotated[bool, Bool()] = False
    items: Annotated[list[int], RefList("item"), NOT_STORED] = []
    options: Annotated[list[dict[str, Any]], OPTIONS, NESTED] = []
    position: Annotated[int, Integer()] = 0
    identifier: identifiers.Identifier = UNSET
    identifier_key: identifiers.IdentifierKey = ""
    ask_during_checkin: Annotated[bool, Bool(), IN_DETAILS] = False
    show_during_checkin: Annotated[bool, Bool(), IN_DETAILS] = False
    hidden: Annotated[bool, Bool(), IN_DETAILS] = False
    print_on_invoice: Annotated[bool, Bool(), IN_DETAILS] = False
    dependency_question: Annotated[int | None, Ref("question", NO_SUCH_QUESTION), IN_DETAILS] = None
    dependency_values: Annotated[list[str] | UnsetType, Words(), IN_DETAILS] = UNSET
    dependency_value: Annotated[str | UnsetType | None, Text(at_most=190, blank=True), NOT_STORED] = UNSET
    valid_number_min: Annotated[Decimal | None, BOUND, IN_DETAILS] = None
    valid_number_max: Annotated[Decimal | None, BOUND, IN_DETAILS] = None
    valid_date_min: Annotated[str | None, Day(), IN_DETAILS] = None
    valid_date_max: Annotated[str | None, Day(), IN_DETAILS] = None
    valid_datetime_min: Annotated[datetime | None, Instant(), IN_DETAILS] = None
    valid_datetime_max: Annotated[datetime | None, Instant(), IN_DETAILS] = None
    valid_string_length_max: Annotated[int | None, Integer(at_least=0), IN_DETAILS] = None
    valid_file_portrait: Annotated[bool, Bool(), IN_DETAILS] = False


async def settle(scope: Scope, values: dict[str, Any], kept: dict[str, Any] | None) -> None:
    """An identifier for each; the older key for what it depends on counts where the newer one is left out."""
    await identifiers.settle(scope, tables.question, values)
    if values["dependency_values"] is UNSET:
        one = values["dependency_value"]
        before = [] if kept is None else kept["dependency_values"]
        values["dependency_values"] = before if one is UNSET else [one] if one else []


async def check(scope: Scope, new: Question, old: Question | None) -> None:
    """Identifiers are unique, answers stay readable, and what a question depends on is asked before it."""
    await identifiers.check(scope, tables.question, new)
    changed = old is not None and new.type != old.type
    if old is not None and changed and not await _can_become(scope, old, new.type):
        raise Invalid.field("type", ANSWERED)
    if changed or new.dependency_question is not None:
        await _check_dependencies(scope, new)


async def _can_become(scope: Scope, old: Question, wanted: str) -> bool:
    if wanted in TEXTS or (old.type, wanted) == ("C", "M"):
        return True
    return not await scope.tx.count(tables.cart_answer, {"event_id": scope.event.id, "question_id": old.id})


async def _check_dependencies(scope: Scope, new: Question) -> None:
    rows = await scope.tx.find(tables.question, {"event_id": scope.event.id}, columns=("id", "type", DETAILS))
    types = {row["id"]: row["type"] for row in rows}
    above = {row["id"]: from_json(row[DETAILS])["dependency_question"] for row in rows}
    if new.type not in DECISIVE and any(number == new.id for number in above.values() if number is not None):
        raise Invalid.field("type", DEPENDED_ON)
    above[new.id] = new.dependency_question
    seen, number = {new.id}, new.dependency_question
    while number is not None:
        if number in seen:
            raise Invalid.rule(CIRCLE)
        if types[number] not in DECISIVE:
            raise Invalid.rule(DEPENDS_ON_OTHERS)
        seen.add(number)
        number = above[number]


async def fill(scope: Scope, found: list[dict[str, Any]]) -> None:
    """The products it is asked for, by ascending id; its options in their order."""
    ids = [values["id"] for values in found]
    items = await links(scope, tables.question_item, "question_id", "item_id", ids)
    options = await nesting.shown(scope, question_options.VERBS, OPTIONS, nesting.BY_POSITION, ids)
    for values in found:
        values["items"], values["options"] = items[values["id"]], options[values["id"]]
        values["dependency_value"] = next(iter(values["dependency_values"]), None)


async def saved(scope: Scope, question_id: int, new: Question, old: Question | None) -> None:
    """Writes its products down and, on creation, the options that came nested."""
    await replace_links(scope, tables.question_item, ("question_id", question_id), "item_id", new.items)
    if old is None:
        problems: Problems = {}
        below = Scope(scope.tx, scope.request, question_id)
        await nesting.make(below, question_options.VERBS, new.options, problems)
        if problems:
            raise Invalid(problems)


async def deleted(scope: Scope, old: Question) -> None:
    """Its answers and options went along; what depended on it depends on nothing."""
    await references.forget(scope, "dependency_question", old.id, tables.question, "questions")


async def _by_checkin(scope: Scope, value: str) -> Where:
    wanted = boolean(value)
    if wanted is None:
        return {}
    rows = await scope.tx.find(tables.question, {"event_id": scope.event.id}, columns=("id", DETAILS))
    return {"id": OneOf([row["id"] for row in rows if from_json(row[DETAILS])["ask_during_checkin"] is wanted])}


QUESTIONS: Final = Resource(
    name="questions",
    text=(
        "What buyers are asked. Answers come with cart positions and have to fit the type; what a question "
        "requires is up to those who ask it."
    ),
    struct=Question,
    table=tables.question,
    order=nesting.BY_POSITION,
    orderings={"id": "id", "position": "position"},
    filters=(
        by_bool("required"),
        by_value("identifier", Text()),
        Filter("ask_during_checkin", _by_checkin, {"type": "boolean"}, "Only those asked at the entrance, or not."),
    ),
    conditional=True,
    of_version=True,
    settle=settle,
    check=check,
    fill=fill,
    saved=saved,
    deleted=deleted,
)

VERBS: Final = Verbs(QUESTIONS)
