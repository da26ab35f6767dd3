"""The life of a request once its operation is known: authenticate, decode, call, encode, commit, send, clean up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Union, get_args, get_type_hints

from fastapi import FastAPI
from pydantic import MISSING

from specbound.contract import Contract, Operation, Shape
from specbound.runtime._binding import Binding
from specbound.runtime._context import RequestContext
from specbound.runtime._errors import (
    ContractError,
    Forbidden,
    OperationMissing,
    Unauthorized,
    UnprocessableContent,
    Violation,
)
from specbound.runtime._identity import SCOPE_KEY, Identity
from specbound.runtime._model import builder
from specbound.runtime._options import Options
from specbound.runtime.answer import Encoded, Encoder, ErrorRenderer, Report, house_form
from specbound.runtime.call import Invocation, Plan, Target
from specbound.runtime.decode import BodyLimits, BodyReader, ParameterReader
from specbound.runtime.gate import Definitions
from specbound.runtime.security import Guard


class Parts:
    """What all endpoints of an application share."""

    def __init__(self, app: FastAPI, contract: Contract, security: object, options: Options, report: Report) -> None:
        self.app = app
        self.contract = contract
        self.schemes = {scheme.name: scheme for scheme in contract.schemes}
        self.security = security
        self.options = options
        self.report = report
        self.definitions = Definitions(contract.schemas)
        self.error_form = house_form(contract.operations, options.error_body)
        self.limits = BodyLimits(
            max_bytes=options.max_body_bytes,
            max_depth=options.max_json_depth,
            refuse_duplicates=options.refuse_duplicate_keys,
            timeout_seconds=options.body_timeout,
        )


class Endpoint:
    """One operation without a handler: it answers 501, and holds what every operation has."""

    def __init__(self, operation: Operation, parts: Parts) -> None:
        self.operation = operation
        self.errors = ErrorRenderer(operation, parts.definitions, parts.options.error_body, parts.error_form)

    async def answer(self, invocation: Invocation, path: Mapping[str, bytes], context: RequestContext) -> Encoded:
        """The response, encoded and committed. Raises ContractError, or whatever a handler or dependency raises."""
        del invocation, path, context
        raise OperationMissing


class HandledEndpoint(Endpoint):
    """One operation with its handler, compiled at start."""

    def __init__(self, operation: Operation, binding: Binding, parts: Parts) -> None:
        """Raises ConfigurationError where the handler or a security slot cannot be served."""
        super().__init__(operation, parts)
        self.binding = binding
        self._target = Target(parts.app, binding.handler)
        self._guard = Guard(parts.app, operation, parts.schemes, parts.security) if operation.security else None
        self._parameters = ParameterReader(
            operation,
            parts.definitions,
            strict_query=parts.contract.strict_query,
            known_query=_query_credentials(parts),
        )
        self._body = BodyReader(operation, parts.definitions, binding.bodies, parts.limits) if operation.body else None
        self._models = _parameter_models(operation, binding.request)
        options = parts.options
        self._encode = Encoder(
            operation, parts.definitions, options.check_responses, parts.report, options.report_one_in
        ).encode

    async def answer(self, invocation: Invocation, path: Mapping[str, bytes], context: RequestContext) -> Encoded:
        """The response, encoded and committed. Raises ContractError, or whatever a handler or dependency raises."""
        plan = self._target.plan()
        guard = self._guard
        asks = guard is not None and guard.asks(invocation.scope)
        if asks and self._body is None and plan is not None and plan.in_thread and guard and guard.runs_in_thread():
            return await invocation.in_thread(self._answer_here, guard, invocation, path, context, plan)
        if guard is not None:
            await self._authenticate(guard, asks, invocation, context)
        violations: list[Violation] = []
        fields = self._fields(invocation, path, violations)
        if self._body is not None:
            headers = invocation.scope["headers"]
            fields["body"] = await self._body.read(headers, invocation.receive, violations, invocation.files)
        request = self._build(fields, violations)
        try:
            return await self._target.run(invocation, plan, request, self._encode)
        except Exception as error:
            self._check_error(error)
            raise

    def _answer_here(
        self, guard: Guard, invocation: Invocation, path: Mapping[str, bytes], context: RequestContext, plan: Plan
    ) -> Encoded:
        """Everything in one hop, for an operation without a body."""
        identity = self._identify_here(guard, self._sub_invocation(invocation))
        _remember(identity, invocation, context)
        violations: list[Violation] = []
        fields = self._fields(invocation, path, violations)
        request = self._build(fields, violations)
        try:
            return invocation.run_here(plan, request, self._encode)
        except Exception as error:
            self._check_error(error)
            raise

    async def _authenticate(self, guard: Guard, asks: bool, invocation: Invocation, context: RequestContext) -> None:
        sub = self._sub_invocation(invocation)
        if asks and guard.runs_in_thread():
            identity = await invocation.in_thread(self._identify_here, guard, sub)
        else:
            try:
                identity = await guard.authenticate(sub)
            except Exception as error:
                self._check_refusal(error)
                raise
        _remember(identity, invocation, context)

    def _identify_here(self, guard: Guard, sub: Invocation) -> Identity:
        try:
            return guard.authenticate_here(sub)
        except Exception as error:
            self._check_refusal(error)
            raise

    def _check_error(self, error: Exception) -> None:
        """What a handler or a dependency of it raises must be declared."""
        self.errors.check_declared(error)
        if self._guard is not None and isinstance(error, ContractError):
            self._guard.challenge(error)

    def _check_refusal(self, error: Exception) -> None:
        """What a slot raises must be declared, as what a handler raises; but nobody is let in for want of a 401."""
        if not (isinstance(error, ContractError) and error.status in (Unauthorized.status, Forbidden.status)):
            self.errors.check_declared(error)

    def _fields(self, invocation: Invocation, path: Mapping[str, bytes], violations: list[Violation]) -> dict[str, Any]:
        scope = invocation.scope
        fields: dict[str, Any] = self._parameters.read(path, scope["query_string"], scope["headers"], violations)
        return fields

    def _build(self, fields: dict[str, Any], violations: list[Violation]) -> Any:
        if violations:
            raise UnprocessableContent(details=violations)
        for name, build in self._models:
            if fields[name] is not MISSING:
                fields[name] = build(fields[name])
        return self.binding.request(**fields)

    @staticmethod
    def _sub_invocation(invocation: Invocation) -> Invocation:
        """Authentication has dependencies of its own, left before the body is read."""
        return Invocation(invocation.scope, invocation.receive, invocation.workers)


def _remember(identity: Identity, invocation: Invocation, context: RequestContext) -> None:
    invocation.scope[SCOPE_KEY] = identity
    context.principal = next((principal.id for principal in identity.principals.values()), None)


def _query_credentials(parts: Parts) -> frozenset[str]:
    """Query parameters that carry a credential are known, though no operation lists them."""
    schemes = parts.contract.schemes
    return frozenset(s.parameter for s in schemes if s.location == "query" and s.parameter is not None)


def _parameter_models(operation: Operation, request: type) -> list[tuple[str, Callable[[Any], Any]]]:
    """The parameters whose type is a generated model: their JSON is built into it."""
    composed = [parameter.field for parameter in operation.parameters if _has_object(parameter.shape)]
    if not composed:
        return []
    hints = get_type_hints(request, include_extras=True)
    return [(name, builder(_present(hints[name]))) for name in composed]


def _present(hint: Any) -> Any:
    """The type of a parameter that is there: the sentinel of absence is no type that pydantic reads alone."""
    members = tuple(member for member in get_args(hint) if member is not MISSING)
    return Union[members] if MISSING in get_args(hint) else hint  # noqa: UP007 - the members are known at run time only


def _has_object(shape: Shape) -> bool:
    return "object" in shape.types or (shape.items is not None and _has_object(shape.items))
