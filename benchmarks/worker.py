"""One contender in a process of its own: `python -m benchmarks.worker process|uvicorn CONTENDER SCENARIO`.

Its parent writes one command a line to its standard input, and reads one line of JSON for each from its standard
output, after a first line that tells that it is ready:

    state      the CPU time of this process so far, of all its threads, in nanoseconds; the units of work it kept
    ask        the answers to the scenario's questions (in process only)
    run COUNT  repeats the scenario's request (in process only)

What the application itself prints goes to the null device.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from threading import Thread
from typing import TypeAlias

import uvloop

from benchmarks.answers import Answer, questions
from benchmarks.asgi import App, Client, Lifespan
from benchmarks.contenders import CONTENDERS
from benchmarks.domain import Unit
from benchmarks.scenarios import SCENARIOS, Scenario
from benchmarks.servers import serve

Reply: TypeAlias = Callable[[object], None]


def main() -> None:
    mode, contender, scenario = sys.argv[1:]
    reply = _private_output()
    app = CONTENDERS[contender].build()
    if mode == "process":
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            _serve_in_process(runner, app, SCENARIOS[scenario], reply)
    else:
        _serve_behind_uvicorn(app, reply)


def _private_output() -> Reply:
    """Keep standard output for the parent, and send what others print to the null device."""
    output = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return lambda value: print(json.dumps(value), file=output)


def _state() -> dict[str, int]:
    return {"cpu": time.process_time_ns(), "kept": Unit.committed}


def _serve_in_process(runner: asyncio.Runner, app: App, scenario: Scenario, reply: Reply) -> None:
    """The loop runs only while there is a command to obey."""
    lifespan = Lifespan(app)
    state = runner.run(lifespan.start())
    client = Client(app, scenario.request, state)
    reply({"ready": True})
    for command in map(str.strip, sys.stdin):
        if command == "state":
            reply(_state())
        elif command == "ask":
            reply(runner.run(_answers(app, scenario, state)))
        else:
            runner.run(client.repeat(int(command.removeprefix("run ")), scenario.statuses))
            reply({})
    runner.run(lifespan.stop())


async def _answers(app: App, scenario: Scenario, state: dict[str, object]) -> list[Answer]:
    exchanges = [await Client(app, request, state).ask() for request in questions(scenario)]
    return [Answer.of(exchange.status, exchange.headers, exchange.body) for exchange in exchanges]


def _serve_behind_uvicorn(app: App, reply: Reply) -> None:
    """The server has the main thread; another one waits for commands, and ends the server with the last of them."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)

    def obey() -> None:
        for _ in sys.stdin:
            reply(_state())
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=obey, daemon=True).start()
    reply({"ready": True, "port": listener.getsockname()[1]})
    serve(app, listener)


if __name__ == "__main__":
    main()
