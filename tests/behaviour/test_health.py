"""Health: alive, ready, and what is wrong when it is not."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx2

from tests.support.errors import refused
from tests.support.store import RunningStore, add_item, unique_email


def test_a_sound_server_is_alive_ready_and_up(public: httpx2.Client) -> None:
    assert public.get("/health/live").json() == {"status": "alive"}
    assert public.get("/health/ready").json() == {"status": "ready"}
    report = public.get("/health").json()
    assert report["status"] == "up"
    assert [(entry["name"], entry["status"]) for entry in report["dependencies"]] == [("database", "up")]
    assert all(entry["latency_ms"] >= 0 for entry in report["dependencies"])
    told = datetime.fromisoformat(report["time"])
    assert abs((datetime.now(UTC) - told).total_seconds()) < 60


def _within_two_seconds(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.02)
    return holds()


def _lose(folder: Path, away: Path) -> None:
    away.mkdir()
    for file in folder.glob("store.db*"):
        file.rename(away / file.name)


def _return(folder: Path, away: Path) -> None:
    for file in folder.glob("store.db*"):
        file.unlink()
    for file in away.iterdir():
        file.rename(folder / file.name)


def test_a_lost_database_is_seen_within_two_seconds_and_its_return_as_well(
    own_store: RunningStore, tmp_path: Path
) -> None:
    public, admin, away = own_store.client(), own_store.administrator(), tmp_path / "away"
    item = add_item(admin)
    _lose(own_store.folder, away)
    assert _within_two_seconds(lambda: public.get("/health/ready").status_code == 503)
    refused(public.get("/health/ready"), 503, "SERVICE_UNAVAILABLE")
    assert public.get("/health/live").status_code == 200
    report = public.get("/health")
    assert report.status_code == 200
    assert report.json()["status"] == report.json()["dependencies"][0]["status"] == "down"
    _return(own_store.folder, away)
    assert _within_two_seconds(lambda: public.get("/health/ready").status_code == 200)
    assert public.get("/health").json()["status"] == "up"
    assert public.get(f"/items/{item['id']}").json() == item
    assert add_item(admin)["id"] != item["id"]


def test_nothing_is_confirmed_that_a_lost_database_does_not_keep(own_store: RunningStore, tmp_path: Path) -> None:
    public, away = own_store.client(), tmp_path / "away"
    _lose(own_store.folder, away)
    assert _within_two_seconds(lambda: public.get("/health/ready").status_code == 503)
    response = public.post("/users", json={"email": unique_email(), "name": "Ada"})
    refused(response, 503, "SERVICE_UNAVAILABLE")
    refused(public.get("/items"), 503, "SERVICE_UNAVAILABLE")
