"""From ASGI to a handler and back: the order of checks, every answer in JSON (spec 04).

401 before 403 before 405 before 404 before 400; a raw ASGI application, since the web layer is what bounds the rate of
holds.
"""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, Protocol
from urllib.parse import parse_qsl, quote

import structlog

from willcall.db.errors import NoSuchEvent
from willcall.db.tx import Database, Tx
from willcall.kit.instants import Clock, now_us
from willcall.rest import kept
from willcall.rest.body import BODY_BYTES_MAX, VISITOR_BODY_BYTES_MAX, Asgi, Bodies, Receive
from willcall.rest.limits import Limits
from willcall.rest.problems import (
    ClientGone,
    Conflict,
    Denied,
    Invalid,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    Problem,
)
from willcall.rest.public import Fronts, Public
from willcall.rest.remembered import Remembered
from willcall.rest.request import (
    Answer,
    Caller,
    EventContext,
    OrganizerContext,
    Request,
    base_url,
    content_of,
    not_gone,
)
from willcall.rest.routes import SAFE, Operation, Path, Router
from willcall.rest.streams import respond_piecewise
from willcall.rest.troubles import trouble_of

Send = Callable[[Asgi], Awaitable[None]]
Whole = Callable[[int, bytes, bytes], bool]
"""Status, the lines of the head and the body; False if it cannot be sent this way just now, and nothing was."""

ROOT: Final = "/api/v1/"
WHOLE: Final = "willcall.whole"
"""Under this name the scope may have a function that sends an answer in one piece, without the messages of ASGI."""
GONE: Final = "willcall.gone"
"""Under this name the scope may have a function that tells whether the client has hung up."""
QUERY_FIELDS_MAX: Final = 200
ACCEPTS_MAX: Final = 256
"""Accept headers that are remembered: a kind of client has one, and clients may send what they like."""
LINES_MAX: Final = 256
"""Lines of heads that are remembered: most answers of a path have the same ones."""
WRITTEN_DOWN: Final = "Something went wrong here; it has been written down. Request {}."
"""What the log says of it is found by the request's id."""

log = structlog.get_logger("willcall.rest")


class Gate(Fronts, Protocol):
    """Who asks and what is within their reach; the room `access` implements it."""

    async def caller(self, authorization: str | None) -> Caller:
        """Who asks; `Unauthenticated` if nobody we know."""
        ...

    async def organizer(self, caller: Caller, slug: str) -> OrganizerContext:
        """The organizer of the path; `Denied` unless it is the caller's."""
        ...

    async def event(self, caller: Caller, organizer_slug: str, slug: str) -> EventContext:
        """The event of the path; `Denied` unless it exists and the caller may see it."""
        ...

    def forget(self) -> None:
        """Something that the gate goes by was changed: what was remembered may be wrong."""
        ...


class Api:
    """The ASGI application below `/api/`."""

    def __init__(
        self, router: Router, database: Database, gate: Gate, *, limits: Limits | None = None, clock: Clock = now_us,
        trust_proxy: bool = False,
    ) -> None:  # fmt: skip
        self.router = router
        self._database = database
        self._gate = gate
        self._public = Public(gate, Limits({}) if limits is None else limits, trust_proxy=trust_proxy)
        self._clock = clock
        self._trust_proxy = trust_proxy
        self._running: set[tuple[int, int | None, str]] = set()
        self._bodies = Bodies()
        self._remembered = Remembered()

    async def __call__(self, scope: Asgi, receive: Receive, send: Send) -> None:
        """One request."""
        method = scope["method"]
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            answer = await self._answer(method, scope, headers, receive)
        except ClientGone:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, the client is told
            answer = self._refusal(error, scope)
        crossing = self._public.crossing(scope, headers)
        if crossing:
            answer.headers = (*answer.headers, *crossing)
        if answer.stream is not None:
            start = {"type": "http.response.start", "status": answer.status, "headers": _head(answer)}
            await respond_piecewise(receive, send, answer.stream, start, head=method == "HEAD")
            return
        whole: Whole | None = scope.get(WHOLE)
        if whole is None or method == "HEAD" or not whole(*in_one_piece(answer)):
            await respond(send, answer, head=method == "HEAD")

    async def _answer(self, method: str, scope: Asgi, headers: Mapping[str, str], receive: Receive) -> Answer:
        path: str = scope["path"]
        found = self.router.find(path[len(ROOT) :]) if path.startswith(ROOT) else None
        if found is None:
            return _elsewhere(method, path, self._base_url(scope, headers))
        declared, params = found
        scope["willcall.route"] = declared.template
        if path.endswith("/") != declared.template.endswith("/") and declared.template:
            return _slash(method, path, scope["query_string"], declared)
        caller: Caller | None = self._public.visitor(declared, params, scope, headers)
        if caller is None:
            caller = await self._gate.caller(headers.get("authorization"))
        request = Request(
            method, path, self._base_url(scope, headers), headers, _query(scope["query_string"]), params, caller,
            self._clock(), gone=scope.get(GONE, not_gone),
        )  # fmt: skip
        await self._public.enter(request, scope)
        known = await self._reach(request, declared, receive)
        if known is not None:
            known.headers = (*known.headers, ("Allow", declared.allow))
            return known
        operation = declared.methods.get(method)
        if method == "OPTIONS":
            return _options(declared)
        if operation is None:
            raise MethodNotAllowed(method, declared.allow)
        _check_accept(headers.get("accept"), operation.media)
        if method in SAFE:
            answer = await self._read(request, operation)
        else:
            if operation.check is not None:
                operation.check(request)
            bytes_max = VISITOR_BODY_BYTES_MAX if request.is_public else BODY_BYTES_MAX
            request.body = await self._bodies.read(headers.get("content-length"), receive, bytes_max)
            try:
                answer = await self._change(request, declared, operation)
            finally:
                self._bodies.forget(request.body)
        answer.headers = (*answer.headers, ("Allow", declared.allow))
        return answer

    async def _reach(self, request: Request, declared: Path, receive: Receive) -> Answer | None:
        """Finds organizer and event and checks rights; an answer kept from before a deletion counts as reached."""
        caller, params = request.caller, request.params
        if request.is_public:
            return None
        try:
            if declared.reach == "event":
                event = await self._gate.event(caller, params["organizer"], params["event"])
                request.event_context, request.organizer_context = event, event.organizer
            elif declared.reach == "organizer":
                request.organizer_context = await self._gate.organizer(caller, params["organizer"])
            _check_right(caller, declared.read if request.method in SAFE else declared.write)
        except Denied:
            key = kept.key_of(request) if declared.directory else None
            if key is None:
                raise
            known = await self._database.read(lambda tx: kept.first(tx, request, None, key))
            if known is None:
                raise
            request.body = await self._bodies.read(request.headers.get("content-length"), receive)
            self._bodies.forget(request.body)
            return kept.repeated(request, key, known)
        return None

    async def _read(self, request: Request, operation: Operation) -> Answer:
        if operation.direct is not None:
            return await operation.direct(request)
        assert operation.handler is not None
        handler = operation.handler
        if operation.of_version:
            return await self._database.read(lambda tx: self._remembered.answer(handler, request, tx))
        read = self._database.snapshot if operation.one_snapshot else self._database.read
        return await read(lambda tx: _run(handler, request, tx))

    async def _change(self, request: Request, declared: Path, operation: Operation) -> Answer:
        key = None if operation.secret else kept.key_of(request)
        if key is None:
            if operation.direct is not None:
                return await operation.direct(request)
            return await self._write(request, declared, operation)
        event_id = None if declared.directory else request.event.id
        running = (request.caller.token_id, event_id, key.text)
        if running in self._running:
            raise Conflict("A request with this idempotency key is being worked on.")
        self._running.add(running)
        try:
            return await self._write_once(request, declared, operation, key)
        finally:
            self._running.discard(running)

    async def _write(self, request: Request, declared: Path, operation: Operation) -> Answer:
        assert operation.handler is not None
        handler = operation.handler
        answer = await self._database.write(lambda tx: _run(handler, request, tx))
        if declared.directory or declared.goes_by:
            self._gate.forget()
        return answer

    async def _write_once(self, request: Request, declared: Path, operation: Operation, key: kept.Key) -> Answer:
        """The effect and the record of its answer in one transaction; a refusal is recorded by itself."""
        event_id = None if declared.directory else request.event.id

        async def effect(tx: Tx) -> Answer:
            known = await kept.first(tx, request, event_id, key)
            if known is not None:
                return kept.repeated(request, key, known)
            assert operation.handler is not None
            answer = await operation.handler(request, tx)
            answer.content = content_of(answer)
            await kept.keep(tx, request, event_id, key, answer)
            return answer

        async def refusal(tx: Tx, answer: Answer) -> Answer:
            known = await kept.first(tx, request, event_id, key)
            if known is not None:
                return kept.repeated(request, key, known)
            await kept.keep(tx, request, event_id, key, answer)
            return answer

        try:
            if operation.direct is not None:
                return await operation.direct(request)
            answer = await self._database.write(effect)
        except Problem as problem:
            if problem.status in kept.NOT_KEPT:
                raise
            refused = Answer(problem.status, problem.body, problem.headers)
            refused.content = content_of(refused)
            return await self._database.write(lambda tx: refusal(tx, refused))
        if declared.directory or declared.goes_by:
            self._gate.forget()
        return answer

    def _refusal(self, error: Exception, scope: Asgi) -> Answer:
        """What the client is told of an error, whoever met it: troubles of the database pass, so it may try again."""
        problem = error if isinstance(error, Problem) else trouble_of(error)
        if isinstance(error, NoSuchEvent):
            self._gate.forget()
        if problem is None:
            log.error("request failed", method=scope["method"], path=scope["path"], exc_info=error)
            return Answer(500, {"detail": WRITTEN_DOWN.format(scope.get("request_id", "-"))})
        return Answer(problem.status, problem.body, problem.headers)

    def _base_url(self, scope: Asgi, headers: Mapping[str, str]) -> str:
        scheme, host = scope["scheme"], headers.get("host", "localhost")
        if self._trust_proxy:
            scheme = headers.get("x-forwarded-proto", scheme).split(",")[0].strip()
            host = headers.get("x-forwarded-host", host).split(",")[0].strip()
        return base_url("https" if scheme == "https" else "http", host)


async def _run(handler: Callable[[Request, Tx], Awaitable[Answer]], request: Request, tx: Tx) -> Answer:
    return await handler(request, tx)


_COMMON: Final = [(b"vary", b"Accept"), (b"content-language", b"en"), (b"x-content-type-options", b"nosniff")]
_JSON: Final = (b"content-type", b"application/json")


async def respond(send: Send, answer: Answer, *, head: bool = False) -> None:
    """Sends an answer."""
    content = content_of(answer)
    headers = _head(answer)
    if content:
        headers.append(_JSON)
    if answer.status not in (204, 304):
        headers.append((b"content-length", str(len(content)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else content})


def _head(answer: Answer) -> list[tuple[bytes, bytes]]:
    headers = [*_COMMON, *((name.lower().encode(), value.encode("latin-1")) for name, value in answer.headers)]
    return headers if answer.stream is None else [*headers, (b"content-type", answer.media.encode())]


def in_one_piece(answer: Answer) -> tuple[int, bytes, bytes]:
    """Status, the lines of the head and the body of an answer to anything but HEAD."""
    content = content_of(answer)
    lines = [_COMMON_LINES, *(_line(name, value) for name, value in answer.headers)]
    if content:
        lines.append(_JSON_LINE)
    if answer.status not in (204, 304):
        lines.append(b"content-length: %d\r\n" % len(content))
    return answer.status, b"".join(lines), content


_COMMON_LINES: Final = b"".join(b"%b: %b\r\n" % header for header in _COMMON)
_JSON_LINE: Final = b"%b: %b\r\n" % _JSON


@functools.lru_cache(maxsize=LINES_MAX)
def _line(name: str, value: str) -> bytes:
    """A line of a head. What would end the line is the server's to refuse, and it does not look at these."""
    assert value.isprintable(), f"the header {name} would break the answer"
    return b"%b: %b\r\n" % (name.lower().encode("ascii"), value.encode("latin-1"))


def _query(query_string: bytes) -> tuple[tuple[str, str], ...]:
    if not query_string:
        return ()
    try:
        pairs = parse_qsl(
            query_string.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=QUERY_FIELDS_MAX
        )
    except ValueError as error:
        raise Invalid(f"No more than {QUERY_FIELDS_MAX} query parameters are possible.") from error
    return tuple(pairs)


def _check_right(caller: Caller, permission: str | None) -> None:
    if not caller.may(permission):
        raise Denied


def _check_accept(accept: str | None, media: str) -> None:
    if accept and not _accepts(accept, media):
        raise NotAcceptable(f"Answers are {media}; the Accept header does not take it.")


@functools.lru_cache(maxsize=ACCEPTS_MAX)
def _accepts(accept: str, media: str) -> bool:
    kinds = [part.split(";")[0].strip().lower() for part in accept.split(",")]
    return any(kind in (media, f"{media.partition('/')[0]}/*", "*/*", "") for kind in kinds)


_ROOT_ALLOW: Final = "GET, HEAD, OPTIONS"


def _options(declared: Path) -> Answer:
    description = {
        "name": declared.tag,
        "description": "",
        "renders": ["application/json"],
        "parses": ["application/json"],
    }
    return Answer(200, description, (("Allow", declared.allow),))


def _elsewhere(method: str, path: str, base: str) -> Answer:
    if path == ROOT:
        if method not in SAFE:
            raise MethodNotAllowed(method, _ROOT_ALLOW)
        return Answer(200, {"organizers": f"{base}{ROOT}organizers/"}, (("Allow", _ROOT_ALLOW),))
    if path in ("/api/", "/api", "/api/v1"):
        return Answer(302 if path == "/api/" else 301, headers=(("Location", ROOT),), content=b"")
    raise NotFound("There is no such endpoint.")


def _slash(method: str, path: str, query: bytes, declared: Path) -> Answer:
    if not declared.template.endswith("/"):
        raise NotFound("There is no such endpoint; leave out the slash at the end.")
    if method not in ("GET", "HEAD", "DELETE"):
        raise NotFound("There is no such endpoint; append a slash to the path.")
    location = f"{path}/{'?' + query.decode('latin-1') if query else ''}"
    return Answer(301, headers=(("Location", quote(location, safe="!#$%&'()*+,/:;=?@[]~")),), content=b"")
