"""`specbound mock` serves a document at once, without generated code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import specbound.runtime.server
from specbound.cli import main
from specbound.runtime import Application

DOCUMENT = """\
openapi: 3.1.1
info: {title: T, version: '1'}
paths:
  /books:
    get:
      parameters: [{name: limit, in: query, schema: {type: integer, minimum: 1, default: 9}}]
      responses:
        '200':
          description: Books.
          content:
            application/json:
              schema: {type: array, items: {$ref: 'books.yaml#/Book'}}
              examples: {some: {value: [{title: Emma}]}}
  /books/{id}:
    get:
      security: [{key: []}]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: A book., content: {application/json: {schema: {$ref: 'books.yaml#/Book'}}}}
  /broken:
    get:
      responses:
        '200': {description: Nobody knows., content: {application/json: {schema: {$ref: '#/no'}}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
"""
BOOK = "Book: {type: object, required: [title], properties: {title: {type: string, example: Persuasion}}}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a document of two files."""
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "books.yaml").write_text(BOOK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Application, dict[str, Any]]]:
    """What was handed to the server, which is not started."""
    calls: list[tuple[Application, dict[str, Any]]] = []
    monkeypatch.setattr(specbound.runtime.server, "serve", lambda app, **how: calls.append((app, how)))
    return calls


def mocked(served: list[tuple[Application, dict[str, Any]]], *arguments: str) -> TestClient:
    assert main(["mock", *arguments]) == 0
    return TestClient(served[0][0])


def test_every_operation_answers_with_an_example(served: Any) -> None:
    with mocked(served) as http:
        assert http.get("/books").json() == [{"title": "Emma"}]
        assert http.get("/books/1", headers={"X-Key": "any"}).json() == {"title": "Persuasion"}


def test_requests_are_judged(served: Any) -> None:
    with mocked(served) as http:
        assert http.get("/books?limit=0").status_code == 422
        assert http.get("/books?limt=1").status_code == 422
        assert http.get("/books/1").status_code == 401
        assert http.get("/films").status_code == 404


def test_the_document_and_its_pages_are_served(served: Any) -> None:
    with mocked(served) as http:
        assert http.get("/openapi.yaml").text == DOCUMENT
        assert "swagger-ui" in http.get("/docs").text


def test_what_cannot_be_had_is_told_and_answered_with_501(served: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with mocked(served) as http:
        assert http.get("/broken").status_code == 501
    said = capsys.readouterr()
    assert "error[broken-reference]" in said.err
    assert said.out.startswith("openapi.yaml: 3 operations (1 answered with 501), 1 error")


def test_a_document_and_an_address_may_be_named(served: Any, folder: Path) -> None:
    (folder / "openapi.yaml").rename(folder / "shop.yml")
    mocked(served, "shop.yml", "--host", "127.0.0.2", "--port", "8123")
    assert served[0][1] == {"host": "127.0.0.2", "port": 8123}


def test_the_settings_count(served: Any, folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.specbound]\ndocument = "a.yaml"\nunknown-query = "ignore"\n')
    (folder / "openapi.yaml").rename(folder / "a.yaml")
    with mocked(served) as http:
        assert http.get("/books?limt=1").status_code == 200


def test_a_document_that_cannot_be_read_is_not_served(served: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mock", "none.yaml"]) == 1
    assert "error[missing-file]" in capsys.readouterr().err
    assert served == []


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    for name in [name for name in sys.modules if name.startswith(("specbound.spec", "specbound.contract.build"))]:
        monkeypatch.delitem(sys.modules, name)
    assert main(["mock"]) == 2
    assert "`specbound mock` needs yaml" in capsys.readouterr().err
