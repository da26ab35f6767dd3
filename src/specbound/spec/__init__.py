"""Reading any OpenAPI document: JSON and YAML 1.2 with positions, references across files, diagnostics."""

from specbound.spec._codes import CODES, Code
from specbound.spec._diagnostic import Diagnostic, Severity, has_errors
from specbound.spec._errors import BrokenReference, ReadFault
from specbound.spec._file import File
from specbound.spec._library import Library
from specbound.spec._node import Node
from specbound.spec._pointer import Path, escape, to_pointer, unescape
from specbound.spec._report import Report
from specbound.spec._resources import Resource
from specbound.spec._verdict import judge

__all__ = [
    "CODES",
    "BrokenReference",
    "Code",
    "Diagnostic",
    "File",
    "Library",
    "Node",
    "Path",
    "ReadFault",
    "Report",
    "Resource",
    "Severity",
    "escape",
    "has_errors",
    "judge",
    "to_pointer",
    "unescape",
]
