"""What is to be said about a document, each with its place and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `file` is relative to the root document's folder; `line` counts from 1; `pointer` is `#/paths/...`.

    `code` is a row of `specbound.spec.CODES`. Its text form is stable, so that tests and editors can rely on it.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    file: str
    line: int
    pointer: str

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}: {self.severity}[{self.code}]: {self.message} (at {self.pointer})"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether a strict caller refuses the document."""
    return any(each.severity == "error" for each in diagnostics)
