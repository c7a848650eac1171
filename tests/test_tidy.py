"""The style as a test: what a machine can check of the rooms, of sizes and of names.

Each rule lists what breaks it as `file:line`, so that the message of a failure is what there is to do.
"""

from __future__ import annotations

import ast
import gc
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parent.parent
PACKAGE: Final = ROOT / "src" / "willcall"

ROOMS: Final = ("kit", "db", "rest", "access", "reserve", "catalog", "shop", "live", "cart", "bench", "torture")
"""A room imports only what stands to its left; what is in no room (server, app, cli …) may import everything."""
DOORS: Final = {
    ("catalog", "reserve"): {"willcall.reserve.availability"},
    # It knows a server by its answers alone, so that it judges every server alike.
    **{("torture", room): set[str]() for room in ROOMS if room not in {"kit", "torture"}},
}
"""Where a room may use only some modules of another, although that stands to its left."""

FUNCTION_LINES_MAX: Final = 50
FILE_LINES_MAX: Final = 400
VAGUE: Final = re.compile(r"(^|_)(utils?|helpers?|managers?|services?)($|_)|(Util|Helper|Manager|Service)s?($|[A-Z])")

PURE: Final = (
    "admission", "answers", "ask", "book", "carts", "catalogue", "decide", "desk", "making", "quota", "rules",
    "seating",
)  # fmt: skip
"""Modules of `reserve` that know no clock, no chance, no database and no waiting."""
PURE_MAY_IMPORT: Final = frozenset(
    (
        *("__future__", "collections", "collections.abc", "dataclasses", "datetime", "decimal", "enum", "functools"),
        *("math", "msgspec", "msgspec.structs", "re", "typing"),
        *("willcall.kit", "willcall.kit.instants", "willcall.kit.money", "willcall.kit.names", "willcall.kit.texts"),
        "willcall.kit.values",
        *("willcall.rest.fields", "willcall.rest.problems"),
        *("willcall.reserve", *(f"willcall.reserve.{name}" for name in PURE)),
    )
)

DRIVERS: Final = frozenset(("asyncpg", "sqlite3", "aiosqlite", "psycopg"))
SQL_WORDS: Final = re.compile(r"\b(SELECT\s.*\bFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b", re.DOTALL)
TABLES_ONLY: Final = frozenset(("Table", "Column"))
"""What may be said of SQLAlchemy where no SQL is written: the types of what declarations are made of."""


@dataclass(frozen=True)
class Module:
    """A file of ours, read."""

    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax."""
        # CPython 3.11 loses count of its recursion when the collector runs somebody's finalizer in the middle of it.
        gc.disable()
        try:
            return ast.parse(self.path.read_text())
        finally:
            gc.enable()

    @property
    def room(self) -> str | None:
        """The room it stands in, if any."""
        inside = self.path.relative_to(PACKAGE).parts
        return inside[0] if len(inside) > 1 else None

    def at(self, node: ast.AST, what: str) -> str:
        """A line of a message."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)} {what}"

    def imports(self) -> Iterator[tuple[ast.AST, str]]:
        """The modules it imports, wherever in the file; `from package import module` is that module."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, "relative imports are not used"
                for alias in node.names:
                    full = f"{node.module}.{alias.name}"
                    yield node, full if is_module(full) else str(node.module)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Its functions and methods, nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def texts(self) -> Iterator[ast.Constant]:
        """Its string literals, docstrings left out."""
        # A text that stands alone explains something.
        said = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
                yield node


def is_module(name: str) -> bool:
    """Whether a dotted name is a module or package of ours."""
    path = ROOT / "src" / Path(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


SOURCE: Final = [Module(path) for path in sorted(PACKAGE.rglob("*.py"))]
TESTS: Final = [Module(path) for path in sorted((ROOT / "tests").rglob("*.py"))]
EVERYTHING: Final = [*SOURCE, *TESTS]


def writes_sql(module: Module) -> bool:
    """The room for SQL, and the ledgers."""
    return module.room == "db" or (module.room == "reserve" and module.path.name.startswith("ledger_"))


def test_every_room_is_in_the_plan() -> None:
    assert {module.room for module in SOURCE} - {None} <= set(ROOMS)


def test_a_room_imports_only_what_stands_to_its_left() -> None:
    wrong = []
    for module in SOURCE:
        if module.room is None:
            continue
        allowed = ROOMS[: ROOMS.index(module.room) + 1]
        for node, name in module.imports():
            parts = name.split(".")
            if parts[0] == "willcall" and len(parts) > 1 and parts[1] not in allowed:
                wrong.append(module.at(node, f"{module.room} imports {name}"))
    assert wrong == []


def test_some_rooms_have_only_a_door_to_each_other() -> None:
    wrong = [
        module.at(node, f"{module.room} imports {name}")
        for module in SOURCE
        for node, name in module.imports()
        for (room, other), doors in DOORS.items()
        if module.room == room and name.split(".")[:2] == ["willcall", other] and name not in doors
    ]
    assert wrong == []


TORTURE_PURE: Final = ("history", "judge", "levels", "lives")
"""What judges a rush knows no clock, no chance and no network either; `plan` throws dice."""


@pytest.mark.parametrize("name", TORTURE_PURE)
def test_the_judge_of_a_rush_is_pure(name: str) -> None:
    module = Module(PACKAGE / "torture" / f"{name}.py")
    ours = {f"willcall.torture.{other}" for other in TORTURE_PURE}

    assert {other for _, other in module.imports()} <= PURE_MAY_IMPORT | ours | {"bisect", "itertools"}


def test_names_are_put_together_by_pure_functions() -> None:
    """They are what pure modules may import, so they know no more than those."""
    module = Module(PACKAGE / "kit" / "names.py")

    assert {other for _, other in module.imports()} <= PURE_MAY_IMPORT


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_knows_no_clock_no_chance_no_database(name: str) -> None:
    module = Module(PACKAGE / "reserve" / f"{name}.py")

    assert [
        module.at(node, f"imports {other}") for node, other in module.imports() if other not in PURE_MAY_IMPORT
    ] == []


SHOP_PURE: Final = ("addons", "limits", "listed", "prices", "refusals", "showcase", "vouchers", "windows")
"""The rules of the shop: whoever lists, fills carts or draws pages goes by the same ones."""


@pytest.mark.parametrize("name", SHOP_PURE)
def test_a_rule_of_the_shop_knows_no_clock_no_chance_no_database(name: str) -> None:
    module = Module(PACKAGE / "shop" / f"{name}.py")
    allowed = PURE_MAY_IMPORT | {f"willcall.shop.{other}" for other in SHOP_PURE} | {"bisect", "zoneinfo"}

    assert [module.at(node, f"imports {other}") for node, other in module.imports() if other not in allowed] == []


def test_only_the_database_room_and_the_ledgers_know_a_driver() -> None:
    """That, and which database it is, nobody else needs to know."""
    wrong = [
        module.at(node, f"imports {name}")
        for module in SOURCE
        for node, name in module.imports()
        if name.split(".")[0] in DRIVERS and not writes_sql(module)
    ]
    assert wrong == []


def test_sql_is_written_nowhere_else() -> None:
    wrong = [
        module.at(text, "says SQL")
        for module in SOURCE
        for text in module.texts()
        if not writes_sql(module) and SQL_WORDS.search(str(text.value))
    ]
    assert wrong == []


def test_sql_is_recognized_where_it_is() -> None:
    (ledger,) = (module for module in SOURCE if module.path.name == "ledger_sqlite_statements.py")

    assert len([text for text in ledger.texts() if SQL_WORDS.search(str(text.value))]) > 5


def test_elsewhere_sqlalchemy_only_names_tables() -> None:
    wrong = []
    for module in SOURCE:
        if writes_sql(module):
            continue
        for node, name in module.imports():
            if name.split(".")[0] == "sqlalchemy" and not isinstance(node, ast.Import):
                wrong.append(module.at(node, f"imports from {name}"))
        wrong += [
            module.at(node, f"uses sa.{node.attr}")
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in {"sa", "sqlalchemy"}
            and node.attr not in TABLES_ONLY
        ]
    assert wrong == []


def test_functions_have_a_bound() -> None:
    wrong = [
        module.at(function, f"{function.name} has {lines} lines")
        for module in EVERYTHING
        for function in module.functions()
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES_MAX
    ]
    assert wrong == []


def test_files_have_a_bound() -> None:
    lengths = {module: len(module.path.read_text().splitlines()) for module in EVERYTHING}

    assert [
        module.at(module.tree, f"has {length} lines") for module, length in lengths.items() if length > FILE_LINES_MAX
    ] == []


def test_every_module_says_what_it_is_for() -> None:
    assert [
        module.at(module.tree, "has no docstring") for module in EVERYTHING if not ast.get_docstring(module.tree)
    ] == []


def test_names_say_what_a_thing_is() -> None:
    """No utils, helpers, managers or services."""
    wrong = []
    for module in EVERYTHING:
        names: list[tuple[ast.AST, str]] = [(module.tree, part) for part in (module.path.stem, module.path.parent.name)]
        names += [
            (node, node.name)
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        wrong += [module.at(node, name) for node, name in names if VAGUE.search(name)]
    assert wrong == []
