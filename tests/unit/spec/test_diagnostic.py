"""Diagnostics have a stable text, and a row in the table."""

from __future__ import annotations

import re
from pathlib import Path

from specbound.spec import CODES, Diagnostic, Library, Report, has_errors


def test_the_text_of_a_diagnostic_is_stable() -> None:
    diagnostic = Diagnostic("malformed", "error", "This is wrong.", "Do that.", "a.yaml", 12, "#/paths/~1a")

    assert str(diagnostic) == "a.yaml:12: error[malformed]: This is wrong. (at #/paths/~1a)\n  hint: Do that."


def test_a_diagnostic_without_a_hint_is_one_line() -> None:
    assert "\n" not in str(Diagnostic("malformed", "note", "This.", "", "a.yaml", 1, "#"))


def test_only_errors_refuse_a_document() -> None:
    note = Diagnostic("malformed", "note", "", "", "a", 1, "#")

    assert not has_errors([note, Diagnostic("malformed", "warning", "", "", "a", 1, "#")])
    assert has_errors([note, Diagnostic("malformed", "error", "", "", "a", 1, "#")])


def test_a_report_says_each_thing_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("a: 1\nb: 2\n")
    library = Library(path)
    report = Report()
    for key in ("b", "a", "b"):
        report.add(library.root.child(key), "malformed", key)

    assert [each.message for each in report.sorted(library.files)] == ["a", "b"]


def test_every_row_of_the_table_says_what_it_means_and_what_to_do() -> None:
    for code, row in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert row.meaning.endswith(".")
        assert row.action.endswith(".")
