from typing import Literal

TeamInputLimitOrganizerPermissionsItem = Literal[
    "organizer.events:create",
    "organizer.seatingplans:write",
    "organizer.settings.general:write",
    "organizer.teams:write",
]

TEAM_INPUT_LIMIT_ORGANIZER_PERMISSIONS_ITEM_VALUES: set[TeamInputLimitOrganizerPermissionsItem] = {
    "organizer.events:create",
    "organizer.seatingplans:write",
    "organizer.settings.general:write",
    "organizer.teams:write",
}


def check_team_input_limit_organizer_permissions_item(value: str) -> TeamInputLimitOrganizerPermissionsItem:
    if value in TEAM_INPUT_LIMIT_ORGANIZER_PERMISSIONS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TEAM_INPUT_LIMIT_ORGANIZER_PERMISSIONS_ITEM_VALUES!r}"
    )
