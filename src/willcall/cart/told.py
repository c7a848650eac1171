"""From a refusal to what is answered: status, sentence, code, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from willcall.cart.refusals import SENTENCES, Code, Refused
from willcall.kit.instants import SECOND_US
from willcall.rest.problems import Invalid

CONFLICT: Final = 409
STATUSES: Final[Mapping[Code, int]] = {Code.CART_CHANGED: CONFLICT, Code.UNKNOWN_POSITION: 404}
"""What is not 400: somebody else was there first, and what a path names is not there."""

CHANGED_RETRY_S: Final = 1
"""After how many seconds a cart that others change at this moment is worth another try."""


class CartRefused(Invalid):
    """400, or as `STATUSES` says: nothing of the request was done, and why."""

    def __init__(self, refused: Refused, now: int) -> None:
        retry_after = retry_after_s(refused, now)
        body = {
            "detail": sentence(refused),
            "code": refused.code.value,
            "line": refused.line,
            "addon": refused.addon,
            "item": refused.item_id,
            "variation": refused.variation_id,
            "category": refused.category_id,
            "least": refused.least,
            "most": refused.most,
            "left": refused.left,
            "retry_after": retry_after,
            "details": dict(refused.details) or None,
        }
        self.status = STATUSES.get(refused.code, 400)
        super().__init__(body, (("Retry-After", str(retry_after)),) if self.status == CONFLICT else ())


def retry_after_s(refused: Refused, now: int) -> int | None:
    """In how many whole seconds, at least one, it is worth another try; None if nobody knows."""
    if refused.code is Code.CART_CHANGED:
        return CHANGED_RETRY_S
    if refused.retry_at is None:
        return None
    return max(1, -((now - refused.retry_at) // SECOND_US))


def sentence(refused: Refused) -> str:
    """What is told to people."""
    return SENTENCES[refused.code].format(least=refused.least, most=refused.most, left=refused.left)
