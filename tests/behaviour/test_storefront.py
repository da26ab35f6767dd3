"""The storefront: items by name, whatever characters the name holds."""

from __future__ import annotations

import json
import secrets

import httpx2
import pytest

from tests.support.errors import check_error, locations, refused
from tests.support.store import Account, RunningStore, add_item, segment
from tests.support.wire import Answer, exchange

NAMES = [
    "{mark}/b",
    "{mark}%2Fb",
    "{mark}%252Fb",
    "/{mark}",
    "{mark}/",
    "{mark}//b",
    "{mark}/../b",
    "../{mark}",
    "..;/{mark}",
    ".{mark}",
    "...",
    "{mark} 100%",
    "{mark}?b=c",
    "{mark}#b",
    " {mark} ",
    "{mark}+b",
    "{mark}&b;c=d,e",
    "{mark}:@!$'()*~",
    '{mark}"b"',
    "{mark}\\b",
    "{{{mark}}}",
    "'; DROP TABLE items; --{mark}",
    "{mark}%00",
    "{mark} é",
    "{mark} e\u0301",
    "日本{mark}",
    "{mark}😀",
    "\u202e{mark}",
    "\ufeff{mark}",
    "{mark}\u2028",
    "{mark}\uffff",
    "null",
    "public",
    "%",
    "/",
    "?",
    " ",
    "😀" * 120,
]


@pytest.mark.parametrize("form", NAMES)
def test_a_name_may_hold_any_character_that_a_url_can_carry(
    admin: httpx2.Client, public: httpx2.Client, form: str
) -> None:
    name = form.format(mark=secrets.token_hex(4))
    item = add_item(admin, name=name)
    response = public.get(f"/store/public/{segment(name)}")
    assert response.status_code == 200, response.text
    assert response.json() == item
    assert admin.delete(f"/items/{item['id']}").status_code == 204


def test_a_name_addresses_no_other_item(admin: httpx2.Client, public: httpx2.Client) -> None:
    mark = secrets.token_hex(8)
    for name in (f"{mark}/b", f"{mark}%2Fb", f"{mark} b", f"{mark}+b", f"{mark} é", f"{mark} e\u0301"):
        add_item(admin, name=name)
    for name in (f"{mark}/b", f"{mark}%2Fb", f"{mark} b", f"{mark}+b", f"{mark} é", f"{mark} e\u0301"):
        assert public.get(f"/store/public/{segment(name)}").json()["name"] == name
    for name in (f"{mark}/B", f"{mark}", f"{mark}/b ", f"{mark}%2fb"):
        refused(public.get(f"/store/public/{segment(name)}"), 404, "ITEM_NOT_FOUND")


def test_the_private_store_opens_with_the_operators_key(
    store: RunningStore, admin: httpx2.Client, public: httpx2.Client, alice: Account
) -> None:
    item = add_item(admin, visibility="private")
    path = f"/store/private/{segment(item['name'])}"
    assert admin.get(path).json() == item
    for client, headers in (
        (public, {}),
        (alice.client, {}),
        (public, {"X-Admin-Key": "wrong"}),
        (public, {"X-Admin-Key": alice.key}),
        (public, {"X-Admin-Key": store.admin_key[:-1]}),
        (public, {"X-API-Key": store.admin_key}),
        (public, {"X-Admin-Key": ""}),
    ):
        response = client.get(path, headers=headers)
        refused(response, 401, "UNAUTHORIZED")
        assert "X-Admin-Key" in response.headers["www-authenticate"]
        assert item["id"] not in response.text


def test_the_private_store_asks_for_the_key_before_it_tells_what_exists(public: httpx2.Client) -> None:
    refused(public.get("/store/private/nothing"), 401, "UNAUTHORIZED")
    refused(public.get("/store/private/%00"), 401, "UNAUTHORIZED")


def test_each_store_shows_its_own_items(admin: httpx2.Client, public: httpx2.Client) -> None:
    hidden, shown = add_item(admin, visibility="private"), add_item(admin)
    for client in (public, admin):
        refused(client.get(f"/store/public/{segment(hidden['name'])}"), 404, "ITEM_NOT_FOUND")
    refused(admin.get(f"/store/private/{segment(shown['name'])}"), 404, "ITEM_NOT_FOUND")


def _look(store: RunningStore, raw: str) -> Answer:
    return exchange(store.port, f"GET /store/public/{raw} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())


@pytest.mark.parametrize(
    "raw", ["%00", "a%0Ab", "%C2%85", "x" * 121, "%F0%9F%98%80" * 121, "x" * 5000, "%2E%2E", "%2e", "..", "."]
)
def test_what_can_be_no_name_is_refused_with_its_place(store: RunningStore, raw: str) -> None:
    answer = _look(store, raw)
    assert answer.status == 422, answer.body
    violations = check_error(json.loads(answer.body), answer.headers, 422, "VALIDATION_ERROR")
    assert set(locations(violations)) == {("path", "item_name")}


@pytest.mark.parametrize("raw", ["%FF", "%C3", "%ED%A0%80", "%C0%AF", "%zz", "%", "a%2", "%u0041"])
def test_bytes_that_are_no_text_name_nothing(store: RunningStore, raw: str) -> None:
    answer = _look(store, raw)
    assert answer.status == 404, answer.body
    check_error(json.loads(answer.body), answer.headers, 404, "NOT_FOUND")


@pytest.mark.parametrize(
    "path",
    [
        "/store/public/a/b",
        "/store/public/",
        "/store/public",
        "/Store/public/a",
        "//store/public/a",
        "/store/public/a/",
        "/store%2Fpublic/a",
    ],
)
def test_only_the_declared_paths_exist(public: httpx2.Client, store: RunningStore, path: str) -> None:
    refused(public.get(f"{store.url}{path}"), 404, "NOT_FOUND")
