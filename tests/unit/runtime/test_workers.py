"""Worker threads: results, errors, context and cancellation cross the hop unharmed."""

import asyncio
import threading
from contextvars import ContextVar

import pytest

from specbound.runtime.call._workers import Workers

NAME: ContextVar[str] = ContextVar("name")


def test_a_result_and_an_error_come_back() -> None:
    async def main() -> None:
        workers = Workers(2)
        assert await workers.run(divmod, 7, 2) == (3, 1)
        with pytest.raises(ZeroDivisionError):
            await workers.run(divmod, 7, 0)

    asyncio.run(main())


def test_context_variables_are_those_of_the_caller() -> None:
    async def main() -> None:
        NAME.set("outer")
        assert await Workers(1).run(NAME.get) == "outer"

    asyncio.run(main())


def test_no_more_threads_run_at_once_than_allowed_and_every_call_is_served() -> None:
    running, most = 0, 0
    lock = threading.Lock()
    pause = threading.Event()

    def call() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        pause.wait(0.01)
        with lock:
            running -= 1

    async def main() -> None:
        workers = Workers(3)
        await asyncio.gather(*[workers.run(call) for _ in range(30)])

    asyncio.run(main())
    assert most == 3
    assert running == 0


def test_an_idle_thread_is_used_again() -> None:
    async def main() -> set[int]:
        workers = Workers(8)
        return {await workers.run(threading.get_ident) for _ in range(20)}

    assert len(asyncio.run(main())) <= 2


def test_a_cancelled_caller_waits_for_its_thread() -> None:
    """What a handler began in a thread ends before its request does, so that clean-up finds all of it."""
    events: list[str] = []
    started, release = threading.Event(), threading.Event()

    def call() -> None:
        started.set()
        release.wait()
        events.append("thread done")

    async def request() -> None:
        try:
            await Workers(1).run(call)
        finally:
            events.append("request done")

    async def main() -> None:
        task = asyncio.create_task(request())
        while not started.is_set():  # noqa: ASYNC110 - set by another thread
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.sleep(0)
        release.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert events == ["thread done", "request done"]


def test_a_thread_that_could_not_be_started_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    async def main() -> None:
        workers = Workers(1)
        with monkeypatch.context() as patch:
            patch.setattr(threading.Thread, "start", fails)
            with pytest.raises(RuntimeError):
                await workers.run(divmod, 7, 2)
        assert await asyncio.wait_for(workers.run(divmod, 7, 2), 20) == (3, 1)

    asyncio.run(main())
