"""The security requirements of an operation: an OR of ANDs, compiled at start and failing closed.

Each requirement is met by its slot's principal. A credential that is present but not accepted is refused even where
anonymous calls are allowed: a caller whose key was revoked must not be served as somebody else.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, NamedTuple, TypeAlias, cast

from fastapi import FastAPI

from specbound.contract import Operation, Requirement, SecurityScheme
from specbound.errors import ConfigurationError
from specbound.runtime._errors import ContractError, Forbidden, Unauthorized
from specbound.runtime._identity import ANONYMOUS, Identity, Principal
from specbound.runtime.call import Invocation, Plan, Target, leave
from specbound.runtime.security._credentials import UNREADABLE, Credential, Extract, challenge, extractor

Verdict: TypeAlias = "Principal | ContractError"


class Check(NamedTuple):
    """One scheme with its scopes, and the slot that judges its credential."""

    slot: str
    extract: Extract
    target: Target


class Guard:
    """The compiled requirements of one operation."""

    def __init__(
        self, app: FastAPI, operation: Operation, schemes: Mapping[str, SecurityScheme], slots: object
    ) -> None:
        """Raises ConfigurationError where a slot is empty."""
        made: dict[Requirement, Check] = {}
        for alternative in operation.security:
            for requirement in alternative:
                made.setdefault(requirement, _check(app, requirement, schemes, slots))
        self._alternatives = [[made[item] for item in alternative] for alternative in operation.security if alternative]
        self._optional = len(self._alternatives) < len(operation.security)
        self._checks = list(made.values())
        names = dict.fromkeys(requirement.scheme for requirement in made)
        self._challenge = ", ".join(filter(None, (challenge(schemes[name]) for name in names)))

    def runs_in_thread(self) -> bool:
        """Whether every slot is plain `def` with plain `def` dependencies."""
        return all((plan := check.target.plan()) is not None and plan.in_thread for check in self._checks)

    def asks(self, scope: Any) -> bool:
        """Whether a slot must be asked: not so for an anonymous call that is allowed or refused without one."""
        return any(check.extract(scope) is not None for check in self._checks)

    def authenticate_here(self, invocation: Invocation) -> Identity:
        """Authenticate in the current worker thread. Raises Unauthorized or Forbidden."""
        decision = self._decide(invocation.scope)
        verdict: Verdict | None = None
        try:
            while True:
                check, credential = decision.send(verdict)
                verdict = _judge_here(check, credential, invocation)
        except StopIteration as stop:
            return _identity(stop.value)
        finally:
            _raise(leave(invocation.late, None))  # type: ignore[arg-type] # a plan for a thread has no async generators

    async def authenticate(self, invocation: Invocation) -> Identity:
        """Authenticate with slots of any kind. Raises Unauthorized or Forbidden."""
        decision = self._decide(invocation.scope)
        verdict: Verdict | None = None
        try:
            while True:
                check, credential = decision.send(verdict)
                verdict = await _judge(check, credential, invocation)
        except StopIteration as stop:
            return _identity(stop.value)
        finally:
            await invocation.close()

    def _decide(self, scope: Any) -> Generator[tuple[Check, Credential], Verdict | None, Identity]:
        """Yields the credentials that must be judged, each once, and returns who is calling."""
        given = {id(check): check.extract(scope) for check in self._checks}
        verdicts: dict[int, Verdict] = {}
        for alternative in self._alternatives:
            for check in alternative:
                credential = given[id(check)]
                if credential is None:
                    break
                if id(check) not in verdicts:
                    verdict = (yield check, credential) if credential != UNREADABLE else None
                    verdicts[id(check)] = verdict or Unauthorized("The credentials are not known.")
                if isinstance(verdicts[id(check)], ContractError):
                    break
            else:
                return Identity({check.slot: cast("Principal", verdicts[id(check)]) for check in alternative})
        if self._optional and not any(credential is not None for credential in given.values()):
            return ANONYMOUS
        raise self._refusal([verdict for verdict in verdicts.values() if isinstance(verdict, ContractError)])

    def _refusal(self, errors: list[ContractError]) -> ContractError:
        """The most telling error: that the caller is known and may not comes before that nobody is known."""
        error = next((error for error in errors if error.status == Forbidden.status), None)
        if error is not None:
            return error
        error = errors[0] if errors else Unauthorized()
        self.challenge(error)
        return error

    def challenge(self, error: ContractError) -> None:
        """Say in a 401 how to be known (RFC 9110, 15.5.2), unless it says so itself."""
        if error.status == Unauthorized.status and self._challenge:
            error.headers.setdefault("WWW-Authenticate", self._challenge)


def _check(app: FastAPI, requirement: Requirement, schemes: Mapping[str, SecurityScheme], slots: object) -> Check:
    scheme = schemes.get(requirement.scheme)
    slot = getattr(slots, scheme.field, None) if scheme is not None else None
    if scheme is None or slot is None:
        raise ConfigurationError(f"The security scheme {requirement.scheme!r} has no slot: pass it in `security`.")
    target = Target(app, slot, requirement.scopes)
    if requirement.scopes and not target.takes_scopes:
        raise ConfigurationError(
            f"Operations ask the slot {scheme.field!r} for scopes, and it does not look at them: "
            "take a parameter of the type `fastapi.security.SecurityScopes`."
        )
    return Check(scheme.field, extractor(scheme), target)


def _judge_here(check: Check, credential: Credential, invocation: Invocation) -> Verdict | None:
    plan = check.target.plan()
    try:
        return invocation.run_here(cast("Plan", plan), credential, _same)
    except ContractError as error:
        return _refused(error)


async def _judge(check: Check, credential: Credential, invocation: Invocation) -> Verdict | None:
    try:
        return await check.target.run(invocation, check.target.plan(), credential, _same)
    except ContractError as error:
        return _refused(error)


def _refused(error: ContractError) -> ContractError:
    """What is a verdict on the caller; anything else ends the request."""
    if error.status in (Unauthorized.status, Forbidden.status):
        return error
    raise error


def _identity(value: Any) -> Identity:
    identity: Identity = value
    return identity


def _raise(error: BaseException | None) -> None:
    if error is not None:
        raise error


def _same(value: Verdict | None) -> Verdict | None:
    return value
