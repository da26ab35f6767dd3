"""The command line: what it writes, what it says, how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from specbound.cli import main

DOCUMENT = """\
openapi: 3.1.1
info: {title: T, version: '1'}
paths:
  /books:
    get:
      tags: [books]
      operationId: list_books
      responses:
        '200': {description: Books., content: {application/json: {schema: {type: array, items: {type: string}}}}}
        '500': {$ref: '#/components/responses/InternalServerError'}
components:
  responses:
    InternalServerError:
      description: The server failed.
      content: {application/json: {schema: {$ref: '#/components/schemas/ErrorModel'}}}
  schemas:
    ErrorModel:
      type: object
      required: [detail, error]
      properties:
        detail: {type: array, items: {$ref: '#/components/schemas/Detail'}}
        error:
          type: object
          required: [code, message, path, request_id]
          properties:
            code: {type: string}
            message: {type: string}
            path: {type: string}
            request_id: {type: string}
    Detail:
      type: object
      required: [msg, type]
      properties:
        loc: {type: array, items: {type: [string, integer]}}
        msg: {type: string}
        type: {type: string}
"""

SETTINGS = '[tool.specbound]\nunknown-query = "ignore"\n'


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a document and settings, which is the working directory."""
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_generate_writes_the_package_and_begins_the_handlers(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "openapi.yaml: 1 operation, 0 errors"
    assert sorted(path.name for path in (project / "generated").iterdir()) == [
        "__init__.py",
        "contract.json",
        "errors.py",
        "models.py",
        "openapi.json",
        "operations.py",
        "security.py",
    ]
    assert "@op.list_books" in (project / "handlers" / "books.py").read_text()


def test_generate_twice_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["generate"])
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["generate"]) == 0
    assert "generated: up to date" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*") if path.is_file()} == before


def test_generate_check_names_what_drifted_and_writes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate"])
    (project / "openapi.yaml").write_text(DOCUMENT.replace("list_books", "find_books"), encoding="utf-8")
    before = (project / "generated" / "operations.py").read_bytes()
    capsys.readouterr()
    assert main(["generate", "--check"]) == 1
    assert "generated/operations.py: does not follow from the document" in capsys.readouterr().err
    assert (project / "generated" / "operations.py").read_bytes() == before


def test_generate_check_is_content_with_what_is_up_to_date() -> None:
    main(["generate"])
    assert main(["generate", "--check"]) == 0


def test_a_new_operation_of_a_known_tag_is_told_with_what_to_paste(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate"])
    handlers = (project / "handlers" / "books.py").read_text()
    path = DOCUMENT[DOCUMENT.index("  /books:") : DOCUMENT.index("components:")]
    more = DOCUMENT.replace(path, path + path.replace("/books", "/new").replace("list_books", "new_books"))
    (project / "openapi.yaml").write_text(more, encoding="utf-8")
    capsys.readouterr()
    assert main(["generate"]) == 0
    assert "handlers/books.py: lacks 1 handler; paste this:\n\n@op.new_books\n" in capsys.readouterr().err
    assert (project / "handlers" / "books.py").read_text() == handlers


def test_a_refused_document_writes_nothing_and_says_why(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "openapi.yaml").write_text(DOCUMENT.replace("{type: array, items: {type: string}}", "{$ref: '#/no'}"))
    assert main(["generate"]) == 1
    said = capsys.readouterr()
    assert "openapi.yaml:9: error[broken-reference]" in said.err
    assert "`--lenient`" in said.err
    assert said.out.endswith(": refused\n")
    assert not (project / "generated").exists()


def test_lenient_leaves_out_what_cannot_be_served(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "openapi.yaml").write_text(DOCUMENT.replace("{type: array, items: {type: string}}", "{$ref: '#/no'}"))
    assert main(["generate", "--lenient"]) == 0
    assert "1 operation (1 answered with 501)" in capsys.readouterr().out


def test_check_wants_every_operation_to_have_a_handler(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["generate"])
    assert main(["check"]) == 0
    (project / "handlers" / "books.py").write_text("")
    capsys.readouterr()
    assert main(["check"]) == 1
    assert capsys.readouterr().err == "handlers/books.py: no handler for list_books (GET /books)\n"


def test_a_handler_of_an_operation_that_is_gone_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["generate"])
    (project / "openapi.yaml").write_text(DOCUMENT.replace("list_books", "find_books"), encoding="utf-8")
    told = "handlers/books.py:7: the document has no operation list_books; rename the handler or remove it\n"
    capsys.readouterr()
    assert main(["generate"]) == 0
    assert capsys.readouterr().err.endswith(told)
    assert main(["check"]) == 1
    assert capsys.readouterr().err.endswith(told)


def test_a_wrong_setting_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pyproject.toml").write_text("[tool.specbound]\noutptu = 'x'\n")
    assert main(["generate"]) == 2
    assert "outptu" in capsys.readouterr().err


def test_a_folder_of_somebody_else_is_not_written_to(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "generated").mkdir()
    (project / "generated" / "models.py").write_text("mine = 1\n")
    assert main(["generate"]) == 2
    assert "choose another folder" in capsys.readouterr().err


def test_a_missing_document_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "none.yaml"]) == 1
    assert "error[missing-file]" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ruff", None)
    for name in [name for name in sys.modules if name.startswith("specbound.generate")]:
        monkeypatch.delitem(sys.modules, name)
    assert main(["generate"]) == 2
    assert "pip install 'specbound[generate]'" in capsys.readouterr().err


APP = """\
from specbound.runtime import Application, Options
from {package} import contract
import {handlers} as handlers

app = Application(contract, handlers=[handlers], options=Options(missing="501"))
"""


def test_routes_tells_each_operation_and_its_handler(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(project)
    (project / "pyproject.toml").write_text(SETTINGS + 'output = "routes_gen"\nhandlers = "routes_handlers"\n')
    main(["generate"])
    (project / "routes_app.py").write_text(APP.format(package="routes_gen", handlers="routes_handlers.books"))
    capsys.readouterr()
    assert main(["routes", "routes_app:app"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "operation   method  path    security  handler",
        "list_books  GET     /books  -         routes_handlers/books.py:7",
    ]
    assert main(["routes", "routes_app:app", "--json"]) == 0
    assert msgspec.json.decode(capsys.readouterr().out) == [
        {
            "operation": "list_books",
            "method": "GET",
            "path": "/books",
            "security": "-",
            "handler": "routes_handlers/books.py:7",
        }
    ]


@pytest.mark.parametrize("name", ["app", "no_such_module:app", "os:path"])
def test_routes_of_what_is_no_application_says_so(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", name]) == 2
    assert capsys.readouterr().err.startswith("specbound: ")


def test_a_reader_who_has_read_enough_makes_no_fault(project: Path) -> None:
    (project / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    command = [sys.executable, "-c", "import sys; from specbound.cli import main; sys.exit(main(['generate']))"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
