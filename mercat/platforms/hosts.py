"""Hosts as the network knows them."""

import re

# No real host in another script comes near this, and turning one into ASCII takes time.
LONGEST_FOREIGN = 80

HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z][a-z0-9-]{0,60}[a-z0-9]")


def ascii_host(host: str) -> str:
    """The host as the network knows it, or "" when it cannot be one."""
    if not host.isascii() and len(host) > LONGEST_FOREIGN:
        return ""
    try:
        text = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    text = text.lower().rstrip(".")
    return text if HOST.fullmatch(text) and len(text) < 254 else ""
