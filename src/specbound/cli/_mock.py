"""`specbound mock`: a server for a document at once, without any code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from specbound.cli._document import summary
from specbound.cli._serve import add_address
from specbound.cli._settings import Settings, read_settings

if TYPE_CHECKING:
    from specbound.runtime import Application

_SERVED = (".yaml", ".yml", ".json")


def add_mock(commands: Any) -> None:
    """Add `mock` to the subparsers."""
    parser = commands.add_parser("mock", help="serve a document at once: every operation answers with an example")
    parser.add_argument("document", nargs="?", metavar="DOCUMENT", help="the OpenAPI document")
    add_address(parser)
    parser.set_defaults(run=mock)


def mock(options: argparse.Namespace) -> int:
    """Serve the mock of a document. A server that cannot start ends the process with 3."""
    from specbound.runtime.server import serve  # noqa: PLC0415 - the other commands do without a server

    settings = read_settings(Path("pyproject.toml"))
    if options.document is not None:
        settings = msgspec.structs.replace(settings, document=options.document)
    app = mock_application(settings)
    if app is None:
        return 1
    serve(app, host=options.host, port=options.port)
    return 0


def mock_application(settings: Settings) -> Application | None:
    """The application that answers with examples, None where the document cannot be read.

    What one operation cannot have is told, and that operation answers 501. The document is served where its name has a
    known suffix.
    """
    from specbound.contract.build import BuildOptions, build_contract  # noqa: PLC0415 - of an extra
    from specbound.runtime import Application, Options  # noqa: PLC0415 - the other commands load no framework

    document = Path(settings.document)
    built = build_contract(document, BuildOptions(strict=False, strict_query=settings.unknown_query == "refuse"))
    for diagnostic in built.diagnostics:
        if diagnostic.severity == "error":
            print(diagnostic, file=sys.stderr)
    print(summary(settings, built), flush=True)
    if built.contract is None:
        return None
    return Application(
        built.contract,
        document=document if document.suffix in _SERVED else None,
        options=Options(missing="mock"),
    )
