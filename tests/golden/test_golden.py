"""What small documents become, byte for byte. `SPECBOUND_UPDATE_GOLDEN=1 pytest tests/golden` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from specbound.contract.build import BuildOptions, build_contract
from specbound.generate import compare, generated_files, synchronise

_HERE = Path(__file__).parent
CASES = sorted(path.parent for path in _HERE.glob("*/openapi.yaml"))


def generate(document: Path) -> dict[str, bytes]:
    """The generated files of a document; it may be one that strict mode refuses."""
    built = build_contract(document, BuildOptions(strict=False, strict_query=True))
    assert built.contract is not None
    assert [operation.unsupported for operation in built.contract.operations if operation.unsupported] == []
    generated = generated_files(built.contract)
    assert generated.diagnostics == ()
    return generated.files


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_generated_files_are_the_expected_ones(case: Path) -> None:
    files = generate(case / "openapi.yaml")
    if os.environ.get("SPECBOUND_UPDATE_GOLDEN"):
        synchronise(case / "generated", files)
    changes = compare(case / "generated", files)
    assert not changes, f"{case.name}: {changes}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_same_document_gives_the_same_bytes(case: Path) -> None:
    assert generate(case / "openapi.yaml") == generate(case / "openapi.yaml")
