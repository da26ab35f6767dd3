"""Bytes to a server and back, several responses to a connection."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Any

import msgspec

PATIENCE = 30.0
"""Seconds after which a test gives up on a server that does not answer; a sound one never takes them."""


@dataclass(frozen=True)
class Answer:
    """A response as it came: header names in lower case, the body without its chunks."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return msgspec.json.decode(self.body)


class Wire:
    """A connection that sends what it is told and reads whole responses."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = b""

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, data: bytes) -> Wire:
        """Send these bytes."""
        self._socket.sendall(data)
        return self

    def answer(self, method: str = "GET") -> Answer:
        """Read one response to a request of this method; an interim one counts."""
        start, _, block = self._until(b"\r\n\r\n").partition(b"\r\n")
        version, status, _ = start.split(b" ", 2)
        assert version == b"HTTP/1.1"
        lines = [line.partition(b": ") for line in block.split(b"\r\n") if line]
        headers = {name.decode().lower(): value.decode("latin-1") for name, _, value in lines}
        assert len(headers) == len(lines), "a header field came twice"
        return Answer(int(status), headers, self._body(method, int(status), headers))

    def rest(self) -> bytes:
        """Read until the server closes the connection."""
        while self._more():
            pass
        rest, self._buffer = self._buffer, b""
        return rest

    def _body(self, method: str, status: int, headers: dict[str, str]) -> bytes:
        if method == "HEAD" or status in (100, 204, 304):
            return b""
        if "content-length" in headers:
            return self._exactly(int(headers["content-length"]))
        return self._chunks() if headers.get("transfer-encoding") == "chunked" else self.rest()

    def _chunks(self) -> bytes:
        body = b""
        while size := int(self._until(b"\r\n"), 16):
            body += self._exactly(size)
            assert self._exactly(2) == b"\r\n"
        assert self._exactly(2) == b"\r\n"
        return body

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._buffer:
            assert self._more(), f"the connection ended after {self._buffer!r}"
        found, _, self._buffer = self._buffer.partition(mark)
        return found

    def _exactly(self, size: int) -> bytes:
        while len(self._buffer) < size:
            assert self._more(), f"the connection ended after {self._buffer!r}"
        found, self._buffer = self._buffer[:size], self._buffer[size:]
        return found

    def _more(self) -> bool:
        data = self._socket.recv(65536)
        self._buffer += data
        return bool(data)


def request(path: str = "/", *headers: str, method: str = "GET", body: bytes = b"") -> bytes:
    """The bytes of a well-formed request."""
    length = [f"Content-Length: {len(body)}"] if body else []
    lines = [f"{method} {path} HTTP/1.1", "Host: test", *length, *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body
