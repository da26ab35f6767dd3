"""Conditional requests: entity tags, `If-Match` and `If-None-Match` (RFC 9110, 8.8.3 and 13.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["etag", "if_match", "if_none_match"]

_TAG = re.compile(r'\s*(?P<weak>W/)?(?P<tag>"[\x21\x23-\x7e\x80-\xff]*")\s*(?:,|$)')
_EMPTY = re.compile(r"\s*,")


def etag(version: int | str) -> str:
    """The strong entity tag of one version of a resource; the text must hold neither blanks nor quotes."""
    return f'"{version}"'


def if_match(header: str, current: str) -> bool:
    """Whether `If-Match` lets a request through (13.1.1), by strong comparison: a weak tag matches nothing.

    `*` matches whatever exists. A header that is no list of entity tags matches nothing, so a change is refused.
    """
    if header.strip() == "*":
        return True
    return any(not weak and tag == current for weak, tag in _tags(header))


def if_none_match(header: str, current: str) -> bool:
    """Whether `If-None-Match` lets a request through (13.1.2), by weak comparison; if not, a GET is answered 304.

    A header that is no list of entity tags lets the request through, so the client is sent the whole.
    """
    if header.strip() == "*":
        return False
    opaque = current.removeprefix("W/")
    return all(tag != opaque for _, tag in _tags(header))


def _tags(header: str) -> Iterator[tuple[bool, str]]:
    """The entity tags of a list, each with whether it is weak; none at all if any part is malformed."""
    found: list[tuple[bool, str]] = []
    position = 0
    while position < len(header):
        if empty := _EMPTY.match(header, position):  # RFC 9110, 5.6.1.2: empty list elements are ignored
            position = empty.end()
        elif match := _TAG.match(header, position):
            found.append((match["weak"] is not None, match["tag"]))
            position = match.end()
        else:
            return iter(()) if header[position:].strip() else iter(found)
    return iter(found)
