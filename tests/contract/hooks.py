"""What no schema can say, told to schemathesis before a request goes out. No failure is dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import CoveragePhaseData

_ENTITY_TAGS = re.compile(r'\*|(W/)?"[!#-~]*"([ \t]*,[ \t]*(W/)?"[!#-~]*")*')
_VALID = {"If-Match": "*", "If-None-Match": '"5"'}
_issued: dict[str, Mapping[str, Any]] = {}
"""The cursors that the server has issued, each with the query that it was issued for."""


@schemathesis.hook  # pyright: ignore[reportUnknownMemberType]  # schemathesis types its hooks loosely
def after_call(context: HookContext, case: Case[Any], response: Response) -> None:
    """Keep the cursors that are issued."""
    if case.operation.label == "GET /items" and response.status_code == 200:
        cursor = response.json()["next_cursor"]
        if cursor is not None:
            _issued[cursor] = {name: value for name, value in (case.query or {}).items() if name != "cursor"}


@schemathesis.hook  # pyright: ignore[reportUnknownMemberType]  # schemathesis types its hooks loosely
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
    """Correct what schemathesis takes for valid though it is not."""
    if case.meta is None:
        return
    is_positive, data = case.meta.generation.mode.is_positive, case.meta.phase.data
    if is_positive and case.operation.label == "GET /items":
        _correct_cursor(case)
    if isinstance(data, CoveragePhaseData) and (is_positive or data.parameter_location != ParameterLocation.HEADER):
        _correct_entity_tags(case)


def _correct_cursor(case: Case[Any]) -> None:
    """A cursor that was made up is taken out; one that was issued goes with the query that it was issued for."""
    query = dict(case.query or {})
    if "cursor" in query:
        cursor = query.pop("cursor")
        case.query = {**_issued[cursor], "cursor": cursor} if cursor in _issued else query


def _correct_entity_tags(case: Case[Any]) -> None:
    """The coverage phase writes headers in letters and digits alone, and entity tags need quotes."""
    headers: Mapping[str, Any] = case.headers or {}
    broken = [name for name in _VALID if name in headers and not _ENTITY_TAGS.fullmatch(str(headers[name]))]
    for name in broken:
        case.headers[name] = _VALID[name]
