"""The running Store and its callers, shared by all tests that speak HTTP."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.support.store import Account, RunningStore


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStore]:
    """One running Store for all tests that make what they look at."""
    with RunningStore(tmp_path_factory.mktemp("store") / "data", STORE_ADMIN_KEY=secrets.token_hex(16)) as store:
        yield store


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[RunningStore]:
    """A running Store that is empty and this test's own, to stop, kill or break."""
    with RunningStore(tmp_path / "data", STORE_ADMIN_KEY=secrets.token_hex(16)) as store:
        yield store


@pytest.fixture
def public(store: RunningStore) -> Iterator[httpx2.Client]:
    """A client without any key."""
    with store.client() as client:
        yield client


@pytest.fixture
def admin(store: RunningStore) -> Iterator[httpx2.Client]:
    """A client with the operator's key."""
    with store.administrator() as client:
        yield client


@pytest.fixture
def alice(store: RunningStore) -> Iterator[Account]:
    """A user."""
    account = store.sign_up(name="Alice", age=30)
    with account.client:
        yield account


@pytest.fixture
def bob(store: RunningStore) -> Iterator[Account]:
    """Another user."""
    account = store.sign_up(name="Bob")
    with account.client:
        yield account
