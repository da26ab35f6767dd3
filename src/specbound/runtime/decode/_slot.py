"""One parameter of an operation: its layout, its quick reader, and the schema that judges its value."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pydantic import MISSING

from specbound.contract import Parameter
from specbound.runtime._errors import BadRequest, Location, Violation
from specbound.runtime.decode._layout import Layout
from specbound.runtime.decode._quick import never, quick_reader
from specbound.runtime.decode._styles import Found
from specbound.runtime.decode._text import Malformed
from specbound.runtime.gate import Definitions, Gate


class Slot:
    """A parameter, compiled. `quick` is its quick reader with the schema's verdict."""

    def __init__(self, parameter: Parameter, definitions: Definitions, source: str) -> None:
        """Raises ConfigurationError where the schema cannot be compiled."""
        gate = Gate(parameter.schema, definitions, f"{source}: parameter {parameter.name!r}")
        self.name = parameter.name
        self.field = parameter.field
        self.location = parameter.location
        self.layout = Layout(parameter)
        self.loc: Location = (parameter.location,) if self.layout.spread else (parameter.location, parameter.name)
        self.quick = (quick_reader(parameter) or never, gate.is_valid)
        self._gate = gate
        self._parameter = parameter

    def absent(self, violations: list[Violation]) -> Any:
        """What stands for a parameter that the request does not give."""
        parameter = self._parameter
        if parameter.required:
            violations.append(Violation((self.location, self.name), "This is required.", "required"))
        elif parameter.has_default:
            return deepcopy(parameter.default) if isinstance(parameter.default, (dict, list)) else parameter.default
        return MISSING

    def read(self, found: Found, violations: list[Violation]) -> Any:
        """The value, MISSING where the request gives none or a wrong one."""
        found = self.layout.own(found)
        if not found:
            return self.absent(violations)
        try:
            return self._judged(found, violations)
        except Malformed as error:
            repeated = len(found.get(self.name, ())) > 1
            violations.append(Violation(self.loc, str(error), "repeated" if repeated else "malformed"))
        except BadRequest as error:
            violations.extend(error.violations)
        return MISSING

    def _judged(self, found: Found, violations: list[Violation]) -> Any:
        """The first reading that the schema accepts; where it accepts none, what it says of the first."""
        refused: list[Any] = []
        for value in self.layout.values(found):
            if self._gate.is_valid(value):
                return value
            refused.append(value)
        if self._parameter.allow_empty and found == {self.name: [""]}:
            return self.absent(violations)
        violations.extend(self._gate.violations(refused[0], self.loc))
        return MISSING
