"""What a document means: frozen values with no I/O, resolved so that the runtime parses nothing at start.

`specbound.contract.build` makes them from a document; it is not imported from here, so that a production
install carries the values alone.
"""

from specbound.contract._model import (
    JSON,
    Body,
    Contract,
    Encoding,
    Header,
    MediaType,
    Operation,
    Parameter,
    Requirement,
    Response,
    Schema,
    SecurityScheme,
    Shape,
    Source,
)

__all__ = [
    "JSON",
    "Body",
    "Contract",
    "Encoding",
    "Header",
    "MediaType",
    "Operation",
    "Parameter",
    "Requirement",
    "Response",
    "Schema",
    "SecurityScheme",
    "Shape",
    "Source",
]
