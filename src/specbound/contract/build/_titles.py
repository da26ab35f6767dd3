"""What definitions are called: components keep their names, other schemas get readable ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from specbound.contract.build._context import Context
from specbound.contract.build._names import numbered
from specbound.spec import BrokenReference, File, Node, Path

_STRUCTURE = frozenset(
    {
        "allOf", "anyOf", "components", "content", "headers", "oneOf", "parameters", "paths", "properties",
        "requestBodies", "responses", "schema",
    }
)  # fmt: skip
"""Tokens of a pointer that tell nothing about what it points to."""

_LISTS = frozenset({"$defs", "definitions", "schemas"})
"""Tokens that a name follows."""


class Titles:
    """The names of definitions, each given once; the root's components come first, used or not, so that names stay."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._ranks: dict[str, tuple[int, str]] = {}
        self._components: dict[tuple[File, Path], str] = {}
        self._aliases: dict[tuple[File, Path], Node] = {}
        for node in self._declared():
            self._components[node.place] = self._take(_slug(node.key) or "schema")
        for node in self._declared():
            self._note_alias(node)

    def of(self, node: Node) -> str:
        """The name of a schema that is referred to for the first time."""
        reserved = self._components.pop(node.place, None)
        return reserved or self._take(_readable(node))

    def of_view(self, name: str) -> str:
        """The name of the view of requests, beside that of responses."""
        view = self._take(f"{name}.request")
        self._ranks[view] = (self._ranks[name][0], view)
        return view

    def behind(self, node: Node) -> Node:
        """The schema in another file that a component merely names; the component's name is its own then."""
        return self._aliases.get(node.place, node)

    def ordered(self, names: Iterable[str]) -> list[str]:
        """Names in the order in which they were given, views behind their definitions."""
        return sorted(names, key=lambda name: self._ranks[name])

    def _declared(self) -> Iterator[Node]:
        schemas = (components := self._context.library.root.get("components")) and components.get("schemas")
        return (node for _, node in schemas.items()) if schemas else iter(())

    def _note_alias(self, node: Node) -> None:
        if not isinstance(node.value, dict) or list(node.value) != ["$ref"]:
            return
        try:
            target = self._context.library.resolve(node)
        except BrokenReference:
            return  # reported where the component is used
        if target.file is not node.file and target.place not in self._components:
            self._components[target.place] = self._components[node.place]
            self._aliases[node.place] = target

    def _take(self, name: str) -> str:
        name = numbered(name, self._ranks.keys())
        self._ranks[name] = (len(self._ranks), "")
        return name


def _slug(text: str) -> str:
    """The text in characters that a URI fragment holds as they are; other scripts are spelt by code point."""
    plain = (each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    spelt = "".join(each if each.isascii() else f"u{ord(each):x}" if each.isalnum() else "_" for each in plain)
    return re.sub(r"[^A-Za-z0-9_.-]+", "_", spelt).strip("_")


def _readable(node: Node) -> str:
    """A name from file and pointer: what the tokens after the last list of names say, else the file's."""
    tokens = [str(token) for token in node.path]
    start = max((index + 1 for index, token in enumerate(tokens[:-1]) if token in _LISTS), default=0)
    words = [_slug(token) for token in tokens[start:] if token not in _STRUCTURE]
    return "_".join(filter(None, words)) or _slug(PurePosixPath(node.file.name).stem) or "schema"
