from typing import Literal

TeamPatchLimitEventPermissionsItem = Literal[
    "event.items:write",
    "event.orders:checkin",
    "event.orders:read",
    "event.orders:write",
    "event.settings.general:write",
    "event.settings.invoicing:write",
    "event.settings.payment:write",
    "event.settings.tax:write",
    "event.subevents:write",
    "event.vouchers:read",
    "event.vouchers:write",
]

TEAM_PATCH_LIMIT_EVENT_PERMISSIONS_ITEM_VALUES: set[TeamPatchLimitEventPermissionsItem] = {
    "event.items:write",
    "event.orders:checkin",
    "event.orders:read",
    "event.orders:write",
    "event.settings.general:write",
    "event.settings.invoicing:write",
    "event.settings.payment:write",
    "event.settings.tax:write",
    "event.subevents:write",
    "event.vouchers:read",
    "event.vouchers:write",
}


def check_team_patch_limit_event_permissions_item(value: str) -> TeamPatchLimitEventPermissionsItem:
    if value in TEAM_PATCH_LIMIT_EVENT_PERMISSIONS_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TEAM_PATCH_LIMIT_EVENT_PERMISSIONS_ITEM_VALUES!r}")
