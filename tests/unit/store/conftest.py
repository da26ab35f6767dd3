"""The Store's resources, in a folder of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.resources import Resources, open_resources
from store.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings that only name the data folder."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return Settings(data=tmp_path / "data")


@pytest.fixture
def store(settings: Settings) -> Iterator[Resources]:
    """A Store that was started for the first time."""
    resources = open_resources(settings)
    yield resources
    resources.database.close()
