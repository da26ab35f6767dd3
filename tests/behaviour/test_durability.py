"""What was confirmed is kept, whatever ends the process; what was not leaves no trace."""

from __future__ import annotations

import json
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from tests.support.errors import refused
from tests.support.store import RunningStore, add_item, new_item, segment, unique_email
from tests.support.wire import connection, exchange


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_restart_keeps_all_data(own_store: RunningStore, how: signal.Signals) -> None:
    account, item = own_store.sign_up(), add_item(own_store.administrator())
    user = account.client.get("/users/me").json()
    assert own_store.server.terminate(how) == 0
    own_store.server.start()
    again = own_store.client(X_API_Key=account.key)
    assert again.get("/users/me").json() == user
    assert again.get(f"/items/{item['id']}").json() == item
    response = again.post("/users", json={"email": account.email, "name": "Second"})
    refused(response, 409, "EMAIL_TAKEN")


def test_what_was_confirmed_outlives_a_killed_process(own_store: RunningStore) -> None:
    confirmed: list[str] = []
    for _ in range(3):
        item = add_item(own_store.administrator())
        own_store.server.kill()
        confirmed.append(item["id"])
        own_store.server.start()
    for item_id in confirmed:
        assert own_store.client().get(f"/items/{item_id}").status_code == 200


def test_a_process_killed_at_work_keeps_what_it_confirmed_and_nothing_by_halves(own_store: RunningStore) -> None:
    def work(number: int) -> list[str]:
        done: list[str] = []
        with httpx2.Client(base_url=own_store.url, headers={"X-Admin-Key": own_store.admin_key}) as client:
            try:
                while True:
                    name = f"{number}-{len(done)}"
                    if client.post("/items", json=new_item(name=name)).status_code == 201:
                        done.append(name)
                    if number == 0 and len(done) == 20:
                        own_store.server.kill()
            except httpx2.TransportError:
                return done

    with ThreadPoolExecutor(4) as pool:
        confirmed = [name for names in pool.map(work, range(4)) for name in names]
    own_store.server.start()
    assert len(confirmed) >= 20
    for name in confirmed:
        assert own_store.client().get(f"/store/public/{segment(name)}").json()["name"] == name


def test_two_processes_on_one_folder_are_one_store(own_store: RunningStore) -> None:
    with RunningStore(own_store.folder, STORE_ADMIN_KEY=own_store.admin_key) as other:
        account = own_store.sign_up()
        assert other.client(X_API_Key=account.key).get("/users/me").json()["id"] == account.id
        items = [add_item(store.administrator()) for store in (own_store, other) * 2]
        first = own_store.client().get("/items?sort=created_at&limit=2").json()
        second = other.client().get(f"/items?sort=created_at&limit=2&cursor={first['next_cursor']}").json()
        assert first["items"] + second["items"] == items
        path = f"/items/{items[0]['id']}"

        def set_member(number: int) -> int:
            with (own_store, other)[number % 2].administrator() as client:
                return client.patch(path, json={"metadata": {f"key{number}": ""}}).status_code

        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(set_member, range(20))) == {200}
        assert len(other.client().get(path).json()["metadata"]) == 20


def test_a_client_that_hangs_up_in_the_middle_of_a_body_leaves_nothing(
    store: RunningStore, admin: httpx2.Client
) -> None:
    item = new_item()
    body = json.dumps(item).encode()
    head = (
        f"POST /items HTTP/1.1\r\nHost: x\r\nX-Admin-Key: {store.admin_key}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    for cut in (0, 1, len(body) // 2, len(body) - 1):
        with connection(store.port) as sock:
            sock.sendall(head.encode() + body[:cut])
    refused(admin.get(f"/store/public/{segment(item['name'])}"), 404, "ITEM_NOT_FOUND")
    assert admin.post("/items", json=item).status_code == 201


def test_slow_clients_stop_nobody_else(store: RunningStore, public: httpx2.Client) -> None:
    head = (
        f"POST /items HTTP/1.1\r\nHost: x\r\nX-Admin-Key: {store.admin_key}\r\n"
        "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    )
    slow = [connection(store.port) for _ in range(100)]
    for each in slow:
        each.__enter__().sendall(head.encode())
    try:
        assert public.post("/users", json={"email": unique_email(), "name": "Fast"}).status_code == 201
    finally:
        for each in slow:
            each.__exit__(None, None, None)


def test_a_pipelined_request_is_answered_in_order(store: RunningStore) -> None:
    live = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
    answer = exchange(store.port, live + b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert (answer.status, json.loads(answer.body)) == (200, {"status": "alive"})


def test_an_operators_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    with RunningStore(tmp_path / "data") as store:
        keyfile = store.folder / "admin.key"
        key = keyfile.read_text(encoding="utf-8").strip()
        assert keyfile.stat().st_mode & 0o777 == 0o600
        admin = store.client(X_Admin_Key=key)
        assert admin.post("/items", json=new_item()).status_code == 201
        assert store.server.terminate() == 0
        store.server.start()
        assert keyfile.read_text(encoding="utf-8").strip() == key
        assert admin.post("/items", json=new_item()).status_code == 201
        assert key not in store.server.log


def test_an_operators_key_from_the_environment_is_not_written_down(own_store: RunningStore) -> None:
    add_item(own_store.administrator())
    assert own_store.server.terminate() == 0
    files = [file for file in own_store.folder.rglob("*") if file.is_file()]
    assert not [file.name for file in files if own_store.admin_key.encode() in file.read_bytes()]
