"""`specbound routes`: what an application serves, and by which functions."""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from specbound.contract import Operation, Requirement

_COLUMNS = ("operation", "method", "path", "security", "handler")


class Row(msgspec.Struct, frozen=True):
    """One operation. `handler` is file and line, None where the answer is 501."""

    operation: str
    method: str
    path: str
    security: str
    handler: str | None


def add_routes(commands: Any) -> None:
    """Add `routes` to the subparsers."""
    parser = commands.add_parser("routes", help="list the operations of an application")
    parser.add_argument("app", metavar="APP", help="the application, such as app:app")
    parser.add_argument("--json", action="store_true", help="write JSON")
    parser.set_defaults(run=routes)


def routes(options: argparse.Namespace) -> int:
    """Print one line for each operation, in the document's order."""
    from specbound.cli._load import load_application  # noqa: PLC0415 - the other commands load no framework

    rows = [
        _row(endpoint.operation, getattr(endpoint, "binding", None))
        for endpoint in load_application(options.app).endpoints
    ]
    print(msgspec.json.format(msgspec.json.encode(rows)).decode() if options.json else _table(rows))
    return 0


def _row(operation: Operation, binding: Any) -> Row:
    handler = None if binding is None else _place(binding.handler)
    return Row(operation.id, operation.method, operation.path, _security(operation.security), handler)


def _security(alternatives: Sequence[Sequence[Requirement]]) -> str:
    return " or ".join(_all_of(requirements) for requirements in alternatives) or "-"


def _all_of(requirements: Sequence[Requirement]) -> str:
    names = (r.scheme + (f"[{' '.join(r.scopes)}]" if r.scopes else "") for r in requirements)
    return " and ".join(names) or "anonymous"


def _place(handler: Callable[..., Any]) -> str:
    """File, relative to the working directory where it is below it, and line."""
    function = inspect.unwrap(handler)
    code = function.__code__
    file = Path(code.co_filename)
    shown = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
    return f"{shown}:{code.co_firstlineno}"


def _table(rows: Sequence[Row]) -> str:
    cells = [_COLUMNS, *((r.operation, r.method, r.path, r.security, r.handler or "501") for r in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_COLUMNS))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells)
    return "\n".join(line.rstrip() for line in lines)
