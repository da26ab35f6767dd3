"""The process that a `LiveServer` starts: `python -m specbound.testing._child APP FD SETTINGS`."""

from __future__ import annotations

import json
import socket
import sys

from specbound.runtime.server import Limits, serve


def main(app: str, descriptor: str, settings: str) -> None:
    """Serve `app` on the bound socket that was inherited under this descriptor; the settings are in JSON."""
    given = json.loads(settings)
    listener = socket.socket(fileno=int(descriptor))
    serve(app, listener=listener, limits=Limits(**given["limits"]), grace_seconds=given["grace_seconds"])


if __name__ == "__main__":
    main(*sys.argv[1:])
