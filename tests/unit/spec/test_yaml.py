"""YAML is read by the core schema of YAML 1.2, within limits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from specbound.spec import Library, Node, ReadFault


def read(folder: Path, text: str) -> Node:
    path = folder / "openapi.yaml"
    path.write_text(text, encoding="utf-8")
    return Library(path).root


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("yes", "yes"),
        ("No", "No"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("Null", None),
        ("nULL", "nULL"),
        ("2024-01-31", "2024-01-31"),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("-0x1F", "-0x1F"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("+5", 5),
        ("1.", 1.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        (".NaN", ".NaN"),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        ("'5'", "5"),
        ("!!str 5", "5"),
        ("!!float 5", 5.0),
        ("!!int '5'", 5),
        ("!!bool 'true'", True),
        ("!custom 5", "5"),
        ("!!timestamp 2024-01-31", "2024-01-31"),
    ],
)
def test_a_plain_scalar_is_what_the_core_schema_says(tmp_path: Path, text: str, value: Any) -> None:
    read_value = read(tmp_path, f"a: {text}\n").value["a"]

    assert (read_value, type(read_value)) == (value, type(value))


@pytest.mark.parametrize("text", ["!!int x", "!!bool 5", "!!null 5", "!!float true"])
def test_a_tag_that_the_text_does_not_fit_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReadFault) as caught:
        read(tmp_path, f"a: 1\nb: {text}\n")

    assert (caught.value.code, caught.value.line) == ("malformed-yaml", 2)


def test_keys_are_the_text_as_it_is_written(tmp_path: Path) -> None:
    value = read(tmp_path, "200: a\ntrue: b\n~: c\n0x1: d\n1.0: e\non: f\n'<<': g\n").value

    assert list(value) == ["200", "true", "~", "0x1", "1.0", "on", "<<"]


def test_merge_keys_add_what_is_not_there_and_the_first_source_wins(tmp_path: Path) -> None:
    text = "one: &one {a: 1, b: 1}\ntwo: &two {b: 2, c: 2}\nboth: {<<: [*one, *two], a: 0}\n"

    assert read(tmp_path, text).value["both"] == {"a": 0, "b": 1, "c": 2}


def test_a_merge_key_takes_mappings_only(tmp_path: Path) -> None:
    with pytest.raises(ReadFault, match="takes a mapping"):
        read(tmp_path, "a: {<<: 5}\n")


def test_an_alias_stands_for_the_value_of_its_anchor(tmp_path: Path) -> None:
    text = "a: &a {x: [1]}\nb: *a\nc: &a 2\nd: *a\n? &k key\n: 1\ne: {*k : 3}\n"

    assert read(tmp_path, text).value == {"a": {"x": [1]}, "b": {"x": [1]}, "c": 2, "d": 2, "key": 1, "e": {"key": 3}}


def test_members_stand_where_their_keys_do_also_behind_aliases_and_merges(tmp_path: Path) -> None:
    text = "base: &base\n  x:\n    y: 1\nlist:\n  - 1\n  -\n    z: 2\nalias: *base\nmerged:\n  <<: *base\n  own: 1\n"
    file = read(tmp_path, text).file
    paths: list[tuple[str | int, ...]] = [
        ("base",), ("base", "x", "y"), ("list", 1), ("list", 1, "z"), ("alias",), ("alias", "x", "y"),
        ("merged", "x", "y"), ("merged", "own"), ("merged", "missing"),
    ]  # fmt: skip

    assert [file.line(path) for path in paths] == [1, 3, 7, 7, 8, 3, 3, 11, 9]


def test_only_the_first_document_of_a_stream_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "a: 1\n---\nb: 2\n").value == {"a": 1}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [1,\n", 3),
        ("a: 1\n? [1]\n: 2\n", 2),
        ("a: *nothing\n", 1),
        ("a: &a\n  b: *a\n", 2),
        ("a: \x00\n", 1),
        ("&m {x: 1}: 1\n", 1),
    ],
)
def test_what_is_no_yaml_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(ReadFault) as caught:
        read(tmp_path, text)

    assert (caught.value.code, caught.value.line) == ("malformed-yaml", line)


def test_nesting_is_bounded(tmp_path: Path) -> None:
    read(tmp_path, "a: " + "[" * 150 + "]" * 150)

    with pytest.raises(ReadFault) as caught:
        read(tmp_path, "a: " + "[" * 100_000)

    assert caught.value.code == "too-deep"


def test_nesting_through_aliases_is_bounded(tmp_path: Path) -> None:
    lines = ["a0: &a0 []", *(f"a{n}: &a{n} [[[[[[[[[[*a{n - 1}]]]]]]]]]]" for n in range(1, 40))]

    with pytest.raises(ReadFault) as caught:
        read(tmp_path, "\n".join(lines))

    assert (caught.value.code, caught.value.line) == ("too-deep", 21)


def test_what_aliases_stand_for_is_counted_before_it_can_grow(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]

    with pytest.raises(ReadFault) as caught:
        read(tmp_path, "\n".join(lines))

    assert caught.value.code == "too-large"
