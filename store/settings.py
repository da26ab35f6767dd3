"""The settings of the Store, each an environment variable; `python -m store.settings` prints their table."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from specbound.services.logging import Form, Level
from specbound.services.settings import EnvironmentSettings, describe, table


class Settings(EnvironmentSettings):
    """Read from the environment once, at start."""

    model_config = SettingsConfigDict(env_prefix="STORE_")

    data: Path = Path("data")
    """The folder of the embedded database and of the secrets that the Store makes. It is made if it is missing."""

    database_url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    """`postgresql://user:password@host/name`, or `sqlite:///path`. Left out: `store.db` in the data folder."""

    database_connections: int = Field(default=40, ge=1, le=1000)
    """The most connections to the database that one process opens."""

    database_wait_seconds: float = Field(default=5, gt=0, le=60)
    """How long a request waits for a connection or for its turn to write; then it is answered with 503."""

    statement_seconds: float = Field(default=30, gt=0, le=3600)
    """How long one statement may run, on PostgreSQL."""

    admin_key: SecretStr | None = None
    """The operator's key, sent as `X-Admin-Key`. Left out: made at first start, kept as `admin.key` in the data
    folder."""

    secret: SecretStr | None = Field(default=None, min_length=32)
    """What API keys are hashed and cursors are signed with; the same in all processes. Without it none of the keys
    is known any more. Left out: made at first start, kept as `secret.key` in the data folder."""

    check_responses: Literal["enforce", "report", "off"] = "enforce"
    """What a response that breaks the contract leads to: a 500 in its place, a line in the log, or no check at all."""

    max_body_bytes: int = Field(default=1_048_576, ge=1)
    """The largest body of a request."""

    body_seconds: float = Field(default=30, gt=0)
    """How long the body of a request may take to arrive."""

    threads: int = Field(default=40, ge=1, le=1000)
    """How many handlers run at once in one process."""

    log_level: Level = "info"
    """The least important lines that are still logged."""

    log_form: Form = "auto"
    """The form of the log: JSON, or for people; `auto` looks whether it goes to a terminal."""

    @property
    def url(self) -> str:
        """The database's URL."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{(self.data / 'store.db').absolute()}"


if __name__ == "__main__":
    print(table(describe(Settings)), end="")
