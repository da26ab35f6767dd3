"""uvicorn's configuration, with what our protocol needs; it is sent to each worker process as it is."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

from uvicorn import Config

from specbound.runtime.server._limits import Limits


class ServerConfig(Config):
    """Settings of a server. `configure_logs` is called once in each process, before the application is imported."""

    def __init__(
        self,
        app: Any,
        *,
        limits: Limits | None = None,
        configure_logs: Callable[[], None] | None = None,
        **base: Any,
    ) -> None:
        self.limits = limits or Limits()
        self.configure_logs = configure_logs
        super().__init__(app, log_config=None, access_log=False, server_header=False, ws="none", **base)

    def load(self) -> None:
        """Import the application, and tell the garbage collector that what it made stays."""
        super().load()
        gc.collect()
        gc.freeze()

    def configure_logging(self) -> None:
        """Leave logging to the process; uvicorn calls this in each worker again."""
        super().configure_logging()
        if self.configure_logs is not None:
            self.configure_logs()
