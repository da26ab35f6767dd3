"""The errors that specbound's own tools raise. Those of a request are in `specbound.runtime`.

SpecboundError
├── DocumentError        the document cannot be read, or is refused
└── ConfigurationError   the application cannot start as it is put together
"""

__all__ = ["ConfigurationError", "DocumentError", "SpecboundError"]


class SpecboundError(Exception):
    """The base of every error that is raised before the first request."""


class DocumentError(SpecboundError):
    """A document that cannot be read or that is refused; its text names file, line, pointer and what to do."""


class ConfigurationError(SpecboundError):
    """An application that cannot start: a handler is missing or of the wrong form, a security slot is empty."""
