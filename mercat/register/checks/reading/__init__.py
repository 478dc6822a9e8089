"""Reads what others answer. Pure: no network, no database; nothing that they send makes it fail."""
