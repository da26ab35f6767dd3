"""Every refusal has the document's form, whichever part of the server refuses."""

from __future__ import annotations

import json
import socket

import httpx2
import pytest

from tests.support.errors import check_error, document, locations, refused
from tests.support.store import Account, RunningStore, new_item
from tests.support.wire import connection, exchange, receive

METHODS = ("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE")
PATHS = {
    path: sorted(method.upper() for method in item if method != "parameters")
    for path, item in document()["paths"].items()
}
UNDECLARED = [
    (path, method, allowed)
    for path, allowed in PATHS.items()
    for method in METHODS
    if method not in allowed
    if not (method == "HEAD" and "GET" in allowed)
]


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/users/", "/items/a/b", "/health/", "/USERS", "/openapi", "/%2e%2e", "/users%2Fme"]
)
def test_what_the_document_does_not_declare_is_not_there(store: RunningStore, public: httpx2.Client, path: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        response = public.request(method, f"{store.url}{path}")
        assert refused(response, 404, "NOT_FOUND") == [{"msg": "There is nothing here.", "type": "not_found"}]


@pytest.mark.parametrize(("path", "method", "allowed"), UNDECLARED)
def test_an_undeclared_method_is_refused_with_those_allowed(
    public: httpx2.Client, path: str, method: str, allowed: list[str]
) -> None:
    response = public.request(method, path.replace("{", "").replace("}", ""))
    assert response.status_code == 405
    assert {name.strip() for name in response.headers["allow"].split(",")} - {"HEAD"} == set(allowed)
    if method != "HEAD":
        refused(response, 405, "METHOD_NOT_ALLOWED")


def test_an_error_names_the_path_as_it_was_asked_for(public: httpx2.Client) -> None:
    assert public.get("/nothing?a=b").json()["error"]["path"] == "/nothing"


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/xml", "application/json5", "application/merge-patch+json", "json", "", "*/*"],
)
def test_a_body_of_another_media_type_is_refused(admin: httpx2.Client, content_type: str) -> None:
    body = json.dumps(new_item())
    response = admin.post("/items", content=body, headers={"Content-Type": content_type})
    assert locations(refused(response, 415, "UNSUPPORTED_MEDIA_TYPE")) == [("header", "Content-Type")]


def test_a_body_of_no_media_type_is_refused(admin: httpx2.Client) -> None:
    response = admin.post("/items", content=json.dumps(new_item()).encode())
    assert "content-type" not in response.request.headers
    refused(response, 415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "application/json ;charset=UTF-8"],
)
def test_json_is_known_in_any_writing(admin: httpx2.Client, content_type: str) -> None:
    response = admin.post("/items", content=json.dumps(new_item()), headers={"Content-Type": content_type})
    assert response.status_code == 201


MALFORMED = {
    "cut off": b'{"name": "a"',
    "a bare word": b"nul",
    "empty text": b" ",
    "trailing text": b"{} {}",
    "a trailing comma": b'{"name": "a",}',
    "single quotes": b"{'name': 'a'}",
    "not a number": b'{"stock": NaN}',
    "infinity": b'{"stock": -Infinity}',
    "a number out of range": b'{"stock": 1e400}',
    "a leading zero": b'{"stock": 01}',
    "a hexadecimal number": b'{"stock": 0x10}',
    "a lone surrogate": b'{"name": "\\ud800"}',
    "no UTF-8": b'{"name": "\xff"}',
    "an overlong encoding": b'{"name": "\xc0\xaf"}',
    "a byte-order mark": b'\xef\xbb\xbf{"name": "a"}',
    "UTF-16": '{"name": "a"}'.encode("utf-16"),
    "a control character in a text": b'{"name": "a\nb"}',
    "a comment": b'{"name": "a" /* b */}',
    "a key twice": b'{"name": "a", "name": "b"}',
    "no end of nesting": b"[" * 100_000,
    "deep nesting": b'{"metadata": ' * 5_000 + b"1" + b"}" * 5_000,
    "a form": b"name=a&stock=1",
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=list(MALFORMED))
def test_a_body_that_is_no_json_is_refused(admin: httpx2.Client, body: bytes) -> None:
    response = admin.post("/items", content=body, headers={"Content-Type": "application/json"})
    assert locations(refused(response, 400, "BAD_REQUEST")) == [("body",)]


def test_a_body_that_is_needed_is_asked_for(admin: httpx2.Client) -> None:
    for headers in ({}, {"Content-Type": "application/json"}):
        response = admin.post("/items", headers=headers)
        assert response.status_code in {400, 422}
        code = {400: "BAD_REQUEST", 422: "VALIDATION_ERROR"}[response.status_code]
        assert locations(refused(response, response.status_code, code)) == [("body",)]


@pytest.mark.parametrize("headers", [{"Content-Type": "text/plain"}, {"Content-Type": "application/json"}, {}])
def test_nobody_is_told_what_is_wrong_with_a_body_before_they_are_known(
    public: httpx2.Client, headers: dict[str, str]
) -> None:
    for body in (b"{", b"x" * 3_000_000):
        refused(public.post("/items", content=body, headers=headers), 401, "UNAUTHORIZED")


def test_a_path_and_a_method_come_before_the_key(public: httpx2.Client) -> None:
    refused(public.post("/nothing", content=b"{"), 404, "NOT_FOUND")
    refused(public.put("/items", content=b"{"), 405, "METHOD_NOT_ALLOWED")


def test_the_key_comes_before_the_parameters(public: httpx2.Client) -> None:
    refused(public.delete("/items/1?colour=red"), 401, "UNAUTHORIZED")


SIGN_UP = b"POST /users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
BROKEN = {
    "another protocol": b"HELO example.com\r\n\r\n",
    "a space in the path": b"GET /items /a HTTP/1.1\r\nHost: x\r\n\r\n",
    "a control character in a header": b"GET /items HTTP/1.1\r\nHost: x\r\nX-A: a\x00b\r\n\r\n",
    "no colon": b"GET /items HTTP/1.1\r\nHost: x\r\nbroken\r\n\r\n",
    "a length that is no number": SIGN_UP + b"Content-Length: five\r\n\r\n",
    "two lengths": SIGN_UP + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "a length and chunks": SIGN_UP + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a chunk of no length": SIGN_UP + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "TLS": b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03",
}


@pytest.mark.parametrize("request_bytes", BROKEN.values(), ids=list(BROKEN))
def test_what_is_no_http_is_refused_in_the_same_form(store: RunningStore, request_bytes: bytes) -> None:
    answer = exchange(store.port, request_bytes)
    assert answer.status == 400, (answer.status, answer.body)
    check_error(json.loads(answer.body), answer.headers, 400, "BAD_REQUEST")


def test_a_method_that_nobody_knows_is_refused(store: RunningStore) -> None:
    answer = exchange(store.port, b"BREW /items HTTP/1.1\r\nHost: x\r\n\r\n")
    assert answer.status == 501, answer.body
    check_error(json.loads(answer.body), answer.headers, 501, "NOT_IMPLEMENTED")


@pytest.mark.parametrize("version", ["", " HTTP/0.9", " HTTP/2.0"])
def test_another_version_of_http_is_refused(store: RunningStore, version: str) -> None:
    answer = exchange(store.port, f"GET /items{version}\r\nHost: x\r\n\r\n".encode())
    assert answer.status == 505, answer.body
    check_error(json.loads(answer.body), answer.headers, 505, "HTTP_VERSION_NOT_SUPPORTED")


def test_a_request_behind_a_broken_one_is_not_served(store: RunningStore) -> None:
    answer = exchange(store.port, b"GET / HTTP\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
    assert answer.status == 400
    assert answer.headers["connection"] == "close"


def test_a_body_over_the_limit_is_refused_before_it_is_sent(store: RunningStore) -> None:
    head = (
        f"POST /items HTTP/1.1\r\nHost: x\r\nX-Admin-Key: {store.admin_key}\r\n"
        "Content-Type: application/json\r\nContent-Length: 1000000000000\r\n\r\n"
    )
    answer = exchange(store.port, head.encode())
    assert answer.status == 413
    assert locations(check_error(json.loads(answer.body), answer.headers, 413, "PAYLOAD_TOO_LARGE")) == [("body",)]


def test_a_body_of_unknown_length_is_refused_while_it_arrives(store: RunningStore) -> None:
    head = (
        f"POST /items HTTP/1.1\r\nHost: x\r\nX-Admin-Key: {store.admin_key}\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
    with connection(store.port) as sock:
        sock.sendall(head.encode())
        sent = 0
        sock.setblocking(False)
        while sent < 200_000_000:
            try:
                sock.recv(1, socket.MSG_PEEK)
                break
            except BlockingIOError:
                sock.setblocking(True)
                sock.sendall(chunk)
                sent += len(chunk)
                sock.setblocking(False)
        sock.setblocking(True)
        answer = receive(sock)
    assert answer.status == 413
    assert sent < 200_000_000
    check_error(json.loads(answer.body), answer.headers, 413, "PAYLOAD_TOO_LARGE")


def test_a_body_of_the_largest_size_is_read(admin: httpx2.Client) -> None:
    body = json.dumps(new_item()).encode()
    headers = {"Content-Type": "application/json"}
    assert admin.post("/items", content=body.ljust(1_048_576), headers=headers).status_code == 201
    refused(admin.post("/items", content=body.ljust(1_048_577), headers=headers), 413, "PAYLOAD_TOO_LARGE")


def test_an_error_tells_nothing_of_the_inside(public: httpx2.Client, alice: Account) -> None:
    answers = [
        public.get("/nothing"),
        public.post("/users", content=b"{", headers={"Content-Type": "application/json"}),
        public.post("/users", json={"email": alice.email, "name": "x"}),
        public.get("/users/me", headers={"X-API-Key": "x"}),
        alice.client.get("/users/1"),
    ]
    for answer in answers:
        assert answer.status_code >= 400
        told = answer.text.lower()
        assert not [
            word for word in ("traceback", "sql", "specbound", ".py", "exception", "/home/", alice.key) if word in told
        ]
