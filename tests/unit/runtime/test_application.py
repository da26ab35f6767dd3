"""The application as a whole: one road for errors, FastAPI's own features beside the contract."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import msgspec
import pytest
from fastapi import BackgroundTasks, Depends, FastAPI, Header, HTTPException, Response
from starlette.middleware.cors import CORSMiddleware
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.testing import capture_logs

from specbound.contract import Contract
from specbound.errors import ConfigurationError
from specbound.runtime import (
    Application,
    OperationMissing,
    Options,
    RequestContext,
    Unauthorized,
    bind,
    current_request,
)
from tests.unit.runtime.shop import (
    CONTRACT,
    SECURITY,
    PutThing200,
    ThingRequest,
    client,
    put_default,
    shop,
)

GOOD = {"name": "cup", "size": 1}
KEY = {"X-Key": "good-key"}


def assert_is_error(answer: Any, status: int, code: str) -> None:
    assert answer.status_code == status
    assert answer.headers["x-error-code"] == code
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["request_id"] == answer.headers["x-request-id"]


def test_a_path_that_is_not_there_is_404_and_a_method_405_with_allow() -> None:
    with client(shop()) as http:
        assert_is_error(http.get("/nowhere"), 404, "NOT_FOUND")
        assert_is_error(http.get("/things/a/"), 404, "NOT_FOUND")
        answer = http.delete("/things/a")
        assert_is_error(answer, 405, "METHOD_NOT_ALLOWED")
        assert answer.headers["allow"] == "GET, PUT"
        assert_is_error(http.options("/things/a"), 405, "METHOD_NOT_ALLOWED")


def one_form(media: dict[str, Any]) -> Contract:
    """The shop, all of whose errors have this media type."""
    values = msgspec.to_builtins(CONTRACT)
    for operation in values["operations"]:
        for response in operation["responses"]:
            if response["status"][0] in "45":
                response["content"] = [media]
    return msgspec.convert(values, Contract)


def test_a_request_of_no_operation_is_answered_in_the_one_form_of_the_documents_errors() -> None:
    problems = one_form({"name": "application/problem+json", "kind": "json", "error_shape": "problem"})
    with client(Application(problems, security=SECURITY, options=Options(missing="501"))) as http:
        for answer, status in ((http.get("/nowhere"), 404), (http.delete("/things/a"), 405)):
            assert answer.status_code == answer.json()["status"] == status
            assert answer.headers["content-type"] == "application/problem+json"
    own = one_form({"name": "application/json", "kind": "json"})
    options = Options(missing="501", error_body=lambda error, context: {"errors": {context.path: [error.text]}})
    with client(Application(own, security=SECURITY, options=options)) as http:
        assert http.get("/nowhere").json() == {"errors": {"/nowhere": ["There is nothing here."]}}


def test_a_handler_that_is_still_to_be_written_answers_501_whatever_the_operation_declares() -> None:
    def unwritten(request: ThingRequest) -> Any:
        raise OperationMissing

    with client(shop(put=unwritten)) as http:
        assert_is_error(http.put("/things/a", json=GOOD, headers=KEY), 501, "NOT_IMPLEMENTED")


def test_an_error_of_which_the_document_gives_no_body_has_the_form_of_all_others() -> None:
    problems = one_form({"name": "application/problem+json", "kind": "json", "error_shape": "problem"})
    bare = msgspec.to_builtins(problems)
    for operation in bare["operations"]:
        operation["responses"] = [
            {**each, "content": []} if each["status"] == "401" else each for each in operation["responses"]
        ]
    with client(shop(contract=msgspec.convert(bare, Contract))) as http:
        answer = http.get("/things/a")
    assert answer.status_code == answer.json()["status"] == 401
    assert answer.headers["content-type"] == "application/problem+json"


def test_every_violation_is_reported_with_its_place() -> None:
    with client(shop()) as http:
        answer = http.put("/things/far-too-long?limit=0&other=1", json={"size": "big", "colour": "red"})
    assert_is_error(answer, 422, "VALIDATION_ERROR")
    assert sorted(tuple(item["loc"]) for item in answer.json()["detail"]) == [
        ("body", "colour"),
        ("body", "name"),
        ("body", "size"),
        ("path", "thing_id"),
        ("query", "limit"),
        ("query", "other"),
    ]


def test_the_client_chooses_the_request_id_unless_it_is_hostile() -> None:
    with client(shop()) as http:
        for given, kept in [("abc-1.2_3", True), ("a b", False), ("x" * 129, False), ('a","b":"c', False)]:
            answer = http.get("/things/a", headers={**KEY, "X-Request-ID": given})
            assert (answer.headers["x-request-id"] == given) is kept


def test_one_line_is_logged_for_each_request() -> None:
    with client(shop()) as http, capture_logs() as logs:
        http.get("/things/a", headers={**KEY, "X-Request-ID": "one"})
        http.get("/nowhere", headers={"X-Request-ID": "two"})
    lines = [{k: line[k] for k in ("request_id", "operation", "status", "principal")} for line in logs]
    assert lines == [
        {"request_id": "one", "operation": "get_thing", "status": 200, "principal": "user:1"},
        {"request_id": "two", "operation": None, "status": 404, "principal": None},
    ]
    assert "good-key" not in repr(logs)


def test_the_context_is_known_inside_a_handler() -> None:
    seen: list[RequestContext | None] = []

    def handler(request: ThingRequest) -> Any:
        seen.append(current_request())
        return {"name": "a", "size": 1}

    with client(shop(get=handler)) as http:
        http.get("/things/a", headers={**KEY, "X-Request-ID": "abc"})
    (context,) = seen
    assert context is not None
    assert (context.request_id, context.operation, context.principal) == ("abc", "get_thing", "user:1")
    assert current_request() is None


def test_a_further_route_of_fastapi_is_served_and_its_errors_take_the_same_road() -> None:
    app = shop()

    @app.get("/metrics")
    def metrics(limit: int) -> dict[str, int]:
        if limit > 1:
            raise HTTPException(409, "Too many.")
        return {"limit": limit}

    with client(app) as http:
        assert http.get("/metrics?limit=1").json() == {"limit": 1}
        assert_is_error(http.get("/metrics?limit=2"), 409, "CONFLICT")
        assert_is_error(http.get("/metrics?limit=x"), 422, "VALIDATION_ERROR")
        assert_is_error(http.get("/nowhere"), 404, "NOT_FOUND")
        assert http.get("/things/a", headers=KEY).status_code == 200


def test_middleware_wraps_operations_and_errors_alike() -> None:
    app = shop()
    app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"])
    with client(app) as http:
        for path in ("/things/a", "/nowhere"):
            answer = http.get(path, headers={**KEY, "Origin": "https://shop.example"})
            assert answer.headers["access-control-allow-origin"] == "https://shop.example"


def test_a_crash_in_middleware_is_a_500_of_the_document() -> None:
    class Broken:
        def __init__(self, app: Any) -> None:
            self.app = app

        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                raise KeyError("inner")
            await self.app(scope, receive, send)

    app = shop()
    app.add_middleware(Broken)
    with client(app) as http:
        assert_is_error(http.get("/things/a"), 500, "INTERNAL_SERVER_ERROR")


def test_an_application_can_be_mounted_below_a_prefix() -> None:
    outer = FastAPI()
    outer.mount("/v1", shop())
    with TestClient(outer) as http:
        assert http.get("/v1/things/a%2Fb", headers=KEY).json() == {"name": "a/b", "size": 1}


@pytest.mark.parametrize("is_async", [False, True])
def test_a_401_of_a_handler_says_how_to_be_known(is_async: bool) -> None:
    def handler(request: ThingRequest) -> Any:
        raise Unauthorized

    async def handler_async(request: ThingRequest) -> Any:
        raise Unauthorized

    with client(shop(get=handler_async if is_async else handler)) as http:
        answer = http.get("/things/a", headers=KEY)
    assert_is_error(answer, 401, "UNAUTHORIZED")
    assert answer.headers["www-authenticate"] == 'ApiKey in="header", name="X-Key", Bearer realm="Token"'


@pytest.mark.parametrize(("path", "root"), [("/a b", "/a%20b"), ("/caf\u00e9", "/caf%C3%A9"), ("/{shop}", "/x%20y")])
def test_the_prefix_of_a_mount_may_hold_escapes(path: str, root: str) -> None:
    outer = FastAPI()
    outer.mount(path, shop())
    with TestClient(outer) as http:
        assert http.put(f"{root}/things/a%2Fb", json=GOOD).status_code == 200


def test_a_log_that_cannot_be_written_costs_no_answer() -> None:
    def on_full_disk(context: RequestContext, status: int | None) -> None:
        raise OSError("no space left")

    with capture_logs() as logs, client(shop(on_request=on_full_disk)) as http:
        assert http.put("/things/a", json=GOOD).status_code == 200
    assert [(line["event"], line["error"]) for line in logs] == [("fault", "OSError")]


def test_lifespan_runs() -> None:
    events: list[str] = []

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncGenerator[None, None]:
        events.append("up")
        yield
        events.append("down")

    app = Application(CONTRACT, options=Options(missing="501"), lifespan=lifespan)
    with TestClient(app):
        assert events == ["up"]
    assert events == ["up", "down"]


def test_a_dependency_may_set_headers_and_read_fastapis_way() -> None:
    def tag(response: Response, x_tag: Annotated[str, Header()]) -> None:
        response.headers["X-Tag"] = x_tag

    def handler(request: ThingRequest, _: Annotated[None, Depends(tag)]) -> Any:
        return {"name": "a", "size": 1}

    with client(shop(get=handler)) as http:
        assert http.get("/things/a", headers={**KEY, "X-Tag": "blue"}).headers["x-tag"] == "blue"
        answer = http.get("/things/a", headers=KEY)
    assert_is_error(answer, 422, "VALIDATION_ERROR")
    assert answer.json()["detail"][0]["loc"] == ["header", "x-tag"]


@pytest.mark.parametrize("is_async", [False, True])
def test_a_background_task_that_fails_stops_no_other_and_is_logged(is_async: bool) -> None:
    done: list[str] = []

    def fail() -> None:
        raise OSError("no mail server")

    async def fail_async() -> None:
        raise OSError("no mail server")

    def handler(request: ThingRequest, tasks: BackgroundTasks) -> Any:
        tasks.add_task(fail_async if is_async else fail)
        tasks.add_task(done.append, "second")
        return {"name": "a", "size": 1}

    with client(shop(get=handler)) as http, capture_logs() as logs:
        assert http.get("/things/a", headers=KEY).status_code == 200
    assert done == ["second"]
    assert [line["error"] for line in logs if line["event"] == "fault"] == ["OSError"]


def test_a_client_that_hangs_up_is_not_answered_and_its_handler_never_runs() -> None:
    called: list[str] = []

    def handler(request: ThingRequest) -> Any:
        called.append("handler")
        return PutThing200(request.body)

    messages = [{"type": "http.request", "body": b'{"name":', "more_body": True}, {"type": "http.disconnect"}]
    sent: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "PUT", "path": "/things/a", "raw_path": b"/things/a", "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
    }  # fmt: skip
    with capture_logs() as logs:
        asyncio.run(shop(handler)(scope, receive, send))
    assert not called
    assert not sent
    assert [line["status"] for line in logs] == [None]


def test_an_operation_without_a_handler_refuses_the_start_or_answers_501() -> None:
    with pytest.raises(ConfigurationError, match="put_thing: PUT /things"):
        Application(CONTRACT, security=SECURITY)
    with client(Application(CONTRACT, options=Options(missing="501"))) as http:
        assert_is_error(http.get("/things/a"), 501, "NOT_IMPLEMENTED")


def test_two_handlers_for_one_operation_and_a_handler_for_none_refuse_the_start() -> None:
    def other(request: ThingRequest) -> Any: ...

    first, second = ModuleType("first"), ModuleType("second")
    vars(first).update(put=bind(put_default, "put_thing", ThingRequest, {}, ()))
    vars(second).update(put=bind(other, "put_thing", ThingRequest, {}, ()))
    with pytest.raises(ConfigurationError, match="two handlers"):
        Application(CONTRACT, handlers=[first, second], options=Options(missing="501"))
    vars(second).update(put=bind(other, "gone", ThingRequest, {}, ()))
    with pytest.raises(ConfigurationError, match="gone"):
        Application(CONTRACT, handlers=[second], options=Options(missing="501"))


def test_another_document_than_the_one_that_was_generated_from_refuses_the_start(tmp_path: Path) -> None:
    document = tmp_path / "shop.yaml"
    document.write_text("openapi: 3.1.0")
    with pytest.raises(ConfigurationError, match="specbound generate"):
        Application(CONTRACT, document=document, options=Options(missing="501"))


@pytest.mark.parametrize("logged", [True, False])
def test_who_is_asked_to_writes_the_line_of_each_request_unless_none_is_wanted(logged: bool) -> None:
    told: list[tuple[str, str | None, int | None]] = []

    def tell(context: RequestContext, status: int | None) -> None:
        told.append((context.path, context.operation, status))

    with capture_logs() as logs, client(shop(log_requests=logged, on_request=tell)) as http:
        http.get("/nowhere")
        http.put("/things/a", json=GOOD)
    assert told == ([("/nowhere", None, 404), ("/things/a", "put_thing", 200)] if logged else [])
    assert not [line for line in logs if line["event"] == "request"]


class _Passing:
    """A middleware that hands on what it is given, through a `send` of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def hand_on(message: Message) -> None:
            await send(message)

        await self._app(scope, receive, hand_on)


@pytest.mark.parametrize("path", ["/things/a", "/things/far-too-long", "/nowhere"])
def test_a_response_is_the_same_whether_a_middleware_stands_between_or_not(path: str) -> None:
    direct, passed = shop(), shop()
    passed.add_middleware(_Passing)
    with capture_logs() as logs, client(direct) as http, client(passed) as through:
        sent: dict[str, Any] = {"json": GOOD, "headers": {"X-Request-ID": "request-1"}}
        one, other = http.put(path, **sent), through.put(path, **sent)
    assert (one.status_code, one.headers.raw, one.content) == (other.status_code, other.headers.raw, other.content)
    assert one.headers["x-request-id"] == "request-1"
    assert [line["status"] for line in logs if line["event"] == "request"] == [one.status_code] * 2
