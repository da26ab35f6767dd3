"""Faults of the server, each made on purpose: none reaches the client as anything but the document's 500."""

from collections.abc import AsyncGenerator, Callable, Generator
from typing import Annotated, Any

import pytest
import structlog
from fastapi import Depends, HTTPException
from structlog.testing import capture_logs

from specbound.runtime import NotFound, Reply
from tests.unit.runtime.shop import PutThing200, StrangeError, TakenError, client, shop

GOOD = {"name": "cup", "size": 1}


def put(app: Any, **keywords: Any) -> Any:
    with client(app) as http:
        return http.put("/things/a", json=GOOD, **keywords)


def assert_is_500(answer: Any) -> None:
    assert answer.status_code == 500
    assert answer.headers["x-error-code"] == "INTERNAL_SERVER_ERROR"
    assert answer.json()["error"]["message"] == "The server failed to answer."
    assert set(answer.json()) == {"detail", "error"}


def undeclared_status(request: Any) -> Any:
    return Reply(201, request.body)


def broken_body(request: Any) -> Any:
    return PutThing200({"name": "far too long a name", "size": -1})


def missing_property(request: Any) -> Any:
    return PutThing200({"name": "cup"})


def missing_header(request: Any) -> Any:
    return PutThing200(request.body, {})


def broken_header(request: Any) -> Any:
    return PutThing200(request.body, {"ETag": "unquoted"})


def split_header(request: Any) -> Any:
    return PutThing200(request.body, {"ETag": '"1"\r\nX-Evil: 1'})


def control_in_header(request: Any) -> Any:
    return PutThing200(request.body, {"ETag": '"\x01"'})


def undeclared_header(request: Any) -> Any:
    return PutThing200(request.body, {"ETag": '"1"', "X-Other": "1"})


def undeclared_error(request: Any) -> Any:
    raise StrangeError


def undeclared_kit_error(request: Any) -> Any:
    raise NotFound


def undeclared_error_of_fastapi(request: Any) -> Any:
    raise HTTPException(404, "There is none.")


def crash(request: Any) -> Any:
    raise ZeroDivisionError("secret inner detail")


async def crash_async(request: Any) -> Any:
    raise ZeroDivisionError("secret inner detail")


def stop(request: Any) -> Any:
    raise StopIteration


@pytest.mark.parametrize(
    "handler",
    [
        undeclared_status,
        broken_body,
        missing_property,
        missing_header,
        broken_header,
        split_header,
        control_in_header,
        undeclared_header,
        undeclared_error,
        undeclared_kit_error,
        undeclared_error_of_fastapi,
        crash,
        crash_async,
        stop,
    ],
)
def test_a_faulty_handler_is_answered_with_500_and_logged_once(handler: Callable[[Any], Any]) -> None:
    with capture_logs() as logs:
        answer = put(shop(handler), headers={"X-Request-ID": "abc"})
    assert_is_500(answer)
    assert "secret" not in answer.text
    faults = [line for line in logs if line["event"] == "fault"]
    assert [line["request_id"] for line in faults] == ["abc"]
    assert [line["status"] for line in logs if line["event"] == "request"] == [500]


def test_a_broken_body_is_told_with_its_place_to_the_log_alone() -> None:
    with capture_logs() as logs:
        answer = put(shop(broken_body))
    (fault,) = [line for line in logs if line["event"] == "fault"]
    assert "/name" in str(fault["exc_info"]) or "/size" in str(fault["exc_info"])
    assert "size" not in answer.text


def _session(events: list[str], fails: bool) -> Callable[[], Generator[None, None, None]]:
    def session() -> Generator[None, None, None]:
        try:
            yield
        except BaseException:
            events.append("rollback")
            raise
        events.append("commit")
        if fails:
            raise OSError("disk full")

    return session


def _async_session(events: list[str], fails: bool) -> Callable[[], AsyncGenerator[None, None]]:
    async def session() -> AsyncGenerator[None, None]:
        try:
            yield
        except BaseException:
            events.append("rollback")
            raise
        events.append("commit")
        if fails:
            raise OSError("disk full")

    return session


@pytest.mark.parametrize("kind", [_session, _async_session])
def test_a_commit_that_fails_is_never_seen_as_success(kind: Any) -> None:
    events: list[str] = []
    session = kind(events, fails=True)

    def handler(request: Any, _: Annotated[None, Depends(session, scope="function")]) -> Any:
        return PutThing200(request.body)

    assert_is_500(put(shop(handler)))
    assert events == ["commit"]


@pytest.mark.parametrize("kind", [_session, _async_session])
@pytest.mark.parametrize("handler_fault", [broken_body, undeclared_status, crash, undeclared_error, control_in_header])
def test_what_is_not_answered_is_not_committed(kind: Any, handler_fault: Callable[[Any], Any]) -> None:
    events: list[str] = []
    session = kind(events, fails=False)

    def handler(request: Any, _: Annotated[None, Depends(session, scope="function")]) -> Any:
        return handler_fault(request)

    assert_is_500(put(shop(handler)))
    assert events == ["rollback"]


def test_a_declared_error_rolls_back_and_is_answered_as_declared() -> None:
    events: list[str] = []
    session = _session(events, fails=False)

    def handler(request: Any, _: Annotated[None, Depends(session, scope="function")]) -> Any:
        raise TakenError("Taken already.", loc=("body", "name"))

    answer = put(shop(handler))
    assert answer.status_code == 409
    assert answer.json()["detail"] == [{"loc": ["body", "name"], "msg": "Taken already.", "type": "taken"}]
    assert answer.headers["x-error-code"] == "TAKEN"
    assert events == ["rollback"]


def test_the_headers_of_an_error_cannot_break_a_response_open() -> None:
    def handler(request: Any) -> Any:
        raise TakenError(headers={"X-Reason": "a\r\nX-Evil: 1\x00\x7fb"})

    answer = put(shop(handler))
    assert (answer.status_code, answer.headers["x-reason"]) == (409, "a X-Evil: 1 b")


def test_a_crash_in_a_dependency_is_a_500_and_what_was_open_is_closed() -> None:
    events: list[str] = []
    session = _session(events, fails=False)

    def broken(_: Annotated[None, Depends(session, scope="function")]) -> None:
        raise KeyError("inner")

    def handler(request: Any, _: Annotated[None, Depends(broken)]) -> Any:
        events.append("never")

    assert_is_500(put(shop(handler)))
    assert events == ["rollback"]


def test_a_crash_after_the_response_leaves_the_response_and_is_logged() -> None:
    def late() -> Generator[None, None, None]:
        yield
        raise KeyError("too late")

    def handler(request: Any, _: Annotated[None, Depends(late)]) -> Any:
        return PutThing200(request.body)

    with capture_logs() as logs:
        answer = put(shop(handler))
    assert answer.status_code == 200
    assert [line["error"] for line in logs if line["event"] == "fault"] == ["KeyError"]


def test_report_sends_the_answer_and_counts_the_breach() -> None:
    app = shop(missing_property, check="report")
    with capture_logs() as logs:
        answer = put(app)
    assert answer.status_code == 200
    assert app.breaches == 1
    assert [line["event"] for line in logs] == ["response breach", "request"]


def test_off_does_not_look() -> None:
    app = shop(missing_property, check="off")
    assert put(app).status_code == 200
    assert app.breaches == 0


def test_the_alert_hook_is_told_of_every_fault_and_may_fail() -> None:
    seen: list[Any] = []

    def alert(error: BaseException, context: Any) -> None:
        seen.append((type(error).__name__, context.operation))
        raise RuntimeError("the pager is down")

    with capture_logs() as logs:
        assert_is_500(put(shop(crash, on_crash=alert)))
    assert seen == [("ZeroDivisionError", "put_thing")]
    assert [line["event"] for line in logs] == ["fault", "alert failed", "request"]


def test_a_fault_shows_no_local_variable_where_nobody_configured_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    def handler(request: Any) -> Any:
        password = "".join(["open", "sesame"])
        raise ZeroDivisionError(len(password))

    configured = structlog.get_config() if structlog.is_configured() else None
    structlog.reset_defaults()
    try:
        assert_is_500(put(shop(handler)))
    finally:
        if configured is not None:
            structlog.configure(**configured)
    written = capsys.readouterr().out
    assert "ZeroDivisionError" in written
    assert "opensesame" not in written
