"""Every style of OpenAPI 3.1, 4.8.12: what a client writes is read back as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbound.runtime import MISSING
from tests.unit.runtime.decode import wire
from tests.unit.runtime.decode.reading import parameter, read

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
SPACELESS = st.text(st.characters(codec="utf-8", exclude_characters=" "), max_size=8)
PIPELESS = st.text(st.characters(codec="utf-8", exclude_characters="|"), max_size=8)
HEADER_TEXT = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_characters=",=\x7f"), min_size=1, max_size=8
)
KEY = st.text(st.characters(codec="utf-8", exclude_characters="[]"), min_size=1, max_size=6)
TOKEN = st.text("abcXYZ019_-", min_size=1, max_size=6)
STRINGS = {"type": "array", "items": {"type": "string"}}
OBJECT = {"type": "object", "additionalProperties": {"type": "string"}}


def values(text: st.SearchStrategy[str], key: st.SearchStrategy[str] = KEY) -> st.SearchStrategy[Any]:
    """A string, or an array or object of strings that is not empty: what is empty cannot be written in every style."""
    return st.one_of(text, st.lists(text, min_size=1, max_size=4), st.dictionaries(key, text, min_size=1, max_size=4))


def schema_of(value: Any) -> Any:
    return STRINGS if isinstance(value, list) else OBJECT if isinstance(value, dict) else {"type": "string"}


def value_of(declared: Any, **request: Any) -> Any:
    result, violations = read(declared, **request)
    assert violations == []
    return result[declared.field]


@given(values(TEXT), st.booleans())
def test_simple_in_the_path(value: Any, explode: bool) -> None:
    declared = parameter("p", "path", schema_of(value), explode=explode)
    assert value_of(declared, path={"p": wire.simple(value, explode).encode()}) == value


@given(values(TEXT), st.booleans())
def test_label(value: Any, explode: bool) -> None:
    declared = parameter("p", "path", schema_of(value), style="label", explode=explode)
    assert value_of(declared, path={"p": wire.label(value, explode).encode()}) == value


@given(values(TEXT), st.booleans())
def test_matrix(value: Any, explode: bool) -> None:
    declared = parameter("p", "path", schema_of(value), style="matrix", explode=explode)
    assert value_of(declared, path={"p": wire.matrix("p", value, explode).encode()}) == value


@given(values(TEXT), st.booleans())
def test_form_in_the_query(value: Any, explode: bool) -> None:
    declared = parameter("p q", "query", schema_of(value), explode=explode)
    assert value_of(declared, query=wire.form("p q", value, explode)) == value


@given(values(TEXT, TOKEN), st.booleans())
def test_form_in_cookies(value: Any, explode: bool) -> None:
    members = {"type": "object", "properties": {key: {"type": "string"} for key in value}}
    schema = members if isinstance(value, dict) else schema_of(value)
    declared = parameter("p", "cookie", schema, explode=explode)
    cookie = wire.form("p", value, explode, joint="; ").encode()
    assert value_of(declared, headers=[(b"cookie", b"other=1; " + cookie)]) == value


@given(values(HEADER_TEXT, HEADER_TEXT), st.booleans())
def test_simple_in_headers(value: Any, explode: bool) -> None:
    declared = parameter("X-P", "header", schema_of(value), explode=explode)
    assert value_of(declared, headers=[(b"x-p", wire.simple(value, explode, wire.plain).encode())]) == value


@given(st.lists(SPACELESS, min_size=1, max_size=4), st.sampled_from(["%20", "+"]))
def test_space_delimited(value: list[str], delimiter: str) -> None:
    declared = parameter("p", "query", STRINGS, style="spaceDelimited", explode=False)
    assert value_of(declared, query=wire.delimited("p", value, delimiter)) == value


@given(st.lists(PIPELESS, min_size=1, max_size=4), st.sampled_from(["|", "%7C", "%7c"]))
def test_pipe_delimited(value: list[str], delimiter: str) -> None:
    declared = parameter("p", "query", STRINGS, style="pipeDelimited", explode=False)
    assert value_of(declared, query=wire.delimited("p", value, delimiter)) == value


@pytest.mark.parametrize("style", ["spaceDelimited", "pipeDelimited"])
@given(value=st.lists(TEXT, min_size=1, max_size=4))
def test_a_delimited_array_that_is_exploded_repeats_its_name(style: str, value: list[str]) -> None:
    declared = parameter("p", "query", STRINGS, style=style, explode=True)
    assert value_of(declared, query=wire.form("p", value, True)) == value


@given(st.dictionaries(KEY, TEXT, min_size=1, max_size=4))
def test_deep_object(value: dict[str, str]) -> None:
    declared = parameter("p", "query", OBJECT, style="deepObject", explode=True)
    assert value_of(declared, query=wire.deep_object("p", value)) == value


@given(st.lists(TEXT, min_size=1, max_size=3), TEXT)
def test_a_deep_object_holds_arrays_and_objects(tags: list[str], inner: str) -> None:
    schema = {
        "type": "object",
        "properties": {"tags": STRINGS, "sub": {"type": "object", "properties": {"x": {"type": "string"}}}},
    }
    declared = parameter("p", "query", schema, style="deepObject", explode=True)
    query = f"{wire.deep_object('p', {'tags': tags})}&p%5Bsub%5D%5Bx%5D={wire.escaped(inner)}"
    assert value_of(declared, query=query) == {"tags": tags, "sub": {"x": inner}}


@given(st.lists(st.integers(), min_size=1, max_size=4), st.booleans())
def test_items_are_read_by_their_type(value: list[int], explode: bool) -> None:
    declared = parameter("p", "query", {"type": "array", "items": {"type": "integer"}}, explode=explode)
    assert value_of(declared, query=wire.form("p", [str(each) for each in value], explode)) == value


@given(st.integers(), st.booleans(), st.booleans())
def test_members_are_read_by_their_type(number: int, flag: bool, explode: bool) -> None:
    schema = {"type": "object", "properties": {"n": {"type": "integer"}, "f": {"type": "boolean"}}}
    declared = parameter("p", "query", schema, explode=explode)
    query = wire.form("p", {"n": str(number), "f": str(flag).lower()}, explode)
    assert value_of(declared, query=query) == {"n": number, "f": flag}


@pytest.mark.parametrize(
    ("style", "raw", "value"),
    [
        ("simple", b"", []),
        ("label", b".", []),
        ("matrix", b";p", []),
        ("matrix", b";p=", []),
    ],
)
def test_an_array_without_items_is_empty_where_an_empty_text_is_no_item(style: str, raw: bytes, value: Any) -> None:
    declared = parameter("p", "path", {"type": "array", "items": {"type": "integer"}}, style=style, explode=False)
    assert value_of(declared, path={"p": raw}) == value


def test_an_empty_query_value_is_an_empty_array_where_an_empty_text_is_no_item() -> None:
    declared = parameter("p", "query", {"type": "array", "items": {"type": "integer"}}, explode=False)
    assert value_of(declared, query="p=") == []


@pytest.mark.parametrize("raw", [b".1,2,3", b".1.2.3"])
def test_a_label_that_is_not_exploded_is_read_with_commas_and_with_the_dots_of_openapi_3_0(raw: bytes) -> None:
    declared = parameter("p", "path", {"type": "array", "items": {"type": "integer"}}, style="label", explode=False)
    assert value_of(declared, path={"p": raw}) == [1, 2, 3]


@pytest.mark.parametrize(
    ("style", "raw"), [("label", b"1"), ("matrix", b"1"), ("matrix", b";q=1"), ("matrix", b";pp=1")]
)
def test_a_text_without_the_prefix_of_its_style_is_malformed(style: str, raw: bytes) -> None:
    _, violations = read(parameter("p", "path", {"type": "string"}, style=style), path={"p": raw})
    assert [each.type for each in violations] == ["malformed"]


def test_a_matrix_leaves_out_the_equals_sign_of_what_is_empty() -> None:
    """RFC 6570, 3.2.7."""
    assert value_of(parameter("p", "path", {"type": "string"}, style="matrix"), path={"p": b";p"}) == ""
    exploded = {"style": "matrix", "explode": True}
    assert value_of(parameter("p", "path", STRINGS, **exploded), path={"p": b";p;p=a"}) == ["", "a"]
    assert value_of(parameter("p", "path", OBJECT, **exploded), path={"p": b";R;G=1"}) == {"R": "", "G": "1"}


@pytest.mark.parametrize(
    ("style", "explode", "raw"),
    [
        ("simple", True, b"R=1,G"),
        ("simple", False, b"R,1,G"),
        ("label", True, b".R=1.G"),
        ("matrix", True, b";R=1;R=2"),
        ("simple", False, b"R,1,R,2"),
    ],
)
def test_a_member_without_a_value_or_with_two_is_malformed(style: str, explode: bool, raw: bytes) -> None:
    _, violations = read(parameter("p", "path", OBJECT, style=style, explode=explode), path={"p": raw})
    assert [(each.loc, each.type) for each in violations] == [(("path", "p"), "malformed")]


def test_an_exploded_matrix_of_another_name_is_malformed() -> None:
    _, violations = read(parameter("p", "path", STRINGS, style="matrix", explode=True), path={"p": b";p=1;q=2"})
    assert [(each.loc, each.type) for each in violations] == [(("path", "p"), "malformed")]


def test_a_comma_that_is_escaped_does_not_part_items() -> None:
    declared = parameter("p", "query", STRINGS, explode=False)
    assert value_of(declared, query="p=a%2Cb,c") == ["a,b", "c"]


def test_a_plus_is_a_space_in_a_query_and_a_plus_in_a_path() -> None:
    text = {"type": "string"}
    assert value_of(parameter("p", "query", text), query="p=a+b%2B") == "a b+"
    assert value_of(parameter("p", "path", text), path={"p": b"a+b"}) == "a+b"


def test_a_plus_stands_for_itself_where_reserved_characters_are_allowed() -> None:
    declared = parameter("p", "query", {"type": "string"}, allow_reserved=True)
    assert value_of(declared, query="p=a+b/c?d=e:@") == "a+b/c?d=e:@"


def test_an_object_whose_members_are_spread_takes_the_names_that_are_nobody_elses() -> None:
    declared = parameter("rest", "query", OBJECT), parameter("n", "query", {"type": "integer"})
    values, violations = read(*declared, query="a=1&n=2&b=3")
    assert (values, violations) == ({"rest": {"a": "1", "b": "3"}, "n": 2}, [])


@pytest.mark.parametrize("name", ["p", "p[", "p[a", "p]"])
def test_a_deep_object_has_no_texts_but_those_in_brackets(name: str) -> None:
    declared = parameter("p", "query", OBJECT, style="deepObject", explode=True)
    assert read(declared, query=f"{name}=1")[1] != []


def test_a_deep_object_that_nests_deeper_than_its_schema_is_malformed() -> None:
    declared = parameter("p", "query", OBJECT, style="deepObject", explode=True)
    _, violations = read(declared, query="p[a][b]=1")
    assert [(each.loc, each.type) for each in violations] == [(("query", "p"), "malformed")]


@pytest.mark.parametrize("pairs", ["p[a]=1&p[a][b]=2", "p[a][b]=2&p[a]=1"])
def test_a_deep_member_that_is_both_a_text_and_an_object_is_refused(pairs: str) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {"type": "string"}}}}}
    _, violations = read(parameter("p", "query", schema, style="deepObject", explode=True), query=pairs)
    assert violations


def test_the_name_of_a_cookie_is_taken_as_it_is() -> None:
    values, _ = read(parameter("__Host-p", "cookie", {"type": "string"}), headers=[(b"cookie", b"%5F%5FHost-p=forged")])
    assert values["__host_p"] is MISSING
