"""The document as it was written, and Swagger UI, as ASGI applications by path."""

from specbound.runtime.pages._pages import ASGIApplication, pages

__all__ = ["ASGIApplication", "pages"]
