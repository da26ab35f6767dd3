"""A server starts or says why not, and ends as it was asked to."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from typing import Any

import pytest

from specbound.testing import LiveServer
from tests.unit.server.conftest import ECHO
from tests.unit.server.test_connection import wait_for_line
from tests.unit.server.wire import PATIENCE, Wire, request


async def refuses_to_start(scope: Any, receive: Any, send: Any) -> None:
    """An application whose lifespan fails."""
    assert scope["type"] == "lifespan"
    await receive()
    await send({"type": "lifespan.startup.failed", "message": "no database"})


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_after_the_running_requests_and_counts_as_success(how: signal.Signals) -> None:
    with LiveServer(ECHO) as server, Wire(server.port) as idle, Wire(server.port) as busy:
        idle.send(request()).answer()
        busy.send(request("/hold"))
        wait_for_line(server, "holding")
        server.process.send_signal(how)
        answer = busy.answer()
        assert (answer.body, answer.headers["connection"]) == (b"held", "close")
        assert idle.rest() == b""
        assert server.process.wait(PATIENCE) == 0
    assert "lifespan ended" in server.log_lines


def test_a_request_that_does_not_end_is_given_up_after_the_grace() -> None:
    with LiveServer(ECHO, grace_seconds=1) as server, Wire(server.port) as wire:
        wire.send(request("/hang"))
        wait_for_line(server, "hanging")
        assert server.terminate() == 0
        assert wire.answer().status == 500


def test_an_application_that_refuses_to_start_ends_the_process_with_3() -> None:
    with pytest.raises(RuntimeError, match=r"exit code 3:\n.*no database"), LiveServer(refuses_to_start):
        pytest.fail("it started")


def test_an_address_in_use_ends_the_process_with_3() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert _serve(f"port={taken.getsockname()[1]}").wait(PATIENCE) == 3


def test_the_address_is_told_where_nobody_has_asked_for_logs() -> None:
    process = _serve("port=0", stderr=subprocess.PIPE)
    try:
        assert process.stderr is not None
        told = re.fullmatch(
            r"Serving at http://127\.0\.0\.1:(\d+) \(Ctrl-C ends it\)\n", process.stderr.readline().decode()
        )
        assert told
        with Wire(int(told[1])) as wire:
            assert wire.send(request()).answer().status == 200
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def test_workers_share_an_address_and_end_together() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = _serve(f"port={port}, workers=2")
    try:
        with _patient(port) as wire:
            assert wire.send(b"GET / HTTP/1.1\r\n\r\n").answer().status == 400
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()


def _serve(arguments: str, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    program = f"from specbound.runtime.server import serve\nif __name__ == '__main__': serve({ECHO!r}, {arguments})"
    return subprocess.Popen([sys.executable, "-c", program], stderr=stderr)


def _patient(port: int) -> Wire:
    for _ in range(int(PATIENCE / 0.1)):
        try:
            return Wire(port)
        except ConnectionRefusedError:
            signal.sigtimedwait([], 0.1)
    raise AssertionError("nobody listens")
