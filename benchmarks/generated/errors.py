"""The errors of `openapi.yaml`."""

from specbound.runtime import ContractError


class ItemUnknown(ContractError):
    """404: There is no such item."""

    status, code, message, response = 404, "ITEM_UNKNOWN", "There is no such item.", "ItemUnknown"
