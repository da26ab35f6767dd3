"""Building contracts from small documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.contract.documents import Documents


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    return Documents(tmp_path)


@pytest.fixture
def answered(documents: Documents) -> Callable[..., Any]:
    """The normalised form of a schema that a response has."""

    def read(schema: Any, *, version: str = "3.1.0", **components: Any) -> Any:
        contract = documents.schema(schema, version=version, **components)
        return contract.operations[0].responses[0].content[0].schema

    return read
