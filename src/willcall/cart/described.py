"""What integrators should know of carts: texts and examples for the description of the API (spec 07 §5 to §10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

TAG: Final = """\
Carts for shops of your own making: every rule of the shop holds here. Prices are worked out by the server, from
vouchers, add-on rules, bundles and automatic discounts to taxes; sale periods, limits per order, add-on rules and seats
are looked at with every change.

A request is granted as a whole or refused as a whole. A refusal leaves everything as it was, and says in `code` why, in
`line` and `addon` where (counted from 0), in `left`, `least` or `most` what could be had instead, and in `retry_after`
how many seconds to wait before another try. `notices` tell what a cart lost although the request was granted.

**Who.** A token may do everything, on any sales channel, for events that are not live too. Without a token: events that
are live, on the channel `web`. The answer to `POST carts/` has a `secret` then as always; send it with each request on
the cart as `Authorization: Cart …`. A cart that is not there and one that is somebody else's are 404 alike.

**How long.** Places are kept until `expires`. Each change keeps everything that has not expired for another
`reservation_time`, but not beyond `max_extend`; looking does not. What has expired stays in the cart without a place;
the next change tries to have it again, at the price of the moment, and leaves out what cannot be had."""

CREATE: Final = """\
Makes a cart with these lines, all of them or none. Products that are bundled come along by themselves; add-ons are
chosen within the rules of the product. `secret` is told this once; with the same idempotency key it comes again."""

READ: Final = """\
The cart as it is, at the prices that it has: looking changes nothing. `missing` says what is to be done before it can
be ordered."""

CHANGE: Final = """\
`lines` is the whole cart as it shall be. A line with the `id` of one that is there changes it: what is left out of it,
or null, stays as it is; `addons` are the whole choice. To take something off a line that stays, send it empty: `""` for
`voucher`, `attendee_name` and `attendee_email`, `[]` for `answers` and `addons`. A line without `id` is new, and a line
that is left out goes. An add-on may have the `id` of one that is there, too: it must where one product is chosen twice,
since names or prices differ. The lines of an answer can be sent back as they came, which changes nothing but the time.

With `version` the change is refused with 409 if the cart is another one by now."""

DELETE: Final = "Everything in it is free at once, and the cart is no more."

ADD: Final = "Adds these lines to what is in the cart, all of them or none."

REMOVE: Final = """\
Removes one unit: a product with its add-ons and what is bundled with it, or one add-on alone. A bundled product takes
the product that it came with along. The answer is the cart without it."""

VOUCHER: Final = """\
Uses a voucher for what is in the cart already: where it saves most, as often as it may be used. Lines that have a
voucher or a price of the buyer's own stay as they are."""

EXTEND: Final = """\
Keeps everything for another `reservation_time`, but not beyond `max_extend`, and tries to have again what has expired;
what cannot be had any more is left out and told in `notices`."""

ADDONS: Final = """\
What can be chosen with each product of the cart, rule by rule, at the prices of the rule, and what is chosen already. A
rule that offers nothing is left out; if something must be chosen by it, `missing` of the cart says so."""

OFFERS: Final = """\
What the event offers with this cart: by category, for each date of the cart, with the most that can be added and the
prices that automatic discounts will give."""

_LINE: Final = {"item": 12, "quantity": 2}
_WITH_ADDON: Final = {
    "item": 12,
    "quantity": 1,
    "voucher": "SUMMER",
    "attendee_name_parts": {"given_name": "Ada", "family_name": "Lovelace"},
    "addons": [{"item": 15, "quantity": 1}],
}

CREATE_EXAMPLES: Final[Mapping[str, Any]] = {
    "Two tickets": {"lines": [_LINE]},
    "A ticket with a workshop and a voucher": {"lines": [_WITH_ADDON]},
}
CHANGE_EXAMPLES: Final[Mapping[str, Any]] = {
    "Three of what was two, and nothing else": {"version": 1, "lines": [{"id": 4711, "quantity": 3}]}
}
ADD_EXAMPLES: Final[Mapping[str, Any]] = {"One more product": {"lines": [{"item": 13}]}}
VOUCHER_EXAMPLES: Final[Mapping[str, Any]] = {"A code": {"voucher": "SUMMER"}}

TAKEN: Final[Mapping[str, str]] = {
    "sales_channel": "Where it is sold, by identifier; without a token it is `web`.",
    "lines": "What is wanted.",
    "version": "The version of the cart that is to be changed; 409 if it is another one by now.",
    "id": "A line that is in the cart, or an add-on of it; left out for a new one.",
    "item": "The product. A seat that is named brings its own.",
    "variation": "Needed if the product has variations.",
    "quantity": "How many units; 1 if it is left out of something new.",
    "subevent": "The date, in an event series.",
    "seat": "The `seat_guid`, if the product has seats; a line with a seat has one unit.",
    "voucher": "The code of a voucher, in upper or lower case; an empty text takes it off a line that has one.",
    "price": (
        "What the buyer wants to pay for one unit, as decimal text; counts for products with a free price only, and is "
        "no less than what they cost. Net where the event shows net prices."
    ),
    "attendee_name": "The whole name; give either this or `attendee_name_parts`. An empty text takes the name off.",
    "attendee_name_parts": "Parts as the event's `name_scheme` has them, like `given_name`; `_scheme` names another.",
    "attendee_email": "An empty text takes it off.",
    "addons": "The whole choice for each unit of the line. What is bundled comes along by itself and is not named.",
}
