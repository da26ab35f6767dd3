"""A server of the echoing application."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from specbound.testing import LiveServer

ECHO = "tests.unit.server.echo:app"


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """A server with limits that a test can reach, patient enough for a slow machine."""
    limits = {"target": 2_000, "head": 8_000, "headers": 20, "rest": 1_000, "pipeline": 4}
    with LiveServer(ECHO, limits=limits) as running:
        yield running
