"""Logs: one line of JSON for each event, with the request's id, without secrets, and everybody's by the same road.

Events of structlog and records of the standard library (uvicorn, SQLAlchemy, Alembic) come out in the same form.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any, Literal, TextIO, TypeAlias, TypeGuard, cast

import orjson
import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.types import EventDict, Processor

from specbound.runtime import RequestContext, current_request
from specbound.services.auth import KEY_PATTERN

__all__ = ["Form", "Level", "add_request", "configure_logging", "log_request", "redact"]

Form: TypeAlias = Literal["auto", "json", "console"]
Level: TypeAlias = Literal["debug", "info", "warning", "error"]

_SECRET_NAME = re.compile(
    r"pass(word|wd|phrase)|secret|token|credential|authorization|cookie|pepper|(api|admin|private)[_-]?key",
    re.IGNORECASE,
)
_KEY = re.compile(KEY_PATTERN)
_HIDDEN = "[hidden]"
_MAX_DEPTH = 8
_QUIET = ("alembic", "sqlalchemy")
"""Libraries whose lower levels tell of rows, parameters or themselves, whatever the level of the log."""


def configure_logging(level: Level = "info", form: Form = "auto", stream: TextIO | None = None) -> None:
    """Send every log line to `stream`, standard output by default. May be called again.

    "auto" is for people where the stream is a terminal, else JSON. Uvicorn's access log is turned off: the runtime
    writes a line for each request itself.
    """
    output = stream or sys.stdout
    number = logging.getLevelNamesMapping()[level.upper()]
    for_people = form == "console" or (form == "auto" and output.isatty())
    render = _for_people() if for_people else _for_programs()
    log_request.stream = None if for_people or number > logging.INFO else output
    structlog.configure(
        processors=[*_common(), *render],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *names: _Logger(output, *names),
        cache_logger_on_first_use=False,  # a cached logger would not follow when this is called again
    )
    formatter = ProcessorFormatter(
        foreign_pre_chain=_common(), processors=[ProcessorFormatter.remove_processors_meta, *render]
    )
    _configure_standard(number, _Handler(output), formatter)


class _RequestLog:
    """Writes the line of a request; where that is JSON, without structlog's chain, which costs three times as much.

    `stream` is where such a line goes, None where it is structlog's to write or to leave out.
    """

    stream: TextIO | None = None

    def __init__(self) -> None:
        self._name = "specbound.request"
        self._chain = structlog.stdlib.get_logger(self._name)

    def __call__(self, context: RequestContext, status: int | None) -> None:
        summary = context.summary(status)
        stream = self.stream
        if stream is None:
            self._chain.info("request", **summary)
            return
        summary |= {"event": "request", "logger": self._name, "level": "info", "timestamp": datetime.now(UTC)}
        try:
            line = orjson.dumps(summary, option=orjson.OPT_UTC_Z).decode()
        except TypeError:  # a lone surrogate
            self._chain.info("request", **context.summary(status))
            return
        _write(stream, _KEY.sub("_" + _HIDDEN, line) + "\n")


log_request = _RequestLog()
"""For `Options.on_request`: the line of a request as the runtime writes it, in the form that was configured."""


def add_request(_: object, __: str, event: EventDict) -> EventDict:
    """Add the id and the operation of the request that is being served, and who is calling, where they are known."""
    request = current_request()
    if request is None:
        return event
    event.setdefault("request_id", request.request_id)
    if request.operation is not None:
        event.setdefault("operation", request.operation)
    if request.principal is not None:
        event.setdefault("principal", request.principal)
    return event


def redact(_: object, __: str, event: EventDict) -> EventDict:
    """Hide the values of keys that are named like secrets: the last line of defence, since nobody should log them."""
    return cast("EventDict", _redacted(event, _MAX_DEPTH))


def _redacted(value: object, depth: int) -> object:
    if depth and _is_mapping(value):
        return {key: _HIDDEN if _is_secret(key) else _redacted(member, depth - 1) for key, member in value.items()}
    if depth and _is_list(value):
        return [_redacted(item, depth - 1) for item in value]
    return value


def _is_mapping(value: object) -> TypeGuard[dict[object, object]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


@lru_cache(maxsize=1024)  # the names are few and come with every line
def _is_secret(key: object) -> bool:
    return isinstance(key, str) and _SECRET_NAME.search(key) is not None


def _common() -> list[Processor]:
    return [
        add_request,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        redact,
    ]


def _for_people() -> list[Processor]:
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)  # others show locals
    return [plain, _hide_keys]


def _for_programs() -> list[Processor]:
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(serializer=_to_json), _hide_keys]


def _to_json(event: dict[str, Any], **_: object) -> str:
    """The event as JSON; what JSON cannot hold as its `repr`, so that a log line never fails a request."""
    try:
        return orjson.dumps(event, default=repr).decode()
    except TypeError:  # a key that is no text, a number above 64 bits, a lone surrogate
        return json.dumps({str(key): value for key, value in event.items()}, default=repr, skipkeys=True)


def _hide_keys(_: object, __: str, line: Any) -> Any:
    """Hide API keys wherever they stand: in a path, in the text of an exception."""
    return _KEY.sub("_" + _HIDDEN, line)


class _Logger(structlog.WriteLogger):
    """Writes lines, and knows its name."""

    def __init__(self, stream: TextIO, name: str = "") -> None:
        super().__init__(stream)
        self._write = partial(_write, stream)  # which flushes too
        self._flush = _nothing
        self.name = name


def _nothing() -> None: ...


def _write(stream: TextIO, text: str) -> None:
    """Write in one call, so that lines of several threads do not mix.

    What cannot be written, on a full disk or to a closed pipe, costs a line and no answer. Standard error is told, if
    it still listens.
    """
    try:
        stream.write(text)
        stream.flush()
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            print(f"A line of the log is lost: {error}", file=sys.stderr)


class _Handler(logging.StreamHandler[TextIO]):
    """The handler of the standard library's records; a class of its own, so that it can be found and replaced."""


def _configure_standard(level: int, handler: _Handler, formatter: logging.Formatter) -> None:
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [known for known in root.handlers if not isinstance(known, _Handler)] + [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    logging.getLogger("uvicorn.access").disabled = True
