"""What can go wrong in a request, as values that are raised; status and body are made in this one place.

Five kinds are meant for a client: `Invalid`, `Denied`, `NotFound`, `Conflict`, `Busy`. The rest are the protocol's own
refusals (who are you, which method, which media type). Anything else that is raised is a bug and answers 500.
"""

from __future__ import annotations

from typing import Any

Problems = dict[str, Any]
"""By field: a list of texts, or problems of the same shape for nested objects (spec 04 §8)."""

NON_FIELD = "non_field_errors"


class ClientGone(Exception):
    """Nobody is there any more who could be answered; what is not begun is not worth beginning."""


class Problem(Exception):
    """An answer other than the wanted one: `status`, `body` (JSON) and `headers`."""

    status = 500

    def __init__(self, body: object, headers: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(body)
        self.body = {"detail": body} if isinstance(body, str) else body
        self.headers = headers


class Invalid(Problem):
    """400: the body or a parameter is not acceptable; by field where there is one."""

    status = 400

    @classmethod
    def field(cls, name: str, text: str) -> Invalid:
        """One problem of one field."""
        return cls({name: [text]})

    @classmethod
    def rule(cls, text: str) -> Invalid:
        """One problem of the whole object."""
        return cls({NON_FIELD: [text]})


class Unauthenticated(Problem):
    """401: nobody we know."""

    status = 401

    def __init__(self, text: str) -> None:
        super().__init__(text, (("WWW-Authenticate", "Token"),))


class Denied(Problem):
    """403: not allowed, out of reach, or refused by the state of things (spec 04 §8.5)."""

    status = 403

    def __init__(self, text: str = "You may not do this.") -> None:
        super().__init__(text)


class NotFound(Problem):
    """404: no such object inside an event that the caller may see."""

    status = 404

    def __init__(self, text: str = "There is no such object.") -> None:
        super().__init__(text)


class MethodNotAllowed(Problem):
    """405, with the methods that there are."""

    status = 405

    def __init__(self, method: str, allowed: str) -> None:
        super().__init__(f'The method "{method}" is not offered here.', (("Allow", allowed),))


class NotAcceptable(Problem):
    """406: the caller takes no JSON."""

    status = 406


class TimedOut(Problem):
    """408: the request did not arrive in time."""

    status = 408

    def __init__(self, text: str = "The body did not arrive in time.") -> None:
        super().__init__(text, (("Connection", "close"),))


class Conflict(Problem):
    """409: somebody else is at it; try again."""

    status = 409

    def __init__(self, text: str, retry_after_s: int = 5) -> None:
        super().__init__(text, (("Retry-After", str(retry_after_s)),))


class PreconditionFailed(Problem):
    """412: it was changed in the meantime."""

    status = 412


class TooLarge(Problem):
    """413: the body is over the limit."""

    status = 413

    def __init__(self, bytes_max: int) -> None:
        super().__init__(f"The body is larger than {bytes_max} bytes.", (("Connection", "close"),))


class UnsupportedMediaType(Problem):
    """415: a body that is no JSON."""

    status = 415


class KeyReused(Problem):
    """422: an idempotency key that another request had."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            "Another request had this idempotency key: method, path, query and body must be the same. "
            "Nothing was done; a new request needs a new key."
        )


class TooMany(Problem):
    """429: a client without a token has used up its allowance; `limit` is the setting that says how much it has."""

    status = 429

    def __init__(self, text: str, limit: str, retry_after_s: int) -> None:
        body = {"detail": text, "code": "too_many_requests", "limit": limit, "retry_after": max(1, retry_after_s)}
        super().__init__(body, (("Retry-After", str(max(1, retry_after_s))),))


class Unsure(Problem):
    """504: it may have been done, or not; the database did not say."""

    status = 504

    def __init__(self, retry_after_s: int = 5) -> None:
        text = (
            "It is not known whether this was done: the database did not answer. Send it again with the same "
            "idempotency key if it had one; otherwise look first."
        )
        super().__init__(text, (("Retry-After", str(retry_after_s)),))


class Busy(Problem):
    """503: too much to do right now; nothing was done."""

    status = 503

    def __init__(self, text: str = "Too busy right now.", retry_after_s: int = 1) -> None:
        super().__init__(text, (("Retry-After", str(retry_after_s)),))
