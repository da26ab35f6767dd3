"""The laws of migrations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, inspect

from specbound.services.database import Database
from specbound.services.migrations import Migrations

ENVIRONMENT = """
from alembic import context
context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
"""
STEP = """
from alembic import op
revision, down_revision = {revision!r}, {down!r}
def upgrade():
    op.execute("CREATE TABLE made_{revision} (id INTEGER)")
    {last}
def downgrade():
    op.execute("DROP TABLE made_{revision}")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two migrations that work."""
    (tmp_path / "migrations" / "versions").mkdir(parents=True)
    (tmp_path / "migrations" / "env.py").write_text(ENVIRONMENT)
    add(tmp_path / "migrations", "1", None)
    add(tmp_path / "migrations", "2", "1")
    return tmp_path / "migrations"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """A database that does not exist yet."""
    database = Database(f"sqlite:///{tmp_path / 'a b%.db'}")
    yield database
    database.close()


def add(folder: Path, revision: str, down: str | None, last: str = "pass") -> None:
    """Write one more step."""
    (folder / "versions" / f"{revision}.py").write_text(STEP.format(revision=revision, down=down, last=last))


def tables(database: Database) -> set[str]:
    """The tables that are there."""
    return set(inspect(database.engine).get_table_names())


def test_a_database_is_made_and_brought_up_to_the_last_step(empty: Database, folder: Path) -> None:
    Migrations(empty, folder, MetaData()).upgrade()
    assert tables(empty) == {"alembic_version", "made_1", "made_2"}


def test_to_migrate_again_changes_nothing(empty: Database, folder: Path) -> None:
    for _ in range(2):
        Migrations(empty, folder, MetaData()).upgrade()
    assert tables(empty) == {"alembic_version", "made_1", "made_2"}


def test_a_step_that_fails_leaves_nothing_behind_not_even_the_steps_before_it(empty: Database, folder: Path) -> None:
    add(folder, "3", "2", last="raise ValueError('broken')")
    with pytest.raises(ValueError, match="broken"):
        Migrations(empty, folder, MetaData()).upgrade()
    assert tables(empty) == set()


def test_steps_are_taken_back(empty: Database, folder: Path) -> None:
    migrations = Migrations(empty, folder, MetaData())
    migrations.upgrade()
    migrations.downgrade("1")
    assert tables(empty) == {"alembic_version", "made_1"}


def test_what_the_tables_say_and_the_database_does_not_hold_is_a_difference(empty: Database, folder: Path) -> None:
    metadata = MetaData()
    for name in ("made_1", "made_2"):
        Table(name, metadata, Column("id", Integer))
    migrations = Migrations(empty, folder, metadata)
    migrations.upgrade()
    assert migrations.differences() == []
    Table("forgotten", metadata, Column("id", Integer))
    assert len(migrations.differences()) == 1
