"""Bodies that are sent piece by piece: from either kind of iterator, to the end or not as if to the end."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from types import ModuleType
from typing import Any

import msgspec
import pytest
from starlette.types import Message
from structlog.testing import capture_logs

from specbound.contract import Contract
from specbound.runtime import Application, bind
from tests.unit.runtime.shop import ThingRequest, client, error


def streaming(handler: Any) -> Application:
    contract = msgspec.convert(
        {
            "title": "Files", "version": "1", "openapi": "3.1.0", "source": {"name": "x", "sha256": ""},
            "operations": [
                {
                    "id": "file", "name": "file", "method": "GET", "path": "/file", "source": "x#",
                    "responses": [
                        {"status": "200", "content": [{"name": "image/*", "kind": "binary"}]},
                        error("500"),
                    ],
                }
            ],
        },
        Contract,
    )  # fmt: skip
    module = ModuleType("files")
    vars(module).update(file=bind(handler, "file", ThingRequest, {}, ()))
    return Application(contract, handlers=[module])


def test_a_body_can_be_streamed_from_either_kind_of_iterator() -> None:
    def pieces(request: ThingRequest) -> Iterator[bytes]:
        return iter([b"a", b"b"])

    async def pieces_async(request: ThingRequest) -> AsyncIterator[bytes]:
        async def each() -> AsyncIterator[bytes]:
            yield b"a"
            yield b"b"

        return each()

    for handler in (pieces, pieces_async):
        with client(streaming(handler)) as http:
            assert http.get("/file").content == b"ab"


def test_a_stream_that_breaks_is_cut_and_logged_never_ended_as_if_it_were_whole() -> None:
    def pieces(request: ThingRequest) -> Iterator[bytes]:
        def each() -> Iterator[bytes]:
            yield b"a"
            raise OSError("disk gone")

        return each()

    with capture_logs() as logs, client(streaming(pieces)) as http, pytest.raises(OSError, match="disk gone"):
        http.get("/file")
    assert [line["error"] for line in logs if line["event"] == "fault"] == ["OSError"]


async def endless_async(events: list[str]) -> AsyncGenerator[bytes, None]:
    try:
        while True:
            yield b"more"
            await asyncio.sleep(0)
    finally:
        await asyncio.sleep(0)
        events.append("closed")


async def silent(events: list[str]) -> AsyncGenerator[bytes, None]:
    try:
        yield b"more"
        await asyncio.Event().wait()
    finally:
        await asyncio.sleep(0)
        events.append("closed")


def endless(events: list[str]) -> Iterator[bytes]:
    try:
        while True:
            yield b"more"
            time.sleep(0.01)  # most of its time it is running
    finally:
        events.append("closed")


@pytest.mark.parametrize("body", [endless_async, silent, endless])
def test_a_stream_without_end_is_closed_when_the_client_hangs_up(body: Any) -> None:
    """The server's `send` says nothing after that: ASGI HTTP 2.3."""
    events: list[str] = []
    sent: list[Message] = []

    async def main() -> None:
        begun = asyncio.Event()
        messages: list[Message] = [{"type": "http.request", "body": b"{}", "more_body": False}]

        async def receive() -> Message:
            if messages:
                return messages.pop()
            await begun.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)
            if message.get("body"):
                begun.set()
            await asyncio.sleep(0)

        scope = {
            "type": "http", "method": "GET", "path": "/file", "raw_path": b"/file", "query_string": b"", "headers": [],
        }  # fmt: skip
        await asyncio.wait_for(streaming(lambda _: body(events))(scope, receive, send), 20)

    with capture_logs() as logs:
        asyncio.run(main())
    assert events == ["closed"]
    assert sent[-1].get("more_body", True)
    assert [line["event"] for line in logs] == ["request"]
