"""The Store in a process of its own, run as an operator runs it, for tests that speak HTTP with it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

import httpx2

from specbound.testing import LiveServer

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds after which a server that does not answer counts as broken. No test waits this long for a sound one."""

JSONObject: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Account:
    """A user who has signed up: their id, their key, and a client that sends it."""

    id: str
    email: str
    key: str
    client: httpx2.Client


class RunningStore:
    """The Store on a free port with its data in `folder`, from `with` to the end of its block.

    Settings are environment variables of the process. It may be stopped and started again in between.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.admin_key = settings.get("STORE_ADMIN_KEY", "")
        self.server = LiveServer("app:app", env={"STORE_DATA": str(folder), **settings}, cwd=ROOT)
        self._clients: list[httpx2.Client] = []

    def __enter__(self) -> RunningStore:
        self.server.__enter__()
        return self

    def __exit__(self, *failure: Any) -> None:
        for client in self._clients:
            client.close()
        self.server.__exit__(*failure)

    @property
    def url(self) -> str:
        """Where it listens."""
        return self.server.base_url

    @property
    def port(self) -> int:
        """The port that it listens at."""
        return self.server.port

    def client(self, **headers: str) -> httpx2.Client:
        """A client that sends these headers with each request; `_` in a name stands for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        client = httpx2.Client(base_url=self.url, headers=named, timeout=PATIENCE)
        self._clients.append(client)
        return client

    def administrator(self) -> httpx2.Client:
        """A client that sends the operator's key."""
        return self.client(X_Admin_Key=self.admin_key)

    def sign_up(self, **told: object) -> Account:
        """A new user with an address of their own."""
        person = {"email": unique_email(), "name": "Somebody", **told}
        response = httpx2.post(f"{self.url}/users", json=person, timeout=PATIENCE)
        assert response.status_code == 201, response.text
        body = response.json()
        key = body["api_key"]
        return Account(body["user"]["id"], body["user"]["email"], key, self.client(X_API_Key=key))


def unique_email() -> str:
    """An address that nobody has."""
    return f"{secrets.token_hex(8)}@example.com"


def new_item(**told: object) -> JSONObject:
    """A body for `create_item`: a public item under a name that no other item has."""
    price = {"amount": 129900, "currency": "EUR"}
    return {"name": f"item {secrets.token_hex(8)}", "price": price, "visibility": "public", **told}


def add_item(admin: httpx2.Client, **told: object) -> JSONObject:
    """An item that an administrator has added, as the server answered it."""
    response = admin.post("/items", json=new_item(**told))
    assert response.status_code == 201, response.text
    item: JSONObject = response.json()
    return item


def segment(name: str) -> str:
    """A name as one segment of a path."""
    return quote(name, safe="")
