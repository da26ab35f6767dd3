"""From the raw request to values: parameters by style and type, bodies by media type, both judged by their schemas."""

from specbound.runtime.decode._body import BodyReader
from specbound.runtime.decode._intake import BodyLimits, ClientDisconnected
from specbound.runtime.decode._parameters import ParameterReader
from specbound.runtime.decode._parts import close_files

__all__ = ["BodyLimits", "BodyReader", "ClientDisconnected", "ParameterReader", "close_files"]
