# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Concatenate, Literal, ParamSpec, TypeAlias, overload

from specbound.runtime import MISSING, Reply, bind

from . import models

__all__ = [
    "Anything200",
    "AnythingRequest",
    "AnythingResult",
    "Bare200",
    "BareRequest",
    "BareResult",
    "Empty204",
    "EmptyRequest",
    "EmptyResult",
    "Media200",
    "MediaRequest",
    "MediaResult",
    "Picture200",
    "PictureRequest",
    "PictureResult",
    "Several200",
    "Several201",
    "Several2XX",
    "Several304",
    "SeveralDefault",
    "SeveralRequest",
    "SeveralResult",
    "anything",
    "bare",
    "empty",
    "media",
    "picture",
    "several",
]

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class BareRequest:
    """The request of `bare`."""


class Bare200(Reply[models.Word]):
    """200: A word."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.Word, /, *, x_remaining: int | MISSING = MISSING) -> None:
        super().__init__(200, body, {"X-Remaining": x_remaining}, "application/json")


BareResult: TypeAlias = Bare200 | models.Word


def bare(
    handler: Callable[Concatenate[BareRequest, P], BareResult | Awaitable[BareResult]],
) -> Callable[Concatenate[BareRequest, P], BareResult | Awaitable[BareResult]]:
    """GET /bare: One success with one body and no required header.

    openapi.yaml#/paths/~1bare/get
    """
    return bind(handler, "bare", BareRequest, {}, (Bare200,))


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyRequest:
    """The request of `empty`."""


class Empty204(Reply[None]):
    """204: Gone."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


EmptyResult: TypeAlias = Empty204 | None


def empty(
    handler: Callable[Concatenate[EmptyRequest, P], EmptyResult | Awaitable[EmptyResult]],
) -> Callable[Concatenate[EmptyRequest, P], EmptyResult | Awaitable[EmptyResult]]:
    """DELETE /bare.

    openapi.yaml#/paths/~1bare/delete
    """
    return bind(handler, "empty", EmptyRequest, {}, (Empty204,))


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralRequest:
    """The request of `several`."""


class Several200(Reply[models.Word]):
    """200: The word as it was."""

    __slots__ = ()
    key = "200"

    def __init__(
        self,
        body: models.Word,
        /,
        *,
        etag: str,
        cache_control: Literal["no-store"] = "no-store",
        x_seen: list[int] | MISSING = MISSING,
    ) -> None:
        super().__init__(
            200, body, {"ETag": etag, "Cache-Control": cache_control, "X-Seen": x_seen}, "application/json"
        )


class Several201(Reply[models.Word]):
    """201: A new word."""

    __slots__ = ()
    key = "201"

    def __init__(self, body: models.Word, /, *, location: str) -> None:
        super().__init__(201, body, {"Location": location}, "application/json")


class Several304(Reply[None]):
    """304: Not modified."""

    __slots__ = ()
    key = "304"

    def __init__(self) -> None:
        super().__init__(304, None)


class Several2XX(Reply[None]):
    """2XX: Something else that went well."""

    __slots__ = ()
    key = "2XX"

    def __init__(self, *, status: int) -> None:
        super().__init__(status, None)


class SeveralDefault(Reply[list[str]]):
    """Any other status: Anything."""

    __slots__ = ()
    key = "default"

    def __init__(self, body: list[str], /, *, status: int) -> None:
        super().__init__(status, body, None, "application/json")


SeveralResult: TypeAlias = Several200 | Several201 | Several304 | Several2XX | SeveralDefault


def several(
    handler: Callable[Concatenate[SeveralRequest, P], SeveralResult | Awaitable[SeveralResult]],
) -> Callable[Concatenate[SeveralRequest, P], SeveralResult | Awaitable[SeveralResult]]:
    """POST /several.

    openapi.yaml#/paths/~1several/post
    """
    return bind(
        handler, "several", SeveralRequest, {}, (Several200, Several201, Several304, Several2XX, SeveralDefault)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRequest:
    """The request of `media`."""


class Media200(Reply[models.Word | str | bytes | AsyncIterator[bytes] | Iterator[bytes]]):
    """200: The word, in what is asked for."""

    __slots__ = ()
    key = "200"

    @overload
    def __init__(
        self, body: models.Word, /, *, media_type: Literal["application/json"] = "application/json"
    ) -> None: ...
    @overload
    def __init__(self, body: str, /, *, media_type: Literal["text/csv"]) -> None: ...
    @overload
    def __init__(
        self, body: bytes | AsyncIterator[bytes] | Iterator[bytes], /, *, media_type: Literal["application/pdf"]
    ) -> None: ...
    def __init__(
        self,
        body: models.Word | str | bytes | AsyncIterator[bytes] | Iterator[bytes],
        /,
        *,
        media_type: str = "application/json",
    ) -> None:
        super().__init__(200, body, None, media_type)


MediaResult: TypeAlias = Media200


def media(
    handler: Callable[Concatenate[MediaRequest, P], MediaResult | Awaitable[MediaResult]],
) -> Callable[Concatenate[MediaRequest, P], MediaResult | Awaitable[MediaResult]]:
    """GET /media: One response in several media types.

    openapi.yaml#/paths/~1media/get
    """
    return bind(handler, "media", MediaRequest, {}, (Media200,))


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRequest:
    """The request of `picture`."""


class Picture200(Reply[bytes | AsyncIterator[bytes] | Iterator[bytes]]):
    """200: A picture."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: bytes | AsyncIterator[bytes] | Iterator[bytes], /, *, media_type: str) -> None:
        super().__init__(200, body, None, media_type)


PictureResult: TypeAlias = Picture200


def picture(
    handler: Callable[Concatenate[PictureRequest, P], PictureResult | Awaitable[PictureResult]],
) -> Callable[Concatenate[PictureRequest, P], PictureResult | Awaitable[PictureResult]]:
    """GET /picture.

    openapi.yaml#/paths/~1picture/get
    """
    return bind(handler, "picture", PictureRequest, {}, (Picture200,))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnythingRequest:
    """The request of `anything`."""


class Anything200(Reply[models.Word | bytes | AsyncIterator[bytes] | Iterator[bytes]]):
    """200: What is there."""

    __slots__ = ()
    key = "200"

    @overload
    def __init__(
        self, body: models.Word, /, *, media_type: Literal["application/json"] = "application/json"
    ) -> None: ...
    @overload
    def __init__(self, body: bytes | AsyncIterator[bytes] | Iterator[bytes], /, *, media_type: str) -> None: ...
    def __init__(
        self,
        body: models.Word | bytes | AsyncIterator[bytes] | Iterator[bytes],
        /,
        *,
        media_type: str = "application/json",
    ) -> None:
        super().__init__(200, body, None, media_type)


AnythingResult: TypeAlias = Anything200


def anything(
    handler: Callable[Concatenate[AnythingRequest, P], AnythingResult | Awaitable[AnythingResult]],
) -> Callable[Concatenate[AnythingRequest, P], AnythingResult | Awaitable[AnythingResult]]:
    """GET /anything: Ranges beside a media type.

    openapi.yaml#/paths/~1anything/get
    """
    return bind(handler, "anything", AnythingRequest, {}, (Anything200,))
