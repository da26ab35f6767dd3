"""Whatever is no HTTP/1.1 request is refused in the error model, and harms no one else."""

from __future__ import annotations

import pytest

from specbound.testing import LiveServer
from tests.unit.server.wire import Answer, Wire, request

GET = b"GET / HTTP/1.1\r\nHost: a\r\n"
POST = b"POST / HTTP/1.1\r\nHost: a\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"

MALFORMED: dict[str, tuple[bytes, int]] = {
    "garbage": (b"\x80\x81\x82\r\n\r\n", 400),
    "a TLS handshake": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    "HTTP/2 with prior knowledge": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    "no version": (b"GET /\r\n\r\n", 505),
    "a version that is too old": (b"GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505),
    "a version that is too new": (b"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
    "a version that never was": (b"GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505),
    "another protocol": (b"GET / HTTQ/1.1\r\nHost: a\r\n\r\n", 400),
    "an unknown method": (b"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
    "a method in lower case": (b"get / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
    "a tunnel": (b"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501),
    "bare line feeds": (b"GET / HTTP/1.1\nHost: a\n\n", 400),
    "bare carriage returns": (b"GET / HTTP/1.1\rHost: a\r\r", 400),
    "a space in the target": (b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a tab in the target": (b"GET /a\tb HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a NUL in the target": (b"GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a control byte in the target": (b"GET /\x7f HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a target that is not ASCII": (b"GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a fragment in the target": (b"GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a target without a slash": (b"GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "an asterisk that is not for OPTIONS": (b"GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "an absolute target without a host": (b"GET http:/// HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "no Host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "two Hosts": (GET + b"Host: b\r\n\r\n", 400),
    "a Host that is none": (b"GET / HTTP/1.1\r\nHost: a/b@c\r\n\r\n", 400),
    "a header without a colon": (GET + b"X\r\n\r\n", 400),
    "a header without a name": (GET + b": a\r\n\r\n", 400),
    "a space before the colon": (GET + b"X : a\r\n\r\n", 400),
    "a name that is no token": (GET + b"X(y): a\r\n\r\n", 400),
    "a name that is not ASCII": (GET + b"\xc3\xa9: a\r\n\r\n", 400),
    "a space before the first name": (b"GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400),
    "a NUL in a value": (GET + b"X: a\0b\r\n\r\n", 400),
    "a control byte in a value": (GET + b"X: a\x01b\r\n\r\n", 400),
    "a carriage return in a value": (GET + b"X: a\rb\r\n\r\n", 400),
    "a line feed in a value": (GET + b"X: a\nY: b\r\n\r\n", 400),
    "a folded value": (GET + b"X: a\r\n b\r\n\r\n", 400),
    "a length and chunks": (POST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "chunks and a length": (POST + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400),
    "two lengths that differ": (POST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400),
    "two lengths that agree": (POST + b"Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400),
    "a list of lengths": (POST + b"Content-Length: 3, 3\r\n\r\nabc", 400),
    "a negative length": (POST + b"Content-Length: -3\r\n\r\nabc", 400),
    "a signed length": (POST + b"Content-Length: +3\r\n\r\nabc", 400),
    "an empty length": (POST + b"Content-Length:\r\n\r\nabc", 400),
    "a length beyond 64 bits": (POST + b"Content-Length: 99999999999999999999999\r\n\r\nabc", 400),
    "chunks of HTTP/1.0": (b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "a coding that is not last": (POST + b"Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", 400),
    "an unknown coding": (POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
    "a coding that only looks right": (POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501),
    "chunked twice": (POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "a chunk size that is no number": (CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n", 400),
    "a negative chunk size": (CHUNKED + b"-3\r\nabc\r\n0\r\n\r\n", 400),
    "a chunk size beyond 64 bits": (CHUNKED + b"fffffffffffffffff\r\nabc\r\n0\r\n\r\n", 400),
    "a chunk longer than its size": (CHUNKED + b"3\r\nabcd\r\n0\r\n\r\n", 400),
    "a chunk size ended by a line feed": (CHUNKED + b"3\nabc\n0\n\n", 400),
    "a trailer that is no header": (CHUNKED + b"0\r\nX\r\n\r\n", 400),
    "a target that is too long": (b"GET /" + b"a" * 3_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "a target without an end": (b"GET /" + b"a" * 3_000, 414),
    "a header that is too large": (GET + b"X: " + b"a" * 9_000 + b"\r\n\r\n", 431),
    "headers that are too large together": (
        GET + b"".join(b"X: %a\r\n" % ("a" * 500) for _ in range(18)) + b"\r\n",
        431,
    ),
    "too many headers": (GET + b"X: a\r\n" * 20 + b"\r\n", 431),
    "too many trailers": (CHUNKED + b"0\r\n" + b"X: a\r\n" * 21 + b"\r\n", 431),
}


def assert_error_model(answer: Answer, status: int) -> None:
    """The answer is an error in the kit's model, and says that the connection ends."""
    assert answer.status == status
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["connection"] == "close"
    summary = answer.json["error"]
    assert answer.headers["x-request-id"] == summary["request_id"]
    assert answer.headers["x-error-code"] == summary["code"]
    assert answer.json["detail"] == [{"msg": summary["message"], "type": summary["code"].lower()}]


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_malformed_is_refused_in_the_error_model_and_ends_the_connection(server: LiveServer, name: str) -> None:
    sent, status = MALFORMED[name]
    with Wire(server.port) as wire:
        wire.send(sent)
        assert_error_model(wire.answer(), status)
        assert wire.rest() == b""
    with Wire(server.port) as wire:
        assert wire.send(request("/after")).answer().json["path"] == "/after"


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_malformed_is_refused_however_it_is_cut(server: LiveServer, name: str) -> None:
    sent, status = MALFORMED[name]
    with Wire(server.port) as wire:
        for start in range(min(len(sent), 200)):
            wire.send(sent[start : start + 1])
        wire.send(sent[200:])
        answer = wire.answer()
        # an unknown method is told from garbage only where the whole line is at hand
        assert_error_model(answer, status if "method" not in name else answer.status)
        assert answer.status in (status, 400)


def test_a_refusal_waits_for_the_answers_before_it(server: LiveServer) -> None:
    with Wire(server.port) as wire:
        wire.send(request("/first") + request("/second") + GET + b"X : a\r\n\r\n" + request("/never"))
        assert wire.answer().json["path"] == "/first"
        assert wire.answer().json["path"] == "/second"
        assert_error_model(wire.answer(), 400)
        assert wire.rest() == b""


def test_an_application_sees_a_client_go_away_where_the_rest_of_a_body_is_broken(server: LiveServer) -> None:
    with Wire(server.port) as wire:
        wire.send(b"POST /broken HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        wire.send(b"?\r\n")
        assert_error_model(wire.answer(), 400)
    with Wire(server.port) as wire:
        wire.send(request("/after")).answer()
    assert "/broken: the client went away" in server.log_lines


def test_a_broken_body_of_a_waiting_request_is_refused_in_its_turn(server: LiveServer) -> None:
    with Wire(server.port) as wire:
        wire.send(request("/first") + CHUNKED + b"?\r\n")
        assert wire.answer().json["path"] == "/first"
        assert_error_model(wire.answer(), 400)


def test_a_refusal_keeps_the_request_id_and_the_path_of_the_client_but_not_the_query(server: LiveServer) -> None:
    with Wire(server.port) as wire:
        answer = wire.send(
            b"GET /a?key=secret HTTP/1.1\r\nHost: a\r\nX-Request-ID: mine\r\nA: b\r\nX : a\r\n\r\n"
        ).answer()
    assert answer.json["error"]["path"] == "/a"
    assert answer.headers["x-request-id"] == "mine"
    assert "secret" not in server.log


def test_a_refusal_is_logged(server: LiveServer) -> None:
    with Wire(server.port) as wire:
        wire.send(b"GET /logged HTTP/1.1\r\nHost: a\r\nX : a\r\n\r\n").answer()
    assert [line for line in server.log_lines if "/logged" in line and "400" in line]


def test_the_refusal_of_a_head_request_has_no_body(server: LiveServer) -> None:
    with Wire(server.port) as wire:
        answer = wire.send(b"HEAD / HTTP/1.1\r\n\r\n").answer("HEAD")
        assert (answer.status, wire.rest()) == (400, b"")


@pytest.mark.parametrize(
    ("before", "endless"), [(b"", b"\r\n" * 4_000), (GET + b"X: ", b"a" * 4_000)], ids=["lines", "value"]
)
def test_a_head_without_an_end_is_refused(server: LiveServer, before: bytes, endless: bytes) -> None:
    with Wire(server.port) as wire:
        try:
            wire.send(before)
            for _ in range(100):
                wire.send(endless)
        except ConnectionError:
            return
        assert wire.answer().status == 431


def test_chunks_that_are_mostly_extensions_are_refused(server: LiveServer) -> None:
    with Wire(server.port) as wire:
        wire.send(CHUNKED)
        try:
            for _ in range(1_000):
                wire.send(b"1;" + b"e" * 1_000 + b"\r\na\r\n")
        except ConnectionError:
            return
        assert wire.answer().status == 400
