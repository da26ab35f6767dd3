"""The laws of starting."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import text

from specbound.services.auth import KEY_PATTERN
from store.resources import Resources, make_admin_key, make_migrations, open_resources
from store.settings import Settings

ROOT = Path(__file__).parents[3]


def test_the_first_start_makes_what_is_missing_readable_by_its_owner_only(store: Resources, settings: Settings) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in settings.data.iterdir()}
    assert (modes["admin.key"], modes["secret.key"]) == (0o600, 0o600)
    assert stat.S_IMODE(settings.data.stat().st_mode) == 0o700
    assert (settings.data / "admin.key").read_text().strip() == store.admin_key


def test_a_second_start_finds_the_same_keys_and_data(store: Resources, settings: Settings) -> None:
    key = store.keys.make()
    with store.database.transaction() as session:
        session.execute(text("CREATE TABLE left_behind (id INTEGER)"))
    again = open_resources(settings)
    assert again.admin_key == store.admin_key
    assert again.keys.read(key.text) == key
    with again.database.transaction(writing=False) as session:
        assert session.execute(text("SELECT count(*) FROM left_behind")).scalar() == 0
    again.database.close()


def test_keys_from_the_environment_are_taken_and_none_is_written(tmp_path: Path) -> None:
    resources = open_resources(Settings(data=tmp_path, admin_key=SecretStr("from outside"), secret=SecretStr("s" * 32)))
    resources.database.close()
    assert resources.admin_key == "from outside"
    assert {path.name for path in tmp_path.iterdir()} == {"store.db"}


def test_no_secret_is_shown(store: Resources, settings: Settings) -> None:
    shown = repr(store)
    assert store.admin_key not in shown
    assert (settings.data / "secret.key").read_text().strip() not in shown


def test_logs_hide_the_operators_key_wherever_it_stands() -> None:
    """A key is pasted into a path, too, and every request's path is logged."""
    key = make_admin_key()
    assert re.search(KEY_PATTERN, f"/items/{key}") is not None


def test_processes_that_start_at_once_agree_on_one_key_and_migrate_once(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "STORE_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-m", "store.migrate"]
    started = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    ended = [process.communicate(timeout=120) for process in started]
    assert [(process.returncode, error) for process, (_, error) in zip(started, ended, strict=True)] == [(0, "")] * 4
    said = [[line for line in output.splitlines() if line.startswith("Operator's key:")] for output, _ in ended]
    assert len(said[0]) == 1
    assert said == [said[0]] * 4
    assert sum("database migrated" in output for output, _ in ended) <= 1


def test_the_tables_are_what_the_migrations_make(store: Resources) -> None:
    assert make_migrations(store.database).differences() == []


def test_the_migrations_can_be_taken_back_and_brought_up_again(store: Resources) -> None:
    migrations = make_migrations(store.database)
    migrations.downgrade("base")
    with store.database.transaction(writing=False) as session:
        names = set(session.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'table'")))
    assert names == {"alembic_version"}
    migrations.upgrade()
    assert migrations.differences() == []
