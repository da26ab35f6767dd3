"""The document's own words as the text of docstrings."""

from __future__ import annotations

import textwrap
import unicodedata

_WIDTH = 112


def docstring(text: str) -> str:
    """The text as it may stand between three double quotes, once quotes and backslashes in it are escaped.

    Control characters go, long lines are wrapped, and a quote at the end is kept apart from those that close.
    """
    lines = [line for part in text.strip().splitlines() for line in _wrapped(part)]
    whole = "\n".join(lines)
    return f"{whole} " if whole.endswith('"') else whole


def escaped(text: str) -> str:
    """A docstring's text with its quotes and backslashes escaped."""
    return docstring(text).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def _wrapped(line: str) -> list[str]:
    plain = "".join(each for each in line.rstrip() if each == "\t" or unicodedata.category(each) not in {"Cc", "Cs"})
    return textwrap.wrap(plain, _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]


def first_sentence(text: str) -> str:
    """The first sentence of the text, in one line without its full stop."""
    return " ".join(text.split("\n\n", maxsplit=1)[0].split()).split(". ")[0].rstrip(".")
