"""What is kept under idempotency keys: which requests are the same, and answers from before that was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import pytest
import sqlalchemy as sa

from tests.unit.databases import KINDS, empty, within
from tests.unit.test_db_migration_0002 import filled
from willcall.db import migrate as migration
from willcall.db import tables
from willcall.db.migrate import migrate
from willcall.kit.values import replace
from willcall.rest.kept import KEPT_FOR_US, SECRET_LENGTH_MIN, First, Key, fingerprint_of, first, key_of, repeated
from willcall.rest.problems import Invalid, KeyReused
from willcall.rest.request import Request
from willcall.rest.visitors import Visitor

if TYPE_CHECKING:
    from pathlib import Path

    from willcall.db.tx import Tx
    from willcall.rest.request import Caller

NOW: Final = KEPT_FOR_US
STRICT: Final = Key("once", is_strict=True)
OLD_TOKEN: Final = 6
OLD_EVENT: Final = 3


class Till:
    """Fay's till."""

    token_id = OLD_TOKEN


ASKED: Final = Request("POST", "/a/", "http://x", {}, (("b", "c"),), {}, cast("Caller", Till()), NOW, body=b"{}")


@pytest.mark.parametrize(
    "other",
    [
        {"method": "PUT"},
        {"path": "/b/"},
        {"path": "/a/\udc80"},
        {"query": ()},
        {"query": (("b", "c"), ("b", "c"))},
        {"body": b""},
        {"body": b"{ }"},
    ],
)
def test_request_that_differs_has_another_fingerprint(other: dict[str, Any]) -> None:
    """What is in headers, when it came and from where does not count."""
    same = replace(ASKED, now=5, headers={"accept": "*/*"}, base_url="http://y")

    assert fingerprint_of(replace(ASKED, **other)) != fingerprint_of(ASKED) == fingerprint_of(same)


def test_only_a_strict_key_compares() -> None:
    """And only with what was written down."""
    known = First(201, b"first", b"of another")

    assert repeated(ASKED, Key("once", is_strict=False), known).content == b"first"
    assert repeated(ASKED, STRICT, replace(known, fingerprint=None)).content == b"first"
    assert repeated(ASKED, STRICT, replace(known, fingerprint=fingerprint_of(ASKED))).content == b"first"
    with pytest.raises(KeyReused):
        repeated(ASKED, STRICT, known)


@pytest.mark.parametrize("kind", KINDS)
def test_answers_from_before_are_repeated_whatever_is_asked(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """A database of the foundation has answers without fingerprints, above events and in one; they stay."""
    url = empty(kind, request, tmp_path)
    migrate(url, "0001")
    migration._connected(url, filled, writes=True)  # noqa: SLF001 - the one way to both databases
    assert migrate(url)[-1] >= "0005"

    async def known(tx: Tx) -> list[First | None]:
        earlier = replace(ASKED, now=NOW)
        return [await first(tx, earlier, event_id, STRICT) for event_id in (None, OLD_EVENT)]

    answers = within(url, lambda database: database.read(known))

    assert answers == [First(201, b"\0\xff", None)] * 2


def test_fingerprints_are_columns_of_both_tables() -> None:
    for table in (tables.answer_kept, tables.directory_answer):
        assert isinstance(table.c.fingerprint.type, sa.LargeBinary)


SECRET: Final = "s" * SECRET_LENGTH_MIN


def visits(secret: str | None, key: str = "once", header: str = "x-idempotency-key") -> Request:
    """A request of a buyer without a token."""
    return replace(ASKED, caller=Visitor(secret), headers={header: key})


def test_a_visitors_key_belongs_to_the_secret_that_comes_with_it() -> None:
    """Two strangers with the same key and the same body never meet."""
    ada, ben = key_of(visits(SECRET)), key_of(visits(SECRET.replace("s", "b", 1)))

    assert ada is not None
    assert ben is not None
    assert ada.text != ben.text
    assert key_of(visits(SECRET)) == ada
    assert key_of(visits(SECRET, "twice")) != ada
    assert key_of(visits(SECRET, '"once"', "idempotency-key")) == replace(ada, is_strict=True)


def test_a_visitors_key_is_nothing_that_a_token_has() -> None:
    """Neither by its text nor by its owner, of which there is none."""
    key = key_of(visits(SECRET))

    assert key is not None
    assert key.text != "once"
    assert SECRET not in key.text
    assert visits(SECRET).caller.token_id == 0


@pytest.mark.parametrize("secret", [None, SECRET[1:]])
def test_a_visitors_key_without_a_secret_is_not_heeded(secret: str | None) -> None:
    """It would be everybody's who sends the same."""
    assert key_of(visits(secret)) is None


def test_a_visitors_key_that_is_none_is_refused_all_the_same() -> None:
    with pytest.raises(Invalid):
        key_of(visits(None, "a" * 191))
