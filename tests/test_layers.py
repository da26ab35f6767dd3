"""The house has layers: each room imports from those below it alone, in no circle, and stays small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
LINES_OF_A_MODULE = 650
LINES_OF_A_FUNCTION = 100

LAYERS: dict[str, set[str]] = {
    "specbound.errors": set(),
    "specbound.spec": {"specbound.errors"},
    "specbound.contract": {"specbound.errors"},
    "specbound.contract.build": {"specbound.contract", "specbound.spec", "specbound.errors"},
    "specbound.generate": {"specbound.contract", "specbound.contract.build", "specbound.spec", "specbound.errors"},
    "specbound.runtime": {"specbound.contract", "specbound.errors"},
    "specbound.services": {"specbound.runtime", "specbound.errors"},
    "specbound.testing": {"specbound.services", "specbound.runtime", "specbound.errors"},
    "specbound.cli": {
        "specbound.generate",
        "specbound.contract",
        "specbound.contract.build",
        "specbound.spec",
        "specbound.runtime",
        "specbound.errors",
    },
    "generated": {"specbound.runtime"},
    "handlers": {"generated", "store", "specbound.services", "specbound.runtime"},
    "store": {"generated", "specbound.services", "specbound.runtime"},
    "migrations": {"store", "specbound.services"},
    "app": {"handlers", "generated", "store", "specbound.services", "specbound.runtime"},
}
"""What each room may import beside itself. `specbound` alone is what a server installs, so `specbound.runtime` and
`specbound.services` never reach what only a developer has: `spec`, `generate` and `contract.build`."""

PRODUCTION = ("specbound.errors", "specbound.contract", "specbound.runtime", "specbound.services")
ONLY_FOR_DEVELOPERS = {"yaml", "datamodel_code_generator", "openapi_spec_validator", "ruff", "pytest", "httpx2"}


def module_files() -> dict[str, Path]:
    """The files of all rooms, by module name."""
    tops = [SOURCE / "specbound", *(ROOT / name for name in ("generated", "handlers", "store", "migrations"))]
    files = [ROOT / "app.py", *(file for top in tops for file in top.rglob("*.py"))]
    return {_name(file): file for file in sorted(files)}


def _name(file: Path) -> str:
    path = file.relative_to(SOURCE if file.is_relative_to(SOURCE) else ROOT).with_suffix("")
    parts = path.parts[:-1] if path.name == "__init__" else path.parts
    return ".".join(parts)


def imports(name: str, file: Path, tree: ast.AST) -> Iterator[str]:
    """The modules that a module imports, wherever in it, also those for types alone; of ours the exact module."""
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield from (
                f"{source}.{alias.name}" if f"{source}.{alias.name}" in FILES else source for alias in node.names
            )


FILES = module_files()
TREES = {name: ast.parse(file.read_text(encoding="utf-8"), str(file)) for name, file in FILES.items()}
IMPORTS = {name: sorted(set(imports(name, FILES[name], tree))) for name, tree in TREES.items()}


def room(module: str) -> str | None:
    """The innermost room to which a module belongs, None for what is not ours."""
    inside = [name for name in LAYERS if module == name or module.startswith(f"{name}.")]
    return max(inside, key=len, default=None)


def test_every_module_belongs_to_a_room() -> None:
    assert [name for name in FILES if room(name) is None and name != "specbound"] == []


@pytest.mark.parametrize("name", LAYERS)
def test_a_room_imports_only_from_the_rooms_below_it(name: str) -> None:
    wrong = [
        f"{module} imports {imported}"
        for module, found in IMPORTS.items()
        for imported in found
        if room(module) == name and room(imported) not in {None, name, *LAYERS[name]}
    ]
    assert wrong == []


@pytest.mark.parametrize("name", [*PRODUCTION, "generated", "handlers", "store", "migrations", "app"])
def test_a_server_needs_nothing_that_only_a_developer_installs(name: str) -> None:
    wrong = [
        f"{module} imports {imported}"
        for module, found in IMPORTS.items()
        for imported in found
        if room(module) == name and imported.partition(".")[0] in ONLY_FOR_DEVELOPERS
    ]
    assert wrong == []


def test_private_modules_are_imported_only_within_their_package() -> None:
    wrong = [
        f"{module} imports {imported}"
        for module, found in IMPORTS.items()
        for imported in found
        if imported in FILES and not _may_see(module, imported)
    ]
    assert wrong == []


def _may_see(module: str, imported: str) -> bool:
    """Whether each private part of a name lies in a package that holds the importing module too."""
    parts = imported.split(".")
    packages = (".".join(parts[:at]) for at, part in enumerate(parts) if part.startswith("_"))
    return all(module == package or module.startswith(f"{package}.") for package in packages)


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {name: {found for found in IMPORTS[name] if found in FILES and found != name} for name in FILES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' -> '.join(error.args[1])}")


def test_modules_are_short() -> None:
    lengths = {name: len(file.read_text(encoding="utf-8").splitlines()) for name, file in FILES.items()}
    written = {name: length for name, length in lengths.items() if room(name) != "generated"}
    assert {name: length for name, length in written.items() if length > LINES_OF_A_MODULE} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{module}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > LINES_OF_A_FUNCTION} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import specbound.spec", "specbound.spec"),
        ("from specbound import spec", "specbound.spec"),
        ("from ..spec import anything", "specbound.spec"),
        ("from specbound.runtime._errors import NotFound", "specbound.runtime._errors"),
        ("if TYPE_CHECKING:\n    import specbound.generate", "specbound.generate"),
        ("def late():\n    from specbound.contract import build", "specbound.contract.build"),
    ],
)
def test_no_form_of_import_is_overlooked(source: str, found: str) -> None:
    file = SOURCE / "specbound" / "runtime" / "__init__.py"
    assert list(imports("specbound.runtime", file, ast.parse(source))) == [found]


def test_what_is_forbidden_is_found() -> None:
    assert room("specbound.contract.build._build") == "specbound.contract.build"
    assert "specbound.spec" not in LAYERS["specbound.runtime"]
    assert _may_see("specbound.runtime.server._serve", "specbound.runtime._errors")
    assert not _may_see("specbound.services.auth", "specbound.runtime._errors")
