"""What `openapi.yaml` says, as code."""

from pathlib import Path

from specbound.runtime import load_contract

contract = load_contract(Path(__file__).with_name("contract.json"))
