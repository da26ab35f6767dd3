"""The verdict of openapi-spec-validator comes with places, and never from the network."""

from __future__ import annotations

from pathlib import Path

import pytest

from specbound.spec import Diagnostic, Library, Report, judge

HEAD = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\n"


def verdict(folder: Path, text: str) -> list[Diagnostic]:
    path = folder / "openapi.yaml"
    path.write_text(text)
    library, report = Library(path), Report()
    judge(library, report)
    return list(report.found)


def test_a_valid_document_is_left_alone(tmp_path: Path) -> None:
    assert verdict(tmp_path, HEAD + "paths: {}\n") == []


@pytest.mark.parametrize("version", ["3.0.3", "3.1.1", "3.2.0"])
def test_a_breach_of_the_standard_is_told_where_it_is(tmp_path: Path, version: str) -> None:
    [found] = verdict(
        tmp_path,
        HEAD.replace("3.1.0", version) + "paths:\n  /a:\n    get:\n      responses:\n        200: {description: 5}\n",
    )

    assert (found.code, found.line) == ("invalid-document", 7)
    assert found.pointer == "#/paths/~1a/get/responses/200/description"


def test_of_alternatives_the_one_that_was_meant_is_judged(tmp_path: Path) -> None:
    text = "paths:\n  /a:\n    get:\n      responses: {200: {description: b}}\n"
    text += "      parameters:\n      - {name: a, in: path, schema: {}}\n"
    found = verdict(tmp_path, HEAD.replace("3.1.0", "3.0.3") + text)

    assert '"required" is a required property' in found[0].message
    assert found[0].line == 8


def test_an_error_behind_a_reference_stands_in_the_file_that_it_is_in(tmp_path: Path) -> None:
    (tmp_path / "parts.yaml").write_text("Size:\n  type: integer\n  default: large\n")
    text = "paths: {}\ncomponents: {schemas: {Size: {properties: {size: {$ref: 'parts.yaml#/Size'}}}}}\n"
    [found] = verdict(tmp_path, HEAD + text)

    assert (found.file, found.pointer, found.line) == ("parts.yaml", "#/Size", 1)


def test_a_failure_of_the_validator_itself_is_a_warning(tmp_path: Path) -> None:
    text = "paths: {}\ncomponents: {schemas: {A: {properties: {a: {$ref: 'http://127.0.0.1:9/a.json'}}}}}\n"
    [found] = verdict(tmp_path, HEAD + text)

    assert (found.code, found.severity) == ("validator-failed", "warning")
    assert "127.0.0.1" in found.message


def test_long_values_are_not_quoted_in_full(tmp_path: Path) -> None:
    [found] = verdict(tmp_path, HEAD.replace("title: A", f"title: [{'a' * 5000}]") + "paths: {}\n")

    assert len(found.message) < 300
