"""Dependencies mean what they mean in FastAPI, whether compiled, solved by FastAPI, or run by FastAPI itself."""

import asyncio
import inspect
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import suppress
from threading import Event
from typing import Annotated, Any, TypeAlias

import anyio
import anyio.lowlevel
import pytest
from fastapi import Depends, FastAPI, Request, Response, Security
from fastapi.security import SecurityScopes
from starlette.testclient import TestClient

from specbound.errors import ConfigurationError
from specbound.runtime.call._invoke import Invocation
from specbound.runtime.call._plan import NotCompiled, compile_plan, dependant_of
from specbound.runtime.call._solver import solve_and_call
from specbound.runtime.call._workers import Workers

Events: TypeAlias = "list[Any]"
Case: TypeAlias = Callable[[Events], Callable[..., Any]]


class Broken(Exception):
    """Raised by the cases."""


def _scope(app: FastAPI) -> dict[str, Any]:
    return {
        "type": "http", "method": "GET", "path": "/", "raw_path": b"/", "query_string": b"", "headers": [], "app": app,
    }  # fmt: skip


def _finish(events: Events) -> Callable[[Any], Any]:
    def finish(result: Any) -> Any:
        events.append("finish")
        return result

    return finish


async def _receive() -> dict[str, Any]:
    return {"type": "http.request", "body": b""}


def run_compiled(case: Case, events: Events, app: FastAPI) -> None:
    call = case(events)
    plan = compile_plan(call, dependant_of(call), app.dependency_overrides)

    async def run(invocation: Invocation) -> Any:
        return await invocation.run(plan, "request", _finish(events))

    _run(run, events, app)


def run_solved(case: Case, events: Events, app: FastAPI) -> None:
    call = case(events)

    async def run(invocation: Invocation) -> Any:
        return await solve_and_call(invocation, app, call, dependant_of(call), "request", _finish(events))

    _run(run, events, app)


def _run(run: Callable[[Invocation], Any], events: Events, app: FastAPI) -> None:
    async def main() -> None:
        invocation = Invocation(_scope(app), _receive, Workers(4))
        try:
            events.append(await run(invocation))
        except Exception as error:  # noqa: BLE001 - the outcome is part of what is compared
            events.append(type(error).__name__)
            return
        events.append("sent")
        await invocation.close()

    asyncio.run(main())


def run_fastapi(case: Case, events: Events, app: FastAPI) -> None:
    call = case(events)

    class Sent(Response):
        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            await super().__call__(scope, receive, send)
            events.append("sent")

    seen: Events = []

    def answer(result: Any) -> Response:
        events.append("finish")
        seen.append(result)
        return Sent()

    async def endpoint_async(**keywords: Any) -> Response:
        return answer(await call("request", **keywords))

    def endpoint_in_thread(**keywords: Any) -> Response:
        return answer(call("request", **keywords))

    signature = inspect.signature(call, eval_str=True)
    rest = list(signature.parameters.values())[1:]
    endpoint: Any = endpoint_async if inspect.iscoroutinefunction(call) else endpoint_in_thread
    endpoint.__signature__ = signature.replace(parameters=rest, return_annotation=Response)
    app.get("/")(endpoint)
    try:
        with TestClient(app) as client:
            client.get("/")
    except Exception as error:  # noqa: BLE001 - the outcome is part of what is compared
        events.append("Swallowed" if type(error).__name__ == "FastAPIError" else type(error).__name__)
        return
    events.insert(events.index("sent"), seen[0])


def sync_tree(events: Events) -> Callable[..., Any]:
    def leaf() -> Generator[int, None, None]:
        events.append("leaf in")
        yield 1
        events.append("leaf out")

    def branch(one: Annotated[int, Depends(leaf)]) -> Generator[int, None, None]:
        events.append("branch in")
        yield one + 1
        events.append("branch out")

    def early(one: Annotated[int, Depends(leaf)]) -> Generator[int, None, None]:
        events.append("early in")
        yield one + 10
        events.append("early out")

    def handler(
        request: str,
        a: Annotated[int, Depends(branch)],
        b: Annotated[int, Depends(branch)],
        c: Annotated[int, Depends(branch, use_cache=False)],
        d: Annotated[int, Depends(early, scope="function")],
    ) -> Any:
        events.append("handler")
        return [request, a, b, c, d]

    return handler


def mixed_tree(events: Events) -> Callable[..., Any]:
    async def opened() -> AsyncGenerator[int, None]:
        events.append("opened")
        yield 1
        await anyio.lowlevel.checkpoint()
        events.append("closed")

    def between(one: Annotated[int, Depends(opened)]) -> Generator[int, None, None]:
        events.append("between in")
        yield one
        events.append("between out")

    async def plain(one: Annotated[int, Depends(between, scope="request")]) -> int:
        return one + 1

    async def handler(request: str, a: Annotated[int, Depends(plain)], b: Annotated[int, Depends(opened)]) -> Any:
        events.append("handler")
        return [request, a, b]

    return handler


def handler_fails(events: Events) -> Callable[..., Any]:
    def outer() -> Generator[None, None, None]:
        try:
            yield
        except Broken:
            events.append("outer saw it")
            raise
        finally:
            events.append("outer out")

    def inner(_: Annotated[None, Depends(outer)]) -> Generator[None, None, None]:
        try:
            yield
        except Broken as error:
            events.append("inner saw it")
            raise Broken("other") from error

    def handler(request: str, _: Annotated[None, Depends(inner, scope="function")]) -> Any:
        raise Broken

    return handler


def swallows(events: Events) -> Callable[..., Any]:
    def outer() -> Generator[None, None, None]:
        yield
        events.append("outer out in peace")

    def careless(_: Annotated[None, Depends(outer)]) -> Generator[None, None, None]:
        try:
            yield
        except Broken:
            events.append("swallowed")

    def handler(request: str, _: Annotated[None, Depends(careless, scope="function")]) -> Any:
        raise Broken

    return handler


def commit_fails(events: Events) -> Callable[..., Any]:
    def session() -> Generator[None, None, None]:
        yield
        events.append("commit")
        raise Broken

    def handler(request: str, _: Annotated[None, Depends(session, scope="function")]) -> Any:
        return "answer"

    return handler


def entry_fails(events: Events) -> Callable[..., Any]:
    def first() -> Generator[None, None, None]:
        try:
            yield
        finally:
            events.append("first out")

    def second(_: Annotated[None, Depends(first)]) -> None:
        raise Broken

    def handler(request: str, _: Annotated[None, Depends(second)]) -> Any:
        events.append("never")

    return handler


def scopes(events: Events) -> Callable[..., Any]:
    def who(wanted: SecurityScopes) -> str:
        return wanted.scope_str

    def handler(
        request: str, a: Annotated[str, Security(who, scopes=["read", "write"])], b: Annotated[str, Depends(who)]
    ) -> Any:
        return [a, b]

    return handler


class Shop:
    """A class and a callable instance are dependencies too."""

    def __init__(self, request: Request) -> None:
        self.method = request.method

    def __call__(self) -> str:
        return "called"


def classes(events: Events) -> Callable[..., Any]:
    instance = Shop(Request({"type": "http", "method": "X"}))

    def handler(request: str, a: Annotated[Shop, Depends()], b: Annotated[str, Depends(instance)]) -> Any:
        return [a.method, b]

    return handler


CASES = [sync_tree, mixed_tree, handler_fails, commit_fails, entry_fails, scopes, classes]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("way", [run_compiled, run_solved])
def test_our_ways_do_what_fastapi_does(case: Case, way: Callable[[Case, Events, FastAPI], None]) -> None:
    expected: Events = []
    run_fastapi(case, expected, FastAPI())
    events: Events = []
    way(case, events, FastAPI())
    assert events == expected


@pytest.mark.parametrize("way", [run_compiled, run_solved, run_fastapi])
def test_an_override_takes_the_place_of_its_original(way: Callable[[Case, Events, FastAPI], None]) -> None:
    def original() -> str:
        return "original"

    def part() -> str:
        return "with parts"

    def replacement(text: Annotated[str, Depends(part)]) -> Generator[str, None, None]:
        yield f"replaced {text}"

    def case(events: Events) -> Callable[..., Any]:
        def handler(request: str, text: Annotated[str, Depends(original)]) -> Any:
            return text

        return handler

    app = FastAPI()
    app.dependency_overrides[original] = replacement
    events: Events = []
    way(case, events, app)
    assert "replaced with parts" in events


def test_clean_up_runs_though_the_request_is_cancelled() -> None:
    events: Events = []

    async def resource() -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            await anyio.lowlevel.checkpoint()
            events.append("cleaned")

    async def handler(request: str, _: Annotated[None, Depends(resource)]) -> None:
        await anyio.sleep(60)

    async def main() -> None:
        plan = compile_plan(handler, dependant_of(handler), {})
        invocation = Invocation(_scope(FastAPI()), _receive, Workers(1))
        with anyio.move_on_after(0.05):
            await invocation.run(plan, "request", lambda result: result)

    anyio.run(main)
    assert events == ["cleaned"]


def test_a_parameter_that_is_no_dependency_is_refused() -> None:
    def handler(request: str, limit: int) -> None: ...

    with pytest.raises(ConfigurationError, match="must be a dependency"):
        dependant_of(handler)


def test_a_tree_that_reads_headers_is_left_to_fastapi() -> None:
    from fastapi import Header

    def reads(x_shop: Annotated[str, Header()]) -> str:
        return x_shop

    def handler(request: str, shop: Annotated[str, Depends(reads)]) -> None: ...

    with pytest.raises(NotCompiled):
        compile_plan(handler, dependant_of(handler), {})


@pytest.mark.parametrize("way", [run_compiled, run_solved])
def test_a_swallowed_exception_is_an_error_for_those_outside(way: Callable[[Case, Events, FastAPI], None]) -> None:
    """A session outside of a careless dependency must not commit. (FastAPI 0.163 fails with an UnboundLocalError.)"""
    events: Events = []
    way(swallows, events, FastAPI())
    assert events == ["swallowed", "Swallowed"]


@pytest.mark.parametrize("way", [run_compiled, run_solved])
@pytest.mark.parametrize("is_async", [False, True])
def test_a_swallowed_exception_is_an_error_for_those_of_the_same_scope_too(
    way: Callable[[Case, Events, FastAPI], None], is_async: bool
) -> None:
    events: Events = []

    def session() -> Generator[None, None, None]:
        try:
            yield
        except BaseException as error:
            events.append(f"rolled back by {type(error).__name__}")
            raise
        events.append("committed")

    def careless(_: Annotated[None, Depends(session, scope="function")]) -> Generator[None, None, None]:
        with suppress(Broken):
            yield

    def handler(request: str, _: Annotated[None, Depends(careless, scope="function")]) -> Any:
        raise Broken

    async def handler_async(request: str, _: Annotated[None, Depends(careless, scope="function")]) -> Any:
        raise Broken

    way(lambda _: handler_async if is_async else handler, events, FastAPI())
    assert events == ["rolled back by Swallowed", "Swallowed"]


def test_what_a_thread_opens_while_the_request_is_cancelled_is_left() -> None:
    events: Events = []
    opening, cancelled = Event(), Event()

    def resource() -> Generator[None, None, None]:
        opening.set()
        cancelled.wait(10)
        try:
            yield
        except BaseException as error:
            events.append(type(error).__name__)
            raise

    async def handler(request: str, _: Annotated[None, Depends(resource)]) -> None:
        events.append("never")

    async def main() -> None:
        plan = compile_plan(handler, dependant_of(handler), {})
        invocation = Invocation(_scope(FastAPI()), _receive, Workers(1))
        running = asyncio.create_task(invocation.run(plan, "request", lambda result: result))
        await asyncio.to_thread(opening.wait, 10)
        running.cancel()
        asyncio.get_running_loop().call_soon(cancelled.set)
        with pytest.raises(asyncio.CancelledError):
            await running
        assert events == ["CancelledError"]  # here, not when the garbage is collected

    asyncio.run(main())
