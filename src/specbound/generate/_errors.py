"""Writing `errors.py`: an exception for each named error response, to be raised from anywhere below a handler."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from specbound.contract import Contract, Response
from specbound.contract.build import class_name, constant_name
from specbound.generate._docstrings import escaped, first_sentence

_HEAD = """
from __future__ import annotations

from specbound.runtime import ContractError
"""


class _Error(NamedTuple):
    """An exception to write. `base` is the class of its response where that has several codes."""

    name: str
    base: str
    status: int
    code: str
    response: Response

    @property
    def alone(self) -> bool:
        """Whether its response means nothing else."""
        return len(self.response.codes) < 2


def write_errors(contract: Contract) -> str:
    """The text of `errors.py`, not yet formatted: by status, then by name."""
    errors = list(_errors(contract))
    names = sorted(error.name for error in errors)
    return "\n\n".join([_HEAD, f"__all__ = {names!r}", *map(_write, errors)])


def _errors(contract: Contract) -> Iterator[_Error]:
    used = {"ContractError"}
    seen: dict[str, int] = {}
    for status, response in _responses(contract):
        name = response.name or ""
        plain = class_name(name, "Error")
        own = _take(plain if name not in seen else f"{plain}{status}", used)
        seen[name] = status
        codes = response.codes or (constant_name(name),)
        first = constant_name(name) if constant_name(name) in codes else codes[0]
        yield _Error(own, "ContractError", status, first, response)
        if len(codes) > 1:
            for code in codes:
                if code != constant_name(name):
                    yield _Error(_take(class_name(code.lower(), "Error"), used), own, status, code, response)


def _take(name: str, used: set[str]) -> str:
    candidates = (name if number == 1 else f"{name}{number}" for number in count(1))
    taken = next(each for each in candidates if each not in used)
    used.add(taken)
    return taken


def _responses(contract: Contract) -> list[tuple[int, Response]]:
    """Each named response with each status of an error that it is used with."""
    found: dict[tuple[int, str], Response] = {}
    for operation in contract.operations:
        for response in operation.responses:
            if response.name and response.status.isdigit() and response.status[0] in "45":
                found.setdefault((int(response.status), response.name), response)
    return [(status, found[status, name]) for status, name in sorted(found)]


def _write(error: _Error) -> str:
    description = first_sentence(error.response.description) or error.name
    text = f"{description}." if error.alone else f"{error.code.replace('_', ' ').capitalize()}."
    first = error.base == "ContractError"
    title = f"{error.status}: {description}." if first else f"{error.status}: one kind of `{error.response.name}`."
    values: dict[str, object] = {"code": error.code, "message": text}
    if first:
        values = {"status": error.status, **values, "response": error.response.name}
    members = [f"    {name} = {value!r}" for name, value in values.items()]
    return "\n".join([f"class {error.name}({error.base}):", f'    """{escaped(title)}"""', *members])
