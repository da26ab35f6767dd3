"""An application in the process of the test."""

from __future__ import annotations

from starlette.testclient import TestClient
from starlette.types import ASGIApp


def client(app: ASGIApp) -> TestClient:
    """An HTTP client whose requests go straight to the application.

    In a `with` block the application's lifespan runs. What the application fails at is answered as a client would see
    it, never raised.
    """
    return TestClient(app, raise_server_exceptions=False)
