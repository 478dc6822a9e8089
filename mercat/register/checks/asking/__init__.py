"""Asks websites and platforms, through the guarded client; nothing here writes to the database."""
