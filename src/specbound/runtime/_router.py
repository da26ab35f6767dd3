"""Matching a path to the most specific template of the document, segment by segment (OpenAPI 3.1, 4.8.8.1).

Matching works on the raw path, before percent-decoding, so that `a%2Fb` is one segment. In each segment a literal is
tried before a template with fixed parts (`{name}.json`) and that before a whole `{name}`. A segment whose bytes are no
UTF-8 matches nothing. The path decides first, then the method: a path that is found but lacks the method is a 405.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import unquote_to_bytes

T = TypeVar("T")

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class Route(NamedTuple, Generic[T]):
    """What one method of a path leads to, and the names of the path's placeholders from left to right."""

    target: T
    names: tuple[str, ...]


class _Node(Generic[T]):
    __slots__ = ("literals", "partials", "routes", "whole")

    def __init__(self) -> None:
        self.literals: dict[bytes, _Node[T]] = {}
        self.partials: dict[str, tuple[re.Pattern[bytes], _Node[T]]] = {}
        self.whole: _Node[T] | None = None
        self.routes: dict[str, Route[T]] = {}


class Router(Generic[T]):
    """The templates of a document as a tree of segments, built once."""

    def __init__(self, routes: Iterable[tuple[str, str, T]]) -> None:
        """`routes` are triples of method, path template and target; of two that match the same, the first counts."""
        self._root: _Node[T] = _Node()
        self._plain: dict[bytes, dict[str, Route[T]]] = {}
        for method, template, target in routes:
            self._add(method, template, target)

    def find(self, path: bytes) -> tuple[dict[str, Route[T]], list[bytes]] | None:
        """The routes of the path by method, with the raw texts of its placeholders; None where no template fits."""
        plain = self._plain.get(path)
        if plain is not None:
            return plain, []
        segments = path.split(b"/")
        return _descend(self._root, segments) or _search(self._root, segments)

    def _add(self, method: str, template: str, target: T) -> None:
        node = self._root
        for segment in template.split("/")[1:]:
            node = _child(node, segment)
        names = tuple(_PLACEHOLDER.findall(template))
        node.routes.setdefault(method, Route(target, names))
        if not names:
            self._plain[template.encode()] = node.routes


def _child(node: _Node[T], segment: str) -> _Node[T]:
    if not _PLACEHOLDER.search(segment):
        return node.literals.setdefault(unquote_to_bytes(segment), _Node())
    if _PLACEHOLDER.fullmatch(segment):
        node.whole = node.whole or _Node()
        return node.whole
    pattern = _segment_pattern(segment)
    if pattern.pattern.decode() not in node.partials:
        node.partials[pattern.pattern.decode()] = (pattern, _Node())
        node.partials = dict(sorted(node.partials.items(), key=lambda item: -_fixed_length(item[0])))
    return node.partials[pattern.pattern.decode()][1]


def _segment_pattern(segment: str) -> re.Pattern[bytes]:
    fixed = _PLACEHOLDER.split(segment)[::2]
    return re.compile(b"(.+?)".join(re.escape(text.encode()) for text in fixed), re.DOTALL)


def _fixed_length(pattern: str) -> int:
    return len(pattern.replace("(.+?)", ""))


def _descend(root: _Node[T], segments: list[bytes]) -> tuple[dict[str, Route[T]], list[bytes]] | None:
    """The way that `_search` tries first, without a way back; None where it needs more than plain text to go on."""
    node = root
    values: list[bytes] = []
    for segment in segments[1:]:
        literal = node.literals.get(segment)
        if literal is not None:
            node = literal
        elif node.whole is None or node.partials or not segment or not segment.isascii() or b"%" in segment:
            return None
        else:
            values.append(segment)
            node = node.whole
    return (node.routes, values) if node.routes else None


def _search(root: _Node[T], segments: list[bytes]) -> tuple[dict[str, Route[T]], list[bytes]] | None:
    values: list[bytes] = []
    node = _walk(root, segments, 1, values)
    return None if node is None else (node.routes, values)


def _walk(node: _Node[T], segments: list[bytes], at: int, values: list[bytes]) -> _Node[T] | None:
    """The node that the segments from `at` on lead to; the placeholders' texts on the way are left in `values`."""
    if at == len(segments):
        return node if node.routes else None
    segment = segments[at]
    literal = node.literals.get(segment)
    if literal is None and b"%" in segment:
        literal = node.literals.get(unquote_to_bytes(segment))
    if literal is not None and (found := _walk(literal, segments, at + 1, values)) is not None:
        return found
    if not segment or not _is_text(segment):
        return None
    for pattern, child in node.partials.values():
        match = pattern.fullmatch(segment)
        if match is not None and (found := _with(child, segments, at, values, match.groups())) is not None:
            return found
    return None if node.whole is None else _with(node.whole, segments, at, values, (segment,))


def _with(
    node: _Node[T], segments: list[bytes], at: int, values: list[bytes], texts: tuple[bytes, ...]
) -> _Node[T] | None:
    before = len(values)
    values.extend(texts)
    found = _walk(node, segments, at + 1, values)
    if found is None:
        del values[before:]
    return found


def _is_text(segment: bytes) -> bool:
    if segment.isascii() and b"%" not in segment:
        return True
    if _BROKEN_ESCAPE.search(segment):
        return False
    try:
        unquote_to_bytes(segment).decode()
    except UnicodeDecodeError:
        return False
    return True
