"""The faults that the reader raises inside the kit; callers of it see diagnostics."""

from __future__ import annotations


class ReadFault(Exception):
    """A file that cannot be read: a code of the table, what is wrong, and the line where it shows."""

    def __init__(self, code: str, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.code, self.message, self.line = code, message, line


class BrokenReference(Exception):
    """A reference that leads nowhere: a code of the table and what is wrong. It stands at `pointer` of `source`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message
