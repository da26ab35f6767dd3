"""What a handler answers with when a bare model is not enough."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

B_co = TypeVar("B_co", covariant=True)


class Reply(Generic[B_co]):
    """A declared response with its status, body and headers; `generated/operations.py` derives one class for each.

    `key` is the status as the document writes it ("201", "2XX", "default"), `status` the number that is sent. `headers`
    maps names to values; a value that is MISSING is not sent.
    """

    __slots__ = ("body", "headers", "media_type", "status")

    key: ClassVar[str] = "default"

    def __init__(
        self, status: int, body: B_co, headers: Mapping[str, Any] | None = None, media_type: str | None = None
    ) -> None:
        self.status = status
        self.body = body
        self.headers = headers
        self.media_type = media_type
