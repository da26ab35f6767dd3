"""What `docs/guide/start.md` tells to do works, word for word, in a folder that has nothing else."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_BASH = shutil.which("bash") or "/bin/bash"
_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A block of code: its language, the file that it is to be kept in, its text."""

    language: str
    title: str
    text: str


def blocks() -> list[Block]:
    page = (ROOT / "docs" / "guide" / "start.md").read_text(encoding="utf-8")
    return [Block(*found) for found in _BLOCK.findall(page)]


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON", "NOTES"))}
    return {**kept, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"}


def shell(text: str, folder: Path) -> str:
    done = subprocess.run(
        [_BASH, "-euc", text], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"
    return done.stdout


@contextmanager
def running(text: str, folder: Path, port: int) -> Iterator[None]:
    with subprocess.Popen([_BASH, "-euc", f"exec {text}"], cwd=folder, env=environment()) as process:
        try:
            while not accepts(port):
                assert process.poll() is None, "the server ended"
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


def accepts(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def transcript(text: str) -> list[tuple[str, str]]:
    """Each command of a console, and what it prints."""
    return [(command, said.strip()) for command, _, said in (p.partition("\n") for p in text.split("$ ")[1:])]


def test_every_block_of_the_page_works_in_its_turn(tmp_path: Path) -> None:
    port = free_port()
    _, *rest = blocks()
    serving = next(block for block in rest if block.text.startswith("specbound serve"))
    for block in rest:
        text = block.text.replace("8000", str(port))
        if block.title:
            (tmp_path / block.title).write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            with running(serving.text.replace("8000", str(port)), tmp_path, port):
                for command, said in transcript(text):
                    assert shell(command, tmp_path).strip() == said, command
        elif block is not serving:
            shell(text, tmp_path)


def test_what_the_page_installs_exists() -> None:
    install = blocks()[0].text
    extras = re.findall(r"specbound\[(.+?)\]", install)[0].split(",")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(extras) <= set(project["optional-dependencies"])
