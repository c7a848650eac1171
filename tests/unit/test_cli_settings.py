"""Settings: one table, read from the environment, each error with the name of its setting."""

from __future__ import annotations

import dataclasses

import pytest

from willcall.settings import LOG_FORMATS, LOG_LEVELS, SETTINGS, BadSetting, Settings, settings_from


def test_the_table_lists_every_setting() -> None:
    assert [setting.name for setting in SETTINGS] == [field.name for field in dataclasses.fields(Settings)]


def test_every_setting_is_described_in_a_sentence() -> None:
    assert all(setting.text.endswith(".") and setting.default for setting in SETTINGS)


def test_without_anything_the_defaults_hold() -> None:
    assert settings_from({}) == Settings(
        database="sqlite:///willcall.db",
        host="127.0.0.1",
        port=8000,
        workers=1,
        trust_proxy=False,
        pgbouncer=False,
        citus=False,
        log_level="info",
        log_format="console",
        access_log=False,
        metrics_token="",
        metrics_folder="",
        drain_s=0,
        connections=5_000,
        wait_s=5,
        public_reads=1_200,
        public_writes=300,
        voucher_guesses=20,
        listeners=2_000,
        listeners_per_client=20,
    )


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert settings_from({"WILLCALL_PORT": "", "WILLCALL_HOST": " "}) == settings_from({})


def test_a_flag_goes_before_the_variable() -> None:
    assert settings_from({"WILLCALL_PORT": "9000"}).port == 9000
    assert settings_from({"WILLCALL_PORT": "9000"}, port="9001", host=None).port == 9001


@pytest.mark.parametrize("text", ["true", "True", "TRUE"])
def test_yes_is_said_in_any_case(text: str) -> None:
    assert settings_from({"WILLCALL_TRUST_PROXY": text}).trust_proxy is True


@pytest.mark.parametrize("level", LOG_LEVELS)
@pytest.mark.parametrize("form", LOG_FORMATS)
def test_words_are_read_in_any_case(level: str, form: str) -> None:
    settings = settings_from({"WILLCALL_LOG_LEVEL": level.upper(), "WILLCALL_LOG_FORMAT": form.title()})

    assert (settings.log_level, settings.log_format) == (level, form)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("WILLCALL_PORT", "65536"),
        ("WILLCALL_PORT", "-1"),
        ("WILLCALL_PORT", "eight"),
        ("WILLCALL_PORT", "8000.0"),
        ("WILLCALL_PORT", "\N{FULLWIDTH DIGIT NINE}"),
        ("WILLCALL_PORT", "9" * 5_000),
        ("WILLCALL_WORKERS", "0"),
        ("WILLCALL_WORKERS", "257"),
        ("WILLCALL_TRUST_PROXY", "perhaps"),
        ("WILLCALL_LOG_LEVEL", "loud"),
        ("WILLCALL_LOG_FORMAT", "xml"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(BadSetting, match=variable) as refused:
        settings_from({variable: value})

    assert len(str(refused.value)) < 300


def test_another_process_is_told_the_same() -> None:
    settings = settings_from({"WILLCALL_TRUST_PROXY": "true", "WILLCALL_PORT": "0", "WILLCALL_LOG_FORMAT": "json"})

    assert settings_from(settings.environment()) == settings
