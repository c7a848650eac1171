"""What lies below an item in the path: add-on rules, bundles and variations (spec 02, 05 §6, §7)."""

from __future__ import annotations

from typing import Annotated, Final

from willcall.db import tables
from willcall.rest.fields import Mark
from willcall.rest.kinds import Ref
from willcall.rest.resource import Under

OF_ITEM: Final = Under("item", tables.item)

Parent = Annotated[int, Ref("item"), Mark(read_only=True, write_only=True, column="item_id")]
"""The item it belongs to: neither taken nor shown, since the path says it."""
