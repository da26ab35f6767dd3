"""Users: sign-up, who may see whom, and what a PATCH changes."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from tests.support.errors import locations, refused
from tests.support.store import Account, RunningStore, unique_email

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def test_sign_up_answers_with_the_user_and_a_key_that_works(store: RunningStore, public: httpx2.Client) -> None:
    email = unique_email()
    response = public.post("/users", json={"email": email, "name": "Ada", "age": 36})
    assert response.status_code == 201
    body = response.json()
    assert (body["user"]["email"], body["user"]["name"], body["user"]["age"]) == (email, "Ada", 36)
    assert response.headers["location"] == f"/users/{body['user']['id']}"
    assert response.headers["cache-control"] == "no-store"
    read = public.get(response.headers["location"], headers={"X-API-Key": body["api_key"]})
    assert read.json() == body["user"]
    assert read.headers["etag"] == response.headers["etag"]


@pytest.mark.parametrize("told", [{}, {"age": None}])
def test_the_age_may_be_left_out_or_null(public: httpx2.Client, told: dict[str, None]) -> None:
    response = public.post("/users", json={"email": unique_email(), "name": "Grace", **told})
    assert response.json()["user"]["age"] is None


def test_an_address_is_taken_once_in_any_case(public: httpx2.Client) -> None:
    email = unique_email()
    assert public.post("/users", json={"email": email, "name": "First"}).status_code == 201
    for spelling in (email, email.upper(), email.title()):
        response = public.post("/users", json={"email": spelling, "name": "Second"})
        assert locations(refused(response, 409, "EMAIL_TAKEN")) == [("body", "email")]


def test_an_address_is_kept_as_it_was_written(public: httpx2.Client) -> None:
    email = f"Ada.{secrets.token_hex(8)}@Example.COM"
    assert public.post("/users", json={"email": email, "name": "Ada"}).json()["user"]["email"] == email


def test_of_many_who_sign_up_with_one_address_at_once_one_succeeds(store: RunningStore) -> None:
    email = unique_email()

    def sign_up(number: int) -> int:
        return httpx2.post(f"{store.url}/users", json={"email": email, "name": f"Racer {number}"}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(sign_up, range(8))) == {201: 1, 409: 7}


def test_the_key_is_never_shown_again(alice: Account) -> None:
    for path in ("/users/me", f"/users/{alice.id}"):
        response = alice.client.get(path)
        assert response.status_code == 200
        assert alice.key not in response.text
        assert alice.key not in str(response.headers)


def test_the_key_is_not_stored(store: RunningStore, alice: Account) -> None:
    files = [file for file in store.folder.rglob("*") if file.is_file()]
    assert files
    assert not [file.name for file in files if alice.key.encode() in file.read_bytes()]


def test_two_users_have_two_keys(alice: Account, bob: Account) -> None:
    assert alice.key != bob.key
    assert alice.client.get("/users/me").json()["id"] == alice.id
    assert bob.client.get("/users/me").json()["id"] == bob.id


def test_a_key_that_differs_in_one_character_is_unknown(store: RunningStore, alice: Account) -> None:
    changed = [
        alice.key[:place] + ("A" if alice.key[place] != "A" else "B") + alice.key[place + 1 :]
        for place in (0, len(alice.key) // 2, len(alice.key) - 1)
    ]
    for key in [*changed, alice.key[:-1], alice.key + "A", alice.key.swapcase(), "", "x" * 5000, "é" * 20]:
        response = store.client().get("/users/me", headers={b"X-API-Key": key.encode("latin-1")})
        refused(response, 401, "UNAUTHORIZED")


def test_two_keys_in_one_request_are_none(store: RunningStore, alice: Account, bob: Account) -> None:
    both = [("X-API-Key", alice.key), ("X-API-Key", bob.key)]
    refused(store.client().get("/users/me", headers=both), 401, "UNAUTHORIZED")


def test_nobody_is_known_without_a_key(public: httpx2.Client, alice: Account) -> None:
    for method, path in (("GET", "/users/me"), ("GET", f"/users/{alice.id}"), ("PATCH", f"/users/{alice.id}")):
        response = public.request(method, path, json={"name": "Mallory"} if method == "PATCH" else None)
        refused(response, 401, "UNAUTHORIZED")
        assert "X-API-Key" in response.headers["www-authenticate"]


def test_the_operators_key_is_no_user(admin: httpx2.Client) -> None:
    refused(admin.get("/users/me"), 401, "UNAUTHORIZED")


def test_users_see_themselves_and_administrators_everybody(alice: Account, bob: Account, admin: httpx2.Client) -> None:
    assert alice.client.get(f"/users/{alice.id}").json() == admin.get(f"/users/{alice.id}").json()
    refused(alice.client.get(f"/users/{bob.id}"), 403, "FORBIDDEN")
    refused(admin.get(f"/users/{UNKNOWN}"), 404, "USER_NOT_FOUND")


def test_an_id_that_exists_is_as_forbidden_as_one_that_does_not(alice: Account, bob: Account) -> None:
    for method in ("GET", "PATCH"):
        answers = [
            alice.client.request(method, f"/users/{user}", json={"name": "Mallory"} if method == "PATCH" else None)
            for user in (bob.id, UNKNOWN)
        ]
        told = [refused(answer, 403, "FORBIDDEN") for answer in answers]
        assert told[0] == told[1]


def test_the_operators_key_counts_where_both_are_sent(store: RunningStore, alice: Account, bob: Account) -> None:
    client = store.client(X_API_Key=alice.key, X_Admin_Key=store.admin_key)
    assert client.get(f"/users/{bob.id}").status_code == 200


def test_a_patch_keeps_what_is_left_out_and_clears_what_is_null(alice: Account) -> None:
    path = f"/users/{alice.id}"
    before = alice.client.get(path).json()
    renamed = alice.client.patch(path, json={"name": "Alice King"})
    assert renamed.status_code == 200
    assert renamed.json() == {**before, "name": "Alice King", "updated_at": renamed.json()["updated_at"]}
    cleared = alice.client.patch(path, json={"age": None}).json()
    assert cleared["age"] is None
    assert cleared["name"] == "Alice King"
    assert alice.client.get(path).json() == cleared
    assert alice.client.patch(path, json={"age": 31}).json()["age"] == 31


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, ("body",)),
        ({"name": None}, ("body", "name")),
        ({"email": None}, ("body", "email")),
        ({"age": "31"}, ("body", "age")),
        ({"age": -1}, ("body", "age")),
        ({"age": True}, ("body", "age")),
        ({"id": UNKNOWN}, ("body", "id")),
        ({"name": "A\nB"}, ("body", "name")),
        ([], ("body",)),
        (None, ("body",)),
    ],
)
def test_a_patch_outside_the_contract_changes_nothing(alice: Account, body: object, where: tuple[str, ...]) -> None:
    before = alice.client.get("/users/me")
    response = alice.client.request(
        "PATCH", f"/users/{alice.id}", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert locations(refused(response, 422, "VALIDATION_ERROR")) == [where]
    assert alice.client.get("/users/me").json() == before.json()
    assert alice.client.get("/users/me").headers["etag"] == before.headers["etag"]


def test_users_may_change_their_address_to_one_that_is_free(alice: Account, bob: Account) -> None:
    path, address = f"/users/{alice.id}", unique_email()
    response = alice.client.patch(path, json={"email": bob.email.upper(), "name": "Mallory"})
    assert locations(refused(response, 409, "EMAIL_TAKEN")) == [("body", "email")]
    assert alice.client.get(path).json()["name"] == "Alice"
    assert alice.client.patch(path, json={"email": address}).json()["email"] == address
    assert alice.client.patch(path, json={"email": address.upper()}).json()["email"] == address.upper()


def test_an_address_that_was_given_up_is_free(store: RunningStore, alice: Account) -> None:
    assert alice.client.patch(f"/users/{alice.id}", json={"email": unique_email()}).status_code == 200
    assert store.sign_up(email=alice.email).email == alice.email


def test_administrators_change_everybody(alice: Account, admin: httpx2.Client) -> None:
    assert admin.patch(f"/users/{alice.id}", json={"name": "Renamed"}).status_code == 200
    assert alice.client.get("/users/me").json()["name"] == "Renamed"
    refused(admin.patch(f"/users/{UNKNOWN}", json={"name": "Nobody"}), 404, "USER_NOT_FOUND")


def test_a_change_is_dated(alice: Account) -> None:
    before = alice.client.get("/users/me").json()
    after = alice.client.patch(f"/users/{alice.id}", json={"name": "Alice King"}).json()
    assert after["created_at"] == before["created_at"] == before["updated_at"]
    assert after["updated_at"] > before["updated_at"]


@pytest.mark.parametrize(
    "email",
    ["ada", "ada@", "@example.com", "ada@example..com", "a b@example.com", "ada@example.com\n", "a" * 250 + "@b.co"],
)
def test_what_is_no_address_is_refused(public: httpx2.Client, email: str) -> None:
    response = public.post("/users", json={"email": email, "name": "Ada"})
    assert set(locations(refused(response, 422, "VALIDATION_ERROR"))) == {("body", "email")}


@pytest.mark.parametrize("name", ["Zoë", "李小龍", "O'Brien", "😀", "a" * 100, " ", "null", "<script>"])
def test_a_name_is_kept_as_it_is(public: httpx2.Client, name: str) -> None:
    response = public.post("/users", json={"email": unique_email(), "name": name})
    assert response.json()["user"]["name"] == name
