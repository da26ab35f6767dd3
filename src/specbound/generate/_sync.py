"""Bringing a folder up to date: only what differs is written, and only what was written here before is touched."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from specbound.errors import ConfigurationError
from specbound.generate._tree import DATA_FILES, MARK


@dataclass(frozen=True, slots=True)
class Changes:
    """How a folder differs from what it should hold, by file name."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    stale: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.stale)


def compare(folder: Path, files: Mapping[str, bytes]) -> Changes:
    """How the folder differs from these files. Files that are not from `specbound generate` do not count.

    Raises ConfigurationError where one of them stands in the way.
    """
    present = {path.name: path for path in sorted(folder.iterdir()) if path.is_file()} if folder.is_dir() else {}
    foreign = [name for name in files if name in present and not _ours(present[name])]
    if foreign:
        raise ConfigurationError(f"{folder / foreign[0]} is not from `specbound generate`; choose another folder.")
    return Changes(
        new=tuple(name for name in files if name not in present),
        changed=tuple(name for name, data in files.items() if name in present and present[name].read_bytes() != data),
        stale=tuple(name for name, path in present.items() if name not in files and _ours(path)),
    )


def synchronise(folder: Path, files: Mapping[str, bytes]) -> Changes:
    """Make the folder hold these files, each replaced in one step; tells what was done. Raises as `compare` does."""
    changes = compare(folder, files)
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*changes.new, *changes.changed):
        _replace(folder / name, files[name])
    for name in changes.stale:
        (folder / name).unlink()
    return changes


def _ours(path: Path) -> bool:
    if path.suffix != ".py":
        return path.name in DATA_FILES
    with path.open("rb") as file:
        head = file.read(len(MARK))
    return head in (MARK.encode(), b"")


def _replace(path: Path, data: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        file.write(data)
    temporary = Path(file.name)
    temporary.chmod(0o666 & ~_umask())
    temporary.replace(path)


def _umask() -> int:
    """The process's mask for new files, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
