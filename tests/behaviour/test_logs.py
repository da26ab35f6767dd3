"""One line for each request, with what an operator looks for, and no secret."""

from __future__ import annotations

import json
import secrets
import time
from typing import Any

import httpx2
import pytest

from tests.support.store import PATIENCE, Account, RunningStore, add_item, new_item, segment


def lines(store: RunningStore) -> list[dict[str, Any]]:
    """The structured lines of the server's output."""
    whole = store.server.log.rpartition("\n")[0]
    return [json.loads(line) for line in whole.split("\n") if line.startswith("{")]  # names may hold U+2028


def line_of(store: RunningStore, request_id: str) -> dict[str, Any]:
    """The one line about this request, which is written when its response has been sent."""
    deadline = time.monotonic() + PATIENCE
    found: list[dict[str, Any]] = []
    while not found and time.monotonic() < deadline:
        found = [
            line for line in lines(store) if (line.get("event"), line.get("request_id")) == ("request", request_id)
        ]
    (line,) = found
    return line


def test_each_request_has_one_line(store: RunningStore, admin: httpx2.Client, alice: Account) -> None:
    item = add_item(admin)
    asked = [
        (admin, "GET", f"/items/{item['id']}", "get_item", 200),
        (alice.client, "GET", "/users/me", "get_current_user", 200),
        (alice.client, "GET", "/users/1", "get_user", 422),
        (alice.client, "POST", "/items", "create_item", 401),
        (alice.client, "GET", "/nothing", None, 404),
        (alice.client, "DELETE", "/items", None, 405),
    ]
    for client, method, path, operation, status in asked:
        response = client.request(method, path)
        line = line_of(store, response.headers["x-request-id"])
        assert (response.status_code, line["status"]) == (status, status)
        assert (line["method"], line["path"], line.get("operation")) == (method, path, operation)
        assert line["duration_ms"] > 0


def test_a_line_names_who_called(
    store: RunningStore, public: httpx2.Client, admin: httpx2.Client, alice: Account
) -> None:
    def caller(client: httpx2.Client, path: str) -> str | None:
        principal: str | None = line_of(store, client.get(path).headers["x-request-id"]).get("principal")
        return principal

    assert caller(alice.client, "/users/me") == alice.id
    assert caller(admin, "/items") is not None
    assert caller(public, "/items") is None


def test_a_request_that_is_no_http_has_a_line(store: RunningStore) -> None:
    from tests.support.wire import exchange

    answer = exchange(store.port, b"broken\r\n\r\n")
    line = line_of(store, answer.headers["x-request-id"])
    assert line["status"] == 400


def test_a_line_cannot_be_forged(store: RunningStore, public: httpx2.Client) -> None:
    forged = json.dumps({"event": "request", "request_id": secrets.token_hex(8), "status": 200})
    response = public.get(f"/{segment(chr(10) + forged)}")
    assert line_of(store, response.headers["x-request-id"])["status"] == 404
    assert not [line for line in lines(store) if line.get("request_id") == json.loads(forged)["request_id"]]


def test_no_line_holds_a_secret(own_store: RunningStore) -> None:
    account = own_store.sign_up()
    admin = own_store.administrator()
    private = secrets.token_hex(16)
    item = add_item(admin, visibility="private", description=private, metadata={"note": private})
    own_store.client(X_Admin_Key=account.key + "wrong").get("/items")
    own_store.client(X_API_Key=own_store.admin_key).get("/users/me")
    admin.patch(f"/items/{item['id']}", json={"description": private, "stock": -1})
    admin.post(
        "/items", content=json.dumps(new_item(description=private)) + "}", headers={"Content-Type": "application/json"}
    )
    own_store.client().get(
        f"/items?colour={private}", headers={"Authorization": f"Bearer {private}", "Cookie": f"a={private}"}
    )
    assert own_store.server.terminate() == 0
    written = own_store.server.log
    assert "get_current_user" in written
    for secret in (account.key, own_store.admin_key, private, account.email):
        assert secret not in written
    assert "Traceback" not in written


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/health"])
def test_health_is_logged_as_any_other(store: RunningStore, public: httpx2.Client, path: str) -> None:
    assert line_of(store, public.get(path).headers["x-request-id"])["status"] == 200
