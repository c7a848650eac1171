"""Names of carts: nobody can guess them, and they sort by when they were made (spec 01 §3.1)."""

from __future__ import annotations

from collections import Counter

from willcall.reserve.cart_ids import CHARACTERS, LENGTH, MILLISECOND_US, RANDOM_LENGTH, TIME_LENGTH, CartIds, time_of

NOW = 1_800_000_000_000_000


def test_each_is_another() -> None:
    """At one and the same instant, beyond what is drawn at a time."""
    ids = CartIds()
    made = {ids.new(NOW) for _ in range(2_000)}
    assert len(made) == 2_000
    assert all(len(name) == LENGTH + len("@api") and name.endswith("@api") for name in made)
    assert all(set(name[:LENGTH]) <= set(CHARACTERS) for name in made)
    assert len({name[TIME_LENGTH:] for name in made}) == 2_000, "what is random tells them apart by itself"


def test_every_character_is_as_likely_as_any_other() -> None:
    """In what is random: of 62 kinds none stands out (six standard deviations)."""
    ids, rounds = CartIds(), 4_000
    seen = Counter("".join(ids.plain(NOW)[TIME_LENGTH:] for _ in range(rounds)))
    expected = rounds * RANDOM_LENGTH / len(CHARACTERS)
    assert set(seen) == set(CHARACTERS)
    assert all(abs(count - expected) < 6 * expected**0.5 for count in seen.values())


def test_they_sort_by_the_time_they_were_made() -> None:
    """Byte by byte, as the database sorts them, across every carry."""
    ids = CartIds()
    made = [ids.plain(NOW + step * MILLISECOND_US) for step in (0, 1, 61, 62, 63, 3_843, 3_844, 238_328, 10**9)]
    assert made == sorted(made)
    assert ids.plain(NOW)[:TIME_LENGTH] == ids.plain(NOW + 999)[:TIME_LENGTH]


def test_time_that_goes_back_or_beyond_is_none_of_their_business() -> None:
    """They stay as long as they are, and new."""
    ids = CartIds()
    made = [ids.plain(at) for at in (NOW, 0, NOW, 10**18)]
    assert [len(name) for name in made] == [LENGTH] * 4
    assert len(set(made)) == 4
    assert time_of(0) == "0" * TIME_LENGTH
    assert time_of(62**TIME_LENGTH - 1) == "z" * TIME_LENGTH
    assert time_of(62**TIME_LENGTH) == "0" * TIME_LENGTH
