"""The gate: the verdict is the schema's, and every violation is told with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbound.contract import Schema
from specbound.errors import ConfigurationError
from specbound.runtime import Violation
from specbound.runtime.gate._gate import LARGE, Definitions, Gate


def gate(schema: Schema, **definitions: Schema) -> Gate:
    return Gate(schema, Definitions(definitions))


def violations(schema: Schema, value: Any, **definitions: Schema) -> list[Violation]:
    subject = gate(schema, **definitions)
    assert not subject.is_valid(value)
    return subject.violations(value, ("body",))


def faults(schema: Schema, value: Any, **definitions: Schema) -> list[tuple[Any, str]]:
    return [(each.loc[1:], each.type) for each in violations(schema, value, **definitions)]


@pytest.mark.parametrize(
    ("schema", "value", "verdict"),
    [
        ({"type": "integer"}, 1.0, True),
        ({"type": "integer"}, True, False),
        ({"type": "integer"}, 10**400, True),
        ({"maximum": 2**63 - 1}, 2**63, False),
        ({"maximum": 10**30}, 10**30 + 1, False),
        ({"multipleOf": 0.01}, 19.99, True),
        ({"const": 1}, 1.0, True),
        ({"const": 0}, False, False),
        ({"uniqueItems": True}, [1, True], True),
        ({"uniqueItems": True}, [1, 1.0], False),
        ({"maxLength": 1}, "\U0001f600", True),
        ({"pattern": r"^\d$"}, "\u0663", False),
        ({"pattern": r"^\w$"}, "\u00e9", False),
        ({"pattern": r"^\s$"}, "\u00a0", True),
        ({"pattern": "^a$"}, "a\n", False),
        ({"format": "uuid"}, "not-one", False),
        ({"format": "date-time"}, "2016-12-31T23:59:60Z", True),
        ({"format": "date"}, "2023-02-29", False),
        ({"format": "made-up"}, "anything", True),
        ({"properties": {"a": False}}, {"a": 1}, False),
        ({"unevaluatedProperties": False, "allOf": [{"properties": {"a": True}}]}, {"a": 1}, True),
    ],
)
def test_the_verdict_is_that_of_draft_2020_12_with_formats_asserted(schema: Schema, value: Any, verdict: bool) -> None:
    assert gate(schema).is_valid(value) is verdict


@pytest.mark.parametrize(
    ("schema", "value", "fault"),
    [
        ({"type": "string"}, 1, ((), "type")),
        ({"enum": ["a", "b"]}, "c", ((), "enum")),
        ({"const": "a"}, "c", ((), "const")),
        ({"maximum": 3}, 4, ((), "too_large")),
        ({"exclusiveMaximum": 4}, 4, ((), "too_large")),
        ({"minimum": 3}, 2, ((), "too_small")),
        ({"exclusiveMinimum": 2}, 2, ((), "too_small")),
        ({"multipleOf": 2}, 3, ((), "multiple_of")),
        ({"maxLength": 2}, "abc", ((), "too_long")),
        ({"minLength": 2}, "a", ((), "too_short")),
        ({"pattern": "^a"}, "b", ((), "pattern")),
        ({"format": "uuid"}, "b", ((), "format")),
        ({"maxItems": 1}, [1, 2], ((), "too_many_items")),
        ({"minItems": 1}, [], ((), "too_few_items")),
        ({"uniqueItems": True}, [1, 1], ((), "duplicate_items")),
        ({"maxProperties": 1}, {"a": 1, "b": 1}, ((), "too_many_properties")),
        ({"minProperties": 1}, {}, ((), "too_few_properties")),
        ({"required": ["name"]}, {}, (("name",), "required")),
        ({"dependentRequired": {"a": ["b"]}}, {"a": 1}, (("b",), "required")),
        ({"dependentSchemas": {"a": {"required": ["b"]}}}, {"a": 1}, (("b",), "required")),
        ({"additionalProperties": False}, {"a": 1}, (("a",), "unexpected")),
        ({"unevaluatedProperties": False}, {"a": 1}, (("a",), "unexpected")),
        ({"additionalProperties": {"type": "string"}}, {"a": 1}, (("a",), "type")),
        ({"patternProperties": {"^x": {"type": "string"}}}, {"xa": 1}, (("xa",), "type")),
        ({"properties": {"a": False}}, {"a": 1}, (("a",), "not_allowed")),
        ({"propertyNames": {"pattern": "^a"}}, {"b": 1}, (("b",), "property_name")),
        ({"items": {"type": "string"}}, ["a", 1], ((1,), "type")),
        ({"prefixItems": [True], "items": False}, [1, 2], ((1,), "unexpected")),
        ({"prefixItems": [True], "unevaluatedItems": False}, [1, 2], ((1,), "unexpected")),
        ({"prefixItems": [{"type": "string"}]}, [1], ((0,), "type")),
        ({"contains": {"type": "string"}}, [1], ((), "contains")),
        ({"contains": True, "maxContains": 1}, [1, 2], ((), "contains")),
        ({"not": {"type": "string"}}, "a", ((), "not")),
        ({"if": {"type": "string"}, "then": {"minLength": 1}}, "", ((), "too_short")),
        ({"if": {"type": "string"}, "else": {"minimum": 1}}, 0, ((), "too_small")),
        ({"allOf": [{"minimum": 1}, {"minimum": 1}]}, 0, ((), "too_small")),
        ({"oneOf": [{"minimum": 1}, {"minimum": 2}]}, 3, ((), "one_of")),
        (False, 1, ((), "not_allowed")),
    ],
)
def test_each_keyword_has_a_type_of_violation_and_a_place(schema: Schema, value: Any, fault: Any) -> None:
    assert faults(schema, value) == [fault]


def test_all_violations_are_told_at_their_places() -> None:
    line = {
        "type": "object",
        "required": ["sku"],
        "additionalProperties": False,
        "properties": {"sku": {"type": "string"}, "quantity": {"type": "integer", "minimum": 1}},
    }
    order = {"required": ["customer"], "properties": {"lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}}}}
    value = {"lines": [{"sku": "a", "quantity": 1}, {"quantity": 0, "colour": "red"}]}
    assert sorted(faults({"$ref": "#/$defs/Order"}, value, Order=order, Line=line), key=repr) == [
        (("customer",), "required"),
        (("lines", 1, "colour"), "unexpected"),
        (("lines", 1, "quantity"), "too_small"),
        (("lines", 1, "sku"), "required"),
    ]


CAT = {
    "type": "object",
    "required": ["kind", "lives"],
    "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}},
}
DOG = {
    "type": "object",
    "required": ["kind", "name"],
    "properties": {"kind": {"type": "string"}, "name": {"type": "string"}},
}


def pets(keyword: str, **discriminator: Any) -> Schema:
    branches = [{"$ref": "#/$defs/Cat.request"}, {"$ref": "#/$defs/Dog"}]
    return {keyword: branches, "discriminator": {"propertyName": "kind", **discriminator}}


def pet_faults(schema: Schema, value: Any) -> list[tuple[Any, str]]:
    return faults(schema, value, **{"Cat.request": CAT, "Dog": DOG})


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
def test_a_discriminator_picks_the_branch_that_is_told_of(keyword: str) -> None:
    mapped = pets(keyword, mapping={"c": "#/$defs/Cat.request", "d": "#/$defs/Dog"})
    assert pet_faults(mapped, {"kind": "c", "name": 1}) == [(("lives",), "required")]
    assert pet_faults(mapped, {"kind": "d", "name": 1}) == [(("name",), "type")]
    assert pet_faults(pets(keyword), {"kind": "Cat.request", "lives": "9"}) == [(("lives",), "type")]
    assert pet_faults(pets(keyword), {"kind": "Dog"}) == [(("name",), "required")]


@pytest.mark.parametrize("value", ["Bird", 1, None, ["Cat"]])
def test_an_unknown_value_of_a_discriminator_is_one_violation(value: Any) -> None:
    assert pet_faults(pets("oneOf"), {"kind": value}) == [(("kind",), "discriminator")]


def test_a_missing_discriminator_is_required() -> None:
    assert pet_faults(pets("oneOf"), {}) == [(("kind",), "required")]


def test_a_discriminator_does_not_change_the_verdict() -> None:
    subject = gate(pets("anyOf"), **{"Cat.request": CAT, "Dog": DOG})
    assert subject.is_valid({"kind": "Bird", "name": "Tweety"})


@pytest.mark.parametrize(
    ("branches", "value", "expected"),
    [
        ([{"type": "null"}, {"type": "object", "required": ["a"]}], {}, [(("a",), "required")]),
        ([{"type": "object", "required": ["a"]}, {"type": "null"}], 1, [((), "type")]),
        ([{"const": "a"}, {"const": "b"}], "c", [((), "enum")]),
        (
            [
                {"properties": {"t": {"const": "x"}, "v": {"type": "string"}}},
                {"properties": {"t": {"const": "y"}, "v": {"type": "integer"}, "w": False}},
            ],
            {"t": "y", "v": "1", "w": 1},
            [(("v",), "type"), (("w",), "not_allowed")],
        ),
        ([{"type": "array"}, {"type": "string", "maxLength": 1}], "ab", [((), "too_long")]),
    ],
)
@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
def test_of_other_unions_the_branch_that_fits_best_is_told_of(
    keyword: str, branches: Any, value: Any, expected: Any
) -> None:
    assert faults({keyword: branches}, value) == expected


def test_types_of_all_branches_are_told_in_one_violation() -> None:
    (violation,) = violations({"oneOf": [{"type": "integer"}, {"type": ["array", "null"]}]}, "a")
    assert violation.msg == "This must be an integer, an array or null."


def test_messages_are_short_and_do_not_echo_the_value() -> None:
    schema = {"enum": ["x" * 5000] * 500, "pattern": "y" * 900, "const": {"k": "z" * 900}, "format": "uuid"}
    for violation in violations(schema, "hunter2" * 1000):
        assert len(violation.msg) < 1000
        assert "hunter2" not in violation.msg


def test_at_most_100_violations_are_told() -> None:
    assert len(violations({"items": {"type": "string"}}, [1] * 5000)) == 100


def test_the_words_for_a_recursive_union_are_found_in_bounded_steps() -> None:
    """The validator's own list of errors would have three to the power of sixty entries here."""
    branches = [
        {"type": "object", "properties": {"a": {"$ref": "#/$defs/E"}, "op": {"const": op}}, "required": ["a", "op"]}
        for op in ("and", "or", "not")
    ]
    value: Any = 1
    for index in range(60):
        value = {"op": ("and", "or", "not")[index % 3], "a": value}
    assert faults({"$ref": "#/$defs/E"}, value, E={"oneOf": [*branches, {"type": "string"}]}) == [(("a",) * 60, "type")]


def test_a_value_too_large_to_explain_is_one_violation() -> None:
    value = [["a"]] * 300_000 + [[1]]
    assert faults({"items": {"$ref": "#/$defs/A"}}, value, A={"items": {"type": "string"}}) in (
        [((), "schema")],
        [((300_000, 0), "type")],
    )


def test_a_pattern_that_runs_on_is_given_up_and_the_value_refused() -> None:
    schema = {"pattern": "^(?=.*x?)(a|aa)+(?!b)$"}
    assert faults(schema, "a" * 10_000 + "!") == [((), "pattern")]


def test_a_schema_that_cannot_be_compiled_is_named_with_its_place() -> None:
    with pytest.raises(ConfigurationError, match=r"here: .* at #/\$defs/A~1B/properties/x/pattern: .*regex"):
        Gate({"$ref": "#/$defs/A~1B"}, Definitions({"A/B": {"properties": {"x": {"pattern": "["}}}}), "here")


def test_a_reference_to_nothing_cannot_be_compiled() -> None:
    with pytest.raises(ConfigurationError, match="here"):
        Gate({"$ref": "#/$defs/Nothing"}, Definitions({}), "here")


def test_nothing_is_fetched() -> None:
    with pytest.raises(ConfigurationError, match="here"):
        Gate({"$ref": "https://example.org/schema.json"}, Definitions({}), "here")


def test_names_of_definitions_may_hold_any_character() -> None:
    name = "A b/~é%"
    subject = gate({"$ref": "#/$defs/A%20b~1~0%C3%A9%25"}, **{name: {"type": "string"}})
    assert subject.is_valid("a")
    assert [each.type for each in subject.violations(1, ())] == ["type"]


def chain(length: int) -> dict[str, Schema]:
    """Definitions that reach each other all around."""
    return {
        f"S{index}": {"properties": {"next": {"$ref": f"#/$defs/S{(index + 1) % length}"}, "n": {"type": "integer"}}}
        for index in range(length)
    }


@pytest.mark.parametrize("length", [LARGE - 1, LARGE + 1])
def test_large_schemas_judge_like_small_ones(length: int) -> None:
    definitions = Definitions(chain(length))
    gates = [Gate({"$ref": f"#/$defs/S{index}"}, definitions) for index in range(length)]
    definitions.finish()
    for subject in gates:
        assert subject.is_valid({"next": {"n": 1}})
        assert not subject.is_valid({"next": {"n": "x"}})
        assert [each.loc for each in subject.violations({"next": {"n": "x"}}, ())] == [("next", "n")]


def test_a_large_schema_that_cannot_be_compiled_is_named_with_its_place() -> None:
    definitions = Definitions({**chain(LARGE), "S0": {"$ref": "#/$defs/S1", "pattern": "["}})
    Gate({"$ref": "#/$defs/S1"}, definitions, "here")
    with pytest.raises(ConfigurationError, match="here"):
        definitions.finish()


SCALARS = st.sampled_from(["", "a", "ab", "b", 0, 1, 2, 1.0, 1.5, True, False, None])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
TYPES = st.sampled_from(["string", "integer", "number", "boolean", "null", "array", "object"])
SMALL = st.integers(0, 3)
NAMES = st.lists(st.sampled_from("abc"), max_size=2, unique=True)


def some_of(**keywords: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    pairs = [st.tuples(st.just(keyword), arguments) for keyword, arguments in keywords.items()]
    return st.lists(st.one_of(pairs), max_size=3).map(dict)


def applied(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=1, max_size=3)
    by_name = st.dictionaries(st.sampled_from("abc"), inner, max_size=2)
    return some_of(
        allOf=several,
        anyOf=several,
        oneOf=several,
        properties=by_name,
        patternProperties=by_name,
        additionalProperties=inner,
        unevaluatedProperties=inner,
        propertyNames=inner,
        items=inner,
        prefixItems=several,
        unevaluatedItems=inner,
        contains=inner,
        minContains=SMALL,
        maxContains=SMALL,
        dependentSchemas=by_name,
        dependentRequired=st.dictionaries(st.sampled_from("abc"), NAMES, max_size=2),
        required=NAMES,
        **{
            "not": inner,
            "if": inner,
            "then": inner,
            "else": inner,
            "$ref": st.sampled_from(["#/$defs/A", "#/$defs/B"]),
        },
    )


ASSERTED = some_of(
    type=TYPES | st.lists(TYPES, min_size=1, max_size=2, unique=True),
    enum=st.lists(SCALARS, min_size=1, max_size=3),
    const=VALUES,
    minimum=SMALL,
    exclusiveMaximum=SMALL,
    multipleOf=st.sampled_from([1, 0.5, 2]),
    minLength=SMALL,
    maxLength=SMALL,
    pattern=st.sampled_from(["^a", "b$"]),
    minItems=SMALL,
    maxItems=SMALL,
    uniqueItems=st.booleans(),
    minProperties=SMALL,
    maxProperties=SMALL,
)
SCHEMAS = st.recursive(st.booleans() | ASSERTED, lambda inner: st.one_of(applied(inner), ASSERTED), max_leaves=10)


@given(SCHEMAS, SCHEMAS, SCHEMAS, VALUES)
def test_the_words_agree_with_the_verdict(schema: Schema, a: Schema, b: Schema, value: Any) -> None:
    """Where the gate refuses there is a violation with a word for it, and where it accepts the walk finds none."""
    try:
        subject = gate(schema, A=a, B=b)
    except ConfigurationError:
        return  # a circle of references alone
    value = json.loads(json.dumps(value))
    types = {each.type for each in subject.violations(value, ())}
    assert types if not subject.is_valid(value) else types == {"schema"}
    if not subject.is_valid(value):
        assert "schema" not in types
