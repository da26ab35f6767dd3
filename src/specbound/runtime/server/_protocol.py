"""HTTP/1.1 on one connection: uvicorn's protocol with bounds, strictness and the document's error model."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, cast
from urllib.parse import unquote

import httptools
from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from specbound.runtime._errors import BadRequest, ContractError, OperationMissing, RequestTimeout, ServiceUnavailable
from specbound.runtime.server._config import ServerConfig
from specbound.runtime.server._cycle import Cycle
from specbound.runtime.server._head import Framing, cause, framing, split_target
from specbound.runtime.server._refusals import HeadTooLarge, Refusal, TargetTooLong, refuse

# What a connection waits for; each but NOTHING has its own time limit.
_NOTHING, _REQUEST, _HEAD, _REST, _CLOSE = range(5)


class SpecboundProtocol(HttpToolsProtocol):
    """One connection.

    Requests are answered in the order in which they came (RFC 9112, 9.3.2), so a refusal waits for the responses before
    it. After a refusal nothing more of the connection is understood: what still comes is read over, then it is closed.
    """

    config: ServerConfig

    def __init__(
        self,
        config: ServerConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        limits = self.limits = config.limits
        self.application: Any = cast("Any", config).loaded_app
        self.reader = httptools.HttpRequestParser(self)  # without the leniencies that uvicorn sets on its own
        self.seconds = (0.0, limits.idle_seconds, limits.head_seconds, limits.linger_seconds, limits.linger_seconds)
        self.waiting = _NOTHING
        self.deadline = 0.0
        self.timer: asyncio.TimerHandle | None = None
        self.stalled: asyncio.TimerHandle | None = None
        self.latest: Cycle | None = None  # the request that arrives, or arrived last
        self.running: Cycle | None = None  # the request that is being answered
        self.queued: deque[Cycle] = deque()  # the requests behind it
        self.refusal: Refusal | None = None
        self.deaf = False  # nothing that still arrives is understood
        self.turn = 0  # counts the points at which a message begins, has its head, and ends
        self.wire = 0  # bytes that arrived since the last of them
        self.chunk = 0  # bytes that arrived just now
        self.url = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.trailers = 0
        self.in_head = False
        self.in_body = False
        self.upgrading = False

    # What the transport reports.

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._wait_for(_HEAD)

    def connection_lost(self, exc: Exception | None) -> None:
        self.waiting = _NOTHING
        self._unset_timer()
        self._unset_stalled()
        self.deaf = True
        self.queued.clear()
        if self.running is not None:
            self._abandon(self.running)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.deaf:
            self._read_over(len(data))
            return
        turn, self.chunk = self.turn, len(data)
        try:
            self._feed(data)
        except httptools.HttpParserError as error:
            self._refuse(cause(error, data))
            return
        if turn == self.turn:
            self._bound(len(data))
        if self.running is None or self.waiting:
            self._watch()

    def pause_writing(self) -> None:
        super().pause_writing()
        self.stalled = self.loop.call_later(self.limits.write_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._unset_stalled()

    def shutdown(self) -> None:
        """End the connection with the response that is being sent, or now where there is none."""
        if self.running is None:
            self.transport.close()
        else:
            self.running.keep_alive = False

    # What the parser reports.

    def on_message_begin(self) -> None:
        self.turn += 1
        self.wire = 0
        self.url = b""
        self.headers = []
        self.trailers = 0
        self.in_head = True
        self.upgrading = False

    def on_url(self, url: bytes) -> None:
        self.url += url
        if len(self.url) > self.limits.target:
            raise TargetTooLong

    def on_header(self, name: bytes, value: bytes) -> None:
        if self.in_head:
            self.headers.append((name.lower(), value.rstrip(b" \t")))
            return
        self.trailers += 1  # which must not pass for a header (RFC 9110, 6.5.1)
        if self.trailers > self.limits.headers:
            raise HeadTooLarge

    def on_headers_complete(self) -> None:
        self._check_size()
        self.turn += 1
        self.wire = 0
        parser = self.reader
        method = parser.get_method().decode("ascii")
        version = parser.get_http_version()
        frame = framing(version, self.headers)
        raw_path, query = split_target(method, self.url)
        self.in_head = False
        if parser.should_upgrade():
            if method == "CONNECT":
                raise OperationMissing("CONNECT is not implemented.")
            self.upgrading = True
            return
        if len(self.queued) >= self.limits.pipeline:
            raise ServiceUnavailable("Too many requests wait on this connection.")
        self.in_body = True
        path = raw_path.decode("ascii")
        self.scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": version,
            "server": self.server,
            "client": self.client,
            "scheme": self.scheme or "http",
            "method": method,
            "root_path": "",
            "path": unquote(path) if "%" in path else path,
            "raw_path": raw_path,
            "query_string": query,
            "headers": self.headers,
            "state": self.app_state.copy(),
        }
        self._begin(frame, version == "1.1" and parser.should_keep_alive())

    def on_body(self, body: bytes) -> None:
        cycle = self.latest
        if cycle is None or self.upgrading:
            return
        cycle.received += len(body)
        if cycle.response_complete:
            return
        cycle.waiting_for_100_continue = False  # the client did not wait
        cycle.body += body
        if len(cycle.body) > HIGH_WATER_LIMIT:
            self.flow.pause_reading()
        cycle.message_event.set()

    def on_message_complete(self) -> None:
        cycle = self.latest
        if cycle is None or self.upgrading:
            return
        self.turn += 1
        self.wire = 0
        self.in_body = False
        cycle.more_body = False
        cycle.waiting_for_100_continue = False
        cycle.message_event.set()

    # Requests and responses.

    def _feed(self, data: bytes) -> None:
        rest: bytes | memoryview = data
        while True:
            try:
                self.reader.feed_data(rest)
            except httptools.HttpParserUpgrade as upgrade:
                rest = memoryview(rest)[upgrade.args[0] :]
                head = self._head_without_upgrade()
                self.reader = httptools.HttpRequestParser(self)  # the other one may think that the connection ends here
                self.reader.feed_data(head)
            else:
                return

    def _head_without_upgrade(self) -> bytes:
        """The head once more: a server may ignore `Upgrade` (RFC 9110, 7.8), but the parser then skips the body."""
        version = self.reader.get_http_version().encode("ascii")
        lines = [self.reader.get_method() + b" " + self.url + b" HTTP/" + version + b"\r\n"]
        lines += [name + b": " + value + b"\r\n" for name, value in self.headers if name != b"upgrade"]
        return b"".join([*lines, b"\r\n"])

    def _begin(self, frame: Framing, keep_alive: bool) -> None:
        cycle = self.latest = Cycle(self.scope, self, frame.expects_100, keep_alive)
        cycle.content_length = frame.content_length
        if self.running is None:
            self._start(cycle)
        else:
            self.flow.pause_reading()
            self.queued.append(cycle)

    def _start(self, cycle: Cycle) -> None:
        self.running = cycle
        limit = self.limits.concurrency
        if limit is None or len(self.tasks) < limit:
            self._start_asgi_task(cycle, self.application)
            return
        scope = cycle.scope
        error = ServiceUnavailable("The server is busy.", headers={"Retry-After": "1"})
        app: Any = refuse(error, scope["method"], scope["raw_path"], list(scope["headers"]))
        self._start_asgi_task(cycle, app)

    def on_response_complete(self) -> None:
        """Go on with the connection after a response: close it, answer the next request, or wait for one."""
        self.server_state.total_requests += 1
        cycle, self.running = self.running, None
        if cycle is None or self.transport.is_closing():
            return
        if not cycle.keep_alive:
            self._end(cycle)
        elif self.queued:
            self._start(self.queued.popleft())
        elif self.refusal is not None:
            self._answer(self.refusal)
        else:
            self._watch()
        if not self.queued:
            self.flow.resume_reading()

    def _end(self, cycle: Cycle) -> None:
        if cycle.more_body:
            self._linger()
        else:
            self.transport.close()

    def _abandon(self, cycle: Cycle) -> None:
        """Let the application see a client that went away."""
        self.running = None
        cycle.disconnected = True
        cycle.message_event.set()

    # Refusals, and the end of a connection.

    def _refuse(self, error: ContractError) -> None:
        self.deaf = True
        method = self.reader.get_method().decode("ascii") if self.url else ""
        refusal = refuse(error, method, self.url, self.headers)
        if self.in_body and self.latest is not None and not self._drop(self.latest):
            return
        if self.running is None:
            self._answer(refusal)
        else:
            self.refusal = refusal

    def _drop(self, cycle: Cycle) -> bool:
        """Give up the request whose body is broken; False where it was answered already, in part or whole."""
        if cycle.response_complete or cycle.response_started:
            self.transport.abort()
            return False
        if cycle is self.running:
            self._abandon(cycle)
        else:
            self.queued.pop()
        return True

    def _answer(self, refusal: Refusal) -> None:
        self.transport.write(refusal.encode(self.server_state.default_headers))
        self._linger()

    def _linger(self) -> None:
        """Say that nothing more is sent, and read over what still comes, so that the answer is not lost to a reset."""
        self.deaf = True
        self.wire = 0
        self.flow.resume_reading()
        if self.transport.can_write_eof():
            self.transport.write_eof()
            self._wait_for(_CLOSE)
        else:
            self.transport.close()

    def _read_over(self, size: int) -> None:
        self.wire += size
        if self.wire > self.limits.linger:
            self.transport.abort()

    # Bounds in size and in time.

    def _check_size(self) -> None:
        """Refuse a head that is too large; it cannot be where less arrived."""
        limits = self.limits
        if len(self.headers) > limits.headers:
            raise HeadTooLarge
        if self.wire + self.chunk > limits.head and sum(len(n) + len(v) for n, v in self.headers) > limits.head:
            raise HeadTooLarge

    def _bound(self, size: int) -> None:
        """Refuse what the parser swallows without a word: endless lines, and chunks that are mostly extensions."""
        self.wire += size
        allowed = self.limits.target + self.limits.head
        cycle = self.latest
        if cycle is None or not self.in_body:
            if self.wire > allowed:
                self._refuse(HeadTooLarge())
        elif cycle.content_length is None and self.wire > allowed + 16 * cycle.received:
            self._refuse(BadRequest("The chunks of the body hold too little."))

    def _watch(self) -> None:
        wait = self._awaited()
        if wait != self.waiting:
            self._wait_for(wait)

    def _awaited(self) -> int:
        if self.deaf:
            return self.waiting
        if self.running is not None:
            return _NOTHING
        if self.in_head:
            return _HEAD
        return _REST if self.in_body else _REQUEST

    def _wait_for(self, wait: int) -> None:
        """Set the time limit; a timer that rings early sets itself anew, which is cheaper than one for each wait."""
        self.waiting = wait
        if wait == _NOTHING:
            return
        self.deadline = self.loop.time() + self.seconds[wait]
        if self.timer is None or self.timer.when() > self.deadline:
            self._unset_timer()
            self.timer = self.loop.call_at(self.deadline, self._ring)

    def _ring(self) -> None:
        self.timer = None
        if self.waiting == _NOTHING:
            return
        if self.loop.time() < self.deadline:
            self.timer = self.loop.call_at(self.deadline, self._ring)
        else:
            self._overdue()

    def _unset_timer(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def _overdue(self) -> None:
        if self.transport.is_closing():
            return
        if self.waiting == _HEAD and self.in_head:
            self._refuse(RequestTimeout("The head of the request did not arrive in time."))
        elif self.transport.get_write_buffer_size():
            self.transport.abort()
        else:
            self.transport.close()

    def _unset_stalled(self) -> None:
        if self.stalled is not None:
            self.stalled.cancel()
            self.stalled = None
