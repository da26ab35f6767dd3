"""An application in a process of its own, as a client meets it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

_POLL_SECONDS = 0.02


class LiveServer:
    """A server on a free port of 127.0.0.1, from `with` to the end of its block.

    `app` is "module:attribute", or an object that is an attribute of a module. `env` is added to the environment of the
    process, which runs in `cwd`. `limits` are fields of `specbound.runtime.server.Limits`,
    `grace_seconds` is how long running requests may take when it ends. All that the process prints
    is kept in `log`. Where it does not accept connections within `start_seconds`, or does not end within
    `stop_seconds` of SIGTERM, it is killed and `RuntimeError` is raised with its log.
    """

    def __init__(
        self,
        app: Any,
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        limits: Mapping[str, Any] | None = None,
        grace_seconds: int = 10,
        start_seconds: float = 30.0,
        stop_seconds: float = 20.0,
    ) -> None:
        self._app = _import_string(app)
        self._env = {**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})}
        self._cwd = cwd
        self._settings = json.dumps({"limits": dict(limits or {}), "grace_seconds": grace_seconds})
        self._start_seconds = start_seconds
        self._stop_seconds = stop_seconds
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the server's log is read
        self._printed = ""
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    @property
    def base_url(self) -> str:
        """Where the server listens, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What the process has printed until now, on both of its outputs."""
        if self._output.closed:
            return self._printed
        descriptor = self._output.fileno()
        return os.pread(descriptor, os.fstat(descriptor).st_size, 0).decode("utf-8", "replace")

    @property
    def log_lines(self) -> list[str]:
        """The lines of `log`, parted by line feeds alone: what Unicode counts as a line's end may stand in them."""
        return self.log.removesuffix("\n").split("\n")

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The running process."""
        if self._process is None:
            raise RuntimeError("The server was not started.")
        return self._process

    def __enter__(self) -> LiveServer:
        try:
            self.start()
        except BaseException:
            self._output.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self.process.poll() is None:
                self.terminate()
        finally:
            self._printed = self.log
            self._output.close()

    def start(self) -> None:
        """Start the process and wait until it accepts connections; after it has ended, once more on the same port."""
        with socket.socket() as listener:  # bound, not listening: nobody else gets the port, nobody connects too early
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", self.port))
            self.port = listener.getsockname()[1]
            command = [
                sys.executable,
                "-m",
                "specbound.testing._child",
                self._app,
                str(listener.fileno()),
                self._settings,
            ]
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                command,
                pass_fds=[listener.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=self._output,
                stderr=subprocess.STDOUT,
                env=self._env,
                cwd=self._cwd,
                start_new_session=True,
            )
        self._wait_until_ready()

    def terminate(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the server as an operator does, and return its exit code."""
        self.process.send_signal(how)
        try:
            return self.process.wait(self._stop_seconds)
        except subprocess.TimeoutExpired:
            raise self._failure("did not end") from None

    def kill(self) -> None:
        """End the server and all that it started with SIGKILL, as a crash of the machine does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + self._start_seconds
        while not self._accepts():
            if self.process.poll() is not None:
                raise RuntimeError(f"The server ended with exit code {self.process.returncode}:\n{self.log}")
            if time.monotonic() > deadline:
                raise self._failure("did not start")
            time.sleep(_POLL_SECONDS)

    def _accepts(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _failure(self, what: str) -> RuntimeError:
        self.kill()
        return RuntimeError(f"The server {what} in time:\n{self.log}")


def _import_string(app: Any) -> str:
    if isinstance(app, str):
        return app
    for name, module in list(sys.modules.items()):
        for attribute, value in list(vars(module).items()):
            if value is app and name != "__main__":
                return f"{name}:{attribute}"
    raise ValueError("A live server needs an application that is an attribute of an imported module.")
