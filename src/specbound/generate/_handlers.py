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

_PACKAGE = '"""What the operations do: one module for each tag of the document."""\n'

_IMPORTS = {
    "op": "from {package} import operations as op\n",
    "OperationMissing": "from specbound.runtime import OperationMissing\n",
}
"""The names that a stub uses, and where they come from."""

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


@dataclass(frozen=True, slots=True)
class Leftover:
    """A handler of an operation that the document has no more: the module, the decorator's line and its name."""

    path: Path
    line: int
    name: str


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
    """Write the modules that do not exist yet; a module that does is never touched. Tells which were written.

    A folder that is new becomes a package, so that type checkers know its modules by one name.
    """
    new = [each for each in missing if not each.exists]
    for each in new:
        if not each.path.parent.exists():
            each.path.parent.mkdir(parents=True)
            _create(each.path.parent / "__init__.py", _PACKAGE)
        _create(each.path, each.text)
    return [each.path for each in new]


def leftover_handlers(contract: Contract, folder: Path, package: str) -> list[Leftover]:
    """The handlers in the folder whose operation is gone or has another name: their modules cannot be imported.

    Raises ConfigurationError for a module that Python cannot parse.
    """
    names = {operation.name for operation in contract.operations}
    return [
        Leftover(path, decorator.lineno, decorator.attr)
        for path, tree in _modules(folder)
        for decorator in _decorators(tree)
        if isinstance(decorator, ast.Attribute)
        and ast.unparse(decorator.value) in _aliases(tree, package)
        and decorator.attr not in names
    ]


def _create(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8") as file:
        file.write(text)


def _missing(path: Path, operations: list[Operation], prefixes: dict[str, str], package: str) -> Missing:
    stubs = [_STUB.format(name=operation.name, prefix=prefixes[operation.id]) for operation in operations]
    head = _imports(path, package) if path.exists() else _docstring(operations[0].tag) + _imports(None, package)
    return Missing(path, tuple(operations), head + "\n\n".join(stubs), path.exists())


def _docstring(tag: str | None) -> str:
    what = "The operations that have no tag." if tag is None else f"The operations of `{escaped(tag)}`."
    return f'"""{what}"""\n\n'


def _imports(path: Path | None, package: str) -> str:
    """The imports that the stubs need and the module has not."""
    known = set() if path is None else _imported(ast.parse(path.read_bytes()))
    lines = [line.format(package=package) for name, line in _IMPORTS.items() if name not in known]
    return "".join([*lines, "\n\n"]) if lines else ""


def _module(operation: Operation) -> str:
    return legal(snake_case(operation.tag or "default", "tag"))


def _decorated(folder: Path) -> Iterator[str]:
    """The last names of all decorators of functions in the folder."""
    for _, tree in _modules(folder):
        yield from (ast.unparse(decorator).rpartition(".")[2] for decorator in _decorators(tree))


def _modules(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        try:
            yield path, ast.parse(path.read_bytes())
        except SyntaxError as error:
            raise ConfigurationError(f"{path}:{error.lineno}: Python cannot parse this: {error.msg}") from error


def _decorators(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from node.decorator_list


def _imported(tree: ast.Module) -> set[str]:
    """The names that the module's imports bind."""
    imports = (node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))
    return {alias.asname or alias.name for node in imports for alias in node.names}


def _aliases(tree: ast.Module, package: str) -> set[str]:
    """The names under which the module knows the generated operations."""
    return {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == package
        for alias in node.names
        if alias.name == "operations"
    }
