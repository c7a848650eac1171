from typing import Literal

SettingsPatchNameSchemeType0 = Literal[
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

SETTINGS_PATCH_NAME_SCHEME_TYPE_0_VALUES: set[SettingsPatchNameSchemeType0] = {
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


def check_settings_patch_name_scheme_type_0(value: str) -> SettingsPatchNameSchemeType0:
    if value in SETTINGS_PATCH_NAME_SCHEME_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SETTINGS_PATCH_NAME_SCHEME_TYPE_0_VALUES!r}")
