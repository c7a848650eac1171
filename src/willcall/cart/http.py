"""Carts over HTTP: the requests become decisions on carts, and what comes of them answers (spec 07 §5 to §10)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from willcall.access.secrets import hash_of
from willcall.cart import described, planning, shown, wire
from willcall.cart.contents import Cart, Plan, Scene, WantedLine
from willcall.cart.fetch import Fetching, Found, Wanted
from willcall.cart.page import addons_page, offers_page, page
from willcall.cart.refusals import Code, Refused
from willcall.cart.told import CartRefused
from willcall.cart.work import HEADERS, Carts, Change, Decide
from willcall.db.tx import Database
from willcall.reserve.ask import CartRow
from willcall.reserve.http import READ, WRITE, Holds
from willcall.rest.body import encode
from willcall.rest.fields import Fields
from willcall.rest.kept import key_of
from willcall.rest.request import Answer, Request
from willcall.rest.routes import EVENT, Direct, Operation, Path
from willcall.rest.visitors import CHANNEL
from willcall.shop.memory import Showcases

SECRET_BYTES: Final = 32
"""Of the secret of a cart: 256 bits, which nobody finds by trying."""

Lines = tuple[WantedLine, ...]

CARTS: Final = f"{EVENT}carts/"
CART: Final = f"{CARTS}{{cart}}/"

WHOLE: Final = partial(shown.schema_of, shown.CartShown, "Cart")


class CartEndpoints:
    """The endpoints of carts."""

    def __init__(self, database: Database, holds: Holds, showcases: Showcases) -> None:
        self._holds = holds
        self._fetching = Fetching(database, showcases)
        self._carts = Carts(self._fetching, holds)

    def paths(self) -> tuple[Path, ...]:
        """The declared paths."""
        return (*self._wholes(), *self._changes(), *self._steps())

    def _wholes(self) -> tuple[Path, ...]:
        """Of carts as a whole."""
        return (
            _path(
                CARTS,
                self._changing(
                    "POST", "create", "Make a cart with what is in it", direct=self.create, status=201,
                    takes=partial(wire.schema_of, wire.CREATION, "CartInput"),
                    text=described.CREATE, examples=described.CREATE_EXAMPLES,
                ),
            ),
            _path(
                CART,
                Operation("GET", "carts_read", "Read a cart", direct=self.read, gives=WHOLE, text=described.READ),
                self._changing(
                    "PATCH", "change", "Say what a cart shall hold", direct=self.change,
                    takes=partial(wire.schema_of, wire.CHANGE, "CartChange"),
                    text=described.CHANGE, examples=described.CHANGE_EXAMPLES,
                ),
                Operation(
                    "DELETE", "carts_delete", "Give a cart up", direct=self.delete, status=204,
                    refusal=shown.refusal_schema, text=described.DELETE,
                ),
            ),
        )  # fmt: skip

    def _changes(self) -> tuple[Path, ...]:
        """Of what becomes of a cart."""
        return (
            _path(
                f"{CART}lines/",
                self._changing(
                    "POST", "add", "Add to a cart", direct=self.add,
                    takes=partial(wire.schema_of, wire.ADDITION, "CartAddition"),
                    text=described.ADD, examples=described.ADD_EXAMPLES,
                ),
            ),
            _path(
                f"{CART}positions/{{id}}/",
                self._changing("DELETE", "remove", "Remove from a cart", direct=self.remove, text=described.REMOVE),
            ),
            _path(
                f"{CART}voucher/",
                self._changing(
                    "POST", "voucher", "Use a voucher for what is in a cart", direct=self.voucher,
                    takes=partial(wire.schema_of, wire.CODE, "CartVoucher"),
                    text=described.VOUCHER, examples=described.VOUCHER_EXAMPLES,
                ),
            ),
            _path(
                f"{CART}extend/",
                self._changing(
                    "POST", "extend", "Keep a cart for longer", direct=self.extend,
                    takes=partial(wire.schema_of, wire.EXTENSION, "CartExtension"), text=described.EXTEND,
                ),
            ),
        )  # fmt: skip

    def _steps(self) -> tuple[Path, ...]:
        """Of what can be chosen besides."""
        return (
            _path(
                f"{CART}addons/",
                Operation(
                    "GET", "carts_addons", "Read which add-ons can be chosen", direct=self.addons,
                    gives=partial(shown.schema_of, shown.CartAddOns, "CartAddOns"), text=described.ADDONS,
                ),
            ),
            _path(
                f"{CART}cross_selling/",
                Operation(
                    "GET", "carts_cross_selling", "Read what is offered with a cart", direct=self.cross_selling,
                    gives=partial(shown.schema_of, shown.CartOffers, "CartOffers"), text=described.OFFERS,
                ),
            ),
        )  # fmt: skip

    def _changing(self, method: str, name: str, summary: str, *, direct: Direct, **said: Any) -> Operation:
        """An operation that changes a cart and answers with it; who would have to wait too long is told at once."""
        return Operation(
            method, f"carts_{name}", summary, direct=direct, gives=WHOLE, refusal=shown.refusal_schema,
            check=self._holds.check, **said,
        )  # fmt: skip

    async def create(self, request: Request) -> Answer:
        """POST: a cart that was not there before."""
        asked = self._asked(request, wire.CREATION)
        if request.is_public and asked.channel != CHANNEL:
            raise CartRefused(Refused(Code.CHANNEL_UNKNOWN), request.now)
        secret = secrets.token_urlsafe(SECRET_BYTES)
        row = CartRow(
            0,
            self._holds.new_cart_id(request.now),
            hash_of(secret),
            asked.channel,
            created=request.now,
            extend_until=request.now,
        )
        wanted = Wanted(Cart(row), asked.lines, key=key_of(request))
        return await self._carts.changed(request, Change(wanted, _deciding(_made, asked.lines), secret=secret))

    async def read(self, request: Request) -> Answer:
        """GET: the cart; looking extends nothing."""
        found = await self._seen(request)
        return Answer(headers=HEADERS, content=encode(page(found.scene, found.cart)))

    async def change(self, request: Request) -> Answer:
        """PATCH: the whole cart as it shall be."""
        asked = self._asked(request, wire.CHANGE)
        return await self._change(request, asked, _deciding(planning.replace, asked.lines))

    async def add(self, request: Request) -> Answer:
        """POST to `lines/`: more."""
        asked = self._asked(request, wire.ADDITION)
        return await self._change(request, asked, _deciding(planning.add, asked.lines))

    async def remove(self, request: Request) -> Answer:
        """DELETE of a position."""
        number = request.id("id")
        return await self._change(request, wire.Asked(), lambda scene, cart: planning.remove(scene, cart, number))

    async def voucher(self, request: Request) -> Answer:
        """POST to `voucher/`: a code for what is there."""
        asked = self._asked(request, wire.CODE)
        code = asked.voucher
        return await self._change(request, asked, lambda scene, cart: planning.apply_voucher(scene, cart, code))

    async def extend(self, request: Request) -> Answer:
        """POST to `extend/`: more time."""
        return await self._change(request, self._asked(request, wire.EXTENSION), planning.extend)

    async def delete(self, request: Request) -> Answer:
        """DELETE: the cart is no more."""
        change = Change(Wanted(key=key_of(request)), _ended, ends=True)
        return await self._carts.changed(request, change)

    async def addons(self, request: Request) -> Answer:
        """GET of `addons/`: what can be chosen."""
        found = await self._seen(request)
        return Answer(headers=HEADERS, content=encode(addons_page(found.scene, found.cart)))

    async def cross_selling(self, request: Request) -> Answer:
        """GET of `cross_selling/`: what is offered."""
        found = await self._seen(request)
        return Answer(headers=HEADERS, content=encode(offers_page(found.scene, found.cart)))

    async def _seen(self, request: Request) -> Found:
        found = await self._fetching.found(request, Wanted())
        assert isinstance(found, Found), "no key, no answer that was kept"
        return found

    async def _change(self, request: Request, asked: wire.Asked, decide: Decide) -> Answer:
        wanted = Wanted(None, asked.lines, asked.voucher, key_of(request))
        return await self._carts.changed(request, Change(wanted, decide, asked.version))

    def _asked(self, request: Request, fields: Fields) -> wire.Asked:
        """What the body says; `Invalid` or `CartRefused` for one that cannot be read."""
        asked = wire.asked(fields, request.json())
        if isinstance(asked, Refused):
            raise CartRefused(asked, request.now)
        return asked


def _path(template: str, *operations: Operation) -> Path:
    return Path(template, operations, "carts", READ, WRITE, public=True, text=described.TAG, thing="Cart")


def _deciding(decide: Callable[[Scene, Cart, Sequence[WantedLine]], Plan | Refused], lines: Lines) -> Decide:
    """A decision on lines, once the names in them are understood as the event has them."""
    return lambda scene, cart: decide(scene, cart, wire.named_once(lines, scene.showcase.engine.name_scheme))


def _made(scene: Scene, cart: Cart, lines: Sequence[WantedLine]) -> Plan | Refused:
    """A new cart with lines in it, on a sales channel that there is."""
    if cart.row.channel not in scene.showcase.engine.channels:
        return Refused(Code.CHANNEL_UNKNOWN)
    return planning.add(scene, cart, lines)


def _ended(_: Scene, cart: Cart) -> Plan:
    return Plan(cart.row, (), tuple(hold.id for hold in cart.holds))
