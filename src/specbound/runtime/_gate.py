"""The exact gate: a JSON Schema of draft 2020-12, compiled once, that decides what a contract accepts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from jsonschema_rs import Draft202012Validator, FancyRegexOptions

from specbound.contract import JSON, Schema
from specbound.errors import ConfigurationError
from specbound.runtime._errors import Location, Violation
from specbound.runtime.explain import Explainer

BACKTRACK_LIMIT = 100_000
_PREFIX = "#/$defs/"


class Definitions:
    """The schemas that a contract names, and the validators that were compiled with them."""

    def __init__(self, schemas: dict[str, Schema]) -> None:
        self._schemas = schemas
        self._direct = {name: frozenset(_references(schema)) for name, schema in schemas.items()}
        self._compiled: dict[bytes, Draft202012Validator] = {}
        self._explainers: dict[bytes, Explainer] = {}

    def bundle(self, schema: Schema) -> Schema:
        """The schema with the definitions that it reaches under `$defs`; its own come first."""
        names = self._reachable(schema)
        if isinstance(schema, bool) or not names:
            return schema
        own = schema.get("$defs", {})
        return {**schema, "$defs": {**{name: self._schemas[name] for name in sorted(names)}, **own}}

    def compile(self, schema: Schema, place: str = "") -> Draft202012Validator:
        """The validator of this schema: one for all places that hold the same. Raises ConfigurationError."""
        key = msgspec.json.encode(schema)
        if key not in self._compiled:
            self._compiled[key] = _compile(self.bundle(schema), place)
        return self._compiled[key]

    def explainer(self, schema: Schema) -> Explainer:
        """The explainer of this schema, made when the first value is refused."""
        key = msgspec.json.encode(schema)
        if key not in self._explainers:
            self._explainers[key] = Explainer(self.bundle(schema), lambda each: _compile(each, "").is_valid)
        return self._explainers[key]

    def _reachable(self, schema: Schema) -> set[str]:
        found: set[str] = set()
        waiting = [name for name in _references(schema) if name in self._schemas]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(each for each in self._direct[name] if each in self._schemas)
        return found


def _references(node: JSON) -> Iterator[str]:
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith(_PREFIX):
            yield reference[len(_PREFIX) :].partition("/")[0].replace("~1", "/").replace("~0", "~")
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _compile(schema: Schema, place: str) -> Draft202012Validator:
    try:
        return Draft202012Validator(
            schema,
            validate_formats=True,
            offline=True,
            pattern_options=FancyRegexOptions(backtrack_limit=BACKTRACK_LIMIT),
        )
    except ValueError as error:
        steps = getattr(error, "instance_path", ())
        pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
        text = str(error).partition("\n")[0]
        raise ConfigurationError(
            f"{place or 'A schema'}: the schema cannot be used, at {pointer or '/'}: {text}"
        ) from error


class Gate:
    """A compiled schema. `is_valid` is the validator's own method: nothing stands around it."""

    __slots__ = ("_definitions", "_schema", "is_valid")

    def __init__(self, schema: Schema, definitions: Definitions, place: str = "") -> None:
        """`place` is named where the schema cannot be compiled; raises ConfigurationError then."""
        self._schema = schema
        self._definitions = definitions
        self.is_valid: Callable[[JSON], bool] = definitions.compile(schema, place).is_valid

    def violations(self, value: JSON, loc: Location) -> list[Violation]:
        """What is wrong with a value that `is_valid` refuses: at most 100 things, each with its place below `loc`."""
        return self._definitions.explainer(self._schema).violations(value, loc)
