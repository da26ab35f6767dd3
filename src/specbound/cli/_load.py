"""Finding an application by its name, as servers do."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path

from specbound.errors import ConfigurationError
from specbound.runtime import Application


def load_application(name: str) -> Application:
    """The application "module:attribute", looked up in the working directory first.

    Raises ConfigurationError where there is none, and whatever importing the module raises.
    """
    module_name, _, attribute = name.partition(":")
    if not module_name or not attribute:
        raise ConfigurationError(f"{name!r} is not of the form module:attribute, such as app:app.")
    directory = str(Path.cwd())
    if directory not in sys.path:
        sys.path.insert(0, directory)
    if importlib.util.find_spec(module_name) is None:
        raise ConfigurationError(f"There is no module {module_name!r} here.")
    app = getattr(importlib.import_module(module_name), attribute, None)
    if not isinstance(app, Application):
        raise ConfigurationError(f"{name!r} is no specbound application.")
    return app
