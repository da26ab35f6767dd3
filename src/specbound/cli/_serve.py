"""`specbound serve`: an application behind uvicorn."""

from __future__ import annotations

import argparse
from typing import Any


def add_serve(commands: Any) -> None:
    """Add `serve` to the subparsers."""
    parser = commands.add_parser("serve", help="serve an application until it is told to end")
    parser.add_argument("app", metavar="APP", help="the application, such as app:app")
    add_address(parser)
    parser.add_argument("--workers", type=_positive, default=1, help="the number of processes (default: %(default)s)")
    parser.add_argument(
        "--grace",
        type=_positive,
        default=30,
        metavar="SECONDS",
        help="what running requests get (default: %(default)s)",
    )
    parser.add_argument("--trusted-proxies", metavar="ADDRESSES", help="whose X-Forwarded-For is believed; * for all")
    parser.set_defaults(run=serve)


def serve(options: argparse.Namespace) -> int:
    """Serve. A server that cannot start ends the process with 3."""
    from specbound.runtime.server import serve as run  # noqa: PLC0415 - the other commands do without a server

    run(
        options.app,
        host=options.host,
        port=options.port,
        workers=options.workers,
        grace_seconds=options.grace,
        trusted_proxies=options.trusted_proxies,
    )
    return 0


def add_address(parser: argparse.ArgumentParser) -> None:
    """Add `--host` and `--port`."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)")
    parser.add_argument("--port", type=_port, default=8000, help="the port to listen at (default: %(default)s)")


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port")
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return number
