"""JSON is read as JSON, and its lines are found when they are asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specbound.spec import Library, Node, ReadFault

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def read(folder: Path, text: str, name: str = "openapi.json") -> Node:
    path = folder / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return Library(path).root


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.dictionaries(st.text(), JSON, max_size=4))
def test_every_value_reads_back_as_it_was_written(tmp_path: Path, value: Any) -> None:
    assert read(tmp_path, json.dumps(value)).value == value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.dictionaries(st.text(), JSON, min_size=1, max_size=4))
def test_every_member_stands_on_the_line_of_its_key(tmp_path: Path, value: Any) -> None:
    text = json.dumps(value, indent=1)
    file = read(tmp_path, text).file
    lines = text.split("\n")

    def check(inner: Any, path: tuple[str | int, ...]) -> None:
        if isinstance(inner, dict):
            for key, member in inner.items():
                assert lines[file.line((*path, key)) - 1].strip().startswith(json.dumps(key) + ":")
                check(member, (*path, key))
        elif isinstance(inner, list):
            for index, member in enumerate(inner):
                check(member, (*path, index))

    check(value, ())


def test_elements_of_arrays_have_lines_of_their_own(tmp_path: Path) -> None:
    file = read(tmp_path, '{"a": [\n1,\n{"b":\n2}, [\n3]]}').file

    assert [file.line(path) for path in [("a", 0), ("a", 1), ("a", 1, "b"), ("a", 2, 0)]] == [2, 3, 3, 5]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1e400}', {"a": 10**400}),
        ('{"a": 123456789012345678901234567890}', {"a": 123456789012345678901234567890}),
        ("\ufeff{}", {}),
    ],
)
def test_nothing_that_is_json_is_refused(tmp_path: Path, text: str, value: Any) -> None:
    assert read(tmp_path, text).value == value


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('{"a":\n 1,}', "malformed-json", 2),
        ('{"a": NaN}', "malformed-json", 1),
        ('{"a": 1e999999999}', "malformed-json", 1),
        ("", "malformed-json", 1),
        ('{"a": 1e400, "b": ' + "1" * 5000 + "}", "malformed-json", 1),
        ('{"a": "\\ud800"}', "malformed-json", 1),
        ('{"a":\n' + "[" * 100_000, "too-deep", 2),
        ('{"a":\n' + "[" * 300 + "]" * 300 + "}", "too-deep", 2),
    ],
)
def test_what_is_no_json_is_refused_with_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    with pytest.raises(ReadFault) as caught:
        read(tmp_path, text)

    assert (caught.value.code, caught.value.line) == (code, line)


def test_json_in_a_file_without_its_ending_is_read_as_json(tmp_path: Path) -> None:
    assert read(tmp_path, ' {"a": "\\/"}', "document").value == {"a": "/"}


def test_a_flow_mapping_of_yaml_may_begin_like_json(tmp_path: Path) -> None:
    assert read(tmp_path, "{a: on, }", "openapi.yaml").value == {"a": "on"}


def test_utf16_is_read_by_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    path.write_bytes('{"a": "é"}'.encode("utf-16"))

    assert Library(path).root.value == {"a": "é"}


def test_bytes_that_are_not_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_bytes(b"a: 1\nb: \xff\n")

    with pytest.raises(ReadFault) as caught:
        Library(path)

    assert (caught.value.code, caught.value.line) == ("not-utf8", 2)
