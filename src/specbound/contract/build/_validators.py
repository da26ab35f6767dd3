"""Schemas of a contract, compiled as the runtime compiles them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs

from specbound.contract import JSON, Schema
from specbound.contract.build._keywords import inner_schemas
from specbound.spec import unescape

_PREFIX = "#/$defs/"
_MAX_MESSAGE = 200


class Validators:
    """Compiles schemas that refer to definitions, each once."""

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self._definitions = definitions
        self._compiled: dict[int, tuple[Schema, jsonschema_rs.Validator | str]] = {}

    def fault(self, schema: Schema, value: JSON) -> str | None:
        """What is wrong with a value, None where the schema accepts it."""
        validator = self._validator(schema)
        if isinstance(validator, str):
            return validator
        error = next(iter(validator.iter_errors(value)), None)
        return None if error is None else _told(error)

    def accepts(self, schema: Schema, value: JSON) -> bool:
        """Whether a value fits."""
        validator = self._validator(schema)
        return not isinstance(validator, str) and validator.is_valid(value)

    def broken(self, schema: Schema) -> str | None:
        """Why a schema cannot be compiled, None where it can."""
        validator = self._validator(schema)
        return validator if isinstance(validator, str) else None

    def _validator(self, schema: Schema) -> jsonschema_rs.Validator | str:
        """The validator, or what is wrong with the schema; by identity, for hashing costs more than compiling."""
        if id(schema) not in self._compiled:
            self._compiled[id(schema)] = schema, self._compile(schema)
        return self._compiled[id(schema)][1]

    def _compile(self, schema: Schema) -> jsonschema_rs.Validator | str:
        whole = schema if isinstance(schema, bool) else {**schema, "$defs": self._reached(schema)}
        try:
            return jsonschema_rs.Draft202012Validator(whole, validate_formats=True, offline=True)
        except (ValueError, jsonschema_rs.ReferencingError) as error:
            return str(error).split("\n", 1)[0]

    def _reached(self, schema: Schema) -> dict[str, Schema]:
        found: dict[str, Schema] = {}
        stack = list(references(schema))
        while stack:
            name = stack.pop()
            if name not in found:
                found[name] = self._definitions[name]
                stack.extend(references(found[name]))
        return found


def references(schema: Schema) -> Iterator[str]:
    """The names of the definitions that a schema refers to."""
    stack: list[Any] = [schema]
    while stack:
        here = stack.pop()
        if isinstance(here, dict):
            if "$ref" in here:
                yield unescape(here["$ref"].removeprefix(_PREFIX))
            stack.extend(inner_schemas(here))


def _told(error: jsonschema_rs.ValidationError) -> str:
    place = "".join(f"/{each}" for each in error.instance_path)
    message = error.message if len(error.message) <= _MAX_MESSAGE else f"{error.message[:_MAX_MESSAGE]} ..."
    return f"{message} (in it at {place})" if place else message
