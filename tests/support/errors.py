"""What every refusal must look like, by the document."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias

import httpx2
import jsonschema_rs
import yaml

from tests.support.store import ROOT

Violations: TypeAlias = list[dict[str, Any]]


@cache
def document() -> Any:
    """The Store's contract."""
    return yaml.safe_load((ROOT / "openapi.yaml").read_bytes())


@cache
def _error_model() -> jsonschema_rs.Validator:
    schema = {"$ref": "#/components/schemas/ErrorModel", "components": document()["components"]}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def check_error(body: Any, headers: Any, status: int, code: str) -> Violations:
    """Check a body and headers (names in lower case) against the error model; what was wrong with the request."""
    _error_model().validate(body)
    assert body["error"]["code"] == code, body
    assert headers["x-error-code"] == code
    assert headers["x-request-id"] == body["error"]["request_id"]
    assert headers["content-type"] == "application/json"
    assert ("www-authenticate" in headers) == (status == 401)
    assert ("allow" in headers) == (status == 405)
    assert ("retry-after" in headers) == (status == 503)
    violations: Violations = body["detail"]
    return violations


def refused(response: httpx2.Response, status: int, code: str) -> Violations:
    """Check that the response is the document's error with this status and code; what was wrong with the request."""
    assert response.status_code == status, f"{response.status_code} {response.text}"
    return check_error(response.json(), response.headers, status, code)


def locations(violations: Violations) -> list[tuple[str | int, ...]]:
    """Where the violations are, sorted; those that blame no part of the request are left out."""
    return sorted((tuple(violation["loc"]) for violation in violations if "loc" in violation), key=str)
