"""What DNS says. It is asked directly, with a time limit; the hosts file is not looked at."""

from functools import cache

import dns.exception
import dns.rdatatype
import dns.resolver
from django.conf import settings

from mercat.common.fetching.reasons import NotFetched, Reason

NOTHING = (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer)


def addresses(host: str, *, seconds: float = 5) -> list[str]:
    """The numbers of a host, old kind first: not every server has a way to the new kind."""
    found = _records(host, "A", seconds=seconds)
    try:
        found += _records(host, "AAAA", seconds=seconds)
    except NotFetched:
        if not found:
            raise
    if not found:
        raise NotFetched(Reason.NO_HOST, host=host)
    return found


def txt(name: str, *, seconds: float = 5) -> list[str]:
    """The TXT records of a name, as text; none is an answer too. NotFetched if DNS gives none."""
    if not settings.OUTGOING_REQUESTS:
        raise NotFetched(Reason.SWITCHED_OFF)
    return _records(name, "TXT", seconds=seconds)


def _records(name: str, kind: str, *, seconds: float) -> list[str]:
    try:
        resolver = _resolver(tuple(settings.DNS_SERVERS))
        answer = resolver.resolve(f"{name}.", kind, lifetime=seconds, search=False)
    except NOTHING:
        return []
    except (dns.exception.DNSException, UnicodeError, OSError) as error:
        raise NotFetched(Reason.NO_ANSWER, host=f"DNS for {name}") from error
    return [_words(record) for record in answer]


def _words(record: object) -> str:
    strings = getattr(record, "strings", None)
    if strings is None:
        return str(getattr(record, "address", ""))
    return b"".join(strings).decode("utf-8", errors="replace")


@cache
def _resolver(servers: tuple[str, ...]) -> dns.resolver.Resolver:
    """The machine's own, or one that asks the servers of the setting."""
    if not servers:
        return dns.resolver.Resolver()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = [_nameserver(each) for each in servers]
    return resolver


def _nameserver(server: str) -> dns.nameserver.Nameserver:
    host, colon, port = server.rpartition(":")
    if not colon or ":" in host:  # a bare address of either kind
        return dns.nameserver.Do53Nameserver(server)
    return dns.nameserver.Do53Nameserver(host, int(port))
