"""Replays recorded HTTP conversations against a server that speaks this API.

A file holds {"scenarios": [{"name", "prelude", "steps": [STEP, ...]}, ...]}. A STEP:

"do"              "METHOD path"; a path without a leading slash is below /api/v1/organizers/{org}/, and "@/..." is below
                  .../events/{event}/. {name} in a path is a saved value.
"json"            the request body; a string "$name" anywhere in it is a saved value, keeping its type; "$now+30m" and
                  "$now-2d" are instants (s, m, h, d). "raw" sends a literal body instead.
"headers"         extra request headers. "token" names another token than the main one ("" sends none).
"save"            {"name": "path.in.body"} keeps values of the answer ("results.0.id" walks lists).
"answer_headers"  headers the answer must have, with their values as in a body.
"status", "body"  what was recorded (no body: not compared).
"match"           how to compare the body; by default "exact" below 400 and "shape" from 400 on.
"poll"            seconds to repeat the step for until it matches (for things that happen in the background).
"keys"            which parts of the answer were recorded ("compare": false: none). Of no meaning here.

A scenario with "prelude": "event" (the default) gets a fresh event of its own, "series" one with dates, "none" no
event. With "second": "event" or "series" it gets another one too, saved as event2.

How answers are compared is left to `compare.py`.
"""

from __future__ import annotations

import http.client
import json
import re
import secrets
import time
import urllib.parse
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.conformance.compare import Comparison, Mode, Saved, filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Step = dict[str, Any]
Scenario = dict[str, Any]

POLL_PAUSE_S = 0.2
LINES_MAX = 6  # of one step; what differs further down follows from these as a rule
CREATED, BAD_REQUEST = 201, 400


class NotReadyError(RuntimeError):
    """The event a scenario needs could not be created."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    value: Any
    headers: Mapping[str, str]


@dataclass
class Server:
    """One keep-alive connection to the server under test."""

    base: str
    organizer: str
    tokens: Mapping[str, str]
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        """Connect lazily."""
        url = urllib.parse.urlsplit(self.base)
        self.connection = http.client.HTTPConnection(url.hostname or "", url.port, timeout=60)

    def send(
        self,
        method: str,
        path: str,
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
        token: str = "main",
    ) -> Answer:
        """One request; a connection that the server closed meanwhile is opened again, once."""
        sent = {"Accept": "application/json"}
        if token:
            sent["Authorization"] = f"Token {self.tokens[token]}"
        if body is not None:
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        try:
            return self._exchange(method, path, body, sent)
        except (http.client.HTTPException, ConnectionError):
            self.connection.close()
            return self._exchange(method, path, body, sent)

    def _exchange(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        self.connection.request(method, path, body=body, headers=dict(headers))
        response = self.connection.getresponse()
        text = response.read()
        try:
            value = json.loads(text) if text else None
        except ValueError:
            value = text.decode("utf-8", "replace")
        return Answer(response.status, value, {name.lower(): one for name, one in response.getheaders()})


def replay(server: Server, scenario: Scenario) -> Iterator[str]:
    """One line for each step whose answer differs."""
    saved = prelude(server, scenario.get("prelude", "event"))
    if scenario.get("second"):
        saved["event2"] = prelude(server, scenario["second"])["event"]
    for number, step in enumerate(scenario["steps"], 1):
        lines = list(settled(server, step, saved))
        yield from (f"step {number} {step['do']}: {line}" for line in lines[:LINES_MAX])
        if lines and step.get("save"):
            return


def prelude(server: Server, kind: str) -> Saved:
    """What a scenario starts with: a fresh event unless it wants none."""
    if kind == "none":
        return {"org": server.organizer, "base": server.base}
    slug = "c" + secrets.token_hex(6)
    event = {
        "name": {"en": "Conformance"},
        "slug": slug,
        "live": False,
        "testmode": False,
        "currency": "EUR",
        "date_from": "2030-06-01T10:00:00Z",
        "date_to": None,
        "is_public": True,
        "presale_start": None,
        "presale_end": None,
        "location": None,
        "has_subevents": kind == "series",
        "timezone": "Europe/Berlin",
        "meta_data": {},
    }
    answer = server.send("POST", f"/api/v1/organizers/{server.organizer}/events/", json.dumps(event))
    if answer.status != CREATED:
        message = f"the event could not be created: {answer.status} {answer.value}"
        raise NotReadyError(message)
    return {"org": server.organizer, "event": slug, "base": server.base}


def settled(server: Server, step: Step, saved: Saved) -> Iterator[str]:
    """What differs once the step matches or its time is over; what it saves is kept."""
    deadline = time.monotonic() + step.get("poll", 0)
    while True:
        answer = asked(server, step, saved)
        for name, where in step.get("save", {}).items():
            try:
                saved[name] = picked(answer.value, where)
            except (KeyError, IndexError, TypeError, ValueError):
                yield f"{answer.status}, no {where} in {json.dumps(answer.value)[:300]}"
                return
        lines = list(judged(step, answer, saved))
        if not lines or time.monotonic() >= deadline:
            yield from lines
            return
        time.sleep(POLL_PAUSE_S)


def asked(server: Server, step: Step, saved: Saved) -> Answer:
    """The answer to the step's request."""
    method, path = step["do"].split(" ", 1)
    if path.startswith("@/"):
        path = "/api/v1/organizers/{org}/events/{event}/" + path[2:]
    elif not path.startswith("/"):
        path = "/api/v1/organizers/{org}/" + path
    path = re.sub(r"\{(\w+)\}", lambda found: urllib.parse.quote(str(saved[found[1]]), safe="@"), path)
    body = json.dumps(filled(step["json"], saved)) if "json" in step else step.get("raw")
    return server.send(method, path, body, filled(step.get("headers"), saved), step.get("token", "main"))


def judged(step: Step, answer: Answer, saved: Saved) -> Iterator[str]:
    """What differs between the answer and the recorded one."""
    if answer.status != step["status"]:
        yield f"status {answer.status} instead of {step['status']}: {json.dumps(answer.value)[:300]}"
    elif "body" in step:
        mode: Mode = step.get("match") or ("exact" if answer.status < BAD_REQUEST else "shape")
        yield from Comparison(mode, saved).differences(step["body"], answer.value)
    for name, value in step.get("answer_headers", {}).items():
        yield from Comparison("exact", saved).differences(value, answer.headers.get(name.lower()), f"header {name}")


def picked(value: Any, path: str) -> Any:
    """The part of a body that a dotted path names."""
    for part in path.split("."):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value
