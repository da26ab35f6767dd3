"""Bodies and responses have media types, each read in its own way."""

from __future__ import annotations

from typing import Any

import pytest

from specbound.contract import Encoding, Header, Operation, Shape
from tests.unit.contract.documents import Documents, document

OBJECT = {"type": "object", "properties": {"a": {"type": "integer"}}}
TEXT = {"type": "string"}


def posted(documents: Documents, content: Any, **more: Any) -> Operation:
    item = {"post": {"requestBody": {"content": content, **more}, "responses": {"200": {"description": ""}}}}
    return documents.contract(document({"/": item})).operations[0]


def answered(documents: Documents, written: Any, **components: Any) -> Operation:
    return documents.contract(document({"/": {"get": {"responses": written}}}, **components)).operations[0]


@pytest.mark.parametrize(
    ("name", "schema", "kind"),
    [
        ("application/json", OBJECT, "json"),
        ("application/json; charset=utf-8", OBJECT, "json"),
        ("application/merge-patch+json", None, "json"),
        ("Application/Problem+JSON", OBJECT, "json"),
        ("application/x-www-form-urlencoded", OBJECT, "form"),
        ("multipart/form-data", OBJECT, "multipart"),
        ("multipart/mixed", None, "multipart"),
        ("text/plain", TEXT, "text"),
        ("text/plain", OBJECT, "binary"),
        ("text/csv", {"type": "string", "format": "binary"}, "binary"),
        ("text/csv", None, "binary"),
        ("application/xml", OBJECT, "binary"),
        ("image/*", TEXT, "binary"),
        ("*/*", OBJECT, "json"),
        ("*/*", {"type": "string", "format": "binary"}, "binary"),
        ("*/*", None, "binary"),
    ],
)
def test_the_kind_tells_how_bytes_are_read(documents: Documents, name: str, schema: Any, kind: str) -> None:
    media = {"schema": schema} if schema else {}
    operation = posted(documents, {name: media})
    assert operation.body is not None

    assert operation.body.content[0].kind == kind


def test_names_are_in_lower_case_without_spaces(documents: Documents) -> None:
    operation = posted(documents, {"Application/JSON; Charset=utf-8": {}, "IMAGE/*": {}})
    assert operation.body is not None

    assert [each.name for each in operation.body.content] == ["application/json;charset=utf-8", "image/*"]


def test_forms_have_shapes_and_encodings(documents: Documents) -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "integer"}, "f": TEXT, "g": {"type": "array", "items": TEXT}},
    }
    encoding = {
        "a": {"style": "deepObject", "explode": True, "allowReserved": True},
        "f": {"contentType": "image/png, Image/JPEG", "headers": {"X-A": {"schema": TEXT}, "Content-Type": {}}},
        "g": {"contentType": "application/octet-stream"},
    }
    operation = posted(documents, {"multipart/form-data": {"schema": schema, "encoding": encoding}})
    assert operation.body is not None
    [media] = operation.body.content

    assert media.shape == Shape(
        ("object",),
        properties={
            "a": Shape(("integer",)),
            "f": Shape(("string",), binary=True),
            "g": Shape(("array",), items=Shape(("string",), binary=True)),
        },
    )
    header = Header("X-A", "x_a", required=False, schema=TEXT, shape=Shape(("string",)))
    assert media.encodings == {
        "a": Encoding(style="deepObject", explode=True, allow_reserved=True),
        "f": Encoding(content_types=("image/png", "image/jpeg"), headers=(header,)),
        "g": Encoding(content_types=("application/octet-stream",)),
    }


@pytest.mark.parametrize(
    ("name", "encoding", "binary"),
    [
        ("multipart/form-data", {}, True),
        ("multipart/form-data", {"a": {"contentType": "text/plain"}}, False),
        ("application/x-www-form-urlencoded", {}, False),
    ],
)
def test_a_part_of_which_nothing_is_said_carries_bytes(
    documents: Documents, name: str, encoding: Any, binary: bool
) -> None:
    schema = {"type": "object", "properties": {"a": {}}}
    operation = posted(documents, {name: {"schema": schema, "encoding": encoding}})
    assert operation.body is not None
    shape = operation.body.content[0].shape
    assert shape is not None

    assert shape.properties["a"].binary is binary


def test_a_body_is_optional_unless_it_says_so(documents: Documents) -> None:
    for more, required in (({}, False), ({"required": True}, True)):
        operation = posted(documents, {"application/json": {}}, **more)
        assert operation.body is not None
        assert operation.body.required is required


@pytest.mark.parametrize("content", [{}, {"nonsense": {}}])
def test_a_body_without_a_media_type_cannot_be_served(documents: Documents, content: Any) -> None:
    assert "no media type" in (posted(documents, content).unsupported or "")


def test_what_is_no_media_type_is_left_out(documents: Documents) -> None:
    operation = posted(documents, {"examples": {}, "application/json": {}})
    assert operation.body is not None

    assert [each.name for each in operation.body.content] == ["application/json"]
    assert operation.unsupported is None


def test_a_content_map_may_be_a_reference(documents: Documents) -> None:
    documents.write("content.json", {"application/json": {"schema": TEXT}})

    assert posted(documents, {"$ref": "content.json"}).body is not None


def test_responses_keep_their_order_and_their_names(documents: Documents) -> None:
    responses = {
        "default": {"description": "Else."},
        "2xx": {"$ref": "#/components/responses/Fine"},
        "404": {"$ref": "#/components/responses/NotHere", "description": "Own words."},
        "x-internal": {},
    }
    components = {
        "Fine": {"description": "Fine."},
        "NotHere": {"description": "No.", "x-error-codes": ["GONE", "LOST"]},
    }
    operation = answered(documents, responses, responses=components)

    assert [(each.status, each.name, each.description, each.codes) for each in operation.responses] == [
        ("default", None, "Else.", ()),
        ("2XX", "Fine", "Fine.", ()),
        ("404", "NotHere", "Own words.", ("GONE", "LOST")),
    ]


def test_the_code_of_an_error_is_its_name(documents: Documents) -> None:
    responses = {
        "409": {"$ref": "#/components/responses/EmailTaken"},
        "404": {"description": "", "x-error-codes": ["A"]},
    }
    operation = answered(documents, responses, responses={"EmailTaken": {"description": ""}})

    assert [each.codes for each in operation.responses] == [("EMAIL_TAKEN",), ("A",)]


def test_headers_of_responses_are_read_except_the_content_type(documents: Documents) -> None:
    headers = {
        "ETag": {"required": True, "schema": TEXT},
        "content-TYPE": {"schema": TEXT},
        "body": {"$ref": "#/components/headers/List"},
    }
    list_ = {"explode": True, "schema": {"type": "array", "items": {"type": "integer"}}}
    operation = answered(documents, {"200": {"description": "", "headers": headers}}, headers={"List": list_})

    assert [(each.name, each.field, each.required, each.explode) for each in operation.responses[0].headers] == [
        ("ETag", "etag", True, False),
        ("body", "body_", False, True),
    ]


def test_a_key_that_is_no_status_is_left_out(documents: Documents) -> None:
    assert [each.status for each in answered(documents, {"ok": {}, "20X": {}, "204": {}}).responses] == ["204"]
