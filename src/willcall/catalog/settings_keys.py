"""Which settings an event has: kind, default and rule of each, and who may change it (spec 05 §3, 04 §3).

What is not in the table is stored as it was sent; the rules for that are here, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from willcall.kit import instants, moments, names
from willcall.kit.moments import Relative
from willcall.kit.texts import DEFAULT_LANGUAGE, LANGUAGES
from willcall.rest.body import too_deep
from willcall.rest.cross_origin import ANY, SETTING
from willcall.rest.kind import Direction, Kind, Schema, Unreadable, text_of
from willcall.rest.kinds import Bool, Choice, Integer, Text, Words

GENERAL: Final = "event.settings.general:write"
PERMISSIONS: Final = (
    ("display_net_prices", "event.settings.tax:write"),
    ("tax_", "event.settings.tax:write"),
    ("payment_", "event.settings.payment:write"),
    ("invoice_", "event.settings.invoicing:write"),
)
"""What some keys need besides `GENERAL`, by how they begin."""

SECRET: Final = re.compile(r"password|passwd|secret|token|credential|(?:api|access|private)_?key", re.IGNORECASE)
"""Names of settings that open something elsewhere: kept out of the change log and from those who only read."""

NAME_LENGTH_MAX: Final = 255
VALUE_BYTES_MAX: Final = 64 * 1024
"""One value: a long text in many languages; a file belongs elsewhere."""
DEPTH_MAX: Final = 10
MINUTES_MAX: Final = 10_080
ITEMS_MAX: Final = 500
DISTANCE_MAX: Final = 1_000_000

ORIGINS_MAX: Final = 50
"""Web sites that one event is sold on."""

CHANNELS_FOR_BLOCKED: Final = "seating_allow_blocked_seats_for_channel"

NAME_SCHEMES: Final = tuple(names.SCHEMES)
"""The ways to write a name (spec 01 §6)."""


class Distance(Kind, frozen=True):
    """A length on a seating plan, in its units."""

    def read(self, value: object) -> float:
        """The number, not below zero."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Unreadable("This is not a number.")
        try:
            distance = float(value)
        except (ValueError, OverflowError) as error:
            raise Unreadable("This is not a number.") from error
        if not 0 <= distance <= DISTANCE_MAX:
            raise Unreadable(f"This must be between 0 and {DISTANCE_MAX}.")
        return int(distance) if distance.is_integer() else distance

    def schema(self, direction: Direction) -> Schema:
        """A number with its bounds."""
        return {"type": "number", "minimum": 0, "maximum": DISTANCE_MAX}


class Moment(Kind, frozen=True):
    """An instant, or one that is told by its distance from the event: `RELDATE/…` (spec 04 §6)."""

    def read(self, value: object) -> str:
        """The text; an instant in its normal form."""
        text = text_of(value).strip()
        try:
            moment = moments.parse(text)
            return text if isinstance(moment, Relative) else instants.parse(text).isoformat().replace("+00:00", "Z")
        except ValueError as error:
            raise Unreadable("This is neither an ISO 8601 datetime nor a RELDATE.") from error

    def schema(self, direction: Direction) -> Schema:
        """A string."""
        return {"type": "string"}


_ORIGIN: Final = re.compile(r"(https?)://([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::([0-9]{1,5}))?", re.ASCII)
_OWN_PORT: Final = {"http": "80", "https": "443"}


class Origins(Kind, frozen=True):
    """Origins of web pages, such as `https://shop.example.org`, or `*` for all that there are."""

    def read(self, value: object) -> str | list[str]:
        """As browsers send them: in small letters, without the port that goes without saying, each once."""
        if value == ANY:
            return ANY
        if not isinstance(value, list) or len(value) > ORIGINS_MAX:
            raise Unreadable(f'This must be a list of at most {ORIGINS_MAX} origins, or "{ANY}".')
        return list(dict.fromkeys(map(_origin, value)))

    def schema(self, direction: Direction) -> Schema:
        """A list, or the one word."""
        one: Schema = {"type": "string", "format": "uri", "examples": ["https://shop.example.org"]}
        return {"anyOf": [{"type": "array", "items": one, "maxItems": ORIGINS_MAX}, {"const": ANY}]}


def _origin(value: object) -> str:
    found = _ORIGIN.fullmatch(text_of(value).strip().lower())
    if found is None:
        raise Unreadable(
            "An origin is http:// or https://, a host, perhaps a port, and nothing else, not even a slash."
        )
    scheme, host, port = found.groups()
    return f"{scheme}://{host}" if port in (None, _OWN_PORT[scheme]) else f"{scheme}://{host}:{port}"


class Anything(Kind, frozen=True):
    """Any JSON of a modest size and depth, without NUL."""

    def read(self, value: object) -> Any:
        """The value as it was sent."""
        if isinstance(value, dict | list) and too_deep(value, DEPTH_MAX):
            raise Unreadable(f"No more than {DEPTH_MAX} levels are possible.")
        encoded = msgspec.json.encode(value)
        if len(encoded) > VALUE_BYTES_MAX:
            raise Unreadable(f"No more than {VALUE_BYTES_MAX} bytes are possible.")
        if _has_nul(value):
            raise Unreadable("The NUL character is not possible.")
        return value

    def schema(self, direction: Direction) -> Schema:
        """Anything."""
        return {}


def _has_nul(value: object) -> bool:
    """Whether a text or a key of a shallow value has a NUL."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(key) or _has_nul(inner) for key, inner in value.items())
    return isinstance(value, list) and any(map(_has_nul, value))


@dataclass(frozen=True)
class Setting:
    """One setting that is known here."""

    name: str
    kind: Kind
    default: Any
    label: str
    text: str = ""

    @property
    def schema(self) -> Schema:
        """JSON Schema; null on output for those without a value."""
        schema = self.kind.schema("out")
        return schema | {"type": [schema["type"], "null"]} if self.default is None else schema


def permission_of(name: str) -> str:
    """What a caller needs to change a setting (spec 04 §3)."""
    return next((permission for start, permission in PERMISSIONS if name.startswith(start)), GENERAL)


def kind_of(name: str) -> Kind:
    """How a value is read: strictly if the setting is known, else as it is."""
    return KEYS[name].kind if name in KEYS else Anything()


_ASKED: Final = (
    ("attendee_names", "the name", True),
    ("attendee_emails", "an e-mail address", False),
    ("attendee_company", "the company", False),
    ("attendee_addresses", "the address", False),
)

REQUIRES: Final = tuple((f"{one}_required", f"{one}_asked") for one, _, _ in _ASKED)
"""What can only be required if it is asked for."""


def _flag(name: str, label: str, *, default: bool = False) -> Setting:
    return Setting(name, Bool(), default, label)


_QUESTIONS: Final = tuple(
    setting
    for one, what, asked in _ASKED
    for setting in (
        _flag(f"{one}_asked", f"Ask for {what} of each attendee", default=asked),
        _flag(f"{one}_required", f"Require {what} of each attendee"),
    )
)

KEYS: Final = {
    setting.name: setting
    for setting in (
        Setting("reservation_time", Integer(0, MINUTES_MAX), 30, "Reservation period", "Minutes that a cart is kept."),
        Setting("max_items_per_order", Integer(1, ITEMS_MAX), 10, "Most products of an order"),
        Setting(
            "name_scheme",
            Choice(NAME_SCHEMES),
            names.DEFAULT_SCHEME,
            "Name scheme",
            "The parts of a name, and their order.",
        ),
        Setting("locales", Words(LANGUAGES), [DEFAULT_LANGUAGE], "Languages"),
        Setting("locale", Choice(tuple(sorted(LANGUAGES))), DEFAULT_LANGUAGE, "Default language"),
        Setting(CHANNELS_FOR_BLOCKED, Words(), [], "Sales channels that may sell blocked seats"),
        _flag("seating_choice", "Buyers choose their seats", default=True),
        Setting("seating_minimal_distance", Distance(), 0, "Distance between carts", "As the seating plan measures."),
        _flag("seating_distance_within_row", "Keep the distance within a row only"),
        _flag("show_quota_left", "Show how many are left"),
        _flag("hide_sold_out", "Hide what is sold out"),
        _flag("show_items_outside_presale_period", "Show products outside the presale", default=True),
        _flag("show_variations_expanded", "Show all variations at once"),
        _flag("display_net_prices", "Show prices without tax"),
        Setting("tax_rounding", Text(at_most=100), "line", "Where taxes are rounded"),
        *_QUESTIONS,
        _flag("waiting_list_enabled", "Waiting list"),
        _flag("waiting_list_auto", "Send vouchers to the waiting list by itself", default=True),
        Setting("waiting_list_hours", Integer(1), 48, "Hours that a voucher of the waiting list is good for"),
        Setting("waiting_list_auto_disable", Moment(), None, "End of the waiting list"),
        Setting(
            SETTING, Origins(), [], "Origins of shops", "Web sites whose pages may use the shop and carts; * for any."
        ),
    )
}
"""Every setting that means something, in the order in which they are shown."""
