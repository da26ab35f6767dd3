"""Worker threads for plain `def` code: one queue, one wake-up.

The standard executor makes a future with a lock for each call and wraps it in another for the event loop; together with
the hop itself that is most of what a short handler costs (see `docs/decisions/0003-one-hop.md`). Here a call is one
entry of a queue, and its result one callback on the loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import Context, copy_context
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class _Waiter(asyncio.Future[Any]):
    """A result to come. Cancelling its task does not abandon the thread: the task is cancelled once that is done."""

    def cancel(self, msg: Any = None) -> bool:  # noqa: ARG002 - the signature of Future.cancel
        return False


class _Call(NamedTuple):
    loop: asyncio.AbstractEventLoop
    waiter: _Waiter
    context: Context
    call: Callable[..., Any]
    arguments: tuple[Any, ...]


class Workers:
    """Up to `limit` threads, each started when a call finds none idle. They are daemons and end with the process."""

    def __init__(self, limit: int) -> None:
        self._queue: SimpleQueue[_Call] = SimpleQueue()
        self._lock = Lock()
        self._free_to_start = limit
        self._idle = 0

    async def run(self, call: Callable[..., T], *arguments: Any) -> T:
        """Call in a worker thread, with the context variables of the caller. Raises what the call raises."""
        loop = asyncio.get_running_loop()
        waiter = _Waiter(loop=loop)
        with self._lock:
            start = self._idle == 0 and self._free_to_start > 0
            if start:
                self._free_to_start -= 1
            elif self._idle:
                self._idle -= 1
        if start:
            self._start()
        self._queue.put(_Call(loop, waiter, copy_context(), call, arguments))
        result: T = await waiter
        return result

    def _start(self) -> None:
        try:
            Thread(target=self._work, name="specbound-handler", daemon=True).start()
        except RuntimeError:  # the system gives no thread now, but may later
            with self._lock:
                self._free_to_start += 1
            raise

    def _work(self) -> None:
        while True:
            _serve(self._queue.get())
            with self._lock:
                self._idle += 1


def _serve(item: _Call) -> None:
    loop, waiter, context, call, arguments = item
    try:
        settle, outcome = waiter.set_result, context.run(call, *arguments)
    except BaseException as error:  # noqa: BLE001 - it is raised again where the caller awaits it
        settle, outcome = waiter.set_exception, error
    if not loop.is_closed():
        loop.call_soon_threadsafe(settle, outcome)
