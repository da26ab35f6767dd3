"""Times in UTC, as RFC 3339 writes them."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["now", "rfc3339"]


def now() -> datetime:
    """The time now, in UTC and aware of it."""
    return datetime.now(UTC)


def rfc3339(moment: datetime) -> str:
    """An aware time as `2026-01-31T12:00:00.000000Z`: of one width, so that texts sort as the times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
