"""The document is served as it was written, and its pages come from this server alone."""

from __future__ import annotations

import gzip
import re
from hashlib import sha256
from pathlib import Path

import httpx2
import pytest

from specbound.contract import Contract, Source
from specbound.runtime import Application
from specbound.runtime import pages as package
from specbound.runtime.pages import pages
from specbound.testing import client

AUTHORED = b"# a comment, and \xc3\xa9\r\nopenapi: '3.1.0'\ninfo: {title: \"A <b> & c\", version: '1'}\npaths: {}\n"
IN_JSON = b'{"openapi": "3.1.0"}'
ASSETS = Path(package.__file__).with_name("assets")


@pytest.fixture
def caller(tmp_path: Path) -> httpx2.Client:
    """A client of an application that serves only its pages."""
    document, in_json = tmp_path / "openapi.yaml", tmp_path / "openapi.json"
    document.write_bytes(AUTHORED)
    in_json.write_bytes(IN_JSON)
    return client(Application(_contract(), document=document, json_document=in_json))


def _contract() -> Contract:
    source = Source(name="openapi.yaml", sha256=sha256(AUTHORED).hexdigest())
    return Contract(title="A <b> & c", version="1", openapi="3.1.0", source=source, operations=())


def test_the_document_is_served_byte_for_byte(caller: httpx2.Client) -> None:
    response = caller.get("/openapi.yaml")
    assert response.content == AUTHORED
    assert response.headers["content-type"] == "application/yaml"


def test_the_document_is_served_as_json_too(caller: httpx2.Client) -> None:
    response = caller.get("/openapi.json")
    assert response.content == IN_JSON
    assert response.headers["content-type"] == "application/json"


def test_a_document_in_json_is_served_under_its_own_name_alone(tmp_path: Path) -> None:
    document = tmp_path / "api.json"
    document.write_bytes(IN_JSON)
    found = pages(document, _contract())
    assert b"/openapi.json" in found
    assert b"/openapi.yaml" not in found


def test_a_document_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    document = tmp_path / "openapi.txt"
    document.write_bytes(IN_JSON)
    with pytest.raises(ValueError, match=r"openapi\.txt: a document ends in \.yaml, \.yml, \.json"):
        pages(document, _contract())


@pytest.mark.parametrize("path", ["/openapi.yaml", "/openapi.json", "/docs"])
def test_who_has_a_page_is_not_sent_it_again(caller: httpx2.Client, path: str) -> None:
    tag = caller.get(path).headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        response = caller.get(path, headers={"If-None-Match": known})
        assert (response.status_code, response.content, response.headers["etag"]) == (304, b"", tag)
    for other in ('"other"', tag.strip('"'), ""):
        assert caller.get(path, headers={"If-None-Match": other}).status_code == 200


@pytest.mark.parametrize("path", ["/openapi.yaml", "/openapi.json", "/docs"])
def test_head_answers_as_get_does_without_the_content(caller: httpx2.Client, path: str) -> None:
    asked, read = caller.head(path), caller.get(path)
    assert asked.status_code == 200
    assert asked.content == b""
    for name in ("content-length", "content-type", "etag", "cache-control"):
        assert asked.headers[name] == read.headers[name]


@pytest.mark.parametrize("path", ["/openapi.yaml", "/openapi.json", "/docs"])
def test_other_methods_are_refused_in_the_error_model(caller: httpx2.Client, path: str) -> None:
    response = caller.post(path)
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"
    assert response.json()["error"]["code"] == "METHOD_NOT_ALLOWED"


def test_every_link_of_the_page_is_answered_by_this_server(caller: httpx2.Client) -> None:
    page = caller.get("/docs").text
    links = re.findall(r'(?:src|href|data-url)="([^"]+)"', page)
    assert len(links) == 7
    for link in links:
        if link != "data:,":
            assert not re.match(r"[a-z]+:|/", link)
            assert caller.get(f"/{link}").status_code == 200


def test_the_page_asks_the_browser_to_trust_nothing_else(caller: httpx2.Client) -> None:
    page = caller.get("/docs")
    policy = dict(entry.split(" ", 1) for entry in page.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert {policy[f"{kind}-src"] for kind in ("script", "style", "connect")} == {"'self'"}
    assert not re.search(r"<script>|<style|style=|\son[a-z]+=", page.text)
    assert "<title>A &lt;b&gt; &amp; c</title>" in page.text


def test_the_badge_of_another_host_is_turned_off(caller: httpx2.Client) -> None:
    assert "validatorUrl: null" in (ASSETS / "docs.js").read_text()
    assert "http" not in (ASSETS / "docs.js").read_text()


def test_assets_are_kept_for_ever_under_a_name_that_changes_with_them(caller: httpx2.Client) -> None:
    assets = re.findall(r'(?:src|href)="(docs/[^"]+)"', caller.get("/docs").text)
    assert len(assets) == 4
    for asset in assets:
        response = caller.get(f"/{asset}")
        assert sha256(response.content).hexdigest()[:12] in asset
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("accepted", "zipped"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, br", False),
        ("x-gzip", False),
        ("", False),
    ],
)
def test_assets_are_sent_in_gzip_to_who_takes_it(caller: httpx2.Client, accepted: str, zipped: bool) -> None:
    style = re.findall(r'href="(docs/swagger-ui[^"]+)"', caller.get("/docs").text)[0]
    with caller.stream("GET", f"/{style}", headers={"Accept-Encoding": accepted}) as response:
        raw = b"".join(response.iter_raw())
    assert response.headers["vary"] == "Accept-Encoding"
    assert ("content-encoding" in response.headers) == zipped
    assert (gzip.decompress(raw) if zipped else raw) == (ASSETS / "swagger-ui.css").read_bytes()


def test_swagger_ui_is_what_its_note_says() -> None:
    lines = (ASSETS / "README.md").read_text().splitlines()
    sums = {name: expected for expected, name in (line.split() for line in lines if line.startswith("    "))}
    assert set(sums) == {"swagger-ui-bundle.js", "swagger-ui.css"}
    for name, expected in sums.items():
        assert sha256((ASSETS / name).read_bytes()).hexdigest() == expected
