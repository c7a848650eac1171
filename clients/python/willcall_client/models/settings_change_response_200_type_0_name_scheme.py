from typing import Literal

SettingsChangeResponse200Type0NameScheme = Literal[
    "calling_full",
    "family_comma_given",
    "family_given",
    "family_nospace_given",
    "full",
    "full_transcription",
    "given_family",
    "given_middle_family",
    "salutation_given_family",
    "salutation_title_given_family",
    "salutation_title_given_family_degree",
    "title_given_family",
    "title_given_middle_family",
]

SETTINGS_CHANGE_RESPONSE_200_TYPE_0_NAME_SCHEME_VALUES: set[SettingsChangeResponse200Type0NameScheme] = {
    "calling_full",
    "family_comma_given",
    "family_given",
    "family_nospace_given",
    "full",
    "full_transcription",
    "given_family",
    "given_middle_family",
    "salutation_given_family",
    "salutation_title_given_family",
    "salutation_title_given_family_degree",
    "title_given_family",
    "title_given_middle_family",
}


def check_settings_change_response_200_type_0_name_scheme(value: str) -> SettingsChangeResponse200Type0NameScheme:
    if value in SETTINGS_CHANGE_RESPONSE_200_TYPE_0_NAME_SCHEME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SETTINGS_CHANGE_RESPONSE_200_TYPE_0_NAME_SCHEME_VALUES!r}"
    )
