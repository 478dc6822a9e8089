import pytest

from mercat.common.fetching import NotFetched
from mercat.common.refusals import Refused
from mercat.organisations import domains
from mercat.organisations.models import Domain
from tests.factories import OrganisationFactory

HOST = "strathbeg.example"


@pytest.fixture
def organisation(db):
    return OrganisationFactory()


def test_token_is_for_one_organisation_and_one_domain(organisation):
    said = domains.token(organisation, HOST)

    assert said == domains.token(organisation, HOST)
    assert said != domains.token(organisation, "www.strathbeg.example")
    assert said != domains.token(OrganisationFactory(), HOST)


def test_proved_by_a_dns_record(organisation, web):
    web.txt("_mercat.strathbeg.example", "v=spf1 -all", domains.token(organisation, HOST))

    assert domains.proved_by(organisation, HOST) == Domain.Method.DNS


def test_proved_by_a_file(organisation, web):
    web.page(domains.file_url(HOST), f"\n{domains.token(organisation, HOST)}\r\n")

    assert domains.proved_by(organisation, HOST) == Domain.Method.FILE


def test_not_proved_by_the_token_of_another(organisation, web):
    web.txt("_mercat.strathbeg.example", domains.token(OrganisationFactory(), HOST))
    web.page(domains.file_url(HOST), domains.token(organisation, "elsewhere.example"))

    assert domains.proved_by(organisation, HOST) is None


def test_not_proved_by_a_file_elsewhere(organisation, web):
    """A site that sends every address on to a stranger does not give itself away."""
    web.redirect(domains.file_url(HOST), "https://elsewhere.example/")
    web.page("https://elsewhere.example/", domains.token(organisation, HOST))

    assert domains.proved_by(organisation, HOST) is None


def test_proved_by_nothing(organisation, web):
    web.name(HOST, ["127.0.0.1"])

    assert domains.proved_by(organisation, HOST) is None


def test_proved_by_nobody_knows(organisation, web):
    web.name("_mercat.strathbeg.example", ["fails"], kind="TXT")

    with pytest.raises(NotFetched):
        domains.proved_by(organisation, HOST)


@pytest.mark.parametrize("host", ["gov.uk", "co.uk", "uk", "scot", "github.io"])
def test_nobody_owns_what_many_share(host):
    with pytest.raises(Refused):
        domains.check_can_be_owned(host)


@pytest.mark.parametrize("host", ["strathbeg.gov.uk", "www.strathbeg.gov.uk", "strathbeg.scot"])
def test_an_organisation_owns_its_own(host):
    domains.check_can_be_owned(host)
