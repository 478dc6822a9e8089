"""How an organisation proves that a web domain is its own: by a DNS record or by a small file."""

from functools import cache

from django.utils.crypto import constant_time_compare, salted_hmac
from publicsuffixlist import PublicSuffixList

from mercat.common.fetching import NotFetched, fetch, txt
from mercat.common.refusals import Refused
from mercat.organisations.models import Domain, Organisation

SALT = "organisations.domain"
SMALL = 10_000
RECORD_KIND = "TXT"


def record_name(host: str) -> str:
    """Where the DNS record of kind TXT stands."""
    return f"_mercat.{host}"


def file_url(host: str) -> str:
    return f"https://{host}/.well-known/mercat.txt"


def token(organisation: Organisation, host: str) -> str:
    """What stands in the record or the file: it proves this domain for this organisation alone."""
    code = salted_hmac(SALT, f"{organisation.public_id} {host}", algorithm="sha256").hexdigest()
    return f"mercat={code[:40]}"


def check_can_be_owned(host: str) -> None:
    """Nobody owns gov.uk; whoever could prove it would own every council's name."""
    if _suffixes().is_public(host):
        raise Refused(f"{host} is shared by many. Enter the domain of your own website.")


def proved_by(organisation: Organisation, host: str) -> Domain.Method | None:
    """How it is proved now, or None. NotFetched when neither record nor file could be asked for."""
    wanted, could_not = token(organisation, host), []
    for method, lines_of in ((Domain.Method.DNS, _in_dns), (Domain.Method.FILE, _in_file)):
        try:
            if any(constant_time_compare(line.strip(), wanted) for line in lines_of(host)):
                return method
        except NotFetched as error:
            could_not.append(error)
    if len(could_not) == 2:
        raise could_not[1]
    return None


def _in_dns(host: str) -> list[str]:
    return txt(record_name(host))


def _in_file(host: str) -> list[str]:
    try:
        page = fetch(file_url(host), max_bytes=SMALL)
    except NotFetched as error:
        if error.is_gone:
            return []
        raise
    return page.text.splitlines() if page.url.startswith(f"https://{host}/") else []


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
