from typing import Literal

TeamPatchLimitOrganizerPermissionsItem = Literal[
    "organizer.events:create",
    "organizer.seatingplans:write",
    "organizer.settings.general:write",
    "organizer.teams:write",
]

TEAM_PATCH_LIMIT_ORGANIZER_PERMISSIONS_ITEM_VALUES: set[TeamPatchLimitOrganizerPermissionsItem] = {
    "organizer.events:create",
    "organizer.seatingplans:write",
    "organizer.settings.general:write",
    "organizer.teams:write",
}


def check_team_patch_limit_organizer_permissions_item(value: str) -> TeamPatchLimitOrganizerPermissionsItem:
    if value in TEAM_PATCH_LIMIT_ORGANIZER_PERMISSIONS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TEAM_PATCH_LIMIT_ORGANIZER_PERMISSIONS_ITEM_VALUES!r}"
    )
