"""How the server and what it depends on are doing."""

from generated import errors, models
from generated import operations as op
from store import views
from store.dependencies import HealthChecks


@op.get_health
async def get_health(request: op.GetHealthRequest, checks: HealthChecks) -> models.Health:
    """Report on the server and what it depends on."""
    return views.health(await checks.report())


@op.get_liveness
async def get_liveness(request: op.GetLivenessRequest) -> models.Liveness:
    """Say that the process answers."""
    return models.Liveness(status="alive")


@op.get_readiness
async def get_readiness(request: op.GetReadinessRequest, checks: HealthChecks) -> models.Readiness:
    """Say whether the server can do its work."""
    report = await checks.report()
    if report.status == "down":
        raise errors.ServiceUnavailable(headers={"Retry-After": "1"})
    return models.Readiness(status="ready")
