"""From a document to its contract."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from specbound.contract import JSON, Contract, Operation, Source
from specbound.contract.build._context import BuildOptions, Context
from specbound.contract.build._fit import Fit
from specbound.contract.build._names import operation_names
from specbound.contract.build._notes import note_document, note_operation
from specbound.contract.build._operations import Operations, identifiers
from specbound.contract.build._paths import Endpoint, Paths
from specbound.contract.build._promises import check_promises
from specbound.contract.build._schemas import Schemas
from specbound.contract.build._security import Security
from specbound.spec import Diagnostic, Library, ReadFault, Report, judge


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a document: the contract, None where there is nothing to build on, and all that is to be said.

    `files` are the absolute paths of the files that the document consists of, the root first. `document` is the
    value of that one.
    """

    contract: Contract | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...] = ()
    document: JSON = None


def build_contract(document: Path, options: BuildOptions) -> Built:
    """Read a document and all it refers to, and say what it means. Never raises because of what is in it.

    With `options.strict`, the caller refuses a result in whose diagnostics there are errors; the contract is given
    all the same.
    """
    report = Report()
    try:
        library = Library(document)
    except ReadFault as fault:
        report.fault(fault, document.name)
        return Built(None, report.found)
    if not _is_openapi(library, report):
        return Built(None, report.found, library.paths)
    contract = _contract(Context(library, options, report))
    judge(library, report)
    for file in library.files:
        report.duplicates(file)
    contract = replace(contract, source=_source(library))  # the validator may have read more files
    return Built(contract, report.sorted(library.files), library.paths, library.root.value)


def _is_openapi(library: Library, report: Report) -> bool:
    known = re.fullmatch(r"3\.[012](\.\d+)?(-.*)?", library.version)
    if known is None:
        version = library.version or "not given"
        report.add(library.root, "not-openapi", f"the version of OpenAPI is {version}; 3.0, 3.1 and 3.2 are read")
    return known is not None


def _contract(context: Context) -> Contract:
    schemas, security = Schemas(context), Security(context)
    operations = Operations(context, schemas, security)
    endpoints = list(Paths(context).endpoints())
    ids = identifiers(context, endpoints)
    names = operation_names(ids)
    built = [operations.build(*each) for each in zip(endpoints, ids, names, strict=True)]
    built = [_checked(context, schemas, *each) for each in zip(built, endpoints, strict=True)]
    note_document(context)
    schemas.judge_examples()
    info = context.library.root.get("info")
    return Contract(
        title=info.text("title") if info else "",
        version=info.text("version") if info else "",
        openapi=context.library.version,
        source=Source(context.library.root.file.name, ""),
        operations=tuple(built),
        schemes=security.schemes(),
        schemas=schemas.definitions(),
        strict_query=context.options.strict_query,
    )


def _checked(context: Context, schemas: Schemas, operation: Operation, endpoint: Endpoint) -> Operation:
    """The operation with its error shapes; what is to be said about it as a whole is reported."""
    note_operation(context, operation, endpoint)
    if operation.unsupported is not None:
        return operation
    check_promises(context, operation, endpoint)
    return Fit(context, schemas).operation(operation, endpoint)


def _source(library: Library) -> Source:
    """The root file: it is what a server is given beside the generated code, and can compare with it at start."""
    root = library.root.file
    return Source(root.name, hashlib.sha256(root.content).hexdigest())
