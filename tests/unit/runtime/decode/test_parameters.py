"""Parameters are read exactly: what the schema says of the plain text is what the client is told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbound.contract import Parameter, Shape
from specbound.errors import ConfigurationError
from specbound.runtime import MISSING
from tests.unit.runtime.decode.reading import faults, parameter, read, reader

INTEGER = {"type": "integer"}
NUMBER = {"type": "number"}
BOOLEAN = {"type": "boolean"}
TEXT = {"type": "string"}
LIMIT = parameter("limit", "query", INTEGER)


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("10", 10), ("-5", -5), ("1.0", 1), ("1e2", 100), ("-0", 0), ("%31", 1), ("9" * 400, int("9" * 400))],
)
def test_an_integer_is_what_json_takes_for_one(text: str, value: int) -> None:
    values, violations = read(LIMIT, query=f"limit={text}")
    assert (values, violations) == ({"limit": value}, [])
    assert type(values["limit"]) is int


@pytest.mark.parametrize(
    "text",
    [
        *("", "010", "%2B5", "+5", "1_0", "%205", "5%20", "5%0A", "0x1", "1.5", ".5", "5.", "1e", "1e400", "NaN"),
        *("Infinity", "-", "--1", "5,6", "true", "%D9%A3", "%EF%BC%95", "%00"),
    ],
)
def test_what_json_takes_for_no_integer_is_refused_by_type(text: str) -> None:
    _, violations = read(LIMIT, query=f"limit={text}")
    assert faults(violations) == [(("query", "limit"), "type")]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_as_json_reads_it(value: float) -> None:
    values, violations = read(parameter("x", "query", NUMBER), query=f"x={json.dumps(value).replace('+', '%2B')}")
    assert (values, violations) == ({"x": value}, [])


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_is_read_as_a_boolean_but_true_and_false(text: str) -> None:
    values, violations = read(parameter("x", "header", BOOLEAN), headers=[(b"x", text.encode())])
    if text.strip() in ("true", "false"):
        assert values == {"x": text.strip() == "true"}
    else:
        assert faults(violations) == [(("header", "x"), "type")]


def test_types_are_tried_in_the_order_of_the_shape() -> None:
    schema = {"type": ["null", "boolean", "integer", "string"]}
    declared = parameter("x", "query", schema)
    assert [read(declared, query=f"x={text}")[0]["x"] for text in ("null", "true", "7", "a")] == [None, True, 7, "a"]


def test_of_several_readings_the_first_that_the_schema_accepts_is_taken() -> None:
    schema = {"anyOf": [{"type": "integer", "maximum": 5}, {"type": "string", "minLength": 2}]}
    declared = parameter("x", "query", schema, shape=Shape(("integer", "string")))
    assert [read(declared, query=f"x={text}")[0]["x"] for text in ("5", "10")] == [5, "10"]


@pytest.mark.parametrize("location", ["query", "cookie"])
def test_a_value_of_any_type_is_found_under_its_own_name(location: Any) -> None:
    types = ("boolean", "number", "array", "object", "string")
    declared = parameter("x", location, True, shape=Shape(types, items=Shape(("number",))))
    request: dict[str, Any] = {"query": "x=a"} if location == "query" else {"headers": [(b"cookie", b"x=a")]}
    assert read(declared, **request) == ({"x": ["a"]}, [])


def test_a_reading_that_cannot_be_does_not_hinder_the_next() -> None:
    schema = {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "integer"}}]}
    declared = parameter("x", "query", schema, shape=Shape(("integer", "array"), items=Shape(("integer",))))
    assert read(declared, query="x=1&x=2") == ({"x": [1, 2]}, [])
    assert read(declared, query="x=1") == ({"x": 1}, [])


@pytest.mark.parametrize("location", ["query", "cookie"])
def test_a_single_value_that_is_given_twice_is_one_violation(location: Any) -> None:
    declared = parameter("x", location, INTEGER)
    _, violations = read(declared, query="x=5&x=6" if location == "query" else b"", headers=[(b"cookie", b"x=5; x=5")])
    assert faults(violations) == [((location, "x"), "repeated")]


@pytest.mark.parametrize("raw", [b"x=%zz", b"x=%4", b"x=%", b"x=%ff", b"x=\xff", b"x=%ed%a0%80", b"x=%C3"])
def test_broken_escapes_and_bytes_that_are_not_utf8_are_malformed(raw: bytes) -> None:
    assert faults(read(parameter("x", "query", TEXT), query=raw)[1]) == [(("query", "x"), "malformed")]
    path = raw.removeprefix(b"x=")
    assert faults(read(parameter("x", "path", TEXT), path={"x": path})[1]) == [(("path", "x"), "malformed")]


def test_a_header_that_is_not_utf8_is_malformed() -> None:
    assert faults(read(parameter("x", "header", TEXT), headers=[(b"x", b"\xe9")])[1]) == [
        (("header", "x"), "malformed")
    ]


@given(st.text(st.characters(codec="utf-8")))
def test_bytes_of_utf8_mean_the_same_as_their_escapes(text: str) -> None:
    raw = text.encode()
    escaped = "".join(f"%{byte:02X}" for byte in raw).encode()
    declared = parameter("x", "path", TEXT)
    if b"%" not in raw:
        assert read(declared, path={"x": raw}) == read(declared, path={"x": escaped})
    assert read(declared, path={"x": escaped}) == ({"x": text}, [])


def test_an_escaped_slash_is_part_of_its_segment() -> None:
    assert read(parameter("x", "path", TEXT), path={"x": b"a%2Fb"}) == ({"x": "a/b"}, [])


def test_what_is_absent_is_the_default_or_missing_and_a_violation_where_it_is_required() -> None:
    declared = (
        parameter("a", "query", INTEGER, has_default=True, default=20),
        parameter("b", "query", TEXT),
        parameter("c", "query", TEXT, required=True),
        parameter("X-D", "header", TEXT, required=True),
        parameter("e", "cookie", TEXT, required=True),
    )
    values, violations = read(*declared)
    assert values == {"a": 20, "b": MISSING, "c": MISSING, "x_d": MISSING, "e": MISSING}
    required = [("query", "c"), ("header", "X-D"), ("cookie", "e")]
    assert faults(violations) == [(loc, "required") for loc in required]


def test_a_default_is_nobodys_to_change() -> None:
    subject = reader(parameter("a", "query", {"type": "array", "items": TEXT}, has_default=True, default=["x"]))
    subject.read({}, b"", [], [])["a"].append("y")
    assert subject.read({}, b"", [], []) == {"a": ["x"]}


def test_a_name_without_a_value_is_an_empty_text() -> None:
    declared = parameter("x", "query", TEXT)
    assert read(declared, query="x")[0] == read(declared, query="x=")[0] == {"x": ""}


@pytest.mark.parametrize("query", ["x", "x="])
def test_an_empty_text_that_the_schema_refuses_is_absent_where_empty_values_are_allowed(query: str) -> None:
    declared = parameter("x", "query", BOOLEAN, allow_empty=True, has_default=True, default=False)
    assert read(declared, query=query) == ({"x": False}, [])
    assert faults(read(declared, query="x=&x=")[1]) == [(("query", "x"), "repeated")]
    assert faults(read(declared, query="x=1")[1]) == [(("query", "x"), "type")]


def test_an_empty_text_that_the_schema_accepts_is_a_value_where_empty_values_are_allowed() -> None:
    assert read(parameter("x", "query", TEXT, allow_empty=True), query="x=") == ({"x": ""}, [])


def test_a_required_parameter_is_not_given_by_an_empty_text() -> None:
    declared = parameter("x", "query", BOOLEAN, allow_empty=True, required=True)
    assert faults(read(declared, query="x=")[1]) == [(("query", "x"), "required")]


def test_empty_pairs_are_passed_over() -> None:
    assert read(LIMIT, query="&&limit=1&") == ({"limit": 1}, [])


def test_names_are_compared_after_their_escapes_are_undone() -> None:
    assert read(parameter("a b", "query", TEXT), query="a%20b=1") == ({"a b": "1"}, [])


def test_every_unknown_query_parameter_is_one_violation_where_queries_are_strict() -> None:
    values, violations = read(LIMIT, query="a=1&limit=2&b=3&a=4")
    assert faults(violations) == [(("query", "a"), "unexpected"), (("query", "b"), "unexpected")]
    assert values == {"limit": 2}


def test_unknown_query_parameters_are_passed_over_where_queries_are_not_strict() -> None:
    assert read(LIMIT, query="a=%zz&%zz=1&limit=2", strict=False) == ({"limit": 2}, [])


def test_a_name_that_cannot_be_decoded_is_malformed_where_queries_are_strict() -> None:
    assert faults(read(LIMIT, query="%zz=1")[1]) == [(("query",), "malformed")]


def test_names_that_the_application_knows_are_not_unexpected() -> None:
    violations: list[Any] = []
    reader(LIMIT, known=frozenset({"api_key"})).read({}, b"api_key=s&limit=1", [], violations)
    assert violations == []


def test_members_of_deep_objects_are_not_unexpected() -> None:
    declared = parameter("f", "query", {"type": "object", "additionalProperties": TEXT}, style="deepObject")
    assert read(declared, query="f[a]=1&g[a]=2")[0] == {"f": {"a": "1"}}
    assert faults(read(declared, query="f[a]=1&g[a]=2")[1]) == [(("query", "g[a]"), "unexpected")]


def test_lines_of_one_header_are_one_list() -> None:
    declared = parameter("X-Tags", "header", {"type": "array", "items": TEXT})
    assert read(declared, headers=[(b"x-tags", b"a, b"), (b"other", b"x"), (b"x-tags", b"c")])[0] == {
        "x_tags": ["a", "b", "c"]
    }


def test_the_value_of_a_cookie_may_stand_in_quotes() -> None:
    assert read(parameter("x", "cookie", TEXT), headers=[(b"cookie", b'a=1; x="v%20w"')]) == ({"x": "v w"}, [])


def test_a_cookie_of_style_cookie_is_taken_as_it_is() -> None:
    declared = parameter("x", "cookie", TEXT, style="cookie", explode=True)
    assert read(declared, headers=[(b"cookie", b"x=v%20w")])[0] == {"x": "v%20w"}


def test_cookies_of_others_may_be_malformed() -> None:
    assert read(parameter("x", "cookie", TEXT), headers=[(b"cookie", b"y=%zz; =; junk; x=1")]) == ({"x": "1"}, [])


def test_a_parameter_with_json_content_is_decoded_and_judged() -> None:
    declared = parameter("x", "query", {"type": "object", "required": ["a"]}, content_type="application/json")
    assert read(declared, query="x=%7B%22a%22%3A1%7D") == ({"x": {"a": 1}}, [])
    assert faults(read(declared, query="x=%7B%7D")[1]) == [(("query", "x", "a"), "required")]
    assert faults(read(declared, query="x=%7B")[1]) == [(("query", "x"), "malformed")]
    assert faults(read(declared, query="x=%7B%22a%22%3A1%2C%22a%22%3A2%7D")[1]) == [(("query", "x"), "duplicate_key")]
    assert faults(read(declared, query=f"x={'[' * 40}{']' * 40}")[1]) == [(("query", "x"), "too_deep")]


def test_every_violation_of_every_parameter_is_told() -> None:
    declared = (
        parameter("p", "path", {"type": "string", "maxLength": 2}),
        parameter("a", "query", {"type": "array", "items": INTEGER}, explode=False),
        parameter("X-H", "header", {"type": "string", "pattern": r"^\d+$"}),
    )
    request: dict[str, Any] = {"path": {"p": b"abc"}, "query": "a=1,x,y", "headers": [(b"x-h", "\u0663".encode())]}
    assert faults(read(*declared, **request)[1]) == [
        (("path", "p"), "too_long"),
        (("query", "a", 1), "type"),
        (("query", "a", 2), "type"),
        (("header", "X-H"), "pattern"),
    ]


def test_a_member_that_is_spread_is_blamed_by_its_own_name() -> None:
    declared = parameter("f", "query", {"type": "object", "properties": {"n": INTEGER}})
    assert faults(read(declared, query="n=x")[1]) == [(("query", "n"), "type")]


@pytest.mark.parametrize("query", ["&".join(["a=1"] * 1001), "a=" + "x" * 70_000])
def test_a_query_beyond_the_limits_is_one_violation(query: str) -> None:
    declared = parameter("a", "query", {"type": "array", "items": TEXT}), parameter("b", "query", TEXT, required=True)
    assert faults(read(*declared, query=query)[1]) == [(("query",), "too_long")]


def test_a_message_does_not_echo_what_was_sent() -> None:
    _, violations = read(LIMIT, query="limit=hunter2")
    assert all("hunter2" not in violation.msg for violation in violations)


def test_a_schema_that_cannot_be_compiled_is_named_with_its_place() -> None:
    broken = Parameter("x", "query", "x", False, {"type": "string", "pattern": "["}, Shape(("string",)), "form", True)
    with pytest.raises(ConfigurationError, match=r"openapi\.yaml#/paths/~1/get: parameter 'x': .* #/pattern"):
        reader(broken)


@given(
    st.lists(st.sampled_from(["limit=1", "limit=1.0", "limit=x", "s=a", "s=a+b", "s=%41", "u=1", "s", ""]), max_size=4)
)
def test_the_quick_way_says_what_the_exact_way_says(pairs: list[str]) -> None:
    """A cookie parameter and a pair that must be decoded each make everything go the exact way."""
    quick = [LIMIT, parameter("s", "query", {"type": "string", "maxLength": 2})]
    values, violations = read(*quick, query="&".join(pairs))
    exact = "&".join(pair.replace("limit", "%6Cimit").replace("s", "%73").replace("u", "%75") for pair in pairs)
    assert read(*quick, query=exact) == (values, violations)
