"""What the tests of a service need: the application in the same process, and in one of its own."""

from specbound.testing._client import client
from specbound.testing._live import LiveServer

__all__ = ["LiveServer", "client"]
