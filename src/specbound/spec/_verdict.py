"""The verdict of openapi-spec-validator: each of its errors as one diagnostic, in its place.

Its two halves are run as it runs them: the standard's own JSON Schema over the root document, then its keyword
validators, which follow references. Both are asked for their errors in a form that still knows where they were
found. Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import jsonschema_rs
from jsonschema_path import SchemaPath
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator, OpenAPIV32SpecValidator
from openapi_spec_validator.schemas import schema_v30, schema_v31, schema_v32
from openapi_spec_validator.validation.exceptions import (
    DuplicateOperationIDError,
    ParameterDuplicateError,
    UnresolvableParameterError,
)
from openapi_spec_validator.validation.validators import SpecValidator

from specbound.spec._errors import BrokenReference
from specbound.spec._library import Library
from specbound.spec._node import Node
from specbound.spec._pointer import Path
from specbound.spec._report import Report

_VERSIONS: dict[str, tuple[type[SpecValidator], Any]] = {
    "3.0": (OpenAPIV30SpecValidator, schema_v30),
    "3.1": (OpenAPIV31SpecValidator, schema_v31),
    "3.2": (OpenAPIV32SpecValidator, schema_v32),
}

_OURS = (DuplicateOperationIDError, ParameterDuplicateError, UnresolvableParameterError)
"""What checks of the kit's own say with a code and a better place."""

_MAX_MESSAGE = 240


def judge(library: Library, report: Report) -> None:
    """Report the errors of the validator after those of the kit, and its own failure where nothing explains it."""
    validator, schema = _VERSIONS[library.version[:3]]
    for error in jsonschema_rs.validator_for(dict(schema)).iter_errors(library.root.value):
        best = _telling(error)
        _tell(report, library.locate(tuple(best.instance_path)), best.message)
    try:
        _judge_keywords(library, validator, report)
    except Exception as error:  # noqa: BLE001 - the validator raises whatever a malformed document makes it trip over
        if not report.refuses():
            message = f"openapi-spec-validator failed: {type(error).__name__}: {_shortened(str(error))}"
            report.add(library.root, "validator-failed", message)


def _judge_keywords(library: Library, validator: type[SpecValidator], report: Report) -> None:
    root = SchemaPath.from_dict(library.root.value, base_uri=library.root.file.uri, handlers=_Handlers(library))
    for error in _placed(validator)(root).root_validator(root):
        if not isinstance(error, _OURS):
            node = _meant(library, (*vars(error).get("place", ()), *error.absolute_path))
            _tell(report, node, str(error.message))


def _tell(report: Report, node: Node, message: str) -> None:
    """Report an error, unless a check of the kit has found one in the same place and told it better."""
    if not report.refuses(node):
        report.add(node, "invalid-document", _shortened(message))


def _meant(library: Library, path: Path) -> Node:
    """The value at a path; where that is a reference, what it leads to is what was judged."""
    node = library.locate(path)
    try:
        return library.resolve(node)
    except BrokenReference:
        return node


def _telling(error: jsonschema_rs.ValidationError) -> jsonschema_rs.ValidationError:
    """Of an alternative that failed, the error in the branch that was meant; a branch for references tells nothing."""
    context: list[list[jsonschema_rs.ValidationError]] = getattr(error.kind, "context", [])
    branches = [branch for branch in context if branch and not any(_is_about_reference(each) for each in branch)]
    if not branches:
        return error
    branch = max(branches, key=_merit)
    return _telling(max(branch, key=lambda each: len(each.instance_path)))


def _merit(branch: list[jsonschema_rs.ValidationError]) -> tuple[bool, int, int]:
    """How likely a branch was meant: no value is another than the one asked for, it came far, errors are few."""
    fits = not any(each.kind.name in ("enum", "const") for each in branch)
    return fits, max(len(each.instance_path) for each in branch), -len(branch)


def _is_about_reference(error: jsonschema_rs.ValidationError) -> bool:
    return getattr(error.kind, "property", None) == "$ref"


def _shortened(message: str) -> str:
    """The first line of a message; the middle goes where a whole value of the document is quoted."""
    line = message.split("\n", 1)[0]
    half = _MAX_MESSAGE // 2
    return line if len(line) <= _MAX_MESSAGE else f"{line[:half]} ... {line[-half:]}"


def _placed(validator: type[SpecValidator]) -> type[SpecValidator]:
    """The validator with parts that note where they stood when they found an error."""
    parts = {name: _noting(part) for name, part in validator.keyword_validators.items()}
    return type("Placed", (validator,), {"keyword_validators": parts})


def _noting(part: type[Any]) -> type[Any]:
    """The part, with the path of what it was called for noted on each error that has none yet."""

    def call(self: Any, *arguments: Any, **options: Any) -> Iterator[Any]:
        place: Path = next((tuple(each.parts) for each in arguments if isinstance(each, SchemaPath)), ())
        for error in part.__call__(self, *arguments, **options):
            vars(error).setdefault("place", place)
            yield error

    return type(part.__name__, (part,), {"__call__": call})


class _Handlers(dict[str, Callable[[str], Any]]):
    """Answers for every scheme, so that the library opens no URL: only files are read, by the kit's reader."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library

    def __contains__(self, scheme: object) -> bool:
        return True

    def __missing__(self, scheme: str) -> Callable[[str], Any]:
        return self._read

    def _read(self, uri: str) -> Any:
        parts = urlsplit(uri)
        if parts.scheme != "file" or parts.netloc:
            raise LookupError(f"{uri} is not read")
        return self._library.open(url2pathname(parts.path)).value
