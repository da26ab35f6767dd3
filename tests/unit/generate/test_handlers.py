"""Handlers that are missing are begun once, and never touched again."""

from __future__ import annotations

from pathlib import Path

import pytest

from specbound.contract import Contract, Operation, Source
from specbound.errors import ConfigurationError
from specbound.generate import Leftover, leftover_handlers, missing_handlers, write_stubs


def contract(*names: tuple[str, str | None], unsupported: str | None = None) -> Contract:
    operations = tuple(
        Operation(id=name, name=name, method="GET", path=f"/{name}", source="", tag=tag, unsupported=unsupported)
        for name, tag in names
    )
    return Contract("T", "1", "3.1.1", Source("openapi.yaml", ""), operations)


def test_a_new_tag_gets_a_module_of_stubs(tmp_path: Path) -> None:
    missing = missing_handlers(contract(("read", "Big Books"), ("write", "Big Books"), ("ping", None)), tmp_path, "gen")
    assert write_stubs(missing) == [tmp_path / "big_books.py", tmp_path / "default.py"]
    text = (tmp_path / "big_books.py").read_text()
    assert "from gen import operations as op" in text
    assert "@op.read\ndef read(request: op.ReadRequest) -> op.ReadResult:\n    raise OperationMissing" in text
    assert (
        missing_handlers(contract(("read", "Big Books"), ("write", "Big Books"), ("ping", None)), tmp_path, "gen") == []
    )


def test_a_module_that_exists_is_not_touched(tmp_path: Path) -> None:
    module = tmp_path / "books.py"
    module.write_text("@op.read\nasync def anything(request): ...\n")
    missing = missing_handlers(contract(("read", "books"), ("write", "books")), tmp_path, "gen")
    assert write_stubs(missing) == []
    assert module.read_text() == "@op.read\nasync def anything(request): ...\n"
    assert [operation.name for operation in missing[0].operations] == ["write"]


def test_what_is_to_be_pasted_names_the_imports_that_the_module_lacks(tmp_path: Path) -> None:
    module = tmp_path / "books.py"
    books = contract(("write", "books"))
    module.write_text("from gen import models\n")
    both = "from gen import operations as op\nfrom specbound.runtime import OperationMissing\n\n\n@op.write\n"
    assert missing_handlers(books, tmp_path, "gen")[0].text.startswith(both)
    module.write_text("from gen import operations as op\n")
    one = "from specbound.runtime import OperationMissing\n\n\n@op.write\n"
    assert missing_handlers(books, tmp_path, "gen")[0].text.startswith(one)
    module.write_text("from gen import operations as op\nfrom specbound.runtime import OperationMissing\n")
    assert missing_handlers(books, tmp_path, "gen")[0].text.startswith("@op.write\n")


def test_a_new_folder_is_a_package_and_one_that_exists_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    for folder in (tmp_path / "new", tmp_path / "old"):
        write_stubs(missing_handlers(contract(("read", "books"), ("ping", None)), folder, "gen"))
    assert (tmp_path / "new" / "__init__.py").is_file()
    assert not (tmp_path / "old" / "__init__.py").exists()


def test_handlers_of_operations_that_are_gone_are_named(tmp_path: Path) -> None:
    module = tmp_path / "books.py"
    module.write_text(
        "from gen import operations as op\n\n\n@op.read\ndef a(): ...\n\n\n@cached\n@other.x\n@op.gone\ndef b(): ...\n"
    )
    assert leftover_handlers(contract(("read", "books")), tmp_path, "gen") == [Leftover(module, 10, "gone")]


def test_handlers_may_stand_in_any_module_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "other.py").write_text("@operations.read\ndef read(): ...\n")
    assert missing_handlers(contract(("read", "books")), tmp_path, "gen") == []


def test_an_operation_that_cannot_be_served_needs_no_handler(tmp_path: Path) -> None:
    assert missing_handlers(contract(("read", "books"), unsupported="why"), tmp_path, "gen") == []


def test_a_module_that_cannot_be_parsed_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("def (")
    with pytest.raises(ConfigurationError, match=r"broken\.py:1"):
        missing_handlers(contract(("read", "books")), tmp_path, "gen")
