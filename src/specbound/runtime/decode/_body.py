"""Request bodies: type and size checked, read, decoded, judged by the schema, then built into the model."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic
from typing import Any, Final

from fastapi import UploadFile
from msgspec import structs
from pydantic import MISSING

from specbound.contract import MediaType, Operation
from specbound.errors import ConfigurationError
from specbound.runtime._errors import PayloadTooLarge, UnsupportedMediaType, Violation
from specbound.runtime._patience import Within
from specbound.runtime.decode._content import BinaryContent, Content, FormContent, JsonContent, TextContent
from specbound.runtime.decode._intake import BodyLimits, ClientDisconnected, Intake, Receive, again, too_late
from specbound.runtime.decode._json import malformed
from specbound.runtime.decode._judge import Judge, ModelMismatch
from specbound.runtime.decode._media import MediaTable
from specbound.runtime.decode._multipart import MultipartContent
from specbound.runtime.decode._parts import close_files
from specbound.runtime.gate import Definitions

__all__ = ["BodyLimits", "BodyReader", "ClientDisconnected", "ModelMismatch", "close_files"]

_TYPE, _LENGTH, _CODING = b"content-type", b"content-length", b"content-encoding"
_WANTED: Final = frozenset({_TYPE, _LENGTH, _CODING})
_ORDINARY: Final = len((_TYPE, _LENGTH))
_LONGEST: Final = 18


class BodyReader:
    """The body of one operation, compiled once. `types` maps the names of media types to Python types."""

    def __init__(
        self, operation: Operation, definitions: Definitions, types: dict[str, Any], limits: BodyLimits
    ) -> None:
        """Raises ConfigurationError where there is no body, or where a schema or a type cannot be used."""
        body = operation.body
        if body is None:
            raise ConfigurationError(f"{operation.source}: the operation has no body.")
        self._required = body.required
        self._limits = limits
        self._media = MediaTable(
            (media.name, _content(media, definitions, types.get(media.name, Any), limits, operation.source))
            for media in body.content
        )
        self._json = self._ordinary_types(media.name for media in body.content)
        self._accept = {"Accept": ", ".join(media.name for media in body.content)}
        self.takes_files = any(media.kind == "multipart" for media in body.content)

    async def read(
        self,
        headers: Iterable[tuple[bytes, bytes]],
        receive: Receive,
        violations: list[Violation],
        files: list[UploadFile] | None = None,
    ) -> Any:
        """The body as its Python type, MISSING where there is none or where it breaks the schema.

        Header names are in lower case. Files are added to `files`, which the caller closes with `close_files` when the
        request is over; they are closed here where this raises. Raises PayloadTooLarge, UnsupportedMediaType,
        RequestTimeout, BadRequest, or ClientDisconnected.
        """
        pairs = [pair for pair in headers if pair[0] in _WANTED]
        files = [] if files is None else files
        content = self._ordinary(pairs)
        if content is None:
            return await self._read_any(pairs, Intake(receive, self._limits, violations, files))
        # The ordinary body: JSON of a known length, which comes in one piece.
        began = monotonic()
        message = await Within(receive(), self._patience, too_late)
        data: bytes = message.get("body", b"")
        if message["type"] == "http.request" and not message.get("more_body") and len(data) <= self._limits.max_bytes:
            return content.read(data, violations)
        intake = Intake(again(message, receive), self._limits, violations, files, began)
        return await self._read_any(pairs, intake)

    async def _read_any(self, pairs: list[tuple[bytes, bytes]], intake: Intake) -> Any:
        given = dict(pairs)
        if len(given) < len(pairs):
            raise malformed("A header that describes the body is given twice.")
        length = given.get(_LENGTH)
        if length is not None:
            self._check_length(length)
        if _CODING in given:
            _check_coding(given[_CODING])
        chosen = self._media.find(given[_TYPE]) if _TYPE in given else None
        if chosen is None or not self._required:
            if await self._is_absent(intake, length, typed=_TYPE in given):
                return self._absent(intake.violations)
            if chosen is None:
                raise UnsupportedMediaType(headers=self._accept)
        content, intake.content_type = chosen
        if isinstance(content, MultipartContent):
            return await _read_parts(content, intake)
        if content.is_text and not intake.content_type.is_utf8:
            raise UnsupportedMediaType("The charset must be UTF-8.")
        return content.read(await intake.whole(), intake.violations)

    def _ordinary_types(self, names: Iterable[str]) -> dict[bytes, JsonContent]:
        """What reads JSON, by the values of `Content-Type` that nearly all requests have."""
        headers = [header.encode() for name in names for header in (name, f"{name}; charset=utf-8")]
        found = [(header, *each) for header in headers if (each := self._media.find(header)) is not None]
        return {header: content for header, content, said in found if isinstance(content, JsonContent) and said.is_utf8}

    def _ordinary(self, pairs: list[tuple[bytes, bytes]]) -> JsonContent | None:
        """What reads a body of which type and length are given, and nothing else; None where it needs a closer look."""
        if len(pairs) != _ORDINARY:
            return None
        given = dict(pairs)
        length = given.get(_LENGTH, b"")
        if length.isdigit() and len(length) <= _LONGEST and 0 < int(length) <= self._limits.max_bytes:
            return self._json.get(given.get(_TYPE, b""))
        return None

    def _patience(self) -> float:
        return self._limits.timeout_seconds

    async def _is_absent(self, intake: Intake, length: bytes | None, *, typed: bool) -> bool:
        """Whether there is no body: no bytes, and no type that asks to be looked at."""
        if self._required and typed:
            return False
        return length == b"0" if length is not None else await intake.is_empty()

    def _absent(self, violations: list[Violation]) -> Any:
        if self._required:
            violations.append(Violation(("body",), "A body is required.", "required"))
        return MISSING

    def _check_length(self, length: bytes) -> None:
        if not length.isdigit():
            raise malformed("The content length is no number.")
        if len(length) > _LONGEST or int(length) > self._limits.max_bytes:
            raise PayloadTooLarge


def _check_coding(coding: bytes) -> None:
    if coding.strip().lower() not in (b"", b"identity"):
        raise UnsupportedMediaType(
            "A content coding is not accepted here.",
            loc=("header", "Content-Encoding"),
            headers={"Accept-Encoding": "identity"},
        )


async def _read_parts(content: MultipartContent, intake: Intake) -> Any:
    try:
        return await content.read(intake)
    except BaseException:
        close_files(intake.files)
        raise


def _content(
    media: MediaType, definitions: Definitions, type_: Any, limits: BodyLimits, source: str
) -> Content | MultipartContent:
    if media.kind == "binary" and not definitions.takes_strings(media.schema):
        media = structs.replace(media, schema=None)  # the schema of what the bytes mean, which nobody here can read
    judge = Judge(media, definitions, type_, source)
    match media.kind:
        case "json":
            return JsonContent(judge, limits)
        case "text":
            return TextContent(judge)
        case "form":
            return FormContent(judge, media, limits)
        case "multipart":
            return MultipartContent(judge, media, limits)
        case "binary":
            return BinaryContent(judge)
