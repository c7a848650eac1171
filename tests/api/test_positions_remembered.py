"""Cart positions that a server has shown before: what is changed about them elsewhere shows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.api.test_remembered import desks, fairs

if TYPE_CHECKING:
    from tests.cast import Fair

__all__ = ["desks", "fairs"]

PARTS = {"given_name": "Ada", "family_name": "Byron"}


def test_places_taken_and_given_back_elsewhere(fairs: tuple[Fair, Fair]) -> None:
    """The order, the count and the neighbours go with them."""
    here, there = fairs
    item, _ = here.ticket(size=None)
    held = [(here if turn % 2 else there).hold(item)["id"] for turn in range(6)]
    assert here.ids("cartpositions/") == held
    whole = {row["id"]: row for row in here.rows("cartpositions/")}

    for gone in (held[0], held[3]):
        assert there.delete(f"cartpositions/{gone}/").status_code == 204
        held.remove(gone)
        assert here.rows("cartpositions/") == [whole[number] for number in held]
        assert here.get(f"cartpositions/{gone}/").status_code == 404
    held.append(there.hold(item)["id"])
    page = here.seen("cartpositions/?page_size=2&page=last")
    assert (page["count"], [row["id"] for row in page["results"]], page["next"]) == (5, held[4:], None)
    assert here.ids("cartpositions/?ordering=-datetime") == held[::-1]
    assert here.seen(f"cartpositions/{held[0]}/") == whole[held[0]]


def test_how_a_name_is_put_together_changes_with_the_event(fairs: tuple[Fair, Fair]) -> None:
    here, there = fairs
    item, _ = here.ticket()
    number = here.hold(item, attendee_name_parts=PARTS)["id"]
    names = {here.seen(f"cartpositions/{number}/")["attendee_name"], here.rows("cartpositions/")[0]["attendee_name"]}
    assert names == {"Ada Byron"}

    assert there.patch("settings/", {"name_scheme": "family_nospace_given"}).status_code == 200

    assert here.rows("cartpositions/")[0]["attendee_name"] == here.seen(f"cartpositions/{number}/")["attendee_name"]
    assert here.seen(f"cartpositions/{number}/")["attendee_name"] != "Ada Byron"


def test_what_goes_with_the_catalogue_goes_from_the_list(fairs: tuple[Fair, Fair]) -> None:
    """A product takes its positions along; a voucher, those that used it; a question, the answers."""
    here, there = fairs
    item, _ = here.ticket()
    other, _ = here.ticket(name="Other")
    question = here.made("questions/", {"question": {"en": "Diet?"}, "type": "S", "items": [item["id"]]})
    kept = here.hold(item, answers=[{"question": question["id"], "answer": "Any", "options": []}])["id"]
    lost = here.hold(other)["id"]
    assert here.ids("cartpositions/") == [kept, lost]
    assert len(here.rows("cartpositions/")[0]["answers"]) == 1

    assert there.delete(f"questions/{question['id']}/").status_code == 204
    assert here.rows("cartpositions/")[0]["answers"] == []
    assert there.delete(f"items/{other['id']}/").status_code == 204
    assert here.ids("cartpositions/") == [kept]
    assert here.get(f"cartpositions/{lost}/").status_code == 404
