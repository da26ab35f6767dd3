"""The whole of `generated/`, from one contract."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from specbound.contract import JSON, Contract
from specbound.contract.build import CODES, Diagnostic
from specbound.generate._errors import write_errors
from specbound.generate._format import format_python
from specbound.generate._models import write_models
from specbound.generate._operations import write_operations
from specbound.generate._plan import ModelPlan
from specbound.generate._security import write_security

DATA_FILES = frozenset({"contract.json", "openapi.json"})
"""The files that carry no mark."""

MARK = "# Written by `specbound generate`"
"""How every module begins."""

_BANNER = MARK + " from {name}. Do not edit: change the document and generate again.\n"

_PACKAGE = '''
"""The document in Python: `models`, `operations`, `errors`, `security`, and the contract that the runtime serves."""

from pathlib import Path

from specbound.runtime import load_contract

__all__ = ["contract"]

contract = load_contract(Path(__file__).with_name("contract.json"))
'''


class Generated(NamedTuple):
    """The content of each file by its name, and what is to be said about it."""

    files: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def generated_files(contract: Contract, document: JSON = None) -> Generated:
    """All of `generated/`. The same contract always gives the same bytes.

    `document` is the authored document's value where it is no JSON itself: it is added as `openapi.json`.
    """
    plan = ModelPlan(contract.schemas)
    operations = write_operations(contract, plan)  # first: it adds what is written inline to the plan
    models, left_out = write_models(plan.models)
    banner = _BANNER.format(name=contract.source.name)
    sources = {
        "__init__.py": _PACKAGE,
        "errors.py": write_errors(contract),
        "models.py": models,
        "operations.py": operations,
        "security.py": write_security(contract),
    }
    python = format_python({name: f"{banner}\n{text.lstrip()}" for name, text in sources.items()})
    files = {name: text.encode() for name, text in python.items()} | {"contract.json": _json(contract)}
    if document is not None:
        files["openapi.json"] = _json(document)
    return Generated(files, tuple(_untyped(name, contract) for name in left_out))


def _untyped(name: str, contract: Contract) -> Diagnostic:
    message = f"datamodel-code-generator cannot write the properties of {name}: they are in `model_extra`"
    return Diagnostic("untyped-model", "warning", message, CODES["untyped-model"].action, contract.source.name, 1, "#")


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
