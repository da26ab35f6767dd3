"""The parts of a multipart body, as python-multipart finds them in what arrives."""

from __future__ import annotations

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Final, cast

from fastapi import UploadFile
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.datastructures import Headers

from specbound.runtime.decode._intake import BodyLimits
from specbound.runtime.decode._json import malformed
from specbound.runtime.decode._media import ContentType, parse_content_type

_IDENTITY: Final = frozenset({b"7bit", b"8bit", b"binary"})


class Part:
    """One part: its bytes are in `file` where it is one, else in `data`. `pending` is not yet written to the file."""

    __slots__ = ("content_type", "data", "file", "headers", "name", "pending")

    def __init__(self) -> None:
        self.name = ""
        self.headers: dict[bytes, bytes] = {}
        self.content_type: ContentType | None = None
        self.data = bytearray()
        self.pending = bytearray()
        self.file: UploadFile | None = None


class PartReader:
    """Takes a body piece by piece. `is_file` tells by name and filename which parts are spooled.

    Every file is added to `files` as soon as it is open, for the caller to close.
    """

    def __init__(
        self, boundary: str, is_file: Callable[[str, str | None], bool], limits: BodyLimits, files: list[UploadFile]
    ) -> None:
        """Raises BadRequest where the boundary is none."""
        self._is_file = is_file
        self._limits = limits
        self._files = files
        self._parts: list[Part] = []
        self._header_name = bytearray()
        self._header_value = bytearray()
        self._complete = False
        self._parser = self._make_parser(boundary)

    def _make_parser(self, boundary: str) -> MultipartParser:
        if not boundary or not boundary.isascii():
            raise malformed("The content type must name a boundary.")
        try:
            return MultipartParser(
                boundary.encode(),
                {
                    "on_part_begin": self._begin,
                    "on_header_field": self._name_header,
                    "on_header_value": self._value_header,
                    "on_header_end": self._end_header,
                    "on_headers_finished": self._end_headers,
                    "on_part_data": self._data,
                    "on_end": self._end,
                },
                max_header_count=self._limits.max_part_headers,
                max_header_size=self._limits.max_part_header_bytes,
            )
        except FormParserError:
            raise malformed("The boundary is too long.") from None

    async def feed(self, piece: bytes) -> None:
        """Take the next bytes. Raises BadRequest."""
        before = max(len(self._parts) - 1, 0)
        try:
            self._parser.write(piece)
        except FormParserError as error:
            raise malformed(f"The multipart body cannot be read: {str(error)[:100]}.") from None
        for part in self._parts[before:]:
            if part.file is not None and part.pending:
                await part.file.write(bytes(part.pending))
                part.pending.clear()

    async def finished(self) -> dict[str, list[Part]]:
        """The parts by name, files at their beginning. Raises BadRequest where the last boundary did not come."""
        if not self._complete:
            raise malformed("The multipart body is incomplete.")
        named: dict[str, list[Part]] = {}
        for part in self._parts:
            named.setdefault(part.name, []).append(part)
            if part.file is not None:
                await part.file.seek(0)
        return named

    def _begin(self) -> None:
        if len(self._parts) == self._limits.max_fields:
            raise malformed(f"The body has more than {self._limits.max_fields} parts.")
        self._parts.append(Part())

    def _name_header(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def _value_header(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def _end_header(self) -> None:
        name, headers = bytes(self._header_name).lower(), self._parts[-1].headers
        if name in headers:
            raise malformed("A part repeats one of its headers.")
        headers[name] = bytes(self._header_value).strip(b" \t")
        self._header_name.clear()
        self._header_value.clear()

    def _end_headers(self) -> None:
        part = self._parts[-1]
        part.name, filename = _disposition(part.headers.get(b"content-disposition", b""))
        if part.headers.get(b"content-transfer-encoding", b"binary").lower() not in _IDENTITY:
            raise malformed("A part has a transfer encoding, which forms do not have.")
        if b"content-type" in part.headers:
            part.content_type = parse_content_type(part.headers[b"content-type"].decode("latin-1"))
            if part.content_type is None:
                raise malformed("The content type of a part is malformed.")
        if self._is_file(part.name, filename):
            part.file = self._open(filename, part.headers)

    def _open(self, filename: str | None, headers: dict[bytes, bytes]) -> UploadFile:
        spooled = SpooledTemporaryFile[bytes](max_size=self._limits.spool_bytes)
        file = UploadFile(cast("BinaryIO", spooled), size=0, filename=filename, headers=Headers(raw=[*headers.items()]))
        self._files.append(file)
        return file

    def _data(self, data: bytes, start: int, end: int) -> None:
        part = self._parts[-1]
        target = part.data if part.file is None else part.pending
        target += data[start:end]

    def _end(self) -> None:
        self._complete = True


def _disposition(header: bytes) -> tuple[str, str | None]:
    """The name and the filename of a part (RFC 7578, 4.2). Raises BadRequest."""
    kind, options = parse_options_header(header)
    if kind != b"form-data" or b"name" not in options:
        raise malformed("A part has no name.")
    try:
        filename = options.get(b"filename")
        return options[b"name"].decode(), None if filename is None else filename.decode()
    except UnicodeDecodeError:
        raise malformed("The name of a part is not UTF-8.") from None


def close_files(files: list[UploadFile]) -> None:
    """Close the files of a request; what lay on disk is gone then. Closing twice does no harm."""
    for file in files:
        file.file.close()
    files.clear()
