"""Serving an application: uvicorn with uvloop, httptools and our protocol."""

from __future__ import annotations

import contextlib
import logging
import socket
import sys
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

from uvicorn import Server
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors.multiprocess import Multiprocess

from specbound.runtime.server._config import ServerConfig
from specbound.runtime.server._limits import Limits
from specbound.runtime.server._protocol import SpecboundProtocol

_logger = logging.getLogger("uvicorn.error")


class _Server(Server):
    """uvicorn's server, for which a signal to end is no failure: the process goes on, and exits with 0."""

    def _log_started_message(self, listeners: Sequence[socket.SocketType]) -> None:
        super()._log_started_message(listeners)
        if not (_logger.hasHandlers() and _logger.isEnabledFor(logging.INFO)):  # nobody has read it
            host, port = listeners[0].getsockname()[:2]
            address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
            print(f"Serving at http://{address} (Ctrl-C ends it)", file=sys.stderr)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        with super().capture_signals():
            yield
            self._captured_signals.clear()


def serve(
    app: Any,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    listener: socket.socket | None = None,
    workers: int = 1,
    limits: Limits | None = None,
    grace_seconds: int = 30,
    configure_logs: Callable[[], None] | None = None,
    trusted_proxies: str | None = None,
) -> None:
    """Serve an ASGI application until SIGINT or SIGTERM, then let the running requests end for up to `grace_seconds`.

    `app` is "module:attribute", looked up in the working directory first, or an application where there is one worker.
    `listener` is a bound socket to be used in place of `host` and `port`. `configure_logs` is called once in each
    process; without it the server's messages go where the application tells the `logging` module to put them.
    `trusted_proxies` are the addresses (comma-separated, "*" for all) whose `X-Forwarded-For` and `X-Forwarded-Proto`
    are believed; None believes nobody.

    Raises `SystemExit` with 3 where the application does not start or the address cannot be used.
    """
    _import_from_working_directory()
    config = ServerConfig(
        app,
        host=host,
        port=port,
        http=SpecboundProtocol,
        workers=workers,
        limits=limits,
        configure_logs=configure_logs,
        proxy_headers=trusted_proxies is not None,
        forwarded_allow_ips=trusted_proxies,
        timeout_graceful_shutdown=grace_seconds,
    )
    if workers > 1:
        Multiprocess(config, sockets=[listener or config.bind_socket()]).run()
        return
    server = _Server(config)
    server.run(sockets=[listener] if listener is not None else None)
    if not server.started:
        sys.exit(STARTUP_FAILURE)


def _import_from_working_directory() -> None:
    directory = str(Path.cwd())
    if directory not in sys.path:
        sys.path.insert(0, directory)
