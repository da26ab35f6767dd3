"""`specbound generate` and `specbound check`: from the document to the folders that follow from it."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from specbound.cli._settings import Settings, read_settings

if TYPE_CHECKING:
    from specbound.contract import Contract
    from specbound.contract.build import Built
    from specbound.generate import Changes


def add_generate(commands: Any) -> None:
    """Add `generate` to the subparsers."""
    parser = commands.add_parser("generate", help="write the generated package, and modules for new handlers")
    _add_options(parser)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the package is not up to date")
    parser.set_defaults(run=generate)


def add_check(commands: Any) -> None:
    """Add `check` to the subparsers."""
    parser = commands.add_parser("check", help="judge the document, the generated package and the handlers")
    _add_options(parser)
    parser.set_defaults(run=check)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", nargs="?", metavar="DOCUMENT", help="the OpenAPI document")
    parser.add_argument("--output", metavar="DIR", help="the folder of the generated package")
    parser.add_argument("--lenient", action="store_true", help="answer 501 for what cannot be served, and go on")


def generate(options: argparse.Namespace) -> int:
    """Write what differs; with `--check`, only tell."""
    settings = _settings(options)
    contract, files = _read(settings)
    if contract is None:
        return 1
    if options.check:
        return _report_drift(settings, files)
    _report_written(settings, files)
    _write_handlers(settings, contract)
    return 0


def check(options: argparse.Namespace) -> int:
    """Judge everything, write nothing."""
    settings = _settings(options)
    contract, files = _read(settings)
    if contract is None:
        return 1
    return max(_report_drift(settings, files), _report_missing(settings, contract), _tell_leftovers(settings, contract))


def _settings(options: argparse.Namespace) -> Settings:
    settings = read_settings(Path("pyproject.toml"))
    given = {"document": options.document, "output": options.output, "strict": False if options.lenient else None}
    return msgspec.structs.replace(settings, **{name: value for name, value in given.items() if value is not None})


def _read(settings: Settings) -> tuple[Contract | None, dict[str, bytes]]:
    """The contract and what follows from it; None where the document is refused."""
    from specbound.contract.build import BuildOptions, build_contract, has_errors  # noqa: PLC0415 - of an extra
    from specbound.generate import generated_files  # noqa: PLC0415 - of an extra

    options = BuildOptions(strict=settings.strict, strict_query=settings.unknown_query == "refuse")
    built = build_contract(Path(settings.document), options)
    for diagnostic in built.diagnostics:
        _tell(str(diagnostic))
    refused = built.contract is None or (settings.strict and has_errors(built.diagnostics))
    print(summary(settings, built) + (": refused" if refused else ""))
    if refused and built.contract is not None:
        _tell("`--lenient`, or `strict = false`, serves what is sound, and answers 501 where an operation is not.")
    if refused or built.contract is None:
        return None, {}
    written_as_json = settings.document.endswith(".json")
    generated = generated_files(built.contract, None if written_as_json else built.document)
    for diagnostic in generated.diagnostics:
        _tell(str(diagnostic))
    return built.contract, generated.files


def summary(settings: Settings, built: Built) -> str:
    """The document, its operations and what was found, in one line."""
    counts = Counter(diagnostic.severity for diagnostic in built.diagnostics)
    operations = built.contract.operations if built.contract else ()
    unserved = sum(operation.unsupported is not None for operation in operations)
    words = [
        _count(len(operations), "operation") + (f" ({unserved} answered with 501)" if unserved else ""),
        *(_count(counts[name], name) for name in ("error", "warning", "note") if counts[name] or name == "error"),
    ]
    return f"{settings.document}: {', '.join(words)}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _report_drift(settings: Settings, files: dict[str, bytes]) -> int:
    from specbound.generate import compare  # noqa: PLC0415 - of an extra

    changes = compare(Path(settings.output), files)
    for name, what in _named(changes):
        _tell(f"{Path(settings.output) / name}: {what}; run `specbound generate`")
    if not changes:
        print(f"{settings.output}: up to date")
    return 1 if changes else 0


def _report_written(settings: Settings, files: dict[str, bytes]) -> None:
    from specbound.generate import synchronise  # noqa: PLC0415 - of an extra

    changes = synchronise(Path(settings.output), files)
    written = ", ".join([*changes.new, *changes.changed])
    removed = f"; removed {', '.join(changes.stale)}" if changes.stale else ""
    print(f"{settings.output}: wrote {written}{removed}" if changes else f"{settings.output}: up to date")


def _named(changes: Changes) -> list[tuple[str, str]]:
    return [
        *((name, "is missing") for name in changes.new),
        *((name, "does not follow from the document") for name in changes.changed),
        *((name, "is left over") for name in changes.stale),
    ]


def _write_handlers(settings: Settings, contract: Contract) -> None:
    """Begin modules that do not exist; for those that do, tell what to paste."""
    from specbound.generate import missing_handlers, write_stubs  # noqa: PLC0415 - of an extra

    missing = missing_handlers(contract, Path(settings.handlers), settings.package)
    for path in write_stubs(missing):
        print(f"{path}: wrote stubs; give the module to Application(handlers=[...])")
    for each in missing:
        if each.exists:
            _tell(f"{each.path}: lacks {_count(len(each.operations), 'handler')}; paste this:\n\n{each.text}")
    _tell_leftovers(settings, contract)


def _tell_leftovers(settings: Settings, contract: Contract) -> int:
    from specbound.generate import leftover_handlers  # noqa: PLC0415 - of an extra

    leftovers = leftover_handlers(contract, Path(settings.handlers), settings.package)
    for each in leftovers:
        _tell(f"{each.path}:{each.line}: the document has no operation {each.name}; rename the handler or remove it")
    return 1 if leftovers else 0


def _report_missing(settings: Settings, contract: Contract) -> int:
    from specbound.generate import missing_handlers  # noqa: PLC0415 - of an extra

    missing = missing_handlers(contract, Path(settings.handlers), settings.package)
    for each in missing:
        for operation in each.operations:
            _tell(f"{each.path}: no handler for {operation.name} ({operation.method} {operation.path})")
    if not missing:
        print(f"{settings.handlers}: every operation has a handler")
    return 1 if missing else 0


def _tell(text: str) -> None:
    print(text, file=sys.stderr)
