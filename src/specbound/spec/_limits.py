"""The limits on what is read. A document beyond them is refused, since it comes from outside."""

MAX_BYTES = 64 * 1024 * 1024
"""The size of one file."""

MAX_FILES = 10_000
"""The files of one document."""

MAX_DEPTH = 200
"""How deep values may nest in one file."""

MAX_NODES = 5_000_000
"""The values of one file, with every alias counted as often as it is used."""
