"""Entity tags: 304 for what is unchanged, 412 for what is stale, and no edit lost (RFC 9110, 13)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from tests.support.errors import locations, refused
from tests.support.store import Account, RunningStore, add_item, segment


@dataclass(frozen=True)
class Resource:
    """Something that can be read and edited, with two edits of it."""

    client: httpx2.Client
    path: str
    edit: dict[str, Any]
    other_edit: dict[str, Any]
    also_at: str

    def tag(self) -> str:
        """Its entity tag now."""
        return self.client.get(self.path).headers["etag"]

    def patch(self, tag: str | None = None) -> httpx2.Response:
        """Edit it, if it still has this tag."""
        headers = {} if tag is None else {"If-Match": tag}
        return self.client.patch(self.path, json=self.edit, headers=headers)


@pytest.fixture(params=["user", "item"])
def resource(request: pytest.FixtureRequest, admin: httpx2.Client, alice: Account) -> Iterator[Resource]:
    """A user and an item."""
    if request.param == "user":
        yield Resource(alice.client, f"/users/{alice.id}", {"name": "New"}, {"name": "Other"}, "/users/me")
    else:
        item = add_item(admin)
        shelf = f"/store/public/{segment(item['name'])}"
        yield Resource(admin, f"/items/{item['id']}", {"stock": 7}, {"stock": 8}, shelf)


def test_a_version_has_one_strong_tag_wherever_it_is_read(resource: Resource) -> None:
    tag = resource.tag()
    assert tag.startswith('"')
    assert tag == resource.tag() == resource.client.get(resource.also_at).headers["etag"]


def test_an_edit_makes_a_new_tag_and_answers_with_it(resource: Resource) -> None:
    before = resource.tag()
    edited = resource.patch()
    assert edited.headers["etag"] == resource.tag() != before


@pytest.mark.parametrize("form", ["{tag}", "W/{tag}", '"x", {tag}', '{tag},"x"', "*", '"x" ,\tW/{tag}'])
def test_what_the_client_has_is_not_sent_again(resource: Resource, form: str) -> None:
    tag = resource.tag()
    for path in (resource.path, resource.also_at):
        response = resource.client.get(path, headers={"If-None-Match": form.format(tag=tag)})
        assert (response.status_code, response.content, response.headers["etag"]) == (304, b"", tag)


def test_what_the_client_has_not_is_sent(resource: Resource) -> None:
    stale = resource.tag()
    assert resource.patch().status_code == 200
    for path in (resource.path, resource.also_at):
        for tag in (stale, '"x"', '""'):
            assert resource.client.get(path, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("form", ["{tag}", "*", '"x", {tag}'])
def test_an_edit_of_the_version_that_was_read_succeeds(resource: Resource, form: str) -> None:
    assert resource.patch(form.format(tag=resource.tag())).status_code == 200


@pytest.mark.parametrize("form", ['"x"', "W/{tag}", '"x", "y"', '""'])
def test_an_edit_of_another_version_is_refused_and_changes_nothing(resource: Resource, form: str) -> None:
    before = resource.client.get(resource.path)
    response = resource.patch(form.format(tag=before.headers["etag"]))
    assert locations(refused(response, 412, "PRECONDITION_FAILED")) == [("header", "If-Match")]
    assert resource.client.get(resource.path).json() == before.json()
    assert resource.tag() == before.headers["etag"]


def test_a_stale_edit_is_refused(resource: Resource) -> None:
    stale = resource.tag()
    assert resource.client.patch(resource.path, json=resource.other_edit).status_code == 200
    refused(resource.patch(stale), 412, "PRECONDITION_FAILED")
    assert resource.patch(resource.tag()).status_code == 200


@pytest.mark.parametrize("tag", ["5", '"5', "W/5", "", '"a" "b"', "*, *", '"é"'])
def test_what_is_no_entity_tag_is_refused(resource: Resource, tag: str) -> None:
    response = resource.client.patch(resource.path, json=resource.edit, headers={b"If-Match": tag.encode("latin-1")})
    assert set(locations(refused(response, 422, "VALIDATION_ERROR"))) == {("header", "If-Match")}


def test_a_stale_removal_is_refused(admin: httpx2.Client) -> None:
    path = f"/items/{add_item(admin)['id']}"
    stale = admin.get(path).headers["etag"]
    fresh = admin.patch(path, json={"stock": 1}).headers["etag"]
    for tag in (stale, f"W/{fresh}"):
        refused(admin.delete(path, headers={"If-Match": tag}), 412, "PRECONDITION_FAILED")
    assert admin.get(path).status_code == 200
    assert admin.delete(path, headers={"If-Match": fresh}).status_code == 204


def test_a_tag_is_not_reused_by_a_later_item_of_the_same_name(admin: httpx2.Client) -> None:
    first = add_item(admin)
    shelf = f"/store/public/{segment(first['name'])}"
    tag = admin.get(shelf).headers["etag"]
    assert admin.delete(f"/items/{first['id']}").status_code == 204
    add_item(admin, name=first["name"], stock=5)
    assert admin.get(shelf, headers={"If-None-Match": tag}).status_code == 200


def test_of_concurrent_edits_of_one_version_one_succeeds(store: RunningStore, admin: httpx2.Client) -> None:
    path = f"/items/{add_item(admin)['id']}"
    tag = admin.get(path).headers["etag"]

    def edit(number: int) -> int:
        with store.administrator() as client:
            return client.patch(path, json={"stock": number}, headers={"If-Match": tag}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(edit, range(1, 9))) == [200, *[412] * 7]


def test_no_increment_is_lost_when_stale_edits_are_tried_again(store: RunningStore, admin: httpx2.Client) -> None:
    path = f"/items/{add_item(admin)['id']}"

    def increment(times: int) -> None:
        with store.administrator() as client:
            while times:
                read = client.get(path)
                body, headers = {"stock": read.json()["stock"] + 1}, {"If-Match": read.headers["etag"]}
                times -= client.patch(path, json=body, headers=headers).status_code == 200

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(increment, [5] * 4))
    assert admin.get(path).json()["stock"] == 20


def test_concurrent_edits_of_different_fields_are_all_kept(store: RunningStore, admin: httpx2.Client) -> None:
    path = f"/items/{add_item(admin)['id']}"

    def set_member(number: int) -> int:
        with store.administrator() as client:
            return client.patch(path, json={"metadata": {f"key{number}": str(number)}}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(set_member, range(24))) == {200}
    assert admin.get(path).json()["metadata"] == {f"key{number}": str(number) for number in range(24)}
