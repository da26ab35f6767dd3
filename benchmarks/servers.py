"""What contenders stand behind: uvicorn as it comes, and for this server uvicorn with the protocol that it brings."""

from __future__ import annotations

import socket

import uvicorn

from benchmarks.asgi import App
from specbound.runtime import Application
from specbound.runtime.server import Limits
from specbound.runtime.server import serve as serve_strictly

IDLE_SECONDS = 600
"""Connections outlast the turns of the other contenders."""


def serve(app: App, listener: socket.socket) -> None:
    """Serve until SIGTERM, with uvloop and httptools, without an access log."""
    if isinstance(app, Application):
        serve_strictly(app, listener=listener, limits=Limits(idle_seconds=IDLE_SECONDS, head_seconds=IDLE_SECONDS))
        return
    config = uvicorn.Config(
        app, loop="uvloop", http="httptools", log_level="warning", access_log=False, timeout_keep_alive=IDLE_SECONDS
    )
    uvicorn.Server(config).run(sockets=[listener])
