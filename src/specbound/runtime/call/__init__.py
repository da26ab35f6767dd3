"""Calling a handler or a security slot with its FastAPI dependencies."""

from specbound.runtime.call._invoke import Invocation
from specbound.runtime.call._plan import Plan
from specbound.runtime.call._target import Target
from specbound.runtime.call._unwind import leave
from specbound.runtime.call._workers import Workers

__all__ = ["Invocation", "Plan", "Target", "Workers", "leave"]
