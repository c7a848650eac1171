"""Reads SQL for the rule that one cannot see in a test's result: every table of an event is asked for its event.

On a cluster keyed by event a statement that leaves it out for one of its tables, a sub-select's included, goes to every
node: right, and thirty times slower. Used by tests, on the verbs' statements and on those written by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from willcall.db.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENT_TABLES: Final = frozenset(name for name, table in metadata.tables.items() if table.info["kind"] == "event")

WORD: Final = re.compile(
    r"""
    (?P<skip>\s+|--[^\n]*|/\*.*?\*/)
    | (?P<text>'(?:[^']|'')*')
    | (?P<bind>\$\d+|:[A-Za-z_]\w*|@[A-Za-z_]\w*|\?\d*)
    | (?P<cast>::)
    | (?P<name>"[^"]+"|[A-Za-z_]\w*)
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)

STATEMENTS: Final = frozenset({"select", "insert", "update", "delete", "with"})
SET_OPERATIONS: Final = frozenset({"union", "except", "intersect"})
BEFORE_TABLE: Final = frozenset({"from", "join", "using", "update", "into", "only"})
AFTER_FROM: Final = frozenset({"where", "group", "having", "order", "limit", "offset", "for", "returning", "window"})
# Words that may follow a table's name and are no alias of it.
NO_ALIAS: Final = (
    AFTER_FROM
    | BEFORE_TABLE
    | SET_OPERATIONS
    | frozenset(
        {
            "on",
            "set",
            "inner",
            "left",
            "right",
            "full",
            "cross",
            "natural",
            "values",
            "select",
            "default",
            "indexed",
            "not",
        },
    )
)

Tree = list["str | Tree"]


@dataclass(frozen=True, slots=True)
class Named:
    """A table of an event, as a statement names it."""

    table: str
    alias: str


def lint_event_statement(sql: str) -> list[str]:
    """A line for each table of an event that the statement does not hold to its event; none if all is well."""
    tree = _tree(iter(_words(sql)))
    return [problem for scope in _scopes(tree) for problem in _problems(scope)]


def _words(sql: str) -> list[str]:
    found = []
    for match in WORD.finditer(sql):
        if match.lastgroup == "name":
            found.append(match[0].strip('"').lower())
        elif match.lastgroup != "skip":
            found.append(match[0])
    return found


def _tree(words: Iterator[str]) -> Tree:
    """What stands in parentheses as a list within the list."""
    made: Tree = []
    for word in words:
        if word == ")":
            break
        made.append(_tree(words) if word == "(" else word)
    return made


def _scopes(tree: Tree) -> Iterator[list[str]]:
    """Each SELECT, INSERT, UPDATE and DELETE for itself, without those nested in it."""
    nested: list[Tree] = []
    yield from _parts(_flat(tree, nested))
    for inner in nested:
        yield from _scopes(inner)


def _flat(tree: Tree, nested: list[Tree]) -> list[str]:
    """The words of a statement; statements within its parentheses are put aside."""
    own: list[str] = []
    for node in tree:
        if isinstance(node, str):
            own.append(node)
        elif node and isinstance(node[0], str) and node[0] in STATEMENTS:
            nested.append(node)
            own += ["(", ")"]
        else:
            own += ["(", *_flat(node, nested), ")"]
    return own


def _parts(words: list[str]) -> Iterator[list[str]]:
    """An INSERT apart from its SELECT, and the sides of a UNION apart from each other."""
    part: list[str] = []
    for word in words:
        if word in SET_OPERATIONS or word == ";" or (word == "select" and "into" in part):
            yield part
            part = []
        part.append(word)
    yield part


def _problems(scope: list[str]) -> Iterator[str]:
    named = list(_named(scope))
    if "into" in scope:
        target = scope[scope.index("into") + 1]
        if target in EVENT_TABLES and "event_id" not in _columns(scope):
            yield f"INSERT INTO {target} without event_id"
        named = [one for one in named if one.table != target]
    for one in named:
        if not _held(scope, one, alone=len(named) == 1):
            yield f"{one.table} AS {one.alias}: no {one.alias}.event_id = <parameter>"


def _named(scope: list[str]) -> Iterator[Named]:
    in_from, depth = False, 0
    for place, word in enumerate(scope):
        before = scope[place - 1] if place else ""
        after = scope[place + 1] if place + 1 < len(scope) else ""
        depth += (word == "(") - (word == ")")
        in_from = (in_from or word in BEFORE_TABLE) and word not in AFTER_FROM
        if word not in EVENT_TABLES or after == ".":
            continue
        if before in BEFORE_TABLE or (in_from and before == "(") or (in_from and before == "," and not depth):
            yield Named(word, _alias(scope, place))


def _alias(scope: list[str], place: int) -> str:
    after = [*scope[place + 1 : place + 3], "", ""]
    if after[0] == "as":
        return after[1]
    return after[0] if after[0].isidentifier() and after[0] not in NO_ALIAS else scope[place]


def _columns(scope: list[str]) -> list[str]:
    """The column list of an INSERT."""
    rest = scope[scope.index("into") + 2 :]
    if rest[:1] == ["as"]:
        rest = rest[2:]
    return rest[1 : rest.index(")")] if rest[:1] == ["("] else []


def _held(scope: list[str], one: Named, *, alone: bool) -> bool:
    """True if a condition compares the table's own event with a parameter; with another table's is not enough."""
    begin = next((place for place, word in enumerate(scope) if word in {"where", "on"}), len(scope))
    for place in range(begin, len(scope)):
        if scope[place] != "event_id":
            continue
        qualified = scope[place - 1] == "."
        if (scope[place - 2] != one.alias) if qualified else not alone:
            continue
        left = scope[begin : place - 2 if qualified else place]
        if _compared(scope[place + 1 : place + 5]) or (left[-1:] == ["="] and _is_parameter(left[-2:-1])):
            return True
    return False


def _compared(after: list[str]) -> bool:
    return after[:1] == ["="] and _is_parameter(after[3:4] if after[1:3] == ["cast", "("] else after[1:2])


def _is_parameter(word: list[str]) -> bool:
    return bool(word) and word[0][0] in "$:?@" and word[0] != "::"
