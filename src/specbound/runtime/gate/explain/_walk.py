"""The walk over a value and the schema that refuses it.

The compiled validator gives the verdict; the walk finds the words for it. The validator's own errors will not do for
what comes from outside: it collects all of them before it gives the first (10 us and 1.4 kB each, so 3 s for one
hostile megabyte), and in recursive unions their number grows with every level by the number of branches. This walk
stops at 100 violations, follows one branch of a union, and takes a bounded number of steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any, Final, NamedTuple, TypeAlias, cast
from urllib.parse import unquote

from specbound.contract import JSON, Schema
from specbound.runtime._errors import Location, Violation
from specbound.runtime.gate.explain._applicators import APPLICATORS, Applicator
from specbound.runtime.gate.explain._assertions import DELEGATED, NATIVE, Fault
from specbound.runtime.gate.explain._unevaluated import UNEVALUATED
from specbound.runtime.gate.explain._unions import UNIONS

MAX_VIOLATIONS: Final = 100
MAX_STEPS: Final = 200_000
_NODE_STEPS: Final = 8

Verdict: TypeAlias = Callable[[JSON], bool]
Compile: TypeAlias = Callable[[dict[str, Any]], Verdict]
"""Compiles a schema that refers to nothing."""

_APPLICATORS: Final = {**APPLICATORS, **UNIONS, **UNEVALUATED}
_REFERENCES: Final = frozenset({"$ref", "$dynamicRef"})


class _Plan(NamedTuple):
    """One schema made ready: its compiled verdict, where it refers to nothing, then its keywords."""

    verdict: Verdict | None
    checks: list[Callable[[JSON], Fault | None]]
    applicators: list[Applicator]


class Explainer:
    """Finds the violations of one schema, whose references all lie within it."""

    def __init__(self, root: Schema, compile_: Compile) -> None:
        self._root = root
        self._compile = compile_
        # Keyed by identity: what the keys stand for is part of the schema, and lives as long as it does.
        self._plans: dict[int, _Plan] = {}
        self._patterns: dict[str, Verdict] = {}
        self._targets: dict[str, Schema] = {}

    def violations(self, value: JSON, loc: Location) -> list[Violation]:
        """The violations of a value that the schema refuses: at least one, at most 100, none twice."""
        found: dict[Violation, None] = {}
        try:
            for violation in _Walk(self).node(self._root, value, loc):
                found[violation] = None
                if len(found) == MAX_VIOLATIONS:
                    break
        except (_Exhausted, RecursionError):
            pass  # what was found until here is true; the rest is not looked for
        return list(found) or [Violation(loc, "This does not fit the schema.", "schema")]

    def plan(self, schema: dict[str, Any]) -> _Plan:
        """The plan of a schema within the root."""
        plan = self._plans.get(id(schema))
        if plan is None:
            plan = self._plans[id(schema)] = _Plan(
                self._verdict(schema),
                [self._check(keyword, argument) for keyword, argument in schema.items() if keyword in _CHECKED],
                [_APPLICATORS[keyword] for keyword in schema if keyword in _APPLICATORS],
            )
        return plan

    def pattern(self, pattern: str) -> Verdict:
        """Whether a text matches."""
        if pattern not in self._patterns:
            self._patterns[pattern] = self._compile({"pattern": pattern})
        return self._patterns[pattern]

    def target(self, reference: str) -> Schema:
        """What a reference within the schema points to; True where it cannot be followed."""
        if reference not in self._targets:
            self._targets[reference] = _resolve(self._root, reference)
        return self._targets[reference]

    def _verdict(self, schema: dict[str, Any]) -> Verdict | None:
        target = self.target(schema["$ref"]) if schema.keys() == {"$ref"} else schema
        return self._compile(target) if isinstance(target, dict) and _refers_to_nothing(target) else None

    def _check(self, keyword: str, argument: JSON) -> Callable[[JSON], Fault | None]:
        if keyword in NATIVE:
            return partial(NATIVE[keyword], argument)
        verdict, fault = self._compile({keyword: argument}), DELEGATED[keyword](argument)
        return lambda value: None if verdict(value) else fault


_CHECKED: Final = NATIVE.keys() | DELEGATED.keys()


def _refers_to_nothing(node: JSON) -> bool:
    if isinstance(node, dict):
        return not (node.keys() & _REFERENCES) and all(map(_refers_to_nothing, node.values()))
    return not isinstance(node, list) or all(map(_refers_to_nothing, node))


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
    """One walk. Verdicts and the choices made in unions are remembered, so that unions within unions stay cheap."""

    def __init__(self, explainer: Explainer) -> None:
        self.target = explainer.target
        self.silent = False
        self.choices: dict[tuple[int, int], Any] = {}
        self.open: set[tuple[int, int]] = set()
        self._plan = explainer.plan
        self._pattern = explainer.pattern
        self._steps = MAX_STEPS
        self._known: dict[tuple[int, int], bool] = {}

    def node(self, schema: Schema, value: JSON, loc: Location) -> Iterator[Violation]:
        if isinstance(schema, bool):
            if not schema:
                yield Violation(loc, "This is not accepted here.", "not_allowed")
            return
        plan = self._plan(schema)
        self._spend(_NODE_STEPS)
        if plan.verdict is not None and plan.verdict(value):
            return
        for check in plan.checks:
            fault = check(value)
            if fault is not None:
                yield Violation(loc, *fault)
        for applicator in plan.applicators:
            yield from applicator(self, schema, value, loc)

    def passes(self, schema: Schema, value: JSON) -> bool:
        if isinstance(schema, bool):
            return schema
        self._spend(1)
        verdict = self._plan(schema).verdict
        return verdict is not None and verdict(value)

    def valid(self, schema: Schema, value: JSON) -> bool:
        """A pair whose verdict asks for itself is accepted: a loop adds no condition."""
        if isinstance(schema, bool):
            return schema
        verdict = self._plan(schema).verdict
        if verdict is not None:
            return verdict(value)
        key = (id(schema), id(value))
        if key not in self._known:
            self._known[key] = True
            self._known[key] = self._judge(schema, value)
        return self._known[key]

    def sample(self, schema: Schema, value: JSON, size: int) -> list[Violation]:
        """The first violations, placed from the value on."""
        return list(islice(self.node(schema, value, ()), size))

    def matches(self, patterns: dict[str, Any], name: str) -> list[str]:
        return [pattern for pattern in patterns if self._pattern(pattern)(name)]

    def _spend(self, steps: int) -> None:
        self._steps -= steps
        if self._steps < 0:
            raise _Exhausted

    def _judge(self, schema: Schema, value: JSON) -> bool:
        """Unions need not look for their best branch while only a verdict is wanted."""
        before, self.silent = self.silent, True
        try:
            return not self.sample(schema, value, 1)
        finally:
            self.silent = before
