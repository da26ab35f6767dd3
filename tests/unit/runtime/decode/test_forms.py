"""Forms: pairs of texts become an object by the shapes of its properties and their encodings."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbound.contract import Encoding
from specbound.runtime import MISSING, BadRequest
from tests.unit.runtime.decode.sending import Reading, media

FORM = "application/x-www-form-urlencoded"
TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
INTEGERS = {"type": "array", "items": {"type": "integer"}}
OBJECT = {"type": "object", "properties": {"x": {"type": "integer"}}}


def form(properties: dict[str, Any], encodings: dict[str, Encoding] | None = None, **schema: Any) -> Reading:
    return Reading(media(FORM, {"type": "object", "properties": properties, **schema}, encodings))


def all_escaped(members: dict[str, str]) -> str:
    """A form in which every byte is an escape."""
    escapes = {text: "".join(f"%{byte:02x}" for byte in text.encode()) for pair in members.items() for text in pair}
    return "&".join(f"{escapes[name]}={escapes[text]}" for name, text in members.items())


@given(st.dictionaries(TEXT, TEXT), st.sampled_from([urlencode, all_escaped]))
def test_what_a_form_writes_is_read_back_as_it_was(members: dict[str, str], write: Any) -> None:
    reading = form({})
    assert reading.read(write(members).encode(), FORM) == members


@given(st.integers(), st.booleans(), st.lists(st.integers(), min_size=1, max_size=3))
def test_members_are_read_by_their_type(number: int, flag: bool, several: list[int]) -> None:
    reading = form({"n": {"type": "integer"}, "f": {"type": "boolean"}, "a": INTEGERS})
    data = urlencode({"n": number, "f": str(flag).lower(), "a": several}, doseq=True).encode()
    assert reading.read(data, FORM) == {"n": number, "f": flag, "a": several}
    assert reading.violations == []


def test_a_text_that_does_not_stand_for_its_type_is_a_violation() -> None:
    reading = form({"n": {"type": "integer"}, "a": INTEGERS, "s": {"type": "string"}}, required=["r"])
    assert reading.read(b"n=010&a=1&a=x&s=1&s=2", FORM) is MISSING
    assert sorted(reading.faults, key=repr) == [
        (("body", "a", 1), "type"),
        (("body", "n"), "type"),
        (("body", "r"), "required"),
        (("body", "s"), "type"),
    ]


def test_an_object_is_one_json_text_where_no_style_is_given() -> None:
    reading = form({"o": OBJECT, "list": {"type": "array", "items": OBJECT}})
    data = urlencode({"o": '{"x": 1}', "list": ['{"x": 2}', '{"x": 3}']}, doseq=True).encode()
    assert reading.read(data, FORM) == {"o": {"x": 1}, "list": [{"x": 2}, {"x": 3}]}
    assert reading.read(b"o=x", FORM) is MISSING
    assert reading.faults == [(("body", "o"), "type")]


def test_a_text_that_may_be_an_object_or_a_string_is_an_object_only_where_it_is_one() -> None:
    reading = form({"o": {"type": ["object", "string"]}})
    assert [reading.read(f"o={text}".encode(), FORM)["o"] for text in ("12", "%7B%7D", "a")] == ["12", {}, "a"]


def test_a_property_whose_content_type_is_json_is_json_whatever_its_type() -> None:
    reading = form({"s": {"type": "string"}, "a": INTEGERS}, {name: Encoding(("application/json",)) for name in "sa"})
    assert reading.read(urlencode({"s": '"1"', "a": "[1, 2]"}).encode(), FORM) == {"s": "1", "a": [1, 2]}


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        (Encoding(style="form", explode=False), b"a=1,2"),
        (Encoding(style="form", explode=True), b"a=1&a=2"),
        (Encoding(explode=False), b"a=1,2"),
        (Encoding(style="spaceDelimited"), b"a=1+2"),
        (Encoding(style="pipeDelimited"), b"a=1%7C2"),
    ],
)
def test_an_array_is_laid_out_by_the_style_of_its_encoding(encoding: Encoding, data: bytes) -> None:
    assert form({"a": INTEGERS}, {"a": encoding}).read(data, FORM) == {"a": [1, 2]}


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        (Encoding(style="form", explode=False), b"o=x,1&n=2"),
        (Encoding(style="form"), b"x=1&n=2"),
        (Encoding(style="deepObject", explode=True), b"o%5Bx%5D=1&n=2"),
    ],
)
def test_an_object_is_laid_out_by_the_style_of_its_encoding(encoding: Encoding, data: bytes) -> None:
    reading = form({"o": OBJECT, "n": {"type": "integer"}}, {"o": encoding}, additionalProperties=False)
    assert reading.read(data, FORM) == {"o": {"x": 1}, "n": 2}


def test_a_plus_stands_for_itself_where_reserved_characters_are_allowed() -> None:
    assert form({"s": {"type": "string"}}, {"s": Encoding(allow_reserved=True)}).read(b"s=a+b", FORM) == {"s": "a+b"}


def test_unknown_members_are_judged_by_the_schema() -> None:
    closed = form({}, additionalProperties=False)
    assert closed.read(b"u=1", FORM) is MISSING
    assert closed.faults == [(("body", "u"), "unexpected")]
    assert form({}, additionalProperties={"type": "integer"}).read(b"u=1", FORM) == {"u": 1}


def test_an_empty_form_is_an_empty_object() -> None:
    assert form({}).read(b"", FORM) == {}


@pytest.mark.parametrize("data", [b"a=%zz", b"%zz=1", b"a=%ff", b"a=\xff", b"%ff=1"])
@pytest.mark.parametrize("encoding", [Encoding(), Encoding(style="form", explode=False)])
def test_broken_escapes_and_bytes_that_are_not_utf8_are_a_bad_request(data: bytes, encoding: Encoding) -> None:
    with pytest.raises(BadRequest):
        form({"a": {"type": "string"}}, {"a": encoding}).read(data, FORM)


def test_a_form_of_too_many_fields_is_a_bad_request() -> None:
    with pytest.raises(BadRequest):
        form({}).read(b"&".join([b"a=1"] * 1001), FORM)


@given(st.recursive(st.none() | st.integers() | TEXT, lambda inner: st.lists(inner, max_size=2), max_leaves=4))
def test_json_in_a_form_is_decoded_as_any_json(value: Any) -> None:
    reading = form({"j": True}, {"j": Encoding(("application/json",))})
    assert reading.read(f"j={quote_plus(json.dumps(value))}".encode(), FORM) == {"j": value}
