"""Every diagnostic stands beside the document that causes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from specbound.contract.build import CODES, BuildOptions, build_contract, has_errors

FOLDER = Path(__file__).parent
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix in {".yaml", ".json"})


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_causes_what_stands_beside_it(document: Path) -> None:
    """In strict mode a document causes exactly the diagnostics in the text file of its name."""
    built = build_contract(document, BuildOptions(strict=True))

    assert "".join(f"{each}\n" for each in built.diagnostics) == document.with_suffix(".txt").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_causes_the_diagnostic_that_it_is_named_after(document: Path) -> None:
    """The file's name is among the codes of what the document causes."""
    built = build_contract(document, BuildOptions(strict=True))

    assert document.stem in {each.code for each in built.diagnostics}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_what_is_not_served_is_an_error(document: Path) -> None:
    """Strict callers refuse every document in which an operation is left unsupported."""
    built = build_contract(document, BuildOptions(strict=False))
    operations = built.contract.operations if built.contract else ()

    assert has_errors(built.diagnostics) or all(operation.unsupported is None for operation in operations)


OF_THE_GENERATOR = {"untyped-model"}
"""Told by what writes the models, and pinned by its own tests."""


def test_every_code_of_the_table_has_a_document() -> None:
    """The table of codes and this folder name the same things."""
    assert {path.stem for path in DOCUMENTS} == set(CODES) - OF_THE_GENERATOR
