"""Which release this is: of all rooms, the network tells servers."""

__version__ = "0.1.0"
