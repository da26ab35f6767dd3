"""The laws of a transaction, on SQLite."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from specbound.errors import ConfigurationError
from specbound.services.database import Database
from tests.unit.services.notes import read, stored, write


def test_what_a_transaction_did_is_there_after_its_end(database: Database) -> None:
    with database.transaction() as session:
        write(session, "kept")
    assert stored(database) == ["kept"]


def test_any_exception_rolls_all_of_it_back(database: Database) -> None:
    def interrupted() -> None:
        with database.transaction() as session:
            write(session, "lost")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert stored(database) == []


def test_a_commit_that_fails_raises_and_keeps_nothing(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("CREATE TABLE tags (note INTEGER REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED)"))

    def broken() -> None:
        with database.transaction() as session:
            write(session, "lost")
            session.execute(text("INSERT INTO tags (note) VALUES (999)"))

    with pytest.raises(IntegrityError):
        broken()
    assert stored(database) == []


def test_a_reader_neither_waits_for_a_writer_nor_sees_what_is_not_committed(database: Database) -> None:
    with database.transaction() as session:
        write(session, "not yet")
        assert stored(database) == []


def test_a_reader_sees_one_state_from_its_first_statement_on(database: Database) -> None:
    with database.transaction(writing=False) as reader:
        assert read(reader) == []
        with database.transaction() as session:
            write(session, "later")
        assert read(reader) == []


def test_a_reader_that_writes_is_refused_and_the_database_is_not_to_blame(database: Database) -> None:
    with pytest.raises(OperationalError) as caught, database.transaction(writing=False) as session:
        write(session, "refused")
    assert not database.is_unavailable(caught.value)
    assert stored(database) == []


def test_no_writer_fails_or_is_lost_because_others_write(database: Database) -> None:
    def add(number: int) -> None:
        with database.transaction() as session:
            count = len(read(session))
            write(session, f"{number} after {count}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(80)))
    notes = stored(database)
    assert [note.split()[-1] for note in notes] == [str(number) for number in range(80)]


def test_who_waits_too_long_for_the_turn_to_write_is_told_that_the_database_is_unavailable(path: Path) -> None:
    database = Database(f"sqlite:///{path}", wait_seconds=0.05)
    database.create()
    busy, done = Event(), Event()

    def hold() -> None:
        with database.transaction():
            busy.set()
            done.wait(10)

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        busy.wait(10)
        with pytest.raises(Exception) as caught, database.transaction():  # noqa: PT011 - its kind is what is judged
            pass
        done.set()
        holding.result()
    assert database.is_unavailable(caught.value)


def test_a_writer_of_another_process_is_waited_for_and_then_reported(database: Database, path: Path) -> None:
    other = Database(f"sqlite:///{path}", wait_seconds=0.05)
    with database.transaction() as session:
        write(session, "first")
        with pytest.raises(Exception) as caught, other.transaction() as second:  # noqa: PT011 - its kind is what is judged
            read(second)
    other.close()
    assert other.is_unavailable(caught.value)


def test_a_wrong_statement_is_no_sign_of_an_unavailable_database(database: Database) -> None:
    with pytest.raises(Exception) as caught, database.transaction() as session:  # noqa: PT011 - its kind is what is judged
        session.execute(text("SELECT nothing FROM nowhere"))
    assert not database.is_unavailable(caught.value)


def test_a_lost_file_is_noticed_by_the_next_transaction_and_never_made_anew(database: Database, path: Path) -> None:
    assert stored(database) == []
    path.rename(path.with_suffix(".away"))
    for look in (database.check, lambda: stored(database)):
        with pytest.raises(Exception) as caught:  # noqa: PT011 - its kind is what is judged
            look()
        assert database.is_unavailable(caught.value)
    assert not path.exists()


def test_a_file_that_returns_is_used_again_with_all_that_it_held(database: Database, path: Path) -> None:
    with database.transaction() as session:
        write(session, "before")
    path.rename(path.with_suffix(".away"))
    with pytest.raises(Exception, match="unable to open"):
        stored(database)
    path.with_suffix(".away").rename(path)
    database.check()
    assert stored(database) == ["before"]


def test_a_lost_folder_is_noticed(database: Database, path: Path) -> None:
    path.parent.rename(path.parent.with_name("away"))
    with pytest.raises(Exception) as caught:  # noqa: PT011 - its kind is what is judged
        database.check()
    assert database.is_unavailable(caught.value)


def test_a_file_that_returns_as_a_copy_is_used_again_with_all_that_it_held(database: Database, path: Path) -> None:
    with database.transaction() as session:
        write(session, "before")
    shutil.copy(path, path.with_suffix(".away"))
    path.unlink()
    with pytest.raises(Exception, match="unable to open"):
        stored(database)
    shutil.copy(path.with_suffix(".away"), path)
    assert stored(database) == ["before"]


_WRITER = """
import os, signal, sys
from specbound.services.database import Database
from tests.unit.services.notes import write
database = Database(sys.argv[1])
with database.transaction() as session:
    write(session, "acknowledged")
with database.transaction() as session:
    write(session, "under way")
    session.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_sigkill_takes_what_is_under_way_and_leaves_what_was_committed(database: Database, path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", _WRITER, f"sqlite:///{path}"], check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert stored(database) == ["acknowledged"]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///a.db?mode=ro", "mysql://localhost/x"])
def test_a_database_that_cannot_be_served_is_refused_before_it_is_used(url: str) -> None:
    with pytest.raises(ConfigurationError):
        Database(url)


def test_a_password_is_not_shown() -> None:
    database = Database("postgresql://shop:hidden-word@localhost/shop")
    assert "hidden-word" not in repr(database)
    assert "shop" in repr(database)
