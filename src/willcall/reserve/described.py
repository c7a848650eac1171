"""What integrators should know of cart positions: texts and examples for the description of the API (spec 01)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

TAG: Final = """\
Places that are held in quotas until they expire. A cart is nothing but the positions that share a `cart_id`; carts of
this API end in `@api`, and only those are seen here. There is no way to change a position: delete it and make a new
one.

A position that has expired takes no place any more. It can still be read and deleted for some time."""

CREATE: Final = """\
Holds a place for the position and for each of its `addons` and `bundled` products, all of them or none: what is
answered with 201 is stored durably and can be relied on until `expires`. Add-ons must be of a category that the product
has an add-on rule for, bundled products must be among its bundles.

* `cart_id` must end in `@api`. Without one the position gets a cart of its own.
* `expires` is now and the event's `reservation_time` (30 minutes unless set otherwise), or what you say. Add-ons and
  bundled products expire with their position. Adding to a cart does not extend what is in it.
* `price` is stored as it is sent; nothing is calculated. Add-ons and bundled products without one get the listed price,
  the `designated_price` of the bundle, or nothing where the add-on rule has `price_included`.
* Sale periods, limits per order and numbers of add-ons are not looked at: that is the business of the shop in front.
  With `?strict=true` they are.

If a quota lacks room, nothing is held and the answer is 400 with a bare list of one text, which does not change:
`There is not enough quota available on quota "Tickets" to perform the operation.` Other refusals are by field."""

BULK: Final = """\
Each entry is held or refused for itself, in the order sent, as if it were created alone; an entry that is refused takes
nothing and undoes no other. The answer is 200 even if all are refused: `results` has an outcome for each entry, at the
same place. Entries without `cart_id` share one new cart.

With `?atomic=true` it is all or nothing: 200 says that every entry is held. If any is refused, nothing is held and the
answer is 400, with `results` all the same: each entry that was refused has its `errors`, and each that was in order has
`atomic` there, and nothing else. Entries are looked at in the order sent, each as if those before it were held."""

ATOMIC: Final[Mapping[str, Any]] = {
    "name": "atomic",
    "text": "Hold all entries or none.",
    "schema": {"type": "boolean", "default": False},
}

STRICT: Final[Mapping[str, Any]] = {
    "name": "strict",
    "text": (
        "Keep to the rules of the shop, too: what is on sale, limits per order, add-ons, bundles, prices. What breaks "
        "one is refused like any other problem, with its `code` beside it. At most 100 entries of a bulk then."
    ),
    "schema": {"type": "boolean", "default": False},
}

DELETE: Final = "Its add-ons and bundled products go along. The places are free at once."

LIST: Final = "Positions that have expired and add-ons are listed, too. In the order of creation unless told otherwise."

_PLAIN: Final = {"item": 12, "price": "23.00"}
_WHOLE: Final = {
    "item": 12,
    "variation": None,
    "price": "23.00",
    "cart_id": "4c2f5a7e@api",
    "expires": "2026-12-24T18:30:00Z",
    "attendee_name_parts": {"given_name": "Ada", "family_name": "Lovelace"},
    "attendee_email": "ada@example.org",
    "addons": [{"item": 15, "price": "9.00"}],
    "bundled": [{"item": 17, "variation": 3}],
}

CREATE_EXAMPLES: Final[Mapping[str, Any]] = {"One ticket": _PLAIN, "A ticket with a workshop and a shirt": _WHOLE}
BULK_EXAMPLES: Final[Mapping[str, Any]] = {"Two tickets in one new cart": [_PLAIN, _PLAIN]}

TAKEN: Final[Mapping[str, str]] = {
    "item": "The product; it must be active.",
    "variation": "Needed if the product has variations, else null.",
    "price": "Stored as it is sent.",
    "attendee_name": "The whole name; give either this or `attendee_name_parts`.",
    "attendee_name_parts": "Parts as the event's `name_scheme` has them, like `given_name`; `_scheme` names another.",
    "subevent": "The date, in an event series.",
    "includes_tax": "Kept for older clients; null counts as true.",
    "cart_id": "Ends in `@api`. Left out, null or empty: a new cart.",
    "expires": "Until when the place is held. An instant in the past is taken, and holds nothing.",
    "addons": "Products chosen along with it; held together with it or not at all.",
    "bundled": "Products that come along with it; held together with it or not at all.",
    "seat": "The `seat_guid`, if the product has seats.",
    "sales_channel": "Where it is sold; it is not stored.",
    "voucher": "The code of a voucher, in upper or lower case.",
}

SHOWN: Final[Mapping[str, str]] = {
    "attendee_name": "The whole name, or the parts put together by the event's `name_scheme`.",
    "attendee_name_parts": "The parts as they were sent; `_legacy` is a name that was sent as a whole.",
    "voucher": "The id of the voucher.",
    "addon_to": "The position that it is an add-on of, or came along with.",
    "is_bundled": "Whether it came along with another product.",
    "datetime": "When it was made.",
    "expires": "Until when the place is held; it is, at this very instant, still held.",
}
