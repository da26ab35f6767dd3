"""The laws of the log."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import structlog

import specbound.services.logging as subject
from specbound.runtime import RequestContext
from specbound.services.auth import ApiKeys
from specbound.services.logging import configure_logging, log_request

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Leave logging as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()
    log_request.stream = None


@pytest.fixture
def lines() -> Lines:
    """What was logged since the test began."""
    stream = io.StringIO()
    configure_logging("info", "json", stream)
    return lambda: [json.loads(line) for line in stream.getvalue().split("\n")[:-1]]  # a name may hold U+2028


def test_an_event_is_one_line_of_json_with_its_level_time_and_logger(lines: Lines) -> None:
    structlog.get_logger("shop").info("sold", pieces=3)
    (line,) = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "sold", "pieces": 3, "level": "info", "logger": "shop"}


def test_records_of_the_standard_library_come_out_in_the_same_form(lines: Lines) -> None:
    logging.getLogger("shop").warning("sold %d", 3)
    (line,) = lines()
    assert (line["event"], line["level"], line["logger"]) == ("sold 3", "warning", "shop")


def test_uvicorn_speaks_once_and_its_access_log_not_at_all(lines: Lines) -> None:
    logging.getLogger("uvicorn.error").info("started")
    logging.getLogger("uvicorn.access").info("GET /")
    assert [line["event"] for line in lines()] == ["started"]


def test_lines_below_the_level_are_not_written(lines: Lines) -> None:
    structlog.get_logger("shop").debug("quiet")
    logging.getLogger("shop").debug("quiet")
    assert lines() == []


def test_to_configure_again_doubles_no_line(lines: Lines) -> None:
    stream = io.StringIO()
    configure_logging("info", "json", stream)
    logging.getLogger("shop").warning("once")
    structlog.get_logger("shop").warning("once")
    assert len(stream.getvalue().splitlines()) == 2
    assert lines() == []


def test_every_line_of_a_request_says_which_it_is(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    context = RequestContext("GET", "/items", "request-1")
    context.operation, context.principal = "list_items", "user-1"
    monkeypatch.setattr(subject, "current_request", lambda: context)
    structlog.get_logger("shop").info("one")
    logging.getLogger("shop").info("two")
    for line in lines():
        assert (line["request_id"], line["operation"], line["principal"]) == ("request-1", "list_items", "user-1")


@pytest.mark.parametrize(
    "name", ["password", "X-API-Key", "api_key", "x-admin-key", "Authorization", "Set-Cookie", "client_secret", "token"]
)
def test_values_of_keys_that_are_named_like_secrets_are_hidden_at_any_depth(lines: Lines, name: str) -> None:
    structlog.get_logger("shop").info("one", **{name: "hush"}, headers=[{name: "hush"}])
    (line,) = lines()
    assert "hush" not in json.dumps(line)


def test_api_keys_are_hidden_wherever_they_stand(lines: Lines) -> None:
    key = ApiKeys("shop", b"pepper").make().text
    structlog.get_logger("shop").info(f"read {key}", path=f"/keys/{key}/x")
    try:
        int(key)
    except ValueError:
        logging.getLogger("shop").exception("failed")
    assert len(lines()) == 2
    assert key not in json.dumps(lines())


def test_a_traceback_is_one_line_and_holds_no_local_variables(lines: Lines) -> None:
    hush = "a local " + "variable"
    try:
        int("x" * len(hush))
    except ValueError as error:
        structlog.get_logger("shop").error("failed", exc_info=error)
    (line,) = lines()
    assert "ValueError: invalid literal" in line["exception"]
    assert hush not in json.dumps(line)


def test_for_people_a_traceback_holds_no_local_variables_either() -> None:
    stream = io.StringIO()
    configure_logging("info", "console", stream)
    hush = "a local " + "variable"
    try:
        int("x" * len(hush))
    except ValueError as error:
        structlog.get_logger("shop").error("failed", exc_info=error)
    assert "ValueError: invalid literal" in stream.getvalue()
    assert hush not in stream.getvalue()


@pytest.mark.parametrize("value", [object(), {1: 2}, 2**80, "\ud800", {"a": {1, 2}}, float("nan"), b"\xff"])
def test_no_value_fails_a_line(lines: Lines, value: object) -> None:
    structlog.get_logger("shop").info("odd", value=value)
    assert [line["event"] for line in lines()] == ["odd"]


def asked(path: str = "/items/1") -> RequestContext:
    """A request of a known caller."""
    context = RequestContext("GET", path, "request-1")
    context.operation, context.principal = "get_item", "user-1"
    return context


def chain(context: RequestContext, status: int | None) -> None:
    """The line of a request by structlog, which is what the runtime writes where nobody says otherwise."""
    structlog.stdlib.get_logger("specbound.request").info("request", **context.summary(status))


@pytest.mark.parametrize("status", [200, None])
@pytest.mark.parametrize("path", ["/items/1", "/ö/\u2028\n", "/\ud800"])
def test_the_line_of_a_request_is_what_structlog_would_write(lines: Lines, path: str, status: int | None) -> None:
    log_request(asked(path), status)
    chain(asked(path), status)
    quick, slow = lines()
    assert list(quick) == list(slow)
    for line in (quick, slow):
        assert line.pop("timestamp").endswith("Z")
        assert line.pop("duration_ms") > 0
    assert quick == slow


def test_the_line_of_a_request_hides_api_keys(lines: Lines) -> None:
    key = ApiKeys("shop", b"pepper").make().text
    log_request(asked(f"/keys/{key}/x"), 404)
    (line,) = lines()
    assert line["path"] == "/keys/shop_[hidden]/x"


@pytest.mark.parametrize(("level", "form", "count"), [("warning", "json", 0), ("info", "console", 1)])
def test_the_line_of_a_request_has_the_level_and_the_form_that_are_configured(
    level: subject.Level, form: subject.Form, count: int
) -> None:
    configure_logging("info", "json", io.StringIO())
    stream = io.StringIO()
    configure_logging(level, form, stream)
    log_request(asked(), 200)
    written = stream.getvalue().splitlines()
    assert len(written) == count
    assert not any(line.startswith("{") for line in written)


@pytest.mark.parametrize("failure", [OSError("no space left"), ValueError("I/O operation on closed file")])
def test_a_line_that_cannot_be_written_fails_nothing_and_is_told_on_standard_error(
    failure: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise failure

    configure_logging(form="json", stream=Full())
    structlog.get_logger("a").info("event")
    logging.getLogger("b").warning("event")
    log_request(RequestContext("GET", "/", "1"), 200)
    assert capsys.readouterr().err.count(str(failure)) >= 3


def test_lines_of_several_threads_stay_whole(tmp_path: Path) -> None:
    file = tmp_path / "log"
    with file.open("w") as stream, ThreadPoolExecutor(8) as threads:
        configure_logging("info", "json", stream)
        for number in range(800):
            threads.submit(log_request if number % 2 else chain, asked(f"/items/{number}"), 200)
    written = [json.loads(line)["path"] for line in file.read_text().splitlines()]
    assert sorted(written) == sorted(f"/items/{number}" for number in range(800))
