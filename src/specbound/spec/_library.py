"""All files of a document, read when a reference asks for them, and the references between them.

Which references are followed: those within a file; relative ones to a regular file that exists, also outside the
root document's folder (documents share `../common`); URIs that `$id` or `$self` of a file that has been read
declares; and the JSON Schema meta-schemas, which come with the kit's libraries. Absolute paths, `file:` URIs and
remote URIs are never read.
"""

from __future__ import annotations

import json
import os
from pathlib import Path as FilePath
from urllib.parse import unquote, urlsplit

import jsonschema_specifications  # type: ignore[import-untyped]  # comes without types; read in one place

from specbound.spec._errors import BrokenReference, ReadFault
from specbound.spec._file import File, read_file
from specbound.spec._limits import MAX_FILES
from specbound.spec._node import Node
from specbound.spec._pointer import Path, tokens
from specbound.spec._resources import Index, Resource, absolute


class Library:
    """The files of one document. `files` lists them in the order in which they were read, the root first."""

    def __init__(self, root: FilePath) -> None:
        """Read the root document. Raises `ReadFault`."""
        path = FilePath(os.path.abspath(root))  # noqa: PTH100 - resolve() would follow symlinks, and so move the folder
        self._folder = path.parent
        self.files: list[File] = []
        self._by_path: dict[FilePath, File | ReadFault] = {}
        self._indexes: dict[File, Index] = {}
        self._uris: dict[str, Resource] = {}
        self._targets: dict[tuple[File, object, str], Node] = {}
        self._following: set[tuple[File, object]] = set()
        self.root = Node(self._read(path), (), None)
        self.root = Node(self.root.file, (), self.root.file.value)

    @property
    def version(self) -> str:
        """The `openapi` field of the root document, "" where there is none; `3.1` without quotes is a number."""
        version = self.root.get("openapi")
        return "" if version is None or isinstance(version.value, (dict, list)) else str(version.value)

    @property
    def legacy(self) -> bool:
        """Whether schemas are those of OpenAPI 3.0, in which `$id` and siblings of `$ref` mean nothing."""
        return self.version.startswith("3.0")

    @property
    def paths(self) -> tuple[FilePath, ...]:
        """The absolute paths of the files that have been read, the root first."""
        return tuple(file.path for file in self.files if file.path is not None)

    def resolve(self, node: Node) -> Node:
        """The node itself, or what its `$ref` leads to at last. Raises `BrokenReference`."""
        seen = {node.place}
        while isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str):
            node = self.target(node, node.value["$ref"])
            if node.place in seen:
                raise BrokenReference("circular-reference", "the reference leads back to itself")
            seen.add(node.place)
        return node

    def target(self, node: Node, reference: str) -> Node:
        """What a reference that stands at a node leads to, one step. Raises `BrokenReference`."""
        here = self.resource(node)
        key = (here.file, here.path, reference)
        if key not in self._targets:
            self._targets[key] = self._find(node, here, reference)
        return self._targets[key]

    def resource(self, node: Node) -> Resource:
        """The schema resource that a node stands in."""
        return self._index(node.file).around(node.path)

    def locate(self, path: Path) -> Node:
        """The node at a path from the root that may lead through references, or the last one on it that exists."""
        node = self.root
        for token in path:
            try:
                inner = self._step(node, str(token))
            except BrokenReference:
                inner = None
            if inner is None:
                break
            node = inner
        return node

    def open(self, path: str) -> File:
        """A file of the document by its absolute path. Raises `BrokenReference`."""
        return self._file(FilePath(os.path.normpath(path)), path)

    @staticmethod
    def at(file: File, path: Path) -> Node:
        """The node at a path that is known to exist."""
        value = file.value
        for token in path:
            value = value[token]
        return Node(file, path, value)

    def _find(self, node: Node, here: Resource, reference: str) -> Node:
        uri, _, fragment = reference.partition("#")
        resource = self._open(here, uri) if uri else here
        if fragment and not fragment.startswith("/"):
            return self._anchor(resource, unquote(fragment), reference)
        if node.place in self._following:
            raise BrokenReference("circular-reference", f"the reference {reference!r} leads through itself")
        self._following.add(node.place)
        try:
            return self._walk(resource, fragment, reference)
        finally:
            self._following.discard(node.place)

    def _anchor(self, resource: Resource, name: str, reference: str) -> Node:
        path = resource.anchors.get(name, resource.dynamic.get(name))
        if path is None:
            raise BrokenReference(
                "broken-reference", f"{reference!r}: there is no anchor {name!r} in {resource.file.name}"
            )
        return self.at(resource.file, path)

    def _walk(self, resource: Resource, fragment: str, reference: str) -> Node:
        """Follow a pointer; where an embedded resource does not have it, the file around it may be meant."""
        for start in dict.fromkeys((resource.path, ())):
            node: Node | None = self.at(resource.file, start)
            for token, raw in tokens(fragment):
                node = self._step(node, token) or self._step(node, raw) if node else None
            if node is not None:
                return node
        raise BrokenReference("broken-reference", f"{reference!r} leads nowhere in {resource.file.name}")

    def _step(self, node: Node, token: str) -> Node | None:
        """One token further; a reference on the way is followed, which documents rely on beyond RFC 6901."""
        if isinstance(node.value, list):
            return node.child(int(token)) if token.isdecimal() and int(token) < len(node.value) else None
        found = node.get(token)
        if found is None and isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str):
            return self._step(self.resolve(node), token)
        return found

    def _open(self, here: Resource, uri: str) -> Resource:
        """The resource that a reference without its fragment names."""
        whole = absolute(here.uri, uri)
        if whole is None:
            raise BrokenReference("broken-reference", f"{uri!r} is no URI")
        if whole in self._uris:
            return self._uris[whole]
        well_known = jsonschema_specifications.REGISTRY.get(whole)
        if well_known is not None:
            content = json.dumps(well_known.contents).encode()
            return self._index(File(whole, None, whole, content, well_known.contents)).root
        if urlsplit(uri).scheme or uri.startswith("//"):
            raise BrokenReference("remote-reference", f"{uri!r} is not read: only relative references to files are")
        return self._index(self._relative(here.file, uri)).root

    def _relative(self, base: File, uri: str) -> File:
        if uri.startswith("/") or base.path is None:
            raise BrokenReference("remote-reference", f"{uri!r} is not read: only relative references to files are")
        for name in dict.fromkeys((unquote(uri), uri)):
            path = FilePath(os.path.normpath(base.path.parent / name))
            if path in self._by_path or os.path.isfile(path):  # noqa: PTH113 - never raises, however odd the name is
                return self._file(path, uri)
        raise BrokenReference("missing-file", f"there is no file {uri!r}")

    def _file(self, path: FilePath, uri: str) -> File:
        known = self._by_path.get(path)
        try:
            return self._read(path) if known is None else _known(known)
        except ReadFault as fault:
            self._by_path[path] = fault
            raise BrokenReference(fault.code, f"{uri}:{fault.line}: {fault.message}") from fault

    def _read(self, path: FilePath) -> File:
        if len(self.files) >= MAX_FILES:
            raise ReadFault("too-large", f"the document has more than {MAX_FILES} files")
        file = read_file(path, FilePath(os.path.relpath(path, self._folder)).as_posix())
        self._by_path[path] = file
        self.files.append(file)
        return file

    def _index(self, file: File) -> Index:
        known = self._indexes.get(file)
        if known is None:
            known = self._indexes[file] = Index(file, identifiers=not self.legacy)
            self._uris.setdefault(file.uri, known.root)
            for resource in known.resources.values():
                self._uris.setdefault(resource.uri, resource)
        return known


def _known(known: File | ReadFault) -> File:
    if isinstance(known, ReadFault):
        raise known
    return known
