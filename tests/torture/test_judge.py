"""The judge: wrong is what is wrong in every order that the answers allow, and nothing else."""

from __future__ import annotations

import pytest

from tests.torture.story import QUOTA, SEAT, VOUCHER, Story
from willcall.torture.history import Pool, Said
from willcall.torture.lives import CLOCK_MARGIN_US, Offset, offset_of

OVERSOLD, UNDERSOLD, LOST, DOUBLED, LEFT_OVER, MISCOUNTED = (
    {name: 1} for name in ("oversold", "undersold", "lost", "doubled", "left over", "miscounted")
)
EXACT: dict[str, int] = {}


def test_of_nothing_nothing_is_found() -> None:
    assert Story().found == EXACT


@pytest.mark.parametrize(
    ("story", "found"),
    [
        pytest.param(Story().hold(1, 0, 1), EXACT, id="the only place"),
        pytest.param(Story().hold(1, 0, 1).hold(2, 2, 3), OVERSOLD, id="one too many"),
        pytest.param(Story().hold(1, 0, 1).hold(2, 0, 1).hold(3, 0, 1), {"oversold": 2}, id="two too many at once"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 3).hold(2, 4, 5), EXACT, id="after it was given back"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 5).hold(2, 3, 4), EXACT, id="while it is given back"),
        pytest.param(Story().hold(1, 0, 1).give(1, 4, 5).hold(2, 2, 3), OVERSOLD, id="before it is given back"),
        pytest.param(Story().hold(1, 0, 3, expires=4).hold(2, 4.5, 5), EXACT, id="after it expired"),
        pytest.param(Story().hold(1, 0, 3, expires=9).hold(2, 4, 5), OVERSOLD, id="before it expired"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 3, Said.UNCLEAR).hold(2, 4, 5), EXACT, id="perhaps given back"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 3, Said.LATER).hold(2, 4, 5), OVERSOLD, id="not given back"),
        pytest.param(Story().hold(1, 0, 1).lose("x", 2, 3), EXACT, id="nobody was told of the second"),
        pytest.param(Story().hold(1, 0, 1, addons=((2, 99),)), OVERSOLD, id="an add-on beyond"),
        pytest.param(
            Story().hold(1, 0, 1, takes=(SEAT,)).hold(2, 2, 3, takes=(SEAT,)), OVERSOLD, id="a seat held twice"
        ),
    ],
)  # fmt: skip
def test_oversold_is_what_was_surely_held_beyond_the_places(story: Story, found: dict[str, int]) -> None:
    assert story.found == found


@pytest.mark.parametrize(
    ("story", "found"),
    [
        pytest.param(Story().refuse(0, 1), UNDERSOLD, id="of an empty hall"),
        pytest.param(Story().hold(1, 0, 1).refuse(2, 3), EXACT, id="of a full one"),
        pytest.param(Story().hold(1, 2, 5).refuse(0, 3), EXACT, id="while somebody else asks"),
        pytest.param(Story().hold(1, 2, 5).refuse(0, 1), UNDERSOLD, id="before somebody else asks"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 5).refuse(3, 4), EXACT, id="while it is given back"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 3).refuse(4, 5), UNDERSOLD, id="after it was given back"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 3, Said.UNCLEAR).refuse(4, 5), EXACT, id="perhaps given back"),
        pytest.param(Story().hold(1, 0, 1, expires=2).refuse(1.5, 9), EXACT, id="asked before it expired"),
        pytest.param(Story().hold(1, 0, 1, expires=2).refuse(3, 4), UNDERSOLD, id="asked after it expired"),
        pytest.param(Story().lose("x", 0, 1).refuse(2, 3), EXACT, id="perhaps held by one who was not answered"),
        pytest.param(Story().lose("x", 0, 1, expires=2).refuse(3, 4), UNDERSOLD, id="expired even if it was held"),
        pytest.param(Story().lose("x", 0, 1, said=Said.LATER).refuse(2, 3), UNDERSOLD, id="told to come later"),
        pytest.param(Story().lose("x", 0, 1).list(2).refuse(3, 4), UNDERSOLD, id="not in the list, so not held"),
        pytest.param(Story().lose("x", 0, 1).refuse(3, 4).list(9, (7, "x")), EXACT, id="held, as the list tells"),
        pytest.param(Story().refuse(0, 1, wants=((QUOTA,), (QUOTA,))), EXACT, id="two of one place"),
        pytest.param(
            Story().hold(1, 0, 1).refuse(2, 3, lacking="voucher", wants=((QUOTA, VOUCHER),)), UNDERSOLD,
            id="the voucher is not what is short",
        ),
        pytest.param(
            Story().hold(1, 0, 1, takes=(VOUCHER,)).refuse(2, 3, lacking="voucher", wants=((QUOTA, VOUCHER),)), EXACT,
            id="the voucher is short",
        ),
        pytest.param(Story().refuse(0, 1, lacking="seat"), UNDERSOLD, id="a seat that nobody asked for"),
    ],
)  # fmt: skip
def test_undersold_is_who_was_refused_with_room_at_every_instant(story: Story, found: dict[str, int]) -> None:
    assert story.found == found


def test_room_has_to_be_there_in_every_quota_at_once() -> None:
    """Refused for the small one, though the large one has room."""
    pools = (Pool("large", "quota", 5), Pool("small", "quota", 1))
    story = Story(pools).hold(1, 0, 1, takes=(0, 1))

    assert story.refuse(2, 3, wants=((0, 1),)).found == EXACT
    assert story.refuse(2, 3, wants=((0,),)).found == UNDERSOLD


@pytest.mark.parametrize(
    ("story", "found"),
    [
        pytest.param(Story().hold(1, 0, 1).list(5, 1), EXACT, id="listed"),
        pytest.param(Story().hold(1, 0, 1).list(5), LOST, id="not listed"),
        pytest.param(Story().hold(1, 0, 1, expires=2).list(5), LOST, id="expired positions are listed, too"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 3).list(5), EXACT, id="given back"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 3, Said.UNCLEAR).list(5), EXACT, id="perhaps given back"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 3, Said.NO), LOST, id="cannot be given back"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 3).give(1, 4, 5, Said.NO), EXACT, id="given back before"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 3, Said.NO).list(5), LOST, id="told once"),
        pytest.param(Story().hold(1, 0, 1).look(1, 2, 3, there=True), EXACT, id="seen"),
        pytest.param(Story().hold(1, 0, 1).look(1, 2, 3, there=False), LOST, id="not seen"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 9).look(1, 3, 4, there=False), EXACT, id="being given back"),
        pytest.param(
            Story().hold(1, 0, 1).list(5).hold(2, 2, 3).list(5, 2), LOST, id="its place sold again: not oversold, too"
        ),
        pytest.param(
            Story((Pool("", "quota", 2),)).hold(1, 0, 1, addons=((2, 9),)).give(1, 2, 3).list(5), EXACT,
            id="an add-on goes with what it belongs to",
        ),
        pytest.param(
            Story((Pool("", "quota", 2),)).hold(1, 0, 1, addons=((2, 9),)).give(2, 2, 3).list(5), LOST,
            id="but not the other way",
        ),
    ],
)  # fmt: skip
def test_lost_is_what_nobody_gave_back_and_is_not_there(story: Story, found: dict[str, int]) -> None:
    assert story.found == found


@pytest.mark.parametrize(
    ("story", "found"),
    [
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 3).give(1, 4, 5), DOUBLED, id="given back twice"),
        pytest.param(Story().hold(1, 0, 1).repeat(1, 1), EXACT, id="one key, one position"),
        pytest.param(Story().hold(1, 0, 1).repeat(1, 2), DOUBLED, id="one key, two positions"),
        pytest.param(Story().hold(1, 0, 1).list(5, 1, (2, "1@api")), DOUBLED, id="one ask, two rows"),
        pytest.param(
            Story((Pool("", "quota", 2),)).hold(1, 0, 1).hold(1, 2, 3), DOUBLED, id="one position for two asks"
        ),
        pytest.param(Story().lose("x", 0, 1).list(5, (7, "x")), EXACT, id="not answered, and there"),
        pytest.param(Story().lose("x", 0, 1).list(5, (7, "x"), (8, "x")), DOUBLED, id="not answered, and there twice"),
        pytest.param(Story().hold(1, 0, 1).give(1, 2, 3).list(5, 1), LEFT_OVER, id="there although given back"),
        pytest.param(
            Story().hold(1, 0, 1).refuse(2, 3).list(5, 1, (2, "refused1@api")), LEFT_OVER, id="there although refused"
        ),
        pytest.param(Story().list(5, (9, "stranger@api")), LEFT_OVER, id="there although nobody asked"),
    ],
)  # fmt: skip
def test_one_request_has_one_effect(story: Story, found: dict[str, int]) -> None:
    assert story.found == found


@pytest.mark.parametrize(
    ("left", "taken", "found"),
    [(1, 0, EXACT), (0, 1, EXACT), (0, 0, EXACT), (2, 0, MISCOUNTED), (1, 2, MISCOUNTED), (None, 0, MISCOUNTED)],
)
def test_what_is_told_to_be_left_must_have_been_true_at_some_instant(
    left: int | None, taken: int, found: dict[str, int]
) -> None:
    """Asked while somebody buys: both answers are right; before and after only one is."""
    assert Story().hold(1, 0, 9).count(3, 4, left, taken).found == found
    assert Story().hold(1, 0, 1).count(3, 4, 0, 1).found == EXACT
    assert Story().hold(1, 0, 1).count(3, 4, 1, 0).found == MISCOUNTED


def test_an_answer_that_should_not_be_is_told() -> None:
    assert Story().odd(500).odd(502).found == {"unexpected": 2}


@pytest.mark.parametrize("ahead", [-3_600, 0, 7])
def test_the_clocks_of_server_and_buyers_may_differ(ahead: int) -> None:
    """What expires is told by the server's clock, and when it was made tells how far that is."""
    assert Story(ahead=ahead).hold(1, 0, 0.2, expires=2).refuse(3, 4).found == UNDERSOLD
    assert Story(ahead=ahead).hold(1, 0, 0.2, expires=4.5).refuse(3, 4).found == EXACT
    assert Story(ahead=ahead).hold(1, 0, 0.2, expires=2).hold(2, 3, 3.2).found == EXACT
    assert Story(ahead=ahead).hold(1, 0, 0.2, expires=9).hold(2, 3, 3.2).found == OVERSOLD


def test_the_more_is_answered_the_closer_the_clocks_are_known() -> None:
    far = Story(ahead=5).hold(1, 0, 4).history.asked
    near = Story(ahead=5).hold(1, 0, 4).hold(2, 6, 6.2).history.asked

    assert offset_of(far) == Offset(3_000_000, 7_000_000)
    assert offset_of(near) == Offset(4_900_000, 5_100_000)
    assert offset_of(near).before(9_000_000) == 9_000_000 - 5_100_000 - CLOCK_MARGIN_US


def test_servers_whose_clocks_disagree_are_given_all_that_lies_between() -> None:
    slow, fast = Story(ahead=1).hold(1, 0, 0.2).history.asked, Story(ahead=3).hold(2, 0, 0.2).history.asked

    assert offset_of([*slow, *fast]) == Offset(1_100_000, 2_900_000)
