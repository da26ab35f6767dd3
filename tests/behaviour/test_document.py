"""The contract that is served is the one that was written."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import httpx2
import pytest

from tests.support.errors import document
from tests.support.store import ROOT, RunningStore


def test_the_document_is_served_byte_for_byte(public: httpx2.Client) -> None:
    response = public.get("/openapi.yaml")
    assert response.status_code == 200
    assert response.content == (ROOT / "openapi.yaml").read_bytes()
    assert response.headers["content-type"].partition(";")[0] == "application/yaml"


def test_the_document_as_json_says_the_same(public: httpx2.Client) -> None:
    response = public.get("/openapi.json")
    assert response.json() == document()
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", ["/openapi.yaml", "/openapi.json"])
def test_the_document_is_not_sent_to_who_has_it(public: httpx2.Client, path: str) -> None:
    tag = public.get(path).headers["etag"]
    assert public.get(path).headers["etag"] == tag
    response = public.get(path, headers={"If-None-Match": tag})
    assert (response.status_code, response.content, response.headers["etag"]) == (304, b"", tag)
    assert public.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


LINK = re.compile(r"""\b(?:src|href)=["']([^"']+)["']""")


def test_the_page_of_the_document_needs_no_other_host(store: RunningStore, public: httpx2.Client) -> None:
    page = public.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    links = LINK.findall(page.text)
    assert links
    for link in links:
        whole = urljoin(f"{store.url}/docs", link)
        assert urlsplit(whole).netloc in {f"127.0.0.1:{store.port}", ""}, link
        if whole.startswith("http"):
            assert public.get(whole).status_code == 200, link
    outside = [address for address in re.findall(r"https?://[^\s\"'<>]+", page.text) if "127.0.0.1" not in address]
    assert outside == []
