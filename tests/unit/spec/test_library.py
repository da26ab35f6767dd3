"""References are followed within a file, across files and by identifier, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specbound.spec import BrokenReference, Library, Node, ReadFault


class Folder:
    """Files that refer to each other."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def library(self, root: Any, version: str = "3.1.0", **files: Any) -> Library:
        for name, value in files.items():
            self.file(f"{name}.json", value)
        return Library(self.file("openapi.json", {"openapi": version, **root}))

    def file(self, name: str, value: Any) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value), encoding="utf-8")
        return path


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "documents")


def follow(library: Library, key: str = "start") -> Node:
    return library.resolve(library.root.child(key))


@pytest.mark.parametrize(
    ("reference", "pointer"),
    [
        ("#/a~1b/c~0d", "#/a~1b/c~0d"),
        ("#/a~1b/per%25cent", "#/a~1b/per%cent"),
        ("#/a~1b/raw%25", "#/a~1b/raw%25"),
        ("#/list/1", "#/list/1"),
        ("#/through/list/0", "#/list/0"),
        ("#", "#"),
    ],
)
def test_pointers_are_unescaped(folder: Folder, reference: str, pointer: str) -> None:
    values = {"a/b": {"c~d": 1, "per%cent": 2, "raw%25": 3}, "list": [{}, {}], "through": {"$ref": "#"}}
    node = follow(folder.library({"start": {"$ref": reference}, **values}))

    assert node.pointer == pointer


def test_references_lead_across_files_and_folders_and_back(folder: Folder) -> None:
    folder.file("parts/a b.json", {"x": {"$ref": "../other.json#/y"}})
    folder.file("other.json", {"y": {"$ref": "openapi.json#/end"}})
    library = folder.library({"start": {"$ref": "parts/a%20b.json#/x"}, "end": 5})

    assert (follow(library).source, follow(library).value) == ("openapi.json#/end", 5)
    assert [path.name for path in library.paths] == ["openapi.json", "a b.json", "other.json"]


def test_a_relative_path_may_lead_out_of_the_folder_of_the_root(folder: Folder) -> None:
    folder.file("../common.yaml", {"x": 1})

    assert follow(folder.library({"start": {"$ref": "../common.yaml#/x"}})).source == "../common.yaml#/x"


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("#/nothing", "broken-reference"),
        ("#/list/2", "broken-reference"),
        ("#/list/-", "broken-reference"),
        ("#nothing", "broken-reference"),
        ("nothing.json", "missing-file"),
        (".", "missing-file"),
        ("a" * 5000, "missing-file"),
        ("a%00b", "missing-file"),
        ("http://[", "broken-reference"),
        ("broken.json", "malformed-json"),
        ("http://example.com/a.json", "remote-reference"),
        ("//example.com/a.json", "remote-reference"),
        ("file:///etc/hostname", "remote-reference"),
        ("/etc/hostname", "remote-reference"),
        ("#/start", "circular-reference"),
        ("#/other", "circular-reference"),
        ("#/start/inner", "circular-reference"),
    ],
)
def test_a_reference_that_leads_nowhere_has_a_code(folder: Folder, reference: str, code: str) -> None:
    (folder.file("broken.json", 0)).write_text("{")
    library = folder.library({"start": {"$ref": reference}, "other": {"$ref": "#/start"}, "list": [1, 2]})

    for _ in range(2):
        with pytest.raises(BrokenReference) as caught:
            follow(library)
        assert caught.value.code == code


def test_an_anchor_names_a_schema_in_its_own_resource_only(folder: Folder) -> None:
    schemas = {"outer": {"$anchor": "here"}, "inner": {"$id": "inner", "properties": {"x": {"$anchor": "here"}}}}
    library = folder.library({"one": {"$ref": "#here"}, "two": {"$ref": "inner#here"}, "schemas": schemas})

    assert follow(library, "one").pointer == "#/schemas/outer"
    assert follow(library, "two").pointer == "#/schemas/inner/properties/x"


def test_an_identifier_is_the_base_of_the_references_inside_it(folder: Folder) -> None:
    inner = {
        "$id": "http://example.com/a/b",
        "$defs": {"y": {"$id": "c"}},
        "x": {"$ref": "c"},
        "z": {"$ref": "#/$defs/y"},
    }
    library = folder.library({"schemas": {"inner": inner}})

    for key in ("x", "z"):
        node = library.resolve(library.root.child("schemas").child("inner").child(key))
        assert node.pointer == "#/schemas/inner/$defs/y"


def test_a_pointer_inside_an_embedded_resource_may_mean_the_whole_file(folder: Folder) -> None:
    library = folder.library({"schemas": {"inner": {"$id": "a", "x": {"$ref": "#/end"}}}, "end": 5})

    assert library.resolve(library.root.child("schemas").child("inner").child("x")).value == 5


def test_identifiers_in_data_and_as_names_of_properties_name_nothing(folder: Folder) -> None:
    schema = {"enum": [{"$id": "a"}], "properties": {"$id": {"$anchor": "b"}}, "default": {"$anchor": "c"}}
    library = folder.library({"schemas": {"x": schema}, "start": {"$ref": "#b"}, "other": {"$ref": "#c"}})

    assert follow(library).pointer == "#/schemas/x/properties/$id"
    with pytest.raises(BrokenReference):
        follow(library, "other")


def test_identifiers_mean_nothing_in_openapi_30(folder: Folder) -> None:
    with pytest.raises(BrokenReference):
        follow(folder.library({"start": {"$ref": "#b"}, "schemas": {"x": {"$anchor": "b"}}}, "3.0.3"))


def test_the_own_uri_of_a_document_names_it(folder: Folder) -> None:
    root = {"$self": "https://example.com/api.json", "start": {"$ref": "https://example.com/api.json#/end"}, "end": 5}

    assert follow(folder.library(root, "3.2.0")).value == 5


def test_the_meta_schemas_come_with_the_kit(folder: Folder) -> None:
    library = folder.library({"start": {"$ref": "https://json-schema.org/draft/2020-12/schema"}})

    assert follow(library).value["$dynamicAnchor"] == "meta"
    assert len(library.paths) == 1


def test_a_missing_root_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ReadFault) as caught:
        Library(tmp_path / "nothing.yaml")

    assert caught.value.code == "missing-file"


def test_locating_a_path_stops_at_the_last_value_that_exists(folder: Folder) -> None:
    library = folder.library({"a": {"$ref": "#/b"}, "b": {"c": [1]}, "d": {"$ref": "#/nothing"}})

    assert library.locate(("a", "c", 0)).pointer == "#/b/c/0"
    assert library.locate(("a", "c", 7)).pointer == "#/b/c"
    assert library.locate(("d", "x")).pointer == "#/d"
