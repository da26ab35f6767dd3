"""The table of diagnostics: what each code means and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from specbound.spec._diagnostic import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A row of the table. `action` is the hint where a finding brings none of its own."""

    severity: Severity
    meaning: str
    action: str


CODES: dict[str, Code] = {
    # Reading
    "missing-file": Code("error", "A file cannot be found or read.", "Correct the path, or add the file."),
    "not-utf8": Code("error", "A file is not UTF-8.", "Save it as UTF-8."),
    "malformed-json": Code("error", "A file is not JSON.", "Correct the syntax."),
    "malformed-yaml": Code("error", "A file is not YAML 1.2.", "Correct the syntax."),
    "too-deep": Code("error", "Values nest too deeply.", "Move the inner parts to components and refer to them."),
    "too-large": Code("error", "A file is too large, or holds too many values with its aliases.", "Split it."),
    "duplicate-key": Code("error", "A key is given twice in one object; the last one counts.", "Remove one of them."),
    "not-openapi": Code("error", "The file is no OpenAPI document of version 3.", "Begin it with `openapi: 3.1.1`."),
    # References
    "broken-reference": Code("error", "A reference leads nowhere.", "Correct the reference, or add what it names."),
    "circular-reference": Code(
        "error", "A reference leads back to itself.", "Write out one of the objects on the way."
    ),
    "remote-reference": Code("error", "A reference leads out of the file system.", "Keep a copy beside the document."),
    # Structure
    "invalid-document": Code("error", "The document breaks the OpenAPI standard.", "Correct it as the message says."),
    "validator-failed": Code(
        "warning",
        "openapi-spec-validator itself failed.",
        "Look for what it could not cope with; the checks of the kit itself were made.",
    ),
    "malformed": Code(
        "error", "An object has a member of the wrong kind, or lacks one.", "Correct it as the message says."
    ),
    "duplicate-operation-id": Code("error", "Two operations have one operationId.", "Rename one of them."),
    "same-path": Code(
        "error", "Two paths differ only in the names of placeholders.", "Use one name, or other segments."
    ),
    "path-not-routable": Code(
        "error", "No request can have this path.", "Begin it with `/`; use parameters in place of `?` and `#`."
    ),
    "missing-parameter": Code("error", "A placeholder of the path has no parameter.", "Add it with `in: path`."),
    "missing-placeholder": Code(
        "error", "A path parameter has no placeholder in the path.", "Add `{name}` to the path."
    ),
    "unknown-scheme": Code(
        "error", "A security requirement names no scheme.", "Add it to `components/securitySchemes`."
    ),
    "duplicate-parameter": Code("error", "A parameter is given twice in one list.", "Remove one of them."),
    "required-default": Code("warning", "A required parameter has a default.", "Leave out `required` or `default`."),
    "bad-default": Code("warning", "A parameter's default breaks its schema.", "Correct the default."),
    "bad-example": Code("warning", "An example breaks its schema.", "Correct the example."),
    "missing-response": Code(
        "warning", "An error that the server can answer is not declared.", "Declare it, or `4XX`, `5XX` or `default`."
    ),
    "error-body": Code(
        "warning",
        "The schema of an error response accepts none of the kit's error bodies.",
        "Use the kit's ErrorModel or RFC 9457, or write the body yourself.",
    ),
    "no-success": Code(
        "warning",
        "An operation declares no success, so that its handler can answer nothing.",
        "Declare a 2XX response.",
    ),
    "body-on-method": Code("note", "A body is declared for a method that has none in HTTP.", "Use POST, PUT or PATCH."),
    # Schemas
    "malformed-schema": Code(
        "error", "A keyword of a schema has a value of the wrong kind and is left out.", "Correct it."
    ),
    "ignored-keyword": Code(
        "warning", "A keyword means nothing in this version of OpenAPI.", "Remove it, or say it in another way."
    ),
    "schema-dialect": Code(
        "error", "A schema is of a dialect other than draft 2020-12.", "Rewrite it for draft 2020-12."
    ),
    "bad-pattern": Code("error", "A regular expression cannot be compiled.", "Write it as ECMA-262 has it."),
    # Constructs
    "unsupported-style": Code(
        "error", "A parameter has a style that its location does not allow.", "Leave out `style`."
    ),
    "unsupported-location": Code(
        "error", "A parameter stands in a place that the kit does not read.", "Use path, query, header or cookie."
    ),
    "unsupported-content": Code(
        "error", "A parameter is written as something other than JSON.", "Use `schema`, or `application/json`."
    ),
    "ignored-parameter": Code(
        "note", "A parameter is ignored, as the standard says.", "Use `security` or `content` instead."
    ),
    "server-path": Code(
        "note", "A server's URL has a path, which the routes do not have.", "Mount the application there."
    ),
    "ignored-construct": Code("note", "The kit does not serve this.", "Nothing, if you do not need it."),
    "untyped-model": Code("warning", "The properties of a schema have no types in Python.", "Simplify the schema."),
    "unchecked-body": Code(
        "note", "A body of this media type is handed on as bytes, and not checked.", "Check it in the handler."
    ),
}
"""By code. Severities are those of a finding that does not depend on the mode; `strict` raises some of them."""
