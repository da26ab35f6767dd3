"""The laws of the list of settings in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import SecretStr

from specbound.services.settings import describe, table
from store.settings import Settings

ROOT = Path(__file__).parents[3]


def test_the_documentation_lists_every_setting_with_what_the_code_says_and_no_other() -> None:
    document = (ROOT / "docs" / "settings.md").read_text("utf-8")
    rows = [line for line in document.splitlines() if line.startswith("| `")]
    assert rows == table(describe(Settings)).splitlines()[2:]


def test_no_source_names_a_variable_of_the_store_that_is_no_setting() -> None:
    known = {setting.name for setting in describe(Settings)}
    sources = [*ROOT.glob("*.py"), ROOT / "Makefile", *(ROOT / "store").glob("*.py"), *(ROOT / "handlers").glob("*.py")]
    named = {name for source in sources for name in re.findall(r"\bSTORE_[A-Z_]+\b", source.read_text("utf-8"))}
    assert named <= known


def test_every_setting_says_what_it_is_for() -> None:
    assert [setting.name for setting in describe(Settings) if not setting.meaning] == []


def test_only_the_database_is_named_without_the_prefix_because_platforms_set_it() -> None:
    assert [s.name for s in describe(Settings) if not s.name.startswith("STORE_")] == ["DATABASE_URL"]


def test_the_database_lies_in_the_data_folder_unless_it_is_named(tmp_path: Path) -> None:
    assert Settings(data=tmp_path).url == f"sqlite:///{tmp_path}/store.db"
    assert Settings(data=tmp_path, database_url=SecretStr("postgresql://host/shop")).url == "postgresql://host/shop"


def test_no_secret_is_shown(tmp_path: Path) -> None:
    word = SecretStr("hush" * 8)
    url = SecretStr("postgresql://shop:hush@localhost/shop")
    assert "hush" not in repr(Settings(data=tmp_path, admin_key=word, secret=word, database_url=url))
