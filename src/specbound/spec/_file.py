"""One file of a document: its bytes, its value, and the lines of what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from specbound.spec._errors import ReadFault
from specbound.spec._json import json_lines, read_json
from specbound.spec._limits import MAX_BYTES
from specbound.spec._lines import Duplicate, Lines
from specbound.spec._pointer import Path
from specbound.spec._yaml import read_yaml


@dataclass(eq=False)
class File:
    """A file as it was read. `name` is its path from the root document's folder, `uri` the base of its references.

    `path` is None for the well-known documents that come with the kit's libraries.
    """

    name: str
    path: FilePath | None
    uri: str
    content: bytes
    value: Any
    found: tuple[Lines, list[Duplicate]] | None = None

    @cached_property
    def _scanned(self) -> tuple[Lines, list[Duplicate]]:
        """YAML gives lines as it is read; those of a JSON file are found when the first of them is asked for."""
        return self.found or json_lines(decode(self.content))

    @property
    def duplicates(self) -> list[Duplicate]:
        """The keys that an object of the file has twice; the last of them counts."""
        return self._scanned[1]

    def line(self, path: Path) -> int:
        """The line of the value at a path, counted from 1."""
        return self._scanned[0].at(path)

    def mentions(self, *words: str) -> bool:
        """Whether any of the words stands anywhere in the text: a cheap guard in front of a walk."""
        return any(word.encode() in self.content for word in words)

    def __repr__(self) -> str:
        return f"File({self.name!r})"


def decode(content: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 with a byte-order mark. Raises `ReadFault`."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ReadFault("not-utf8", f"the bytes are not {error.encoding.upper()}", line) from error


def read_file(path: FilePath, name: str) -> File:
    """Read one file: JSON by its ending or its first character, else YAML. Raises `ReadFault`."""
    content = _bytes_of(path)
    text = decode(content)
    uri = path.as_uri()
    if path.suffix.lower() == ".json":
        return File(name, path, uri, content, read_json(text))
    if text.lstrip()[:1] in ("{", "["):
        try:
            return File(name, path, uri, content, read_json(text))
        except ReadFault as fault:
            if fault.code != "malformed-json":
                raise
    value, lines, duplicates = read_yaml(text)
    return File(name, path, uri, content, value, (lines, duplicates))


def _bytes_of(path: FilePath) -> bytes:
    try:
        if not path.is_file():
            raise ReadFault("missing-file", f"there is no file {path.name!r}")
        if path.stat().st_size > MAX_BYTES:
            raise ReadFault("too-large", f"the file is larger than {MAX_BYTES} bytes")
        return path.read_bytes()
    except OSError as error:
        raise ReadFault("missing-file", f"the file {path.name!r} cannot be read: {error.strerror}") from error
