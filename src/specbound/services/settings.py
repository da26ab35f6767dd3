"""Settings from environment variables, and their list for the documentation."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["EnvironmentSettings", "Setting", "describe", "table"]

_TYPE_NAMES = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "true or false",
    Path: "path",
    SecretStr: "secret text",
}
_BOUNDS = {
    "ge": "at least {:g}",
    "gt": "above {:g}",
    "le": "at most {:g}",
    "lt": "below {:g}",
    "min_length": "at least {} characters",
    "max_length": "at most {} characters",
}
"""What each attribute of `annotated_types` says of a value."""


class EnvironmentSettings(BaseSettings):
    """A base for settings: derive, set `env_prefix`, and give every field a docstring.

    A variable that is set to nothing counts as not set. No error names a value, which may be a secret.
    """

    model_config = SettingsConfigDict(
        use_attribute_docstrings=True,
        frozen=True,
        hide_input_in_errors=True,
        env_ignore_empty=True,
        populate_by_name=True,
        extra="forbid",
    )


class Setting(NamedTuple):
    """One setting: the environment variable, what it holds, its default and what it is for."""

    name: str
    type: str
    default: str
    meaning: str


def describe(settings: type[EnvironmentSettings]) -> list[Setting]:
    """Every setting in the order in which the class defines them."""
    prefix = settings.model_config.get("env_prefix", "")
    return [_describe(prefix, name, field) for name, field in settings.model_fields.items()]


def table(settings: Iterable[Setting]) -> str:
    """The settings as a table in Markdown."""
    rows = (f"| `{name}` | {type_} | {default} | {meaning} |" for name, type_, default, meaning in settings)
    return "\n".join(["| Variable | Type | Default | Meaning |", "|---|---|---|---|", *rows]) + "\n"


def _describe(prefix: str, name: str, field: FieldInfo) -> Setting:
    variable = field.validation_alias if isinstance(field.validation_alias, str) else f"{prefix}{name}".upper()
    meaning = " ".join((field.description or "").split())
    return Setting(variable, _type_of(field), _default_of(field), meaning)


def _type_of(field: FieldInfo) -> str:
    said = ((text, getattr(bound, name, None)) for bound in field.metadata for name, text in _BOUNDS.items())
    return ", ".join([_name_of(field.annotation), *(text.format(value) for text, value in said if value is not None)])


def _name_of(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(annotation))
    if get_origin(annotation) in (Union, UnionType):
        return " or ".join(_name_of(member) for member in get_args(annotation) if member is not NoneType)
    return _TYPE_NAMES.get(annotation, getattr(annotation, "__name__", str(annotation)))


def _default_of(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    default = field.get_default()
    if default is None:
        return "none"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"
