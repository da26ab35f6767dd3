"""What a connection may cost, before the application knows of a request."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one connection; sizes in bytes, times in seconds.

    `target`: the request target (414 beyond it). `head`: the names and values of all header fields, `headers`: their
    number, trailers counted (431). `head_seconds`: from the first byte of a head to its last (408). `idle_seconds`: how
    long a connection is kept open between two requests. `write_seconds`: how long a client may leave a full send buffer
    untouched. `pipeline`: how many requests may wait behind one that is being answered. `rest`: the part of an unread
    body that is read over, so that the connection can be kept; a longer one ends it, politely: up to `linger` bytes for
    at most `linger_seconds` are read over first, or the client would lose the answer to a reset (RFC 9112, 9.6).
    `concurrency`: how many requests are served at once, the others being answered 503; None for no bound.
    """

    target: int = 16_384
    head: int = 65_536
    headers: int = 128
    head_seconds: float = 10.0
    idle_seconds: float = 75.0
    write_seconds: float = 60.0
    pipeline: int = 128
    rest: int = 65_536
    linger: int = 16_777_216
    linger_seconds: float = 5.0
    concurrency: int | None = None
