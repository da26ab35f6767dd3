"""The guide lists every diagnostic, as it is."""

from pathlib import Path

from specbound.spec import CODES

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "contract.md"


def test_the_table_of_the_guide_is_the_table_of_codes() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    rows = [line for line in text.partition("## Diagnostics")[2].splitlines() if line.startswith("| `")]
    assert rows == [f"| `{name}` | {code.severity} | {code.meaning} | {code.action} |" for name, code in CODES.items()]
