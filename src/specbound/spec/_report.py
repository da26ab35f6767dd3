"""Where diagnostics are gathered."""

from __future__ import annotations

from collections.abc import Sequence

from specbound.spec._codes import CODES
from specbound.spec._diagnostic import Diagnostic, Severity
from specbound.spec._errors import ReadFault
from specbound.spec._file import File
from specbound.spec._node import Node
from specbound.spec._pointer import to_pointer


class Report:
    """The findings about one document, each once, in the order in which they were made."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}

    def add(
        self, node: Node, code: str, message: str, *, hint: str | None = None, severity: Severity | None = None
    ) -> None:
        """Say something about a value. What the table says stands in for hint and severity."""
        row = CODES[code]
        action = row.action if hint is None else hint
        self.put(Diagnostic(code, severity or row.severity, message, action, node.file.name, node.line, node.pointer))

    def fault(self, fault: ReadFault, file: str) -> None:
        """Say that a file cannot be read."""
        row = CODES[fault.code]
        self.put(Diagnostic(fault.code, row.severity, fault.message, row.action, file, fault.line, "#"))

    def duplicates(self, file: File) -> None:
        """Say which keys an object of a file has twice, where they stand again."""
        row = CODES["duplicate-key"]
        for path, line in file.duplicates:
            message = f"the key {path[-1]!r} is given twice; the last one counts"
            pointer = to_pointer(path)
            self.put(Diagnostic("duplicate-key", row.severity, message, row.action, file.name, line, pointer))

    def put(self, diagnostic: Diagnostic) -> None:
        self._found.setdefault(diagnostic)

    def refuses(self, node: Node | None = None) -> bool:
        """Whether there is an error, at this very value if one is given."""
        place = node and (node.file.name, node.pointer)
        return any(each.severity == "error" and place in (None, (each.file, each.pointer)) for each in self._found)

    def sorted(self, files: Sequence[File]) -> tuple[Diagnostic, ...]:
        """The findings in the order of the files and their lines."""
        order = {file.name: index for index, file in enumerate(files)}
        return tuple(sorted(self._found, key=lambda each: (order.get(each.file, len(order)), each.line)))

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        return tuple(self._found)
