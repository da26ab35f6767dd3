"""Connections are kept where that is safe, ended where it is not, and never held for nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from specbound.testing import LiveServer
from tests.unit.server.conftest import ECHO
from tests.unit.server.test_malformed import assert_error_model
from tests.unit.server.wire import PATIENCE, Wire, request

LENGTH_5 = b"POST %b HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"


@pytest.fixture
def wire(server: LiveServer) -> Iterator[Wire]:
    """A new connection."""
    with Wire(server.port) as connection:
        yield connection


@pytest.fixture(scope="module")
def hasty() -> Iterator[LiveServer]:
    """A server that waits for nobody."""
    limits = {"head_seconds": 0.3, "idle_seconds": 0.3, "linger_seconds": 0.3, "write_seconds": 0.3, "concurrency": 1}
    with LiveServer(ECHO, limits=limits) as running:
        yield running


def wait_for_line(server: LiveServer, line: str) -> None:
    """Wait until the server has printed this line."""
    deadline = time.monotonic() + PATIENCE
    while line not in server.log_lines:
        assert time.monotonic() < deadline, server.log
        time.sleep(0.02)


def test_a_request_reaches_the_application_as_it_was_sent(wire: Wire) -> None:
    told = wire.send(request("/a%2Fb%20c?x=1&x=%32", "X-Key:  v \t", method="PUT", body=b"\x00\xff")).answer().json
    assert told["method"] == "PUT"
    assert told["http_version"] == "1.1"
    assert (told["path"], told["raw_path"], told["query_string"]) == ("/a/b c", "/a%2Fb%20c", "x=1&x=%32")
    assert told["headers"] == [["host", "test"], ["content-length", "2"], ["x-key", "v"]]
    assert told["body"] == "\x00\xff"


def test_an_absolute_target_is_taken_by_its_path(wire: Wire) -> None:
    told = wire.send(b"GET http://a:80/b?c HTTP/1.1\r\nHost: a\r\n\r\n").answer().json
    assert (told["raw_path"], told["query_string"]) == ("/b", "c")
    assert wire.send(b"GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").answer().json["raw_path"] == "/"


def test_responses_carry_the_date_and_no_name_of_a_server(wire: Wire) -> None:
    headers = wire.send(request()).answer().headers
    assert "date" in headers
    assert "server" not in headers


def test_a_connection_serves_one_request_after_another(wire: Wire) -> None:
    for number in range(20):
        assert wire.send(request(f"/{number}", body=b"x" * number)).answer().json["path"] == f"/{number}"


def test_requests_that_are_sent_at_once_are_answered_in_order(wire: Wire) -> None:
    wire.send(b"".join(request(f"/{number}", body=b"x" * number) for number in range(4)))
    assert [wire.answer().json["path"] for _ in range(4)] == ["/0", "/1", "/2", "/3"]


def test_more_requests_at_once_than_may_wait_are_refused_after_the_others(wire: Wire) -> None:
    wire.send(b"".join(request(f"/{number}") for number in range(9)))
    assert [wire.answer().json["path"] for _ in range(5)] == ["/0", "/1", "/2", "/3", "/4"]
    assert_error_model(wire.answer(), 503)
    assert wire.rest() == b""


def test_a_request_that_ends_the_connection_is_the_last(wire: Wire) -> None:
    wire.send(request("/last", "Connection: close") + request("/never"))
    answer = wire.answer()
    assert answer.json["path"] == "/last"
    assert answer.headers["connection"] == "close"
    assert wire.rest() == b""


def test_http_1_0_is_answered_without_chunks_and_ends_the_connection(wire: Wire) -> None:
    answer = wire.send(b"GET /stream HTTP/1.0\r\n\r\n").answer()
    assert "transfer-encoding" not in answer.headers
    assert answer.headers["connection"] == "close"
    assert answer.body == b"one two three"


def test_a_stream_of_unknown_length_is_sent_in_chunks_and_keeps_the_connection(wire: Wire) -> None:
    answer = wire.send(request("/stream")).answer()
    assert answer.headers["transfer-encoding"] == "chunked"
    assert answer.body == b"one two three"
    assert wire.send(request("/after")).answer().json["path"] == "/after"


@pytest.mark.parametrize("path", ["/", "/stream"])
def test_the_response_to_head_has_no_body(wire: Wire, path: str) -> None:
    wire.send(request(path, method="HEAD")).answer("HEAD")
    assert wire.send(request("/after")).answer().json["path"] == "/after"


def test_a_response_without_content_has_no_length(wire: Wire) -> None:
    answer = wire.send(request("/empty")).answer()
    assert answer.status == 204
    assert "content-length" not in answer.headers
    assert wire.send(request("/after")).answer().json["path"] == "/after"


def test_chunks_are_read_and_their_trailers_are_no_headers(wire: Wire) -> None:
    wire.send(request("/", "Transfer-Encoding: chunked", method="POST"))
    wire.send(b"3;name=value\r\nabc\r\n2\r\nde\r\n0\r\nX-Admin-Key: forged\r\n\r\n")
    told = wire.answer().json
    assert told["body"] == "abcde"
    assert told["headers"] == [["host", "test"], ["transfer-encoding", "chunked"]]


def test_a_large_body_arrives_whole(wire: Wire) -> None:
    assert wire.send(request("/", body=bytes(5_000_000))).answer().json["size"] == 5_000_000


def test_the_interim_answer_is_sent_when_the_application_reads(wire: Wire) -> None:
    wire.send(LENGTH_5 % b"/" + b"Expect: 100-continue\r\n\r\n")
    assert wire.answer().status == 100
    assert wire.send(b"12345").answer().json["body"] == "12345"


def test_the_interim_answer_is_not_sent_to_a_client_that_did_not_wait(wire: Wire) -> None:
    wire.send(LENGTH_5 % b"/" + b"Expect: 100-continue\r\n\r\n12345")
    assert wire.answer().status == 200


def test_the_interim_answer_is_not_sent_before_a_refusal(wire: Wire) -> None:
    answer = wire.send(LENGTH_5 % b"/early" + b"Expect: 100-continue\r\n\r\n").answer()
    assert answer.status == 401
    assert answer.headers["connection"] == "close"


def test_the_interim_answer_is_not_sent_to_http_1_0(wire: Wire) -> None:
    wire.send(b"POST / HTTP/1.0\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n12345")
    assert wire.answer().json["body"] == "12345"


def test_an_unread_body_that_is_short_is_read_over(wire: Wire) -> None:
    answer = wire.send(LENGTH_5 % b"/early" + b"\r\n").answer()
    assert answer.status == 401
    assert "connection" not in answer.headers
    assert wire.send(b"GET /" + request("/after")).answer().json["path"] == "/after"


def test_an_unread_body_that_is_long_ends_the_connection_but_does_not_cost_the_answer(wire: Wire) -> None:
    wire.send(request("/early", body=bytes(5_000_000)))
    answer = wire.answer()
    assert (answer.status, answer.body) == (401, b"who?")
    assert answer.headers["connection"] == "close"
    assert wire.rest() == b""


def test_an_unread_body_of_unknown_length_ends_the_connection(wire: Wire) -> None:
    answer = wire.send(request("/early", "Transfer-Encoding: chunked", method="POST") + b"3\r\nabc\r\n").answer()
    assert answer.headers["connection"] == "close"
    assert wire.rest() == b""


@pytest.mark.parametrize("protocol", ["h2c", "websocket"])
def test_an_upgrade_is_ignored_and_the_body_is_no_request(wire: Wire, protocol: str) -> None:
    smuggled = request("/smuggled")
    wire.send(request("/", "Connection: Upgrade", f"Upgrade: {protocol}", method="POST", body=smuggled))
    assert wire.answer().json["body"] == smuggled.decode()
    assert wire.send(request("/after")).answer().json["path"] == "/after"


@pytest.mark.parametrize(("version", "more"), [("1.0", ""), ("1.1", ", close")])
def test_an_upgrade_is_ignored_on_a_connection_that_ends_too(wire: Wire, version: str, more: str) -> None:
    head = f"POST / HTTP/{version}\r\nHost: a\r\nConnection: Upgrade{more}\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\n"
    answer = wire.send(head.encode() + b"ab").answer()
    assert (answer.json["http_version"], answer.json["body"]) == (version, "ab")
    assert answer.headers["connection"] == "close"
    assert wire.rest() == b""


@pytest.mark.parametrize("path", ["/crash", "/silent", "/split", "/split-name"])
def test_an_application_that_fails_is_answered_for_in_the_error_model(
    server: LiveServer, wire: Wire, path: str
) -> None:
    answer = wire.send(request(path)).answer()
    assert_error_model(answer, 500)
    assert answer.json["error"]["code"] == "INTERNAL_SERVER_ERROR"
    assert b"inner detail" not in answer.body
    assert "Exception in ASGI application" in server.log


@pytest.mark.parametrize("path", ["/long", "/short"])
def test_a_body_that_is_not_as_long_as_was_said_ends_the_connection(wire: Wire, path: str) -> None:
    assert b"four" not in wire.send(request(path)).rest()


def test_a_client_that_leaves_in_the_middle_is_told_to_the_application(server: LiveServer) -> None:
    with Wire(server.port) as leaving:
        leaving.send(LENGTH_5 % b"/left" + b"\r\n12")
    wait_for_line(server, "/left: the client went away")


def test_a_head_that_does_not_end_in_time_is_answered_408(hasty: LiveServer) -> None:
    with Wire(hasty.port) as wire:
        answer = wire.send(b"GET / HTTP/1.1\r\nHost: a\r\n").answer()
        assert_error_model(answer, 408)
        assert wire.rest() == b""


def test_the_time_of_a_head_is_not_extended_by_its_bytes(hasty: LiveServer) -> None:
    with Wire(hasty.port) as wire:
        wire.send(b"GET / HTTP/1.1\r\nHost: a\r\nX: ")
        try:
            for _ in range(int(PATIENCE / 0.05)):
                wire.send(b"x")
                time.sleep(0.05)
            pytest.fail("the server read on")
        except ConnectionError:
            pass


@pytest.mark.parametrize("before", [b"", request()], ids=["at first", "after a request"])
def test_a_silent_connection_is_closed_without_a_word(hasty: LiveServer, before: bytes) -> None:
    with Wire(hasty.port) as wire:
        if before:
            wire.send(before).answer()
        assert wire.rest() == b""


def test_a_client_that_does_not_send_the_unread_rest_is_let_go(hasty: LiveServer) -> None:
    with Wire(hasty.port) as wire:
        assert wire.send(LENGTH_5 % b"/early" + b"\r\n").answer().status == 401
        assert wire.rest() == b""


def test_a_client_that_does_not_read_is_let_go(hasty: LiveServer) -> None:
    with Wire(hasty.port) as wire:
        wire.send(request("/flood"))
        wait_for_line(hasty, "flood ended")


def test_more_requests_at_once_than_allowed_are_asked_to_come_back(hasty: LiveServer) -> None:
    with Wire(hasty.port) as first, Wire(hasty.port) as second:
        first.send(request("/hold"))
        wait_for_line(hasty, "holding")
        answer = second.send(request()).answer()
        assert_error_model(answer, 503)
        assert answer.headers["retry-after"] == "1"
        assert first.answer().body == b"held"
