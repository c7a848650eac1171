"""Options of a question: what can be chosen from (spec 05 §11)."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET

from willcall.catalog import identifiers, nesting
from willcall.db import tables
from willcall.kit.texts import Texts
from willcall.rest.fields import READ_ONLY, Mark
from willcall.rest.kinds import Integer, MultiText, Ref
from willcall.rest.resource import Resource, Under, Verbs
from willcall.rest.scope import Scope


class QuestionOption(msgspec.Struct, kw_only=True):
    """An option as clients see it (spec 05 §11)."""

    id: Annotated[int, Ref("question_option"), READ_ONLY]
    question: Annotated[int, Ref("question"), Mark(read_only=True, write_only=True, column="question_id")]
    identifier: identifiers.Identifier = UNSET
    identifier_key: identifiers.IdentifierKey = ""
    answer: Annotated[Texts, MultiText()]
    position: Annotated[int, Integer()] = 0


async def settle(scope: Scope, values: dict[str, Any], kept: dict[str, Any] | None) -> None:
    """Its identifier is made here unless it brings one."""
    await identifiers.settle(scope, tables.question_option, values)


async def check(scope: Scope, new: QuestionOption, old: QuestionOption | None) -> None:
    """Its identifier is unique in the event, not only in its question."""
    await identifiers.check(scope, tables.question_option, new)


OPTIONS: Final = Resource(
    name="options",
    text="What can be chosen from in a question.",
    struct=QuestionOption,
    table=tables.question_option,
    under=Under("question", tables.question),
    order=nesting.BY_POSITION,
    orderings={"position": "position"},
    of_version=True,
    logged_as="questions",
    settle=settle,
    check=check,
)

VERBS: Final = Verbs(OPTIONS)
