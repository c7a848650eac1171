"""Names of attendees (spec 01 §6): every scheme, and what becomes of parts that are missing."""

from __future__ import annotations

import pytest

from willcall.kit.names import SCHEMES, shown

ALL = {
    "salutation": "Ms",
    "title": "Dr.",
    "given_name": "Ada",
    "middle_name": "King",
    "family_name": "Lovelace",
    "full_name": "Augusta Ada",
    "calling_name": "Ada",
    "latin_transcription": "Ada",
    "degree": "MSc",
}

SHOWN = {
    "given_family": "Ada Lovelace",
    "title_given_family": "Dr. Ada Lovelace",
    "given_middle_family": "Ada King Lovelace",
    "title_given_middle_family": "Dr. Ada King Lovelace",
    "family_given": "Lovelace Ada",
    "family_nospace_given": "LovelaceAda",
    "family_comma_given": "Lovelace, Ada",
    "full": "Augusta Ada",
    "calling_full": "Augusta Ada",
    "full_transcription": "Augusta Ada",
    "salutation_given_family": "Ada Lovelace",
    "salutation_title_given_family": "Dr. Ada Lovelace",
    "salutation_title_given_family_degree": "Dr. Ada Lovelace, MSc",
}


def test_there_is_an_example_of_every_scheme() -> None:
    assert SHOWN.keys() == SCHEMES.keys()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_event_s_scheme_puts_the_parts_together(scheme: str) -> None:
    assert shown(ALL, scheme) == SHOWN[scheme]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_among_the_parts_goes_before_the_event_s(scheme: str) -> None:
    assert shown(ALL | {"_scheme": scheme}, "full") == SHOWN[scheme]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_parts_that_are_missing_or_empty_leave_no_trace(scheme: str) -> None:
    only = "full_name" if "full" in scheme else "family_name"

    assert shown({only: "Lovelace"}, scheme) == "Lovelace"
    assert shown(dict.fromkeys(ALL, "") | {only: "Lovelace"}, scheme) == "Lovelace"


@pytest.mark.parametrize(
    ("parts", "scheme", "name"),
    [
        pytest.param({"given_name": "Ada"}, "family_comma_given", "Ada", id="a comma needs both its sides"),
        pytest.param({"degree": "MSc"}, "salutation_title_given_family_degree", ", MSc", id="a degree alone"),
        pytest.param({"full_name": " Ada L. "}, "full", "Ada L.", id="blanks at the ends"),
        pytest.param({"_legacy": "Ada L."}, "given_family", "Ada L.", id="given as a whole"),
        pytest.param({"_legacy": "Ada L.", "given_name": "Eve"}, "given_family", "Ada L.", id="the whole goes first"),
        pytest.param({"_scheme": "unheard-of", "full_name": "Ada"}, "given_family", "Ada", id="an unknown scheme"),
        pytest.param({"full_name": "Ada"}, "unheard-of", "Ada", id="an unknown scheme of the event"),
    ],
)
def test_what_is_shown_of(parts: dict[str, str], scheme: str, name: str) -> None:
    assert shown(parts, scheme) == name


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({}, id="no parts"),
        pytest.param({"_scheme": "full"}, id="a scheme alone"),
        pytest.param({"given_name": "", "family_name": " "}, id="empty parts"),
        pytest.param({"favourite_colour": "blue"}, id="parts of no name"),
    ],
)
def test_nothing_given_is_no_name(parts: dict[str, str]) -> None:
    assert shown(parts, "given_family") is None
