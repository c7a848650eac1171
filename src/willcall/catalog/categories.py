"""Categories: groups of products, sources of add-ons, offers of cross-selling (spec 03)."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec

from willcall.catalog import references
from willcall.db import tables
from willcall.kit.texts import DEFAULT_LANGUAGE, Texts
from willcall.rest.fields import NOT_STORED, READ_ONLY
from willcall.rest.kinds import Bool, Choice, Integer, MultiText, Ref, RefList, Text
from willcall.rest.pages import by_bool
from willcall.rest.problems import Invalid
from willcall.rest.resource import Resource, Verbs, links, replace_links
from willcall.rest.scope import Scope

ADDON_OR_CROSS_SELLING: Final = "A category of add-ons cannot be offered in cross-selling as well."


class Category(msgspec.Struct, kw_only=True):
    """A category as clients see it (spec 03, Fields)."""

    id: Annotated[int, Ref("category"), READ_ONLY]
    name: Annotated[Texts, MultiText()]
    internal_name: Annotated[str | None, Text(at_most=255, blank=True)] = None
    description: Annotated[Texts | None, MultiText()] = msgspec.field(default_factory=lambda: {DEFAULT_LANGUAGE: ""})
    position: Annotated[int, Integer()] = 0
    is_addon: Annotated[bool, Bool()] = False
    cross_selling_mode: Annotated[str | None, Choice(("only", "both"))] = None
    cross_selling_condition: Annotated[str | None, Choice(("always", "products", "discounts"))] = None
    cross_selling_match_products: Annotated[list[int], RefList("item"), NOT_STORED] = []


async def check(scope: Scope, new: Category, old: Category | None) -> None:
    """The one rule across fields (spec 03)."""
    if new.is_addon and new.cross_selling_mode is not None:
        raise Invalid.rule(ADDON_OR_CROSS_SELLING)


async def fill(scope: Scope, found: list[dict[str, Any]]) -> None:
    """The products that a cross-selling condition looks at, by ascending id (spec 03)."""
    ids = [values["id"] for values in found]
    products = await links(scope, tables.category_match, "category_id", "item_id", ids)
    for values in found:
        values["cross_selling_match_products"] = products[values["id"]]


async def saved(scope: Scope, category_id: int, new: Category, old: Category | None) -> None:
    """Writes the products down."""
    wanted = new.cross_selling_match_products
    await replace_links(scope, tables.category_match, ("category_id", category_id), "item_id", wanted)


async def deleting(scope: Scope, old: Category) -> None:
    """Its products stay, without a category; add-on rules go along by themselves (spec 03, Delete)."""
    await references.tell(scope, tables.category, old.id)
    where = {"event_id": scope.event.id, "category_id": old.id}
    await scope.tx.update(tables.item, where, {"category_id": None})


CATEGORIES: Final = Resource(
    name="categories",
    text=(
        "Groups of products. A category with `is_addon` offers its products only along with others, by add-on rules."
    ),
    struct=Category,
    table=tables.category,
    order=(("position", False), ("id", False)),
    orderings={"id": "id", "position": "position"},
    filters=(by_bool("is_addon"),),
    conditional=True,
    of_version=True,
    check=check,
    fill=fill,
    saved=saved,
    deleting=deleting,
)

VERBS: Final = Verbs(CATEGORIES)
