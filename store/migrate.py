"""`python -m store.migrate` prepares the Store to be served; `new MESSAGE` writes a migration from the tables."""

from __future__ import annotations

import argparse

from specbound.services.logging import configure_logging
from store.resources import make_database, make_migrations, open_resources
from store.settings import Settings


def main() -> None:
    """Make what is missing, migrate, and tell where the data lies and what the operator's key is."""
    parser = argparse.ArgumentParser(prog="python -m store.migrate", description=__doc__)
    parser.add_argument("command", nargs="?", choices=["up", "new"], default="up")
    parser.add_argument("message", nargs="?", default="A change of the tables")
    arguments = parser.parse_args()
    settings = Settings()
    configure_logging(settings.log_level, settings.log_form)
    if arguments.command == "new":
        make_migrations(make_database(settings)).add(arguments.message)
        return
    resources = open_resources(settings)
    given = settings.admin_key is not None
    print(f"Database:       {resources.database.url}")
    print(f"Data folder:    {settings.data.absolute()}")
    print(f"Operator's key: {'as given in STORE_ADMIN_KEY' if given else resources.admin_key}")
    resources.database.close()


if __name__ == "__main__":
    main()
