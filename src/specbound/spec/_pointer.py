"""JSON Pointer (RFC 6901) and its place in the fragment of a URI."""

from __future__ import annotations

from typing import TypeAlias
from urllib.parse import unquote

Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands in its file: keys of objects and indexes of arrays, outermost first."""


def escape(token: str | int) -> str:
    """One reference token, `~` and `/` escaped."""
    return str(token).replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    """The key that a reference token stands for."""
    return token.replace("~1", "/").replace("~0", "~")


def to_pointer(path: Path) -> str:
    """The pointer as a fragment: `#/paths/~1items/get`."""
    return "#" + "".join(f"/{escape(token)}" for token in path)


def tokens(fragment: str) -> list[tuple[str, str]]:
    """The tokens of a fragment without its `#`, each percent-decoded and as written: some documents mean the latter."""
    return [(unescape(unquote(part)), unescape(part)) for part in fragment.split("/")[1:]]
