"""A live server is a process of its own: it starts, tells what it prints, and ends in every way a server can."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import httpx2
import pytest

from specbound.testing import LiveServer, client


async def tell(scope: Any, receive: Any, send: Any) -> None:
    """An application that tells its process, a variable of its environment and its folder."""
    if scope["type"] == "lifespan":
        for _ in range(2):
            await send({"type": f"{(await receive())['type']}.complete"})
        return
    if scope["path"] == "/crash":
        raise ValueError("broken")
    print("asked")
    body = f"{os.getpid()} {os.environ.get('TOLD', '')} {Path.cwd()}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


def test_an_application_is_served_in_another_process_with_its_own_environment() -> None:
    with LiveServer(tell, env={"TOLD": "yes"}) as server:
        process, told, folder = httpx2.get(server.base_url).text.split(" ")
    assert process != str(os.getpid())
    assert (told, folder) == ("yes", str(Path.cwd()))


def test_what_the_process_prints_is_kept_after_its_end() -> None:
    with LiveServer(tell) as server:
        httpx2.get(server.base_url)
        assert "asked" in server.log_lines
    assert "asked" in server.log_lines


def test_a_server_that_was_told_to_end_ends_with_success() -> None:
    with LiveServer(tell) as server:
        assert server.terminate() == 0
        with pytest.raises(httpx2.ConnectError):
            httpx2.get(server.base_url)


def test_a_server_that_was_killed_can_be_started_again_at_the_same_address() -> None:
    with LiveServer(tell) as server:
        before = httpx2.get(server.base_url).text
        server.kill()
        server.start()
        assert httpx2.get(server.base_url).text != before


def test_an_application_that_cannot_be_imported_is_told_with_its_log() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)exit code .*no_such_module"), LiveServer("no_such_module:app"):
        pytest.fail("it started")


def test_an_application_that_belongs_to_no_module_is_refused() -> None:
    async def local(scope: Any, receive: Any, send: Any) -> None:
        raise NotImplementedError

    with pytest.raises(ValueError, match="attribute of an imported module"):
        LiveServer(local)


def test_a_client_meets_the_application_without_a_process() -> None:
    with client(tell) as caller:
        assert caller.get("/").text.split(" ")[0] == str(os.getpid())


def test_a_client_sees_a_crash_as_a_response() -> None:
    with client(tell) as caller:
        assert caller.get("/crash").status_code == 500
