"""Handlers that are still to be written: which they are, and how they begin."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from specbound.contract import Contract, Operation
from specbound.contract.build import legal, snake_case
from specbound.errors import ConfigurationError
from specbound.generate._docstrings import escaped
from specbound.generate._operations import operation_prefixes

_MODULE = '''"""The operations of `{tag}`."""

from {package} import operations as op
from specbound.runtime import OperationMissing


'''

_STUB = """@op.{name}
def {name}(request: op.{prefix}Request) -> op.{prefix}Result:
    raise OperationMissing  # answers 501
"""


@dataclass(frozen=True, slots=True)
class Missing:
    """Operations of one tag without a handler, the module that they belong in, and the text that begins them.

    `exists` tells whether the module is there already: then it is its author's, and the text is to be pasted.
    """

    path: Path
    operations: tuple[Operation, ...]
    text: str
    exists: bool


def missing_handlers(contract: Contract, folder: Path, package: str) -> list[Missing]:
    """The operations for which no module in the folder has a handler, by module. `package` is the name of `generated`.

    Handlers are found by their decorators, without importing anything. Raises ConfigurationError for a module that
    Python cannot parse.
    """
    written = set(_decorated(folder))
    by_path: dict[Path, list[Operation]] = {}
    for operation in contract.operations:
        if operation.name not in written and operation.unsupported is None:
            by_path.setdefault(folder / f"{_module(operation)}.py", []).append(operation)
    prefixes = operation_prefixes(contract)
    return [_missing(path, operations, prefixes, package) for path, operations in by_path.items()]


def write_stubs(missing: Iterable[Missing]) -> list[Path]:
    """Write the modules that do not exist yet; a module that does is never touched. Tells which were written."""
    written: list[Path] = []
    for each in missing:
        if not each.exists:
            each.path.parent.mkdir(parents=True, exist_ok=True)
            with each.path.open("x", encoding="utf-8") as file:
                file.write(each.text)
            written.append(each.path)
    return written


def _missing(path: Path, operations: list[Operation], prefixes: dict[str, str], package: str) -> Missing:
    stubs = [_STUB.format(name=operation.name, prefix=prefixes[operation.id]) for operation in operations]
    head = "" if path.exists() else _MODULE.format(tag=escaped(operations[0].tag or "the document"), package=package)
    return Missing(path, tuple(operations), head + "\n\n".join(stubs), path.exists())


def _module(operation: Operation) -> str:
    return legal(snake_case(operation.tag or "default", "tag"))


def _decorated(folder: Path) -> Iterator[str]:
    """The last names of all decorators of functions in the folder."""
    for path in sorted(folder.rglob("*.py")):
        try:
            tree = ast.parse(path.read_bytes())
        except SyntaxError as error:
            raise ConfigurationError(f"{path}:{error.lineno}: Python cannot parse this: {error.msg}") from error
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from (ast.unparse(decorator).rpartition(".")[2] for decorator in node.decorator_list)
