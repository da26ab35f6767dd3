"""Small documents, and what is built from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from specbound.contract import Contract
from specbound.contract.build import BuildOptions, Built, build_contract


class Documents:
    """Writes documents into a folder and builds their contracts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, content: Any) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    def build(self, content: Any, *, strict: bool = False, strict_query: bool = False) -> Built:
        """Build a whole document, given as YAML or as a value."""
        path = self.write("openapi.yaml" if isinstance(content, str) else "openapi.json", content)
        return build_contract(path, BuildOptions(strict=strict, strict_query=strict_query))

    def contract(self, content: Any) -> Contract:
        built = self.build(content)
        assert built.contract is not None
        return built.contract

    def schema(self, schema: Any, *, version: str = "3.1.0", **components: Any) -> Contract:
        """The contract of one operation that answers with a schema, beside other component schemas."""
        return self.contract(document({"/": {"get": {"responses": answers(schema)}}}, version, schemas=components))


def document(paths: Any, version: str = "3.1.0", **components: Any) -> dict[str, Any]:
    """A whole document around paths."""
    info = {"title": "A document", "version": "1"}
    return {"openapi": version, "info": info, "paths": paths, "components": components}


def answers(schema: Any) -> dict[str, Any]:
    """Responses with one status and one JSON schema."""
    return {"200": {"description": "Fine.", "content": {"application/json": {"schema": schema}}}}
