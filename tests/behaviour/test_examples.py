"""What the document shows as an example is what the server answers."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from tests.support.errors import document
from tests.support.store import Account, RunningStore, add_item, new_item, unique_email

UNKNOWN = "00000000-0000-4000-8000-000000000000"
JSON = {"Content-Type": "application/json"}


def answer(name: str, store: RunningStore, alice: Account, bob: Account) -> httpx2.Response:
    """The response to a request that deserves this example of an error."""
    public, admin = store.client(), store.administrator()
    item = add_item(admin, metadata={f"key{number}": "" for number in range(50)})
    path, user = f"/items/{item['id']}", {"email": unique_email(), "name": "Ada"}
    asked: dict[str, tuple[httpx2.Client, str, str, dict[str, Any]]] = {
        "malformed": (public, "POST", "/users", {"content": "{", "headers": JSON}),
        "no_key": (public, "GET", "/users/me", {}),
        "unknown_key": (public, "GET", "/users/me", {"headers": {"X-API-Key": "x"}}),
        "somebody_else": (alice.client, "GET", f"/users/{bob.id}", {}),
        "unknown_user": (admin, "GET", f"/users/{UNKNOWN}", {}),
        "unknown_item": (admin, "GET", f"/items/{UNKNOWN}", {}),
        "taken": (public, "POST", "/users", {"json": {**user, "email": alice.email}}),
        "name_taken": (admin, "POST", "/items", {"json": new_item(name=item["name"])}),
        "metadata_full": (admin, "PATCH", path, {"json": {"metadata": {"more": ""}}}),
        "stale": (admin, "PATCH", path, {"json": {"stock": 1}, "headers": {"If-Match": '"5"'}}),
        "too_large": (admin, "POST", "/items", {"content": b" " * 2_000_000, "headers": JSON}),
        "xml": (admin, "POST", "/items", {"content": "<item/>", "headers": {"Content-Type": "application/xml"}}),
        "two_violations": (public, "POST", "/users", {"json": {**user, "email": "ada", "age": -1}}),
        "forged_cursor": (public, "GET", "/items?cursor=forged", {}),
        "limit_too_large": (public, "GET", "/items?limit=101", {}),
    }
    client, method, where, rest = asked[name]
    return client.request(method, where, **rest)


SHOWN = {
    name: example["value"]
    for response in document()["components"]["responses"].values()
    for media in response.get("content", {}).values()
    for name, example in media["examples"].items()
}
FAULTS_OF_THE_SERVER = {"failed", "too_slow", "database_lost"}


@pytest.mark.parametrize("name", sorted(SHOWN.keys() - FAULTS_OF_THE_SERVER))
def test_an_example_of_an_error_is_what_the_server_answers(
    store: RunningStore, alice: Account, bob: Account, name: str
) -> None:
    told, shown = answer(name, store, alice, bob).json(), SHOWN[name]
    assert told["detail"] == shown["detail"]
    assert {**told["error"], "path": "", "request_id": ""} == {**shown["error"], "path": "", "request_id": ""}
