"""Content types (RFC 9110, 8.3.1) and the ranges that they lie in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbound.runtime.decode._media import MediaTable, parse_content_type

TOKEN = st.text("abcXYZ019!#$%&'*+.^_`|~-", min_size=1, max_size=6)
QUOTED = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8)


@given(TOKEN, TOKEN, st.dictionaries(TOKEN.map(str.lower), QUOTED, max_size=3), st.sampled_from(["", " ", "\t "]))
def test_a_content_type_is_read_as_it_was_written(
    type_: str, subtype: str, parameters: dict[str, str], space: str
) -> None:
    written = [f'{name}="{value}"' for name, value in escaped(parameters).items()]
    parsed = parse_content_type(f"{space};{space}".join([f"{type_}/{subtype}", *written]))
    assert parsed is not None
    assert (parsed.name, parsed.parameters) == (f"{type_}/{subtype}".lower(), parameters)


def escaped(parameters: dict[str, str]) -> dict[str, str]:
    return {name: value.replace("\\", "\\\\").replace('"', '\\"') for name, value in parameters.items()}


@pytest.mark.parametrize(
    "text",
    ["", "a", "a/", "/b", "a/b/c", "a/b c", "a/b;c", "a/b;=d", 'a/b;c="d', "a/b,c/d", "é/b", "a/b; c =d", "a/b;c=d e"],
)
def test_what_is_no_content_type_is_none(text: str) -> None:
    assert parse_content_type(text) is None


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        (b"a/b", "a/b"),
        (b"A/B; v=1", "a/b;v=1"),
        (b"a/b;v=2", "a/b"),
        (b"a/c", "a/*"),
        (b"a/c+json", "a/*+json"),
        (b"a/+json", "a/*"),
        (b"b/c", "*/*"),
        (b"nonsense", None),
    ],
)
def test_the_most_specific_range_is_found(asked: bytes, chosen: str | None) -> None:
    table = MediaTable((name, name) for name in ("*/*", "a/*", "a/*+json", "a/b", "a/b;v=1"))
    for _ in range(2):  # the second time from memory
        found = table.find(asked)
        assert (found and found[0]) == chosen


def test_a_table_does_not_remember_without_end() -> None:
    table = MediaTable([("a/b", 1)])
    for index in range(1000):
        table.find(f"a/b;v={index}".encode())
    assert len(table._known) < 300  # pyright: ignore[reportPrivateUsage] - memory has no other face
