"""Which addresses of the internet are public."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# Python's own list grows from version to version; this one holds whatever the version.
NOT_PUBLIC = tuple(
    ip_network(each)
    for each in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by the customers of a provider
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local: the metadata service of a cloud is here
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "2001::/23",  # Teredo among others
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries any address of the old kind
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)
# Everything else that is written in the new kind carries an old address (mapped, translated by
# NAT64), is private, or leads nowhere.
PUBLIC_V6 = ip_network("2000::/3")


def is_public(address: str) -> bool:
    """Whether a number, as DNS gives it, is one that everybody on the internet reaches."""
    try:
        number = ip_address(address)
    except ValueError:
        return False
    if not number.is_global or number.is_multicast or _has_zone(number):
        return False
    if number.version == 6 and number not in PUBLIC_V6:
        return False
    return not any(number in each for each in NOT_PUBLIC)


def _has_zone(number: IPv4Address | IPv6Address) -> bool:
    return isinstance(number, IPv6Address) and number.scope_id is not None
