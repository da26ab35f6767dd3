"""The Store in a process of its own, run as an operator runs it, for tests that speak HTTP with it."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

import httpx2

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds after which a server that does not start or stop counts as broken. No test waits this long on a sound one."""

JSONObject: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Account:
    """A user who has signed up: their id, their key, and a client that sends it."""

    id: str
    email: str
    key: str
    client: httpx2.Client


class RunningStore:
    """The Store on a free port with its data in `folder`. Settings are environment variables of the process."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.admin_key = settings.get("STORE_ADMIN_KEY", "")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings = {"STORE_DATA": str(folder), "STORE_HOST": "127.0.0.1", **settings}
        self._log = folder.parent / f"{folder.name}.log"
        self._clients: list[httpx2.Client] = []
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The running process."""
        assert self._process is not None
        return self._process

    def start(self) -> RunningStore:
        """Start the process and wait until it answers."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("STORE_", "DATABASE_"))}
        environment = {**inherited, **self._settings, "STORE_PORT": str(self.port)}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        self._wait_until_alive()
        return self

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the process with a signal; its exit code."""
        for client in self._clients:
            client.close()
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

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
        with httpx2.Client(base_url=self.url, timeout=PATIENCE) as client:
            response = client.post("/users", json=person)
        assert response.status_code == 201, response.text
        body = response.json()
        key = body["api_key"]
        return Account(body["user"]["id"], body["user"]["email"], key, self.client(X_API_Key=key))

    def output(self) -> str:
        """All that the process has written, to its standard output and error."""
        return self._log.read_text(encoding="utf-8")

    def _wait_until_alive(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if httpx2.get(f"{self.url}/health/live").status_code == 200:
                    return
            except httpx2.TransportError:
                time.sleep(0.05)
        self.process.kill()
        raise AssertionError(f"The Store did not start:\n{self.output()}")


def free_port() -> int:
    """A TCP port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


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
