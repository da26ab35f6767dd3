"""Answering: a declared response or the document's error model, encoded, checked and sent."""

from specbound.runtime.answer._encode import Encoded, Encoder, Report, ResponseBreach
from specbound.runtime.answer._render import ErrorRenderer, UndeclaredError, house_form
from specbound.runtime.answer._send import Sender, send_encoded

__all__ = [
    "Encoded",
    "Encoder",
    "ErrorRenderer",
    "Report",
    "ResponseBreach",
    "Sender",
    "UndeclaredError",
    "house_form",
    "send_encoded",
]
