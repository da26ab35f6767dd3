"""Errors that are not ours, put into our terms: those that FastAPI's and Starlette's own parts raise."""

from __future__ import annotations

from http import HTTPStatus

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from specbound.runtime._errors import ContractError, UnprocessableContent, Violation

_KNOWN = {error.status: error for error in ContractError.__subclasses__()}


def as_contract_error(error: Exception) -> ContractError | None:
    """The same error in our terms; None where it is a fault of the server."""
    if isinstance(error, ContractError):
        return error
    if isinstance(error, RequestValidationError):
        return UnprocessableContent(
            details=[Violation(tuple(e["loc"]), str(e["msg"]), str(e["type"])) for e in error.errors()]
        )
    if isinstance(error, HTTPException) and error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return _from_status(error)
    return None


def _from_status(error: HTTPException) -> ContractError:
    kind = _KNOWN.get(error.status_code) or _kind(HTTPStatus(error.status_code))
    made = kind(str(error.detail), headers=error.headers)
    made.__cause__ = error
    return made


def _kind(status: HTTPStatus) -> type[ContractError]:
    """A class for a status that the kit itself never answers."""
    members = {"status": int(status), "code": status.name, "message": f"{status.phrase}."}
    return type(status.name.title().replace("_", ""), (ContractError,), members)
