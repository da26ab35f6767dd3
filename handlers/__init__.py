"""The handlers of the Store: one module for each tag, one function for each operation."""

from handlers import health, items, storefront, users

__all__ = ["health", "items", "storefront", "users"]
