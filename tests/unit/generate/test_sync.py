"""A folder is brought up to date, and nothing else in it is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from specbound.errors import ConfigurationError
from specbound.generate import compare, synchronise
from specbound.generate._tree import MARK

OLD, NEW = f"{MARK}: old\n".encode(), f"{MARK}: new\n".encode()


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    synchronise(tmp_path / "out", {"a.py": OLD, "b.py": OLD})
    before = (tmp_path / "out" / "a.py").stat()
    changes = synchronise(tmp_path / "out", {"a.py": OLD, "b.py": NEW, "contract.json": b"{}"})
    assert (changes.new, changes.changed, changes.stale) == (("contract.json",), ("b.py",), ())
    after = (tmp_path / "out" / "a.py").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert (tmp_path / "out" / "b.py").read_bytes() == NEW


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    synchronise(tmp_path, {"a.py": OLD})
    before = tmp_path.stat().st_mtime_ns
    assert not synchronise(tmp_path, {"a.py": OLD})
    assert tmp_path.stat().st_mtime_ns == before


def test_what_was_written_once_and_is_no_more_goes(tmp_path: Path) -> None:
    synchronise(tmp_path, {"a.py": OLD, "openapi.json": b"{}"})
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "mine.py").write_text("mine = 1")
    assert synchronise(tmp_path, {}).stale == ("a.py", "openapi.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.py", "mine.txt"]


def test_a_file_of_somebody_else_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text("mine = 1")
    with pytest.raises(ConfigurationError, match=r"models\.py is not from"):
        synchronise(tmp_path, {"a.py": NEW, "models.py": NEW})
    assert [path.name for path in tmp_path.iterdir()] == ["models.py"]


def test_comparing_writes_nothing(tmp_path: Path) -> None:
    assert compare(tmp_path / "none", {"a.py": OLD}).new == ("a.py",)
    assert list(tmp_path.iterdir()) == []
