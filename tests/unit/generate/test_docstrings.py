"""The document's words in docstrings."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbound.generate._docstrings import docstring, escaped, first_sentence


@given(st.text())
def test_any_text_survives_as_a_docstring(text: str) -> None:
    assert ast.literal_eval(f'"""{escaped(text)}"""') == docstring(text)


@given(st.text())
def test_a_docstring_holds_no_control_characters(text: str) -> None:
    assert all(each.isprintable() or each in "\n\t" or not each.isascii() for each in docstring(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gone.", "Gone"),
        ("One. Two.", "One"),
        ("Version 1.2 of it", "Version 1.2 of it"),
        ("A line\nthat goes on.\n\nMore.", "A line that goes on"),
        ("", ""),
    ],
)
def test_the_first_sentence_is_one_line(text: str, expected: str) -> None:
    assert first_sentence(text) == expected
