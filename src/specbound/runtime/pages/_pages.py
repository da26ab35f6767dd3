"""The pages beside the operations: the document, and Swagger UI to read and try it."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any, Protocol

from specbound.contract import Contract
from specbound.runtime.pages._resource import Resource

_ASSETS = Path(__file__).with_name("assets")
_MEDIA_TYPES = {".yaml": "application/yaml", ".yml": "application/yaml", ".json": "application/json"}
_ASSET_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}

_FRESH = {"Cache-Control": "no-cache"}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{ui_style}">
<link rel="stylesheet" href="{style}">
</head>
<body>
<div id="swagger-ui" data-url="{document}"></div>
<noscript>The document itself: <a href="{document}">{document}</a></noscript>
<script src="{ui_script}"></script>
<script src="{script}"></script>
</body>
</html>
"""


class ASGIApplication(Protocol):
    async def __call__(self, scope: Any, receive: Any, send: Any, /) -> None: ...


def pages(document: Path, contract: Contract, json_document: Path | None = None) -> dict[bytes, ASGIApplication]:
    """The ASGI applications of `/openapi.yaml`, `/openapi.json` and `/docs`, by their exact raw paths.

    `document` is served byte for byte as it was written, under its own suffix. `json_document` is the same in JSON,
    where the document is not; without it there is no `/openapi.json`. `/docs` is Swagger UI, all of whose parts come
    from this server; its links are relative, so that it works below a prefix too. Everything is read once, here.

    Raises `ValueError` for a document that is neither YAML nor JSON by its suffix, and `OSError` for one that cannot be
    read.
    """
    found: dict[bytes, ASGIApplication] = {}
    for file in (document, json_document):
        if file is not None:
            found[f"/openapi{file.suffix}".encode()] = Resource(file.read_bytes(), _media_type(file), _FRESH)
    hrefs: dict[str, str] = {}
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "docs.js", "docs.css"):
        hrefs[name] = _add_asset(found, _ASSETS / name)
    found[b"/docs"] = _docs(contract.title, f"openapi{document.suffix}", hrefs)
    return found


def _media_type(file: Path) -> str:
    try:
        return _MEDIA_TYPES[file.suffix]
    except KeyError:
        raise ValueError(f"{file}: a document ends in {', '.join(_MEDIA_TYPES)}.") from None


def _add_asset(found: dict[bytes, ASGIApplication], file: Path) -> str:
    """Serve a file under a name that changes with its bytes, so that it may be kept for ever; its relative address."""
    resource = Resource(file.read_bytes(), _ASSET_TYPES[file.suffix], _FOR_EVER, compress=True)
    href = f"docs/{file.stem}.{resource.tag[:12]}{file.suffix}"
    found[f"/{href}".encode()] = resource
    return href


def _docs(title: str, document: str, hrefs: dict[str, str]) -> Resource:
    page = _PAGE.format(
        title=html.escape(title),
        document=document,
        ui_script=hrefs["swagger-ui-bundle.js"],
        ui_style=hrefs["swagger-ui.css"],
        script=hrefs["docs.js"],
        style=hrefs["docs.css"],
    )
    headers = {**_FRESH, "Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer"}
    return Resource(page.encode(), "text/html; charset=utf-8", headers)
