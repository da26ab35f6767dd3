"""The commands and their options."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from specbound.cli._document import add_check, add_generate
from specbound.cli._mock import add_mock
from specbound.cli._routes import add_routes
from specbound.cli._serve import add_serve
from specbound.errors import SpecboundError

_OF_GENERATE = frozenset({"datamodel_code_generator", "openapi_spec_validator", "ruff", "yaml"})
"""Packages that only `specbound[generate]` brings."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; without `arguments`, the process's own.

    Returns the exit code: 0 all is well, 1 something was found, 2 the command cannot do its work.
    """
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except BrokenPipeError:
        return _end_quietly()
    except SpecboundError as error:
        return _fail(str(error))
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _OF_GENERATE:
            raise
        install = "pip install 'specbound[generate]'"
        return _fail(f"`specbound {options.command}` needs {error.name}, which a server does without: {install}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="specbound",
        description="An OpenAPI document that a person wrote, made into a running FastAPI server.",
        epilog="Settings stand in [tool.specbound] of pyproject.toml. "
        "Exit codes: 0 all is well, 1 something was found, 2 the command cannot do its work.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (add_generate, add_check, add_routes, add_serve, add_mock):
        add(commands)
    return parser


def _run(options: argparse.Namespace) -> int:
    code = int(options.run(options))
    sys.stdout.flush()  # at the interpreter's end it would be too late to notice that nobody reads
    return code


def _end_quietly() -> int:
    """Whoever read the output has read enough (`specbound routes app:app | head -1`): what is left goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _fail(text: str) -> int:
    print(f"specbound: {text}", file=sys.stderr)
    return 2
