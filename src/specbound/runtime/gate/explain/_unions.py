"""`anyOf` and `oneOf`: one branch is reported, the one that the discriminator names or else the one that fits best."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from specbound.contract import JSON, Schema
from specbound.runtime._errors import Location, Violation
from specbound.runtime.gate.explain._applicators import Applicator, Walk, required
from specbound.runtime.gate.explain._assertions import Fault, listed, not_listed, shown, type_names, wrong_type

_SAMPLE: Final = 10
_MISMATCH: Final = frozenset({"type", "const", "enum", "not_allowed"})
_NO_FIT: Final = "This fits none of the allowed forms."


def _any_of(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if not any(walk.valid(branch, value) for branch in schema["anyOf"]):
        yield from _no_branch(walk, schema, schema["anyOf"], value, loc)


def _one_of(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    fitting = sum(walk.valid(branch, value) for branch in schema["oneOf"])
    if fitting == 0:
        yield from _no_branch(walk, schema, schema["oneOf"], value, loc)
    elif fitting > 1:
        yield Violation(loc, "This fits more than one of the allowed forms, where it must fit one alone.", "one_of")


def _no_branch(
    walk: Walk, schema: dict[str, Any], branches: list[Schema], value: JSON, loc: Location
) -> Iterator[Violation]:
    discriminator = schema.get("discriminator")
    if walk.silent:
        yield Violation(loc, _NO_FIT, "one_of")
    elif isinstance(discriminator, dict) and isinstance(value, dict):
        yield from _discriminated(walk, discriminator, branches, value, loc)
    else:
        yield from _best(walk, branches, value, loc)


def _discriminated(
    walk: Walk, discriminator: dict[str, Any], branches: list[Schema], value: dict[str, Any], loc: Location
) -> Iterator[Violation]:
    """OpenAPI 3.1, 4.8.25: the property's value names the branch."""
    name = discriminator["propertyName"]
    if name not in value:
        yield required((*loc, name))
        return
    named = _named(branches, discriminator.get("mapping", {}))
    tag = value[name]
    if isinstance(tag, str) and tag in named:
        yield from walk.node(named[tag], value, loc)
    else:
        yield Violation((*loc, name), f"This must be {listed(shown(each) for each in named)}.", "discriminator")


def _named(branches: list[Schema], mapping: dict[str, str]) -> dict[str, Schema]:
    """The branches by the values of the discriminator: those of the mapping, then the schemas' own names."""
    referred = {branch["$ref"]: branch for branch in branches if isinstance(branch, dict) and "$ref" in branch}
    named: dict[str, Schema] = {value: referred[each] for value, each in mapping.items() if each in referred}
    implied = {each.rpartition("/")[2]: branch for each, branch in referred.items() if each not in mapping.values()}
    return implied | named


def _best(walk: Walk, branches: list[Schema], value: JSON, loc: Location) -> Iterator[Violation]:
    key = (id(branches), id(value))
    if key not in walk.choices:
        walk.choices[key] = _choose(walk, branches, value)
    choice: Schema | Fault = walk.choices[key]
    if isinstance(choice, Fault):
        yield Violation(loc, *choice)
    else:
        yield from walk.node(choice, value, loc)


def _choose(walk: Walk, branches: list[Schema], value: JSON) -> Schema | Fault:
    """The branch that fits best; where none is of the value's kind, one fault that tells all kinds."""
    samples = [walk.sample(branch, value, _SAMPLE) for branch in branches]
    mismatch, *_, best = min((*_rank(sample), index) for index, sample in enumerate(samples))
    merged = _merged(walk, branches, samples) if mismatch else None
    return branches[best] if merged is None else merged


def _rank(sample: list[Violation]) -> tuple[bool, int, int]:
    """First by whether the branch is for such values at all, then by wrong tags, then by the number of faults."""
    mismatch = any(not violation.loc and violation.type in _MISMATCH for violation in sample)
    tags = sum(len(violation.loc) == 1 and violation.type in ("const", "enum") for violation in sample)
    return mismatch, tags, len(sample)


def _merged(walk: Walk, branches: list[Schema], samples: list[list[Violation]]) -> Fault | None:
    """One fault that tells all types, or all constants, that the branches ask for."""
    kinds = {violation.type for sample in samples for violation in sample if not violation.loc}
    schemas = [_resolved(walk, branch) for branch in branches]
    if kinds == {"type"} and all("type" in schema for schema in schemas):
        return wrong_type(name for schema in schemas for name in type_names(schema["type"]))
    if kinds <= {"type", "const", "enum"} and all("const" in schema or "enum" in schema for schema in schemas):
        return not_listed([each for schema in schemas for each in _options(schema)])
    return Fault(_NO_FIT, "one_of") if len(kinds) > 1 else None


def _resolved(walk: Walk, schema: Schema) -> dict[str, Any]:
    for _ in range(_SAMPLE):
        if isinstance(schema, dict) and set(schema) <= {"$ref", "description", "title", "summary"} and "$ref" in schema:
            schema = walk.target(schema["$ref"])
    return schema if isinstance(schema, dict) else {}


def _options(schema: dict[str, Any]) -> list[JSON]:
    return [schema["const"]] if "const" in schema else list(schema["enum"])


UNIONS: Final[dict[str, Applicator]] = {"anyOf": _any_of, "oneOf": _one_of}
"""By keyword."""
