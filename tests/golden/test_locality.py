"""A small edit of the document changes what follows from it, and no other line."""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec
import pytest

from tests.golden.test_golden import generate

_HERE = Path(__file__).parent

EDITS = {
    "the summary of an operation": (
        "bodies",
        "summary: Bytes or text",
        "summary: Text or bytes",
        {"operations.py": {"replace_picture"}},
    ),
    "a further property": (
        "schemas",
        "        lives: {type: integer}\n",
        "        lives: {type: integer}\n        age: {type: integer}\n",
        {"models.py": {"Cat"}},
    ),
    "a description": (
        "schemas",
        "What others inherit from.",
        "What heirs have.",
        {"models.py": {"Base"}},
    ),
    "a status": (
        "responses",
        "'204': {description: Gone.}",
        "'205': {description: Gone.}",
        {"operations.py": {"__all__", "Empty204", "Empty205", "EmptyResult", "empty"}},
    ),
    "an error code": (
        "errors",
        "x-error-codes: [CARD_DECLINED]",
        "x-error-codes: [CARD_REFUSED]",
        {"errors.py": {"Declined"}},
    ),
    "a default": (
        "parameters",
        "default: 20",
        "default: 25",
        {"operations.py": {"FindBooksRequest"}},
    ),
    "a line above everything": ("names", "paths:", "# A remark.\npaths:", {}),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_only_what_follows_from_it(name: str, tmp_path: Path) -> None:
    case, old, new, expected = EDITS[name]
    source = (_HERE / case / "openapi.yaml").read_text(encoding="utf-8")
    assert old in source
    before = generate(_HERE / case / "openapi.yaml")
    (tmp_path / "openapi.yaml").write_text(source.replace(old, new, 1), encoding="utf-8")
    after = generate(tmp_path / "openapi.yaml")
    changed = {file: _changed(before[file], after[file]) for file in before if file.endswith(".py")}
    assert {file: names for file, names in changed.items() if names} == expected


def test_no_line_number_of_the_document_is_generated(tmp_path: Path) -> None:
    source = (_HERE / "errors" / "openapi.yaml").read_text(encoding="utf-8")
    (tmp_path / "openapi.yaml").write_text("# One line more.\n" + source, encoding="utf-8")
    before, after = generate(_HERE / "errors" / "openapi.yaml"), generate(tmp_path / "openapi.yaml")
    assert {name for name in before if before[name] != after[name]} == {"contract.json"}
    old, new = (msgspec.json.decode(files["contract.json"]) for files in (before, after))
    assert old.pop("source") != new.pop("source")
    assert old == new


def _changed(before: bytes, after: bytes) -> set[str]:
    """The names of the top-level statements that differ; the order of the others must not."""
    old, new = _statements(before), _statements(after)
    assert [name for name in old if name in new] == [name for name in new if name in old]
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def _statements(source: bytes) -> dict[str, str]:
    text = source.decode()
    return {_name(node): ast.get_source_segment(text, node) or "" for node in ast.parse(text).body}


def _name(node: ast.stmt) -> str:
    match node:
        case ast.ClassDef() | ast.FunctionDef():
            return node.name
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case _:
            return ast.unparse(node)
