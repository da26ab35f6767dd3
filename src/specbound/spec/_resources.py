"""The schema resources of a file (JSON Schema 2020-12, 8.2): what `$id`, `$anchor` and `$dynamicAnchor` name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin

from specbound.spec._file import File
from specbound.spec._pointer import Path

DATA_KEYS = frozenset({"example", "examples", "default", "const", "enum"})
"""Members that hold data, in which no keyword means anything."""

MAP_KEYS = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "schemas"})
"""Members whose keys are names, not keywords."""


@dataclass(eq=False)
class Resource:
    """A part of a file with a URI of its own, and the anchors in it by name."""

    uri: str
    file: File
    path: Path
    anchors: dict[str, Path] = field(default_factory=dict[str, Path])
    dynamic: dict[str, Path] = field(default_factory=dict[str, Path])


class Index:
    """The resources of one file; the file itself is the first."""

    def __init__(self, file: File, *, identifiers: bool) -> None:
        self.resources: dict[Path, Resource] = {(): Resource(_own_uri(file), file, ())}
        if identifiers and file.mentions("$id", "$anchor", "$dynamicAnchor"):
            self._walk(file.value, (), self.root, names=False)

    @property
    def root(self) -> Resource:
        return self.resources[()]

    def around(self, path: Path) -> Resource:
        """The innermost resource that holds a path."""
        if len(self.resources) == 1:
            return self.root
        return next(self.resources[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.resources)

    def _walk(self, value: Any, path: Path, resource: Resource, *, names: bool) -> None:
        if isinstance(value, list):
            for index, element in enumerate(value):
                self._walk(element, (*path, index), resource, names=False)
        if not isinstance(value, dict):
            return
        if not names:
            resource = self._enter(value, path, resource)
        for key, member in value.items():
            if names or not (key in DATA_KEYS or key.startswith("x-")):
                self._walk(member, (*path, key), resource, names=not names and key in MAP_KEYS)

    def _enter(self, value: dict[str, Any], path: Path, resource: Resource) -> Resource:
        identifier = value.get("$id")
        uri = absolute(resource.uri, identifier) if isinstance(identifier, str) else None
        if uri is not None and uri != resource.uri:
            resource = self.resources[path] = Resource(uri, resource.file, path)
        for key, anchors in (("$anchor", resource.anchors), ("$dynamicAnchor", resource.dynamic)):
            name = value.get(key)
            if isinstance(name, str):
                anchors.setdefault(name, path)
        return resource


def absolute(base: str, reference: str) -> str | None:
    """The URI that a reference means, without its fragment; None where it is none."""
    try:
        return urldefrag(urljoin(base, reference)).url
    except ValueError:
        return None


def _own_uri(file: File) -> str:
    """The URI of a file: `$self`, where it has one (OpenAPI 3.2, 4.1.2.2), else where it lies."""
    own = file.value.get("$self") if isinstance(file.value, dict) else None
    return (absolute(file.uri, own) if isinstance(own, str) else None) or file.uri
