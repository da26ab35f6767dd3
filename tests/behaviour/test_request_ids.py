"""Request ids: taken from the request where they are harmless, made where they are not, on every response."""

from __future__ import annotations

import re
from typing import Any

import httpx2
import pytest

from tests.support.store import RunningStore, add_item, new_item
from tests.support.wire import exchange

GOOD = re.compile(r"[A-Za-z0-9._-]{1,128}")


@pytest.mark.parametrize("sent", ["a", "order-17.retry_2", "A" * 128, "7f9c2ba4e88f827d616045507605853e"])
def test_an_id_that_is_sent_comes_back(public: httpx2.Client, sent: str) -> None:
    for path in ("/health/live", "/nothing", "/items", "/users/me", "/openapi.yaml"):
        assert public.get(path, headers={"X-Request-ID": sent}).headers.get_list("x-request-id") == [sent]


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "A" * 129,
        "a b",
        "a,b",
        "a\tb",
        'a"b',
        "{}",
        "a\u00e9",
        "<script>",
        "../x",
        "a=b",
        "%0d%0aX-A:1",
        "\u00ff" * 8,
    ],
)
def test_a_hostile_id_is_replaced(public: httpx2.Client, sent: str) -> None:
    response = public.get("/nothing", headers={b"X-Request-ID": sent.encode("latin-1")})
    answered = response.headers["x-request-id"]
    assert GOOD.fullmatch(answered)
    assert answered != sent
    assert response.json()["error"]["request_id"] == answered


def test_two_ids_are_replaced_by_one(public: httpx2.Client) -> None:
    response = public.get("/health/live", headers=[("X-Request-ID", "one"), ("X-Request-ID", "two")])
    (answered,) = response.headers.get_list("x-request-id")
    assert GOOD.fullmatch(answered)


def test_each_request_without_an_id_gets_its_own(public: httpx2.Client) -> None:
    given = [public.get("/health/live").headers["x-request-id"] for _ in range(20)]
    assert len(set(given)) == 20
    assert all(GOOD.fullmatch(one) for one in given)


def test_every_kind_of_response_carries_the_id(admin: httpx2.Client) -> None:
    path = f"/items/{add_item(admin)['id']}"
    asked: list[tuple[str, str, dict[str, Any], int]] = [
        ("POST", "/items", {"json": new_item()}, 201),
        ("GET", path, {}, 200),
        ("GET", path, {"headers": {"If-None-Match": "*"}}, 304),
        ("PATCH", path, {"json": {}}, 422),
        ("PATCH", path, {"json": {"stock": 1}, "headers": {"If-Match": '"x"'}}, 412),
        ("PATCH", path, {"content": "{", "headers": {"Content-Type": "application/json"}}, 400),
        ("PATCH", path, {"content": "{", "headers": {"Content-Type": "text/plain"}}, 415),
        ("PUT", path, {}, 405),
        ("DELETE", path, {}, 204),
        ("DELETE", path, {}, 404),
        ("GET", "/docs", {}, 200),
    ]
    for number, (method, where, rest, status) in enumerate(asked):
        sent = {"X-Request-ID": f"id-{number}", **rest.pop("headers", {})}
        response = admin.request(method, where, headers=sent, **rest)
        assert (response.status_code, response.headers.get_list("x-request-id")) == (status, [f"id-{number}"])


def test_a_request_that_is_no_http_has_an_id_too(store: RunningStore) -> None:
    assert GOOD.fullmatch(exchange(store.port, b"broken\r\n\r\n").headers["x-request-id"])
