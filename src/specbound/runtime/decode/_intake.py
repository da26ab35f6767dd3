"""The bytes of a request body as they arrive, within limits of size and time."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

import msgspec
from fastapi import UploadFile

from specbound.runtime._errors import PayloadTooLarge, RequestTimeout, Violation
from specbound.runtime._patience import Within
from specbound.runtime.decode._media import UNTYPED

Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]


class ClientDisconnected(Exception):
    """The client hung up before its request had arrived; nobody is left to answer."""


class BodyLimits(msgspec.Struct, frozen=True, kw_only=True):
    """Limits on what is read; sizes in bytes.

    - `max_bytes`: the whole body, files and all.
    - `max_depth`: how deep JSON may nest. `refuse_duplicates`: whether an object may not repeat a key.
    - `timeout_seconds`: how long the body may stall. `min_bytes_per_second`: how fast it must come in the long run.
    - `max_fields`: the pairs of a form, or the parts of a multipart body.
    - `max_part_headers`, `max_part_header_bytes`: the header lines of one part, and the length of each.
    - `spool_bytes`: files above this size lie on disk while they are read.
    """

    max_bytes: int = 1_048_576
    max_depth: int = 64
    refuse_duplicates: bool = True
    timeout_seconds: float = 30.0
    min_bytes_per_second: int = 1024
    max_fields: int = 1000
    max_part_headers: int = 16
    max_part_header_bytes: int = 4096
    spool_bytes: int = 262_144


class Intake:
    """One body, read once, with what is known of it and where to put what is found.

    Violations are added to `violations`, files to `files` as soon as they are open.
    """

    __slots__ = ("_ahead", "_began", "_limits", "_more", "_receive", "_received", "content_type", "files", "violations")

    def __init__(
        self,
        receive: Receive,
        limits: BodyLimits,
        violations: list[Violation],
        files: list[UploadFile],
        began: float | None = None,
    ) -> None:
        """`began` is when the first piece was asked for, by `time.monotonic`, if it was."""
        self.content_type = UNTYPED
        self.violations = violations
        self.files = files
        self._receive = receive
        self._limits = limits
        self._received = 0
        self._began = began
        self._more = True
        self._ahead = b""

    async def is_empty(self) -> bool:
        """Whether no byte comes; what comes is kept for reading. Raises what `whole` raises."""
        while self._more and not self._ahead:
            self._ahead = self._take(await self._message())
        return not self._ahead

    async def whole(self) -> bytes:
        """All bytes. Raises PayloadTooLarge, RequestTimeout or ClientDisconnected."""
        first = self._ahead or self._take(await self._message())
        if not self._more:
            return first
        pieces = bytearray(first)
        while self._more:
            pieces += self._take(await self._message())
        return bytes(pieces)

    async def pieces(self) -> AsyncIterator[bytes]:
        """The bytes piece by piece. Raises what `whole` raises."""
        if self._ahead:
            yield self._ahead
        while self._more:
            yield self._take(await self._message())

    def _message(self) -> Within[MutableMapping[str, Any]]:
        return Within(self._receive(), self._time_left, too_late)

    def _take(self, message: MutableMapping[str, Any]) -> bytes:
        if message["type"] == "http.disconnect":
            raise ClientDisconnected
        piece: bytes = message.get("body", b"")
        self._more = message.get("more_body", False)
        self._received += len(piece)
        if self._received > self._limits.max_bytes:
            raise PayloadTooLarge
        return piece

    def _time_left(self) -> float:
        """How long to wait for the next piece; the clock begins to run with the first wait."""
        limits, now = self._limits, time.monotonic()
        if self._began is None:
            self._began = now
        granted = limits.timeout_seconds + self._received / limits.min_bytes_per_second
        return min(limits.timeout_seconds, granted - (now - self._began))


def again(message: MutableMapping[str, Any], receive: Receive) -> Receive:
    """A `receive` that gives this message once more, then what comes after it."""
    waiting = [message]

    async def first_again() -> MutableMapping[str, Any]:
        return waiting.pop() if waiting else await receive()

    return first_again


def too_late() -> RequestTimeout:
    """The error where a body stalls."""
    return RequestTimeout(loc=("body",))
