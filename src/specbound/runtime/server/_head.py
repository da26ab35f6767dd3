"""What the head of a request must be beyond its grammar (RFC 9110, RFC 9112)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from typing import NamedTuple

import httptools

from specbound.runtime._errors import BadRequest, ContractError, InternalServerError, OperationMissing
from specbound.runtime.server._refusals import VersionNotSupported

FRAMING_FIELDS = frozenset({b"host", b"expect", b"content-length", b"transfer-encoding"})

_HOST = re.compile(rb"(?:\[[0-9A-Za-z:.%_~-]+\]|[A-Za-z0-9._~!$&'()*+,;=%-]*)(?::[0-9]{0,5})?")
_UNKNOWN_METHOD = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64} [^\x00-\x20\x7f]+ HTTP/1\.[01]\r\n")

logger = logging.getLogger("specbound.server")


class Framing(NamedTuple):
    """How a request's body is delimited: by a length, or by chunks where that is None."""

    content_length: int | None
    expects_100: bool


def framing(version: str, fields: Iterable[tuple[bytes, bytes]]) -> Framing:
    """Check the fields that say where the request goes and where it ends (RFC 9112, 3.2 and 6).

    `fields` are those named in `FRAMING_FIELDS`; the parser has refused lengths that conflict or are no numbers.
    """
    if version not in ("1.1", "1.0"):
        raise VersionNotSupported
    length: int | None = 0
    hosts, expects = 0, False
    for name, value in fields:
        if name == b"content-length":
            length = int(value)
        elif name == b"host":
            hosts += 1
            _check_host(value)
        elif name == b"transfer-encoding":
            length = None
            _check_coding(version, value)
        else:
            expects = version == "1.1" and value.lower() == b"100-continue"
    if hosts != 1 and (hosts or version == "1.1"):
        raise BadRequest("A request has one Host header.")
    return Framing(length, expects)


def _check_host(value: bytes) -> None:
    if not _HOST.fullmatch(value):
        raise BadRequest("The Host header is malformed.")


def _check_coding(version: str, value: bytes) -> None:
    if version == "1.0":
        raise BadRequest("HTTP/1.0 has no transfer codings.")
    if value.lower() != b"chunked":
        raise OperationMissing("The only transfer coding that is implemented is 'chunked'.")


def split_target(method: str, target: bytes) -> tuple[bytes, bytes]:
    """The raw path and the raw query of a request target (RFC 9112, 3.2); CONNECT has neither."""
    if b"#" in target:
        raise BadRequest("A request target has no fragment.")
    if target.startswith(b"/"):
        path, _, query = target.partition(b"?")
        return path, query
    if method == "CONNECT" or (method == "OPTIONS" and target == b"*"):
        return target, b""
    if b"://" not in target:
        raise BadRequest("The request target is malformed.")
    url = httptools.parse_url(target)
    return url.path or b"/", url.query or b""


def cause(error: httptools.HttpParserError, data: bytes) -> ContractError:
    """What to answer when the parser has failed on `data`, in itself or in what it called."""
    raised = error.__context__
    if isinstance(raised, ContractError):
        return raised
    if isinstance(raised, Exception) and not isinstance(raised, httptools.HttpParserError):
        logger.error("The server failed while it read a request.", exc_info=raised)
        return InternalServerError()
    if isinstance(error, httptools.HttpParserInvalidMethodError) and _UNKNOWN_METHOD.match(data):
        return OperationMissing("This method is not implemented.")
    if isinstance(error, httptools.HttpParserCallbackError):
        return BadRequest()
    return BadRequest(f"The request is malformed: {error}.")
