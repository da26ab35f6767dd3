"""The laws of settings."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import SettingsConfigDict

from specbound.services.settings import EnvironmentSettings, Setting, describe, table


class Example(EnvironmentSettings):
    """Some settings."""

    model_config = SettingsConfigDict(env_prefix="EXAMPLE_")

    place: str
    """Where it is."""

    size: int = Field(default=3, ge=1, le=9)
    """How large
    it is."""

    mode: Literal["fast", "safe"] = "safe"
    """How it works."""

    word: SecretStr | None = Field(default=None, min_length=8)
    """What nobody may know."""

    url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    """Where the data lie."""

    loud: bool = False
    """Whether it speaks."""


def test_variables_are_read_by_their_prefix_and_aliases_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE_PLACE", "here")
    monkeypatch.setenv("EXAMPLE_SIZE", "5")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///x")
    settings = Example()  # type: ignore[call-arg] # the environment gives it
    assert (settings.place, settings.size, settings.url) == ("here", 5, "sqlite:///x")


def test_a_variable_that_is_set_to_nothing_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE_WORD", "")
    assert Example(place="here").word is None


def test_no_error_names_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE_WORD", "tooshor")
    with pytest.raises(ValidationError) as caught:
        Example(place="here")
    assert "tooshor" not in str(caught.value)


def test_settings_do_not_change_while_the_server_runs() -> None:
    with pytest.raises(ValidationError):
        setattr(Example(place="here"), "size", 4)  # noqa: B010 - a plain assignment is refused by the type checker already


def test_every_setting_is_described_by_its_variable_type_default_and_meaning() -> None:
    assert describe(Example) == [
        Setting("EXAMPLE_PLACE", "text", "required", "Where it is."),
        Setting("EXAMPLE_SIZE", "integer, at least 1, at most 9", "`3`", "How large it is."),
        Setting("EXAMPLE_MODE", "`fast` or `safe`", "`safe`", "How it works."),
        Setting("EXAMPLE_WORD", "secret text, at least 8 characters", "none", "What nobody may know."),
        Setting("DATABASE_URL", "text", "none", "Where the data lie."),
        Setting("EXAMPLE_LOUD", "true or false", "`false`", "Whether it speaks."),
    ]


def test_the_table_has_one_row_for_each_setting() -> None:
    rows = table(describe(Example)).splitlines()
    assert len(rows) == 2 + len(Example.model_fields)
    assert rows[2] == "| `EXAMPLE_PLACE` | text | required | Where it is. |"
