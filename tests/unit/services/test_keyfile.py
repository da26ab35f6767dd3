"""The laws of secrets that are kept in a file."""

from __future__ import annotations

import secrets
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from specbound.errors import ConfigurationError
from specbound.services.keyfile import derive, kept


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    assert kept(path, lambda: "first") == "first"
    assert kept(path, lambda: "second") == "first"


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    kept(tmp_path / "secret.key", lambda: "word")
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_all_who_start_at_once_agree_and_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: kept(path, secrets.token_hex), range(8)))
    assert len(found) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    path.write_text("\n")
    with pytest.raises(ConfigurationError):
        kept(path, lambda: "word")


def test_each_purpose_and_each_secret_has_its_own_key() -> None:
    keys = {derive("one", "a"), derive("one", "b"), derive("two", "a")}
    assert len(keys) == 3
    assert {len(key) for key in keys} == {32}
