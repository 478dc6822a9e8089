"""Erasing a person from an organisation: what it would mean, whether it may be, and doing it."""
