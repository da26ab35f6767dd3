"""The exact gate: a JSON Schema of draft 2020-12, compiled once, that decides what a contract accepts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

import msgspec
from jsonschema_rs import Draft202012Validator, FancyRegexOptions

from specbound.contract import JSON, Schema
from specbound.errors import ConfigurationError
from specbound.runtime._errors import Location, Violation
from specbound.runtime.gate.explain import Explainer

Verdict: TypeAlias = Callable[[JSON], bool]

LARGE: Final = 100
"""From how many definitions on a schema shares its validator: each validator compiles all that it reaches anew."""

# Patterns without look-around or back-references run in linear time. The others give up after this many steps, about
# a millisecond, and the value is refused: a hostile text cannot make a pattern run on.
_PATTERNS: Final = FancyRegexOptions(backtrack_limit=100_000)
_PREFIX: Final = "#/$defs/"


class Definitions:
    """The schemas that a contract names, and the validators made with them."""

    def __init__(self, schemas: dict[str, Schema]) -> None:
        self._schemas = schemas
        self._direct = {name: self._named_in(schema) for name, schema in schemas.items()}
        self._verdicts: dict[bytes, Verdict] = {}
        self._explainers: dict[bytes, Explainer] = {}
        self._large: dict[str, tuple[Schema, str]] = {}
        self._decide: Verdict = self._compile_large

    def verdict(self, schema: Schema, place: str = "") -> Verdict:
        """The compiled schema; equal schemas have one. Raises ConfigurationError, naming the place."""
        key = msgspec.json.encode(schema)
        if key not in self._verdicts:
            large = len(self._reachable(schema, enough=LARGE)) >= LARGE
            self._verdicts[key] = self._shared(schema, place) if large else _compile(self._bundle(schema), place)
        return self._verdicts[key]

    def explainer(self, schema: Schema) -> Explainer:
        """The explainer of this schema, made when the first value is refused."""
        key = msgspec.json.encode(schema)
        if key not in self._explainers:
            self._explainers[key] = Explainer(self._bundle(schema), _compile)
        return self._explainers[key]

    def takes_strings(self, schema: Schema | None) -> bool:
        """Whether the schema, its references followed, may be one of strings."""
        for _ in range(len(self._schemas) + 1):
            if not isinstance(schema, dict) or "$ref" not in schema:
                break
            schema = next((self._schemas[name] for name in _references({"$ref": schema["$ref"]})), True)
        return not isinstance(schema, dict) or "string" in schema.get("type", "string")

    def longest(self, schema: Schema) -> int:
        """A length of strings beyond which the schema tells no more differences."""
        return 1 + max(_lengths(self._bundle(schema)), default=0)

    def finish(self) -> None:
        """Compile what was put off: the one validator that all large schemas share. Raises ConfigurationError.

        The first value that a large schema judges does the same.
        """
        schemas = {name: schema for name, (schema, _) in self._large.items()}
        try:
            self._decide = _compile(self._bundle({"properties": schemas}))
        except ConfigurationError:
            for schema, place in self._large.values():
                _compile(self._bundle(schema), place)
            raise

    def _shared(self, schema: Schema, place: str) -> Verdict:
        name = str(len(self._large))
        self._large[name] = (schema, place)
        self._decide = self._compile_large
        return lambda value: self._decide({name: value})

    def _compile_large(self, value: JSON) -> bool:
        self.finish()
        return self._decide(value)

    def _bundle(self, schema: Schema) -> Schema:
        """The schema with the definitions that it reaches under `$defs`; its own come first."""
        names = self._reachable(schema)
        if isinstance(schema, bool) or not names:
            return schema
        return {**schema, "$defs": {**{name: self._schemas[name] for name in sorted(names)}, **schema.get("$defs", {})}}

    def _reachable(self, schema: Schema, enough: float = inf) -> set[str]:
        found: set[str] = set()
        waiting = self._named_in(schema)
        while waiting and len(found) < enough:
            found |= waiting
            waiting = set[str]().union(*(self._direct[name] for name in waiting)) - found
        return found

    def _named_in(self, schema: Schema) -> set[str]:
        return {name for name in _references(schema) if name in self._schemas}


def _references(node: JSON) -> Iterator[str]:
    """The names that references may mean; what only looks like one, in an example say, does no harm."""
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith(_PREFIX):
            yield unquote(reference[len(_PREFIX) :].partition("/")[0]).replace("~1", "/").replace("~0", "~")
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from _references(each)


def _lengths(node: JSON) -> Iterator[int]:
    if isinstance(node, dict):
        yield from (int(node[key]) for key in ("minLength", "maxLength") if isinstance(node.get(key), (int, float)))
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from _lengths(each)


def _compile(schema: Schema, place: str = "A schema") -> Verdict:
    options: dict[str, Any] = {"validate_formats": True, "offline": True, "pattern_options": _PATTERNS}
    try:
        return Draft202012Validator(schema, **options).is_valid
    except ValueError as error:
        steps = getattr(error, "instance_path", ())
        pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
        text = str(error).partition("\n")[0]
        raise ConfigurationError(f"{place}: cannot be compiled, at #{pointer}: {text}") from error


class Gate:
    """A compiled schema. `is_valid` is the validator's own method: nothing stands around it."""

    __slots__ = ("_definitions", "_explainer", "_schema", "is_valid")

    def __init__(self, schema: Schema, definitions: Definitions, place: str = "A schema") -> None:
        """`place` is named where the schema cannot be compiled; raises ConfigurationError then."""
        self._schema = schema
        self._definitions = definitions
        self._explainer: Explainer | None = None
        self.is_valid: Verdict = definitions.verdict(schema, place)

    def violations(self, value: JSON, loc: Location) -> list[Violation]:
        """What is wrong with a value that `is_valid` refuses: at most 100 things, each with its place below `loc`."""
        if self._explainer is None:
            self._explainer = self._definitions.explainer(self._schema)
        return self._explainer.violations(value, loc)
