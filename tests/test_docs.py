"""What the documentation says is so: its commands run, its tables are complete, its links lead somewhere."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import pytest

from willcall import demo
from willcall.app import Application
from willcall.cli import main
from willcall.rest.problems import Problem
from willcall.rest.routes import EVENT
from willcall.settings import SETTINGS, settings_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server import Server

ROOT: Final = Path(__file__).parent.parent
PAGES: Final = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/**/*.md")])
SOURCES: Final = sorted((ROOT / "src").rglob("*.py"))
SNIPPETS_TIMEOUT_S: Final = 60

FENCE: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
HEADING: Final = re.compile(r"^#+ (.+)$", re.MULTILINE)
ADDRESS: Final = re.compile(r"\bhttps?://([^/\s`'\")|:]+)")
ADDRESSES: Final = {"127.0.0.1", "localhost"}
PLACE_OF_ONE_MACHINE: Final = re.compile(r"(?<![\w.}/])/(?:home|mnt|opt|root|srv|tmp|work|Users)\b")
CITED: Final = re.compile(r"`(?:((?:api|unit|conformance|property)/\w+\.py)::)?(test_\w+)`")
BOUND: Final = re.compile(r"(?!INT)[A-Z]\w*_MAX(_[A-Z]+)?")
PERMISSION: Final = re.compile(r"`([\w.]+:\w+)`")
VARIES: Final = re.compile(r"\d{4}-\d\d-\d\dT.*Z|.*@api")


def text(name: str) -> str:
    """A page."""
    return (ROOT / name).read_text(encoding="utf-8")


def rows(name: str) -> Iterator[list[str]]:
    """The cells of every row of every table of a page."""
    for line in text(name).splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def test_the_walk_through_the_api_can_be_walked(server: Server) -> None:
    """Every command of docs/api.md, in order, in one shell; what is said to come of it comes of it."""
    blocks = [(kind, body) for kind, body in FENCE.findall(text("docs/api.md")) if kind != "console"]
    assert {kind for kind, _ in blocks} == {"sh", "json", "text"}
    answers = run([body for kind, body in blocks if kind == "sh"], server)

    answer = ""
    for kind, body in blocks:
        if kind == "sh":
            answer = next(answers)
        elif kind == "text":
            assert answer.strip() == body.strip()
        else:
            check(json.loads(body), json.loads(answer), "")


def run(commands: list[str], server: Server) -> Iterator[str]:
    """What each of the commands printed."""
    mark = "--- next ---"
    script = "\n".join(["set -eu", *(f"{command}\nprintf '\\n{mark}\\n'" for command in commands)])
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "BASE": server.base, "WILLCALL_DATABASE": server.database}
    done = subprocess.run(
        ["bash", "-c", script],  # noqa: S607 - the one that the reader has
        capture_output=True,
        check=False,
        env=environment,
        text=True,
        timeout=SNIPPETS_TIMEOUT_S,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return iter(done.stdout.split(f"\n{mark}\n"))


def check(shown: Any, answered: Any, place: str) -> None:
    """What is shown is in the answer; instants and generated carts differ each time."""
    if isinstance(shown, dict):
        for key, value in shown.items():
            assert key in answered, f"{place}: no {key} in {answered}"
            check(value, answered[key], f"{place}.{key}")
    elif isinstance(shown, list):
        assert len(shown) == len(answered), f"{place}: {answered}"
        for number, (one, other) in enumerate(zip(shown, answered, strict=True)):
            check(one, other, f"{place}[{number}]")
    elif not (isinstance(shown, str) and VARIES.fullmatch(shown) and VARIES.fullmatch(answered)):
        assert shown == answered, f"{place}: {answered}"


def test_the_readme_shows_what_the_demo_prints() -> None:
    """But for the token and the ids, which differ each time."""
    printed = next(body for _, body in FENCE.findall(text("README.md")) if "Willcall is running" in body)
    token, item = re.search(r"Token +(\w+)", printed), re.search(r'"item":(\d+)', printed)
    assert token is not None
    assert item is not None

    shown = demo.Shown(token[1], "sampleconf", {"id": int(item[1]), "default_price": "250.00"})

    assert demo.greeting("http://127.0.0.1:8000", shown).strip() in printed


def test_every_command_is_described() -> None:
    """With all its flags."""
    page = text("docs/operations.md")
    for name, command in commands(main, "willcall"):
        assert f"`{name}" in page, f"docs/operations.md: {name}"
        for parameter in command.params:
            for flag in parameter.opts if isinstance(parameter, click.Option) else ():
                assert flag in page, f"docs/operations.md: {name} {flag}"


def commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    """Each command with its full name."""
    for below, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {below}")
        else:
            yield f"{name} {below}", command


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)
def test_every_setting_is_described(setting: Any) -> None:
    """By its variable, with its default and its flag if it has one."""
    row = next((row for row in rows("docs/operations.md") if row[0] == f"`{setting.variable}`"), None)
    assert row is not None, setting.variable

    assert row[1] == (f"`--{setting.name}`" if setting.flag else "")
    assert row[2] == f"`{setting.default}`"


def test_every_endpoint_is_described() -> None:
    """With its methods and permissions; nothing is described that is not there."""
    told = {row[0].strip("`"): row[1:] for row in rows("docs/api.md") if re.match(r"`(organizers|…)/", row[0])}
    application = Application(settings_from({"WILLCALL_DATABASE": "sqlite:///never-opened.db"}))
    paths = {path.template.replace(EVENT, "…/"): path for path in application.paths}
    assert set(told) == set(paths)

    for name, path in paths.items():
        methods = [operation.method for operation in path.operations]
        reading, writing = "GET" in methods, methods != ["GET"]
        needed = {
            permission for permission, used in ((path.read, reading), (path.write, writing)) if used and permission
        }
        assert told[name][0].split(", ") == methods, name
        assert set(PERMISSION.findall(" ".join(told[name][1:]))) == needed, name


@pytest.mark.parametrize("problem", Problem.__subclasses__(), ids=lambda problem: problem.__name__)
def test_every_problem_is_described(problem: type[Problem]) -> None:
    """To integrators by its status, to those who raise it by its name."""
    assert any(row[0] == str(problem.status) for row in rows("docs/api.md"))
    assert f"`{problem.__name__}`" in text("ARCHITECTURE.md")


def test_every_bound_is_listed() -> None:
    """ARCHITECTURE.md names what is bounded, by which constant, and at how much; and no constant that is gone."""
    told = {
        row[0].strip("`"): row[1] for row in rows("ARCHITECTURE.md") if row[0].endswith("_MAX`") or "_MAX_" in row[0]
    }
    bounds = {f"{module}.{name}": value for module, name, value in bounds_of_source()}

    assert set(told) == set(bounds)
    for name, value in bounds.items():
        assert value is None or told[name].startswith(f"{value:,}"), f"{name} is {value:,}"


def bounds_of_source() -> Iterator[tuple[str, str, int | None]]:
    """Module and name of what says that it is a bound, with the value where it is a plain number."""
    for source in SOURCES:
        module = ".".join(source.relative_to(ROOT / "src/willcall").with_suffix("").parts)
        for node in ast.parse(source.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.AnnAssign | ast.Assign):
                target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
                if isinstance(target, ast.Name) and BOUND.fullmatch(target.id):
                    plain = isinstance(node.value, ast.Constant) and isinstance(node.value.value, int)
                    yield module, target.id, node.value.value if plain else None  # type: ignore[union-attr]


def test_every_departure_names_tests_that_exist() -> None:
    """A row of docs/compatibility.md without a test is a promise that nobody keeps."""
    departures = [row for row in rows("docs/compatibility.md") if len(row) == 4 and row[0] != "subject"]
    assert departures
    for row in departures:
        file, cited = "", CITED.findall(row[3])
        assert cited, row
        for named, test in cited:
            file = named or file
            assert f"def {test}(" in text(f"tests/{file}"), f"{row[0]}: {file}::{test}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """To a file of ours, and to a heading in it."""
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link}: no such file"
        if anchor:
            headings = HEADING.findall(target.read_text(encoding="utf-8"))
            assert anchor in {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}, link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_speak_of_no_one_place(page: Path) -> None:
    """No address beyond this machine, and no path of one machine: they are true for everybody who reads them."""
    words = page.read_text(encoding="utf-8")

    assert not set(ADDRESS.findall(words)) - ADDRESSES
    assert not PLACE_OF_ONE_MACHINE.findall(words)


def test_every_decision_is_in_the_index() -> None:
    """By number and title."""
    index = text("docs/decisions/README.md")
    for page in sorted((ROOT / "docs/decisions").glob("0*.md")):
        title = page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        assert f"[{title}]({page.name})" in index
