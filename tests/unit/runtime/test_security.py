"""The security matrix: an OR of ANDs that fails closed, before anything of the request is read."""

from base64 import b64encode
from collections.abc import Generator
from types import SimpleNamespace
from typing import Annotated, Any

import msgspec
import pytest
from fastapi import Depends
from fastapi.security import SecurityScopes
from starlette.testclient import TestClient

from specbound.contract import Contract
from specbound.errors import ConfigurationError
from specbound.runtime import (
    Application,
    BasicCredentials,
    Forbidden,
    Identity,
    Options,
    ServiceUnavailable,
    Unauthorized,
    bind,
    identity,
)
from tests.unit.runtime.shop import Caller, ThingRequest, error

SCHEMES: list[dict[str, Any]] = [
    {"name": "A", "field": "a", "type": "apiKey", "location": "header", "parameter": "X-A"},
    {"name": "Q", "field": "q", "type": "apiKey", "location": "query", "parameter": "key"},
    {"name": "C", "field": "c", "type": "apiKey", "location": "cookie", "parameter": "session"},
    {"name": "Basic", "field": "basic", "type": "http", "http_scheme": "basic"},
    {"name": "Bearer", "field": "bearer", "type": "oauth2"},
]


def slot(name: str) -> Any:
    def judge(credential: Any, _: SecurityScopes) -> Caller | None:
        if credential == "forbidden":
            raise Forbidden
        if credential == "expired":
            raise Unauthorized("It has expired.")
        return Caller(id=f"{name}:{credential}") if credential in ("good", BasicCredentials("ada", "good:")) else None

    return judge


def slot_async(name: str) -> Any:
    judge_here = slot(name)

    async def judge(credential: Any, wanted: SecurityScopes) -> Caller | None:
        found: Caller | None = judge_here(credential, wanted)
        return found

    return judge


def app(security: list[list[str]], kind: Any = slot, handler: Any = None, **slots: Any) -> Application:
    contract = msgspec.convert(
        {
            "title": "Safe", "version": "1", "openapi": "3.1.0", "source": {"name": "x", "sha256": ""},
            "operations": [
                {
                    "id": "read", "name": "read", "method": "POST", "path": "/safe", "source": "x#",
                    "security": [
                        [{"scheme": name, "scopes": ["read"] if name == "Bearer" else []} for name in item]
                        for item in security
                    ],
                    "body": {"required": True, "content": [{"name": "application/json", "kind": "json"}]},
                    "responses": [
                        {"status": "200", "content": [{"name": "application/json", "kind": "json"}]},
                        *[error(status) for status in ("400", "401", "403", "413", "415", "422", "500")],
                    ],
                }
            ],
            "schemes": SCHEMES,
            "strict_query": True,
        },
        Contract,
    )  # fmt: skip

    def who(request: ThingRequest, caller: Annotated[Identity, Depends(identity)]) -> Any:
        return {slot: principal.id for slot, principal in caller.principals.items()}

    module: Any = SimpleNamespace(read=bind(handler or who, "read", ThingRequest, {"application/json": Any}, ()))
    filled = SimpleNamespace(**{scheme["field"]: kind(scheme["field"]) for scheme in SCHEMES} | slots)
    return Application(contract, handlers=[module], security=filled, options=Options())


def post(application: Application, query: str = "", **headers: str) -> Any:
    with TestClient(application) as http:
        return http.post(f"/safe{query}", json={}, headers={k.replace("_", "-"): v for k, v in headers.items()})


BASIC = "Basic " + b64encode(b"ada:good:").decode()


@pytest.mark.parametrize("kind", [slot, slot_async])
@pytest.mark.parametrize(
    ("security", "query", "headers", "status", "principals"),
    [
        ([["A"]], "", {}, 401, None),
        ([["A"]], "", {"x_a": "good"}, 200, {"a": "a:good"}),
        ([["A"]], "", {"x_a": "bad"}, 401, None),
        ([["A"]], "", {"x_a": ""}, 401, None),
        ([["A"]], "", {"x_a": "forbidden"}, 403, None),
        ([["A", "Q"]], "?key=good", {"x_a": "good"}, 200, {"a": "a:good", "q": "q:good"}),
        ([["A", "Q"]], "", {"x_a": "good"}, 401, None),
        ([["A", "Q"]], "?key=bad", {"x_a": "good"}, 401, None),
        ([["A"], ["Bearer"]], "", {"authorization": "bearer good"}, 200, {"bearer": "bearer:good"}),
        ([["A"], ["Bearer"]], "", {"x_a": "bad", "authorization": "Bearer good"}, 200, {"bearer": "bearer:good"}),
        ([["A"], ["Bearer"]], "", {"x_a": "forbidden", "authorization": "Bearer bad"}, 403, None),
        ([["A"], []], "", {}, 200, {}),
        ([[], ["A"]], "", {"x_a": "good"}, 200, {"a": "a:good"}),
        ([[], ["A"]], "", {"x_a": "bad"}, 401, None),
        ([["C"]], "", {"cookie": "x=1; session=good"}, 200, {"c": "c:good"}),
        ([["C"]], "", {"cookie": "odd[pair]=1;; =2; session=good"}, 200, {"c": "c:good"}),
        ([["C"], []], "", {"cookie": "odd[pair]=1; session=bad"}, 401, None),
        ([["C"]], "", {"cookie": "session=good; session=good"}, 401, None),
        ([["Basic"]], "", {"authorization": BASIC}, 200, {"basic": "basic:" + repr(BasicCredentials("ada", "good:"))}),
        ([["Basic"]], "", {"authorization": "Basic ***"}, 401, None),
        ([["Basic"]], "", {"authorization": "Bearer good"}, 401, None),
        ([["Q"]], "?key=good&key=good", {}, 401, None),
    ],
)
def test_the_matrix(
    kind: Any, security: Any, query: str, headers: dict[str, str], status: int, principals: dict[str, str] | None
) -> None:
    answer = post(app(security, kind), query, **headers)
    assert answer.status_code == status
    if principals is not None:
        assert answer.json() == principals


def test_a_refusal_names_every_way_in() -> None:
    answer = post(app([["A", "Q"], ["Basic"]]))
    assert answer.headers["www-authenticate"] == (
        'ApiKey in="header", name="X-A", ApiKey in="query", name="key", Basic realm="Basic"'
    )


def test_a_slot_tells_its_own_reason() -> None:
    answer = post(app([["A"]]), x_a="expired")
    assert answer.status_code == 401
    assert answer.json()["error"]["message"] == "It has expired."
    assert "www-authenticate" in answer.headers


@pytest.mark.parametrize("kind", [slot, slot_async])
def test_nothing_of_the_body_is_read_for_a_caller_that_is_not_known(kind: Any) -> None:
    import asyncio

    async def receive() -> Any:
        raise AssertionError("the body was read")

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/safe", "raw_path": b"/safe", "query_string": b"",
        "headers": [(b"x-a", b"bad"), (b"content-type", b"text/plain"), (b"content-length", b"99999999999")],
    }  # fmt: skip
    asyncio.run(app([["A"]], kind)(scope, receive, send))
    assert sent[0]["status"] == 401


def test_what_a_slot_opened_is_closed_before_the_body_is_read() -> None:
    events: list[str] = []

    def session() -> Generator[str, None, None]:
        events.append("open")
        yield "session"
        events.append("closed")

    def judge(credential: str, _: Annotated[str, Depends(session)]) -> Caller:
        return Caller(id="x")

    def handler(request: ThingRequest) -> Any:
        events.append("handler")
        return {}

    assert post(app([["A"]], a=judge, handler=handler), x_a="good").status_code == 200
    assert events == ["open", "closed", "handler"]


def test_a_slot_learns_the_scopes_that_the_operation_asks_for() -> None:
    seen: list[str] = []

    def judge(credential: str, scopes: SecurityScopes) -> Caller:
        seen.extend(scopes.scopes)
        return Caller(id="x")

    assert post(app([["Bearer"]], bearer=judge), authorization="Bearer t").status_code == 200
    assert seen == ["read"]


def test_a_slot_that_does_not_look_at_the_scopes_it_is_asked_for_refuses_the_start() -> None:
    """It would let every known caller do what only some may."""

    def judge(credential: str) -> Caller:
        return Caller(id="x")

    with pytest.raises(ConfigurationError, match="SecurityScopes"):
        app([["Bearer"]], bearer=judge)


def test_a_slot_that_crashes_lets_nobody_in() -> None:
    def judge(credential: str) -> Caller:
        raise OSError("no database")

    assert post(app([["A"], []], a=judge), x_a="good").status_code == 500


def test_a_slot_raises_nothing_that_the_operation_does_not_declare() -> None:
    def judge(credential: str) -> Caller:
        raise ServiceUnavailable

    assert post(app([["A"]], a=judge), x_a="good").status_code == 500


@pytest.mark.parametrize("authorization", ["Basic ***", "Basic", "Basic YWRh"])
def test_a_slot_is_never_asked_about_a_credential_that_cannot_be_read(authorization: str) -> None:
    asked: list[Any] = []
    assert post(app([["Basic"]], basic=asked.append), authorization=authorization).status_code == 401
    assert asked == []


@pytest.mark.parametrize("kind", [slot, slot_async])
def test_a_test_may_override_a_slot_and_what_it_depends_on(kind: Any) -> None:
    def lookup() -> str:
        raise OSError("no database")

    def judge(credential: str, found: Annotated[str, Depends(lookup)]) -> Caller:
        return Caller(id=found)

    application = app([["A"]], a=judge)
    application.dependency_overrides[lookup] = lambda: "ada"
    assert post(application, x_a="any").json() == {"a": "ada"}
    application.dependency_overrides[judge] = kind("instead")
    assert post(application, x_a="any").status_code == 401
    assert post(application, x_a="good").json() == {"a": "instead:good"}


def test_an_empty_slot_is_refused_at_start() -> None:
    with pytest.raises(ConfigurationError, match="no slot"):
        app([["A"]], a=None)


def test_a_credential_shows_nothing_of_itself() -> None:
    assert "good" not in repr(BasicCredentials("ada", "good"))
