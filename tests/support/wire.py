"""HTTP byte by byte, for what no client would send."""

from __future__ import annotations

import socket
from collections.abc import Generator
from contextlib import contextmanager

import httptools

PATIENCE = 30.0


class Answer:
    """A response as it came off the wire: `status`, `headers` (names in lower case) and `body`."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""
        self.complete = False
        self.parser = httptools.HttpResponseParser(self)

    def on_headers_complete(self) -> None:
        """Called by the parser at the end of the headers."""
        if not self.complete:
            self.status = self.parser.get_status_code()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Called by the parser for each header."""
        if not self.complete:
            self.headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_body(self, body: bytes) -> None:
        """Called by the parser for each piece of the body."""
        if not self.complete:
            self.body += body

    def on_message_complete(self) -> None:
        """Called by the parser at the end of a response."""
        self.complete = True


@contextmanager
def connection(port: int) -> Generator[socket.socket]:
    """A connection to the server on this port."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as sock:
        yield sock


def receive(sock: socket.socket) -> Answer:
    """Read one response."""
    answer = Answer()
    while not answer.complete:
        data = sock.recv(65536)
        if not data:
            break
        answer.parser.feed_data(data)
    return answer


def exchange(port: int, request: bytes) -> Answer:
    """Send these bytes over a new connection and read one response."""
    with connection(port) as sock:
        sock.sendall(request)
        return receive(sock)
