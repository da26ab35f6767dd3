"""Settings of the generator: the table `[tool.specbound]` of pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from specbound.errors import ConfigurationError


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The generator's settings; paths are relative to the working directory.

    `strict` refuses a document that has errors; without it, an operation that cannot be served answers 501.
    `unknown_query` tells what becomes of a query parameter that the operation does not declare.
    """

    document: str = "openapi.yaml"
    output: str = "generated"
    handlers: str = "handlers"
    strict: bool = True
    unknown_query: Literal["refuse", "ignore"] = "refuse"

    @property
    def package(self) -> str:
        """The name under which handlers import what is generated."""
        parts = Path(self.output).parts
        return ".".join(parts[1:] if parts[0] == "src" else parts)


def read_settings(file: Path) -> Settings:
    """The settings in this file, defaults where it is missing. Raises ConfigurationError for what is no setting."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {}).get("specbound", {})
        return msgspec.convert(table, Settings)
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ConfigurationError(f"{file}: [tool.specbound]: {error}") from error
