"""What the head of a request must be beyond its grammar (RFC 9110, RFC 9112)."""

from __future__ import annotations

import logging
import re
from typing import NamedTuple

import httptools

from specbound.runtime._errors import BadRequest, ContractError, InternalServerError, OperationMissing
from specbound.runtime.server._refusals import VersionNotSupported

_HOST = re.compile(rb"(?:\[[0-9A-Za-z:.%_~-]+\]|[A-Za-z0-9._~!$&'()*+,;=%-]*)(?::[0-9]{0,5})?")
_UNKNOWN_METHOD = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64} [^\x00-\x20\x7f]+ HTTP/1\.[01]\r\n")

_OF_VERSION = frozenset({"Invalid HTTP version", "Pause on PRI/Upgrade"})  # what the parser says of HTTP/1.2 and HTTP/2

logger = logging.getLogger("specbound.server")


class Framing(NamedTuple):
    """How a request's body is delimited: by a length, or by chunks where that is None."""

    content_length: int | None
    expects_100: bool


def framing(version: str, headers: list[tuple[bytes, bytes]]) -> Framing:
    """Check the fields that say where the request goes and where it ends (RFC 9112, 3.2 and 6).

    The names are in lower case. The parser has refused lengths that are no numbers, and lengths and codings that are
    repeated or conflict.
    """
    if version not in ("1.1", "1.0"):
        raise VersionNotSupported
    fields = dict(headers)
    host = fields.get(b"host")
    if host is None:
        if version == "1.1":
            raise BadRequest("A request has a Host header.")
    elif not _HOST.fullmatch(host):
        raise BadRequest("The Host header is malformed.")
    elif len(fields) != len(headers) and sum(name == b"host" for name, _ in headers) > 1:
        raise BadRequest("A request has one Host header.")
    length: int | None = int(fields.get(b"content-length", 0))
    coding = fields.get(b"transfer-encoding")
    if coding is not None:
        length = None
        _check_coding(version, coding)
    expects = version == "1.1" and fields.get(b"expect", b"").lower() == b"100-continue"
    return Framing(length, expects)


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
    if str(error) in _OF_VERSION:
        return VersionNotSupported()
    return BadRequest(f"The request is malformed: {error}.")
