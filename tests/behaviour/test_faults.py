"""Faults of the machine: nothing is confirmed that is not kept, and work goes on when the fault is gone."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.support.errors import refused
from tests.support.store import RunningStore, add_item, new_item, segment


@pytest.fixture
def hasty_store(tmp_path: Path) -> Iterator[RunningStore]:
    """A Store that does not wait long for its turn to write."""
    with RunningStore(tmp_path / "data", STORE_ADMIN_KEY="operator", STORE_DATABASE_WAIT_SECONDS="0.2") as store:
        yield store


@contextmanager
def _writing(store: RunningStore) -> Iterator[None]:
    """Another process is in the middle of a write, and does not end it."""
    other = sqlite3.connect(store.folder / "store.db", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
    finally:
        other.close()


@contextmanager
def _full_disk(store: RunningStore) -> Iterator[None]:
    """No file of the server can grow beyond the size that the largest one has."""
    largest = max(file.stat().st_size for file in store.folder.iterdir())
    pid, kind = store.server.process.pid, resource.RLIMIT_FSIZE
    before = resource.prlimit(pid, kind, (largest, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(pid, kind, before)


def test_a_database_that_another_process_writes_is_read_and_refuses_edits(hasty_store: RunningStore) -> None:
    admin = hasty_store.administrator()
    item, late = add_item(admin), new_item()
    with _writing(hasty_store):
        assert admin.get(f"/items/{item['id']}").json() == item
        refused(admin.post("/items", json=late), 503, "SERVICE_UNAVAILABLE")
        refused(admin.patch(f"/items/{item['id']}", json={"stock": 5}), 503, "SERVICE_UNAVAILABLE")
        refused(admin.delete(f"/items/{item['id']}"), 503, "SERVICE_UNAVAILABLE")
    assert admin.get(f"/items/{item['id']}").json() == item
    refused(admin.get(f"/store/public/{segment(late['name'])}"), 404, "ITEM_NOT_FOUND")
    assert admin.post("/items", json=late).status_code == 201


def test_a_full_disk_refuses_what_it_cannot_keep(own_store: RunningStore) -> None:
    admin = own_store.administrator()
    large = {"description": "x" * 5000}
    item = add_item(admin)
    with _full_disk(own_store):
        answers = [admin.post("/items", json=new_item(**large)) for _ in range(20)]
        refused(answers[-1], 503, "SERVICE_UNAVAILABLE")
        assert admin.get(f"/items/{item['id']}").json() == item
    assert admin.post("/items", json=new_item(**large)).status_code == 201
    kept = [answer.headers["location"] for answer in answers if answer.status_code == 201]
    assert [admin.get(path).status_code for path in kept] == [200] * len(kept)


def test_a_database_of_garbage_is_seen_and_answered_as_unavailable(own_store: RunningStore) -> None:
    public = own_store.client()
    assert public.get("/health/ready").status_code == 200
    for file in own_store.folder.glob("store.db*"):
        file.unlink()
    (own_store.folder / "store.db").write_bytes(b"garbage" * 1000)
    with httpx2.Client(base_url=own_store.url) as client:
        refused(client.get("/items"), 503, "SERVICE_UNAVAILABLE")
        refused(client.get("/health/ready"), 503, "SERVICE_UNAVAILABLE")
        assert client.get("/health/live").status_code == 200
