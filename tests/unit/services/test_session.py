"""The laws of the session as a dependency of a request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import orm
from starlette.requests import HTTPConnection

from specbound.runtime import Forbidden, ServiceUnavailable
from specbound.services.database import Database, read_session, session
from tests.unit.services.notes import read, stored, write


@contextmanager
def opened(database: Database, method: str) -> Iterator[orm.Session]:
    """The session of a request, left as the runtime leaves it."""
    app = SimpleNamespace(state=SimpleNamespace(database=database))
    with contextmanager(session)(HTTPConnection({"type": "http", "method": method, "app": app})) as given:
        yield given


def test_what_a_request_wrote_is_committed_at_its_end(database: Database) -> None:
    with opened(database, "POST") as given:
        write(given, "kept")
    assert stored(database) == ["kept"]


def test_an_error_that_the_contract_declares_rolls_back_and_stays_what_it_is(database: Database) -> None:
    def refused() -> None:
        with opened(database, "PATCH") as given:
            write(given, "lost")
            raise Forbidden

    with pytest.raises(Forbidden):
        refused()
    assert stored(database) == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_requests_of_a_safe_method_read_beside_a_writer(database: Database, method: str) -> None:
    with opened(database, "POST") as writer:
        write(writer, "not yet")
        with opened(database, method) as reader:
            assert read(reader) == []


def test_authentication_reads_beside_a_writer_whatever_the_method(database: Database) -> None:
    app = SimpleNamespace(state=SimpleNamespace(database=database))
    request = HTTPConnection({"type": "http", "method": "POST", "app": app})
    with opened(database, "POST") as writer:
        write(writer, "not yet")
        with contextmanager(read_session)(request) as reader:
            assert read(reader) == []


def test_a_lost_database_is_answered_with_503_and_a_time_to_return(database: Database, path: Path) -> None:
    path.rename(path.with_suffix(".away"))
    with pytest.raises(ServiceUnavailable) as caught, opened(database, "GET") as given:
        read(given)
    assert caught.value.headers == {"Retry-After": "1"}
    assert str(path) not in caught.value.text
