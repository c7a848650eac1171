"""Why the page of a voucher is refused (spec 07 §10)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shopping import NOW, item, showcase, voucher
from willcall.rest.problems import Problem
from willcall.shop.http import date_of, is_known
from willcall.shop.refusals import SENTENCES, Refusal, Refused
from willcall.shop.showcase import Date, Variation, Window
from willcall.shop.vouchers import refusal_of

LATER = Window(NOW + 1, shown_before=True)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({}, None),
        ({"redeemed": 1}, Refusal.VOUCHER_USED_UP),
        ({"max_usages": 2, "redeemed": 1}, None),
        ({"window": Window(ends=NOW)}, None),
        ({"window": Window(ends=NOW - 1)}, Refusal.VOUCHER_EXPIRED),
        ({"window": Window(ends=NOW - 1), "redeemed": 1}, Refusal.VOUCHER_USED_UP),
        ({"in_carts": 1}, Refusal.VOUCHER_IN_CARTS),
        ({"in_carts": 1, "max_usages": 2}, None),
        ({"in_carts": 1, "max_usages": 2, "redeemed": 1}, Refusal.VOUCHER_IN_CARTS),
        ({"item_id": 1}, None),
        ({"item_id": 2}, Refusal.VOUCHER_PRODUCT_UNAVAILABLE),
        ({"item_id": 3}, Refusal.VOUCHER_PRODUCT_UNAVAILABLE),
        ({"item_id": 4}, None),
        ({"item_id": 4, "variation_id": 41}, None),
        ({"item_id": 4, "variation_id": 42}, Refusal.VOUCHER_PRODUCT_UNAVAILABLE),
        ({"item_id": 4, "variation_id": 43}, Refusal.VOUCHER_PRODUCT_UNAVAILABLE),
        ({"item_id": 2, "in_carts": 1}, Refusal.VOUCHER_PRODUCT_UNAVAILABLE),
    ],
)
def test_a_voucher_is_refused(fields: dict[str, Any], refusal: Refusal | None) -> None:
    """Used up, expired, its product not on sale (to be shown for later is not enough), all in carts: in this order."""
    kinds = (Variation(41), Variation(42, active=False), Variation(43, window=LATER))
    shown = showcase(item(1), item(2, active=False), item(3, window=LATER), item(4, variations=kinds))

    assert refusal_of(shown, voucher(**fields), NOW) is refusal


def test_a_voucher_with_a_date_leads_there() -> None:
    shown = showcase(item(), dates={7: Date(NOW), 8: Date(NOW)})

    assert date_of(shown, "8", voucher(subevent_id=7)) == 7
    assert date_of(shown, None, voucher(subevent_id=7)) == 7
    assert date_of(shown, "8", voucher()) == 8
    assert date_of(showcase(item()), None, None) is None


@pytest.mark.parametrize("said", ["9", "0", "-7", "+7", " 7", "7.0", "\u0667", "seven", "7" * 40])
def test_a_date_that_there_is_not_is_unknown(said: str) -> None:
    with pytest.raises(Refused) as refused:
        date_of(showcase(item(), dates={7: Date(NOW)}), said, None)

    assert refused.value.body == {"detail": SENTENCES[Refusal.DATE_UNKNOWN], "code": "date_unknown"}


def test_a_series_needs_a_date() -> None:
    with pytest.raises(Refused) as refused:
        date_of(showcase(item(), dates={7: Date(NOW)}), None, voucher())

    assert refused.value.body == {"detail": SENTENCES[Refusal.DATE_REQUIRED], "code": "date_required"}


def test_every_refusal_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Refusal)
    assert issubclass(Refused, Problem)
    assert Refused.status == 400


@pytest.mark.parametrize(
    ("header", "known"),
    [
        (None, False),
        ("", False),
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ("*", True),
        ('"b"', False),
        ("a", False),
    ],
)
def test_an_answer_is_known_by_its_tag(header: str | None, known: bool) -> None:
    assert is_known(header, '"a"') is known
