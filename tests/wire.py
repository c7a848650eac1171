"""How tests look at answers: the shape of a refusal without its texts, and which fields came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final = "<texts>"
TEXT: Final = "<text>"
DETAIL: Final = {"detail": TEXT}


def shape(value: object) -> object:
    """The value with texts made anonymous: status, keys and nesting are contract, texts are not."""
    if isinstance(value, str):
        return TEXT
    if isinstance(value, list):
        texts = bool(value) and all(isinstance(one, str) for one in value)
        return TEXTS if texts else [shape(one) for one in value]
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return value


@dataclass(frozen=True)
class Refused:
    """400, with problems at exactly these places."""

    places: object

    def check(self, answer: httpx.Response) -> None:
        """Compare an answer."""
        assert (answer.status_code, shape(answer.json())) == (httpx.codes.BAD_REQUEST, self.places), answer.text


@dataclass(frozen=True)
class Made:
    """201 or 200, with at least these fields."""

    fields: Mapping[str, Any]

    def check(self, answer: httpx.Response) -> None:
        """Compare an answer."""
        assert answer.status_code in {httpx.codes.CREATED, httpx.codes.OK}, answer.text
        got = answer.json()
        assert {key: got.get(key, "absent") for key in self.fields} == self.fields


def at(*keys: str) -> Refused:
    """Refused, with texts under these keys and no others."""
    return Refused(dict.fromkeys(keys, TEXTS))


def made(**fields: Any) -> Made:
    """Accepted, with at least these fields in the answer."""
    return Made(fields)


def refused(answer: httpx.Response, *keys: str) -> None:
    """The answer is 400 with texts under these keys and no others."""
    at(*keys).check(answer)


def denied(answer: httpx.Response, status: int) -> None:
    """The answer has this status and says why under `detail`, in JSON."""
    assert (answer.status_code, shape(answer.json())) == (status, DETAIL), answer.text
    assert answer.headers["content-type"].startswith("application/json")
