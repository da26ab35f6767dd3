"""What has no handler is answered with an example, once the request has been judged as any other."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from specbound.contract import Contract
from specbound.errors import ConfigurationError
from specbound.runtime import Application, Options, bind
from tests.unit.runtime.shop import CONTRACT, ERRORS, GET_THING, SECURITY, ThingRequest, client, get_default

THING = {"name": "string", "size": 1}
KEY = {"X-Key": "any-key"}
MOCK = Options(missing="mock")


def shop(security: Any = None, handlers: Any = (), options: Options = MOCK) -> TestClient:
    return client(Application(CONTRACT, handlers=handlers, security=security, options=options))


def answers(*responses: Any, **more: Any) -> Any:
    """What one operation with these responses is answered with."""
    operation = {**GET_THING, "parameters": [], "security": [], "path": "/", "responses": [*responses, *ERRORS], **more}
    built = {**msgspec.to_builtins(CONTRACT), "operations": [operation]}
    return client(Application(msgspec.convert(built, Contract), options=MOCK)).get("/")


def media(schema: Any = None, name: str = "application/json", kind: str = "json", **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": kind, "schema": schema, **more}


def header(name: str, schema: Any, *, required: bool = True, **more: Any) -> dict[str, Any]:
    shape = {"types": ["string"]}
    return {"name": name, "field": name.lower(), "required": required, "schema": schema, "shape": shape, **more}


def test_an_example_is_the_answer() -> None:
    example = {"name": "cup", "size": 3}
    answer = answers(
        {"status": "201", "content": [media({"$ref": "#/$defs/Thing"}, has_example=True, example=example)]}
    )
    assert (answer.status_code, answer.json()) == (201, example)


def test_without_an_example_a_value_is_made_from_the_schema() -> None:
    with shop() as http:
        answer = http.put("/things/a", json={"name": "cup", "size": 1})
    assert (answer.status_code, answer.json()) == (200, THING)
    assert answer.headers["etag"].startswith('"')


def test_the_request_is_judged_first() -> None:
    with shop() as http:
        assert http.put("/things/far-too-long", json=THING).status_code == 422
        assert http.put("/things/a", json={"name": "cup"}).status_code == 422
        assert http.put("/things/a?other=1", json=THING).status_code == 422
        assert http.put("/things/a", content=b"{").status_code == 415
        assert http.put("/things/a", content=b"{", headers={"Content-Type": "application/json"}).status_code == 400
        assert http.delete("/things/a").status_code == 405
        assert http.get("/nowhere").status_code == 404


def test_any_credential_is_accepted_where_there_are_no_slots_but_one_is_needed() -> None:
    with shop() as http:
        assert http.get("/things/a", headers=KEY).status_code == 200
        assert http.get("/things/a", headers={"Authorization": "Bearer x"}).status_code == 200
        for headers in ({}, {"X-Key": ""}, {"Authorization": "Basic eDp5"}):
            answer = http.get("/things/a", headers=headers)
            assert answer.status_code == 401
            assert "Bearer" in answer.headers["www-authenticate"]


def test_slots_that_are_given_decide() -> None:
    with shop(security=SECURITY) as http:
        assert http.get("/things/a", headers=KEY).status_code == 401
        assert http.get("/things/a", headers={"X-Key": "good-key"}).status_code == 200


def handled() -> ModuleType:
    handlers = ModuleType("handlers")
    vars(handlers).update(get=bind(get_default, "get_thing", ThingRequest, {}, ()))
    return handlers


def test_a_handler_is_never_mocked() -> None:
    with shop(security=SECURITY, handlers=[handled()]) as http:
        assert http.get("/things/own", headers={"X-Key": "good-key"}).json()["name"] == "own"
        assert http.put("/things/a", json=THING).json() == THING


def test_a_handler_is_never_guarded_by_slots_that_accept_anybody() -> None:
    with pytest.raises(ConfigurationError, match="has no slot"):
        shop(handlers=[handled()])


def test_what_cannot_be_served_is_not_mocked() -> None:
    assert answers({"status": "204"}, unsupported="It cannot be had.").status_code == 501


def test_without_the_mode_nothing_is_mocked() -> None:
    with shop(security=SECURITY, options=Options(missing="501")) as http:
        assert http.put("/things/a", json=THING).status_code == 501


@pytest.mark.parametrize(
    ("responses", "status"),
    [
        ([{"status": "404"}, {"status": "202"}, {"status": "200"}], 202),
        ([{"status": "2XX"}], 200),
        ([{"status": "default"}, {"status": "204"}], 204),
        ([{"status": "default"}], 200),
        ([{"status": "303"}], 303),
        ([{"status": "200", "content": [media(False)]}, {"status": "202"}], 202),
        ([{"status": "404"}], 501),
        ([{"status": "200", "content": [media(False)]}], 501),
        ([{"status": "200", "content": [media({"type": "object"}, "application/xml", "binary")]}], 501),
        ([{"status": "200", "headers": [header("X-A", False)]}], 501),
    ],
)
def test_the_first_success_that_can_be_made_is_sent_and_501_where_there_is_none(responses: Any, status: int) -> None:
    assert answers(*responses).status_code == status


def test_json_comes_before_other_media_types() -> None:
    text = media({"type": "string"}, "text/plain", "text")
    answer = answers({"status": "200", "content": [text, media({"const": 5})]})
    assert (answer.headers["content-type"], answer.json()) == ("application/json", 5)


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (media({"type": "string", "maxLength": 3}, "text/plain", "text"), "str"),
        (media({"type": "string", "format": "binary"}, "image/png", "binary"), "string"),
        (media({"type": "object"}, "application/xml", "binary", has_example=True, example="<a/>"), "<a/>"),
    ],
)
def test_texts_and_files_have_a_body_too(content: Any, body: str) -> None:
    answer = answers({"status": "200", "content": [content]})
    assert (answer.status_code, answer.text) == (200, body)


def test_headers_that_are_required_or_have_an_example_are_sent() -> None:
    headers = [
        header("X-A", {"type": "integer", "minimum": 4}),
        header("X-B", {"type": "string"}, required=False, has_example=True, example="b"),
        header("X-C", {"type": "string"}, required=False),
    ]
    answer = answers({"status": "204", "headers": headers})
    assert (answer.headers["x-a"], answer.headers["x-b"]) == ("4", "b")
    assert "x-c" not in answer.headers


def test_an_answer_that_breaks_the_contract_is_refused_as_any_other() -> None:
    content = [media({"type": "integer"}, has_example=True, example="x")]
    assert answers({"status": "200", "content": content}).status_code == 500
