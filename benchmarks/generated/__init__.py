# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

"""The document in Python: `models`, `operations`, `errors`, `security`, and the contract that the runtime serves."""

from pathlib import Path

from specbound.runtime import load_contract

__all__ = ["contract"]

contract = load_contract(Path(__file__).with_name("contract.json"))
