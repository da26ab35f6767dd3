"""The walk over a value and the schema that refuses it.

The compiled validator gives the verdict; the walk finds the words for it. The validator's own errors will not do for
what comes from outside: it collects all of them before it gives the first (10 us and 1.4 kB each, so 3 s for one
hostile megabyte), and in recursive unions their number grows with every level by the number of branches. This walk
stops at 100 violations, follows one branch of a union, and takes a bounded number of steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias, cast
from urllib.parse import unquote

from specbound.contract import JSON, Schema
from specbound.runtime._errors import Location, Violation
from specbound.runtime.explain._applicators import APPLICATORS
from specbound.runtime.explain._assertions import DELEGATED, NATIVE
from specbound.runtime.explain._unevaluated import UNEVALUATED
from specbound.runtime.explain._unions import UNIONS

MAX_VIOLATIONS: Final = 100
MAX_STEPS: Final = 50_000

Verdict: TypeAlias = Callable[[JSON], bool]
Compile: TypeAlias = Callable[[dict[str, Any]], Verdict]
"""Compiles a schema that refers to nothing."""

_KEYWORDS: Final = {**APPLICATORS, **UNIONS, **UNEVALUATED}


class Explainer:
    """Finds the violations of one schema, whose references all lie within it."""

    def __init__(self, root: Schema, compile_: Compile) -> None:
        self.root = root
        self._compile = compile_
        self._compiled: dict[tuple[str, int], Verdict] = {}
        self._targets: dict[str, Schema] = {}

    def violations(self, value: JSON, loc: Location) -> list[Violation]:
        """The violations of a value that the schema refuses: at least one, at most 100, none twice."""
        found: dict[Violation, None] = {}
        try:
            for violation in _Walk(self).node(self.root, value, loc):
                found[violation] = None
                if len(found) == MAX_VIOLATIONS:
                    break
        except (_Exhausted, RecursionError):
            pass  # what was found until here is true; the rest is not looked for
        return list(found) or [Violation(loc, "This does not fit the schema.", "schema")]

    def verdict(self, keyword: str, argument: JSON) -> Verdict:
        """The compiled validator of one keyword; the argument is part of the schema, so its identity is stable."""
        key = (keyword, id(argument))
        if key not in self._compiled:
            self._compiled[key] = self._compile({keyword: argument})
        return self._compiled[key]

    def target(self, reference: str) -> Schema:
        """What a reference within the schema points to; True where it cannot be followed."""
        if reference not in self._targets:
            self._targets[reference] = _resolve(self.root, reference)
        return self._targets[reference]


def _resolve(root: Schema, reference: str) -> Schema:
    if reference != "#" and not reference.startswith("#/"):
        return True
    node: Any = root
    try:
        for step in unquote(reference).split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            node = node[int(key)] if isinstance(node, list) else node[key]
    except (LookupError, TypeError, ValueError):
        return True  # the reference stands in an embedded resource, whose root is another
    return cast("Schema", node)


class _Exhausted(Exception):
    """The walk has taken all its steps."""


class _Walk:
    """One walk. Verdicts on a schema and a value are remembered, so that unions within unions stay cheap."""

    def __init__(self, explainer: Explainer) -> None:
        self.target = explainer.target
        self._verdict = explainer.verdict
        self._steps = MAX_STEPS
        self._known: dict[tuple[int, int], bool] = {}

    def node(self, schema: Schema, value: JSON, loc: Location) -> Iterator[Violation]:
        self._steps -= 1
        if self._steps < 0:
            raise _Exhausted
        if isinstance(schema, bool):
            if not schema:
                yield Violation(loc, "This is not accepted here.", "not_allowed")
            return
        for keyword, argument in schema.items():
            if keyword in NATIVE:
                fault = NATIVE[keyword](argument, value)
                if fault is not None:
                    yield Violation(loc, *fault)
            elif keyword in DELEGATED:
                if not self._verdict(keyword, argument)(value):
                    yield Violation(loc, *DELEGATED[keyword](argument))
            elif keyword in _KEYWORDS:
                yield from _KEYWORDS[keyword](self, schema, value, loc)

    def valid(self, schema: Schema, value: JSON) -> bool:
        """A pair whose verdict asks for itself is accepted: a loop adds no condition."""
        if isinstance(schema, bool):
            return schema
        key = (id(schema), id(value))
        if key not in self._known:
            self._known[key] = True
            self._known[key] = next(self.node(schema, value, ()), None) is None
        return self._known[key]

    def matches(self, patterns: dict[str, Any], name: str) -> list[str]:
        return [pattern for pattern in patterns if self._verdict("pattern", pattern)(name)]
