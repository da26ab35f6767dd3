"""Request bodies: type and size checked, read, decoded, judged by the schema, then built into the model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from fastapi import UploadFile
from msgspec import structs
from pydantic import MISSING

from specbound.contract import MediaType, Operation
from specbound.errors import ConfigurationError
from specbound.runtime._errors import PayloadTooLarge, UnsupportedMediaType, Violation
from specbound.runtime.decode._content import BinaryContent, Content, FormContent, JsonContent, TextContent
from specbound.runtime.decode._intake import BodyLimits, ClientDisconnected, Intake, Receive
from specbound.runtime.decode._json import malformed
from specbound.runtime.decode._judge import Judge, ModelMismatch
from specbound.runtime.decode._media import MediaTable
from specbound.runtime.decode._multipart import MultipartContent
from specbound.runtime.decode._parts import close_files
from specbound.runtime.gate import Definitions

__all__ = ["BodyLimits", "BodyReader", "ClientDisconnected", "ModelMismatch", "close_files"]

_TYPE, _LENGTH, _CODING = b"content-type", b"content-length", b"content-encoding"
_WANTED: Final = frozenset({_TYPE, _LENGTH, _CODING})


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
        given = dict(pairs)
        if len(given) < len(pairs):
            raise malformed("A header that describes the body is given twice.")
        length = given.get(_LENGTH)
        if length is not None:
            self._check_length(length)
        if _CODING in given:
            _check_coding(given[_CODING])
        chosen = self._media.find(given[_TYPE]) if _TYPE in given else None
        intake = Intake(receive, self._limits, violations, [] if files is None else files)
        if chosen is None or not self._required:
            if await self._is_absent(intake, length, typed=_TYPE in given):
                return self._absent(violations)
            if chosen is None:
                raise UnsupportedMediaType(headers=self._accept)
        content, intake.content_type = chosen
        if isinstance(content, MultipartContent):
            return await _read_parts(content, intake)
        if content.is_text and not intake.content_type.is_utf8:
            raise UnsupportedMediaType("The charset must be UTF-8.")
        return content.read(await intake.whole(), violations)

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
        if len(length) > 18 or int(length) > self._limits.max_bytes:
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
