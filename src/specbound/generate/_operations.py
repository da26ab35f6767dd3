"""Writing `operations.py`: for each operation its request, its replies and the decorator that ties a handler to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, count
from typing import NamedTuple

from specbound.contract import Body, Contract, MediaType, Operation, Parameter
from specbound.contract.build import class_name
from specbound.generate._annotations import annotation
from specbound.generate._docstrings import escaped, first_sentence
from specbound.generate._plan import ModelPlan
from specbound.generate._replies import Reply, is_reply, read_reply, reply_suffix, write_reply
from specbound.generate._types import holds

_HEAD = """
from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Concatenate, Literal, Never, ParamSpec, TypeAlias, overload

from specbound.runtime import MISSING, Reply, UploadFile, bind

from . import models

"""


class _Named(NamedTuple):
    """An operation, the prefix of the names of its classes, and its replies."""

    operation: Operation
    prefix: str
    replies: list[Reply]


def write_operations(contract: Contract, plan: ModelPlan) -> str:
    """The text of `operations.py`, not yet formatted. Classes for inline schemas are added to the plan."""
    public: list[str] = []
    written: list[str] = []
    for each in _named(contract, plan):
        public += _names(each)
        written.append(_operation(each, plan))
    return "\n\n".join([_HEAD, f"__all__ = {sorted(public)!r}", 'P = ParamSpec("P")', *written])


def _named(contract: Contract, plan: ModelPlan) -> Iterator[_Named]:
    prefixes = operation_prefixes(contract)
    for operation in contract.operations:
        if operation.id in prefixes:
            prefix = prefixes[operation.id]
            replies = [read_reply(response, prefix, plan) for response in operation.responses if is_reply(response)]
            yield _Named(operation, prefix, replies)


def operation_prefixes(contract: Contract) -> dict[str, str]:
    """How the class names of each operation that is served begin, by its id; no two operations share a name."""
    used: set[str] = set()
    return {o.id: _prefix(o, used) for o in contract.operations if o.unsupported is None}


def _prefix(operation: Operation, used: set[str]) -> str:
    plain = class_name(operation.name, "Operation")
    suffixes = ["Request", "Result", *(reply_suffix(r) for r in operation.responses if is_reply(r))]
    candidates = chain([plain], (f"{plain}{number}" for number in count(2)))
    prefix = next(each for each in candidates if used.isdisjoint(f"{each}{suffix}" for suffix in suffixes))
    used.update(f"{prefix}{suffix}" for suffix in suffixes)
    return prefix


def _names(each: _Named) -> list[str]:
    return [
        each.operation.name,
        f"{each.prefix}Request",
        f"{each.prefix}Result",
        *(reply.name for reply in each.replies),
    ]


def _operation(each: _Named, plan: ModelPlan) -> str:
    bodies = _bodies(each.operation.body, each.prefix, plan)
    return "\n\n".join(
        [
            _request(each, bodies, plan),
            *(write_reply(reply) for reply in each.replies),
            f"{each.prefix}Result: TypeAlias = {_result(each.replies)}",
            _decorator(each, bodies),
        ]
    )


def _request(each: _Named, bodies: dict[str, str], plan: ModelPlan) -> str:
    fields = [_parameter(parameter, each.prefix, plan) for parameter in each.operation.parameters]
    if each.operation.body:
        type_ = " | ".join(dict.fromkeys(bodies.values()))
        fields.append(f"body: {type_}" if each.operation.body.required else f"body: {type_} | MISSING = MISSING")
    lines = [
        "@dataclass(frozen=True, slots=True, kw_only=True)",
        f"class {each.prefix}Request:",
        f'    """The request of `{each.operation.name}`."""',
        *(f"    {line}" for line in fields),
    ]
    return "\n".join(lines)


def _parameter(parameter: Parameter, prefix: str, plan: ModelPlan) -> str:
    """One attribute. What an absent parameter stands for is its default."""
    type_ = plan.type_of(parameter.schema, f"{prefix}{class_name(parameter.field)}")
    declared = f"{parameter.field}: {annotation(type_, 'models.')}"
    if parameter.required:
        return declared
    if not parameter.has_default:
        return f"{declared} | MISSING = MISSING"
    if not holds(type_, parameter.default, plan.models):
        return declared  # the runtime builds what Python cannot write here
    if isinstance(parameter.default, list):
        return f"{declared} = field(default_factory=lambda: {parameter.default!r})"
    return f"{declared} = {parameter.default!r}"


def _bodies(body: Body | None, prefix: str, plan: ModelPlan) -> dict[str, str]:
    """The annotation of each media type of a request body."""
    return {media.name: _body(media, prefix, plan) for media in body.content} if body else {}


def _body(media: MediaType, prefix: str, plan: ModelPlan) -> str:
    match media.kind:
        case "text":
            return "str"
        case "binary":
            return "bytes"
        case "json":
            type_ = plan.type_of(True if media.schema is None else media.schema, f"{prefix}Body")
        case "form" | "multipart":
            type_ = plan.form_type(True if media.schema is None else media.schema, media.shape, f"{prefix}Form")
    return annotation(type_, "models.")


def _result(replies: list[Reply]) -> str:
    """The closed union of what a handler may return; nothing, where it can only raise."""
    names = [reply.name for reply in replies]
    successes = [reply for reply in replies if reply.status[0] in "123"]
    if len(successes) == 1 and (bare := successes[0].bare):
        names.append(bare)
    return " | ".join(names) or "Never"


def _decorator(each: _Named, bodies: dict[str, str]) -> str:
    operation, prefix = each.operation, each.prefix
    handler = f"Callable[Concatenate[{prefix}Request, P], {prefix}Result | Awaitable[{prefix}Result]]"
    summary = f": {first_sentence(operation.summary)}" if operation.summary else ""
    title = escaped(f"{operation.method} {operation.path}{summary}.")
    media = ", ".join(f"{json.dumps(name)}: {type_}" for name, type_ in bodies.items())
    replies = ", ".join(reply.name for reply in each.replies) + ("," if len(each.replies) == 1 else "")
    return "\n".join(
        [
            f"def {operation.name}(handler: {handler}) -> {handler}:",
            f'    """{title}\n\n    {escaped(operation.source)}\n    """',
            f"    return bind(handler, {operation.id!r}, {prefix}Request, {{{media}}}, ({replies}))",
        ]
    )
