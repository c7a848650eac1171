"""What benchmarks print: percentiles, ratios, tables, and the page that takes them."""

from __future__ import annotations

import pytest

from tests.load.figures import PAGE, Figure, Line, Outcome, chosen, ratio, replaced
from tests.load.growth import GROWTH
from tests.load.rows import ROWS, in_turn
from willcall.bench.client import request
from willcall.bench.drive import Run, together
from willcall.bench.report import number, table


def run(answers: int = 100, seconds: float = 2.0, cpu_s: float = 0.5, *times_us: int) -> Run:
    """A run, with a client that is nearly idle."""
    return Run(answers, seconds, times_us or tuple(range(1_000, 101_000, 1_000)), cpu_s, 0.1, {201: answers})


@pytest.mark.parametrize(("percent", "ms"), [(0, 1), (50, 51), (99, 100), (100, 100)])
def test_a_percentile_is_a_time_that_was_seen(percent: float, ms: float) -> None:
    assert run().percentile_ms(percent) == ms


def test_a_run_without_answers_has_no_figures() -> None:
    nothing = Run(0, 0.0, (), 0.0, 0.0)

    assert (nothing.rate, nothing.cpu_ms, nothing.percentile_ms(50)) == (0, 0, 0)


def test_runs_that_took_turns_are_one_run() -> None:
    one = together([run(100, 2.0, 0.5, 3_000, 9_000), run(300, 2.0, 0.3, 1_000)])

    assert (one.rate, one.cpu_ms, one.times_us) == (100, 2, [1_000, 3_000, 9_000])
    assert one.statuses == {201: 400}


def test_each_has_its_turn_before_the_next_round() -> None:
    order = []

    def measured(name: str) -> Run:
        order.append(name)
        return run()

    both = in_turn([lambda: measured("ours"), lambda: measured("theirs")], rounds=2)

    assert order == ["ours", "theirs", "ours", "theirs"]
    assert [one.answers for one in both] == [200, 200]


@pytest.mark.parametrize(
    ("bounds", "value", "target", "shown", "verdict"),
    [
        ({"at_most": 0.4}, 0.4, "≤ 0.40 ms", "0.40 ms", "yes"),
        ({"at_most": 0.4}, 0.41, "≤ 0.40 ms", "0.41 ms", "**no**"),
        ({"at_least": 2_500}, 2_499, "≥ 2,500 ms", "2,499 ms", "**no**"),
        ({"at_least": 4}, 12.34, "≥ 4.00 ms", "12.3 ms", "yes"),
        ({"at_least": 1_000, "at_most": 1_000}, 1_001, "= 1,000 ms", "1,001 ms", "**no**"),
        ({}, 7, "–", "7.00 ms", "–"),
    ],
)
def test_a_figure_is_compared_with_its_target(
    bounds: dict[str, float], value: float, target: str, shown: str, verdict: str
) -> None:
    assert Figure("what", "SQLite", value, " ms", **bounds).cells() == ["what", "SQLite", target, shown, verdict]


def test_a_bulk_counts_its_positions() -> None:
    line = Line("bulk", "SQLite", run(), 71.6, units=50, naive=run(seconds=20.0), alone=5_000)

    assert line.cells() == ["bulk", "SQLite", "2,500", "51.0", "100", "0.100", "72", "10 %", "10.0", "0.50"]


def test_what_has_nothing_beside_it_has_no_ratio() -> None:
    assert Line("page", "SQLite", run(), 71.6).cells()[-2:] == ["–", "–"]
    assert ratio(3, 0) == 0


@pytest.mark.parametrize(("value", "text"), [(0.384, "0.38"), (12.34, "12.3"), (123.4, "123"), (4_512.2, "4,512")])
def test_numbers_have_three_figures(value: float, text: str) -> None:
    assert number(value) == text


def test_columns_of_a_table_are_as_wide_as_their_widest_cell() -> None:
    assert table(("what", "rate/s"), [["hold", "4,512"], ["refusal", "9"]]).splitlines() == [
        "| what    | rate/s |",
        "|---------|--------|",
        "| hold    |  4,512 |",
        "| refusal |      9 |",
    ]


def test_grounds_of_one_figure_stand_together() -> None:
    out = Outcome([Figure("a", "SQLite", 1), Figure("b", "SQLite", 2)])
    out.add(Outcome([Figure("a", "PostgreSQL", 3)]))

    cells = [line.split("|")[1:3] for line in out.tables().splitlines()[2:]]
    assert [(what.strip(), on.strip()) for what, on in cells] == [
        ("a", "SQLite"), ("a", "PostgreSQL"), ("b", "SQLite"),
    ]  # fmt: skip


def test_tables_take_their_place_in_a_page_and_leave_the_rest() -> None:
    page = "before\n<!-- begin figures -->\nold\n<!-- end figures -->\nafter\n"

    assert replaced(page, "figures", "new\n") == "before\n<!-- begin figures -->\nnew\n<!-- end figures -->\nafter\n"
    with pytest.raises(ValueError, match="begin growth"):
        replaced(page, "growth", "new")


@pytest.mark.parametrize("name", ["figures", "growth"])
def test_the_page_has_a_place_for_tables(name: str) -> None:
    assert "new" in replaced(PAGE.read_text(), name, "new")


@pytest.mark.parametrize("rows", [ROWS, GROWTH])
def test_the_page_names_every_row(rows: tuple[tuple[str, object], ...]) -> None:
    assert all(f"`{name}`" in PAGE.read_text() for name, _ in rows)


def test_rows_are_chosen_by_name() -> None:
    assert [name for name, _ in chosen(ROWS, [])] == [name for name, _ in ROWS]
    assert [name for name, _ in chosen(ROWS, ["lists", "holds"])] == ["holds", "lists"]
    with pytest.raises(ValueError, match="no row 'list'; there are holds, "):
        chosen(ROWS, ["list"])


def test_a_request_says_how_long_its_body_is() -> None:
    head, _, body = request("POST", "/api/", "secret", {"name": "Zoë"}).partition("\r\n\r\n")

    assert body == '{"name":"Zoë"}'
    assert "Content-Length: 15" in head.split("\r\n")
    assert "Content-Length" not in request("GET", "/api/", "secret")
