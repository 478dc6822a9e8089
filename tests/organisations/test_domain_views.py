import pytest

from mercat.common.refusals import Refused
from mercat.organisations import domains
from mercat.organisations.models import Domain
from tests.organisations.test_administration_views import errors, main, rows

DOMAINS = "/organisation/domains/"


@pytest.fixture
def administrator(client, council):
    return council.sign_in(client, "administrator")


def test_add_domain_shows_exactly_what_to_put_where(client, council, administrator):
    answer = client.post(f"{DOMAINS}add/", {"host": "https://www.libraries.example/"}, follow=True)

    shown = main(answer)
    assert "_mercat.libraries.example" in shown
    assert "https://libraries.example/.well-known/mercat.txt" in shown
    assert shown.count(domains.token(council.organisation, "libraries.example")) == 2
    assert rows(client.get(DOMAINS))[0][:2] == ["libraries.example", "Waits for its proof"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the domain of your website"),
        ("not a domain", "Enter the domain of your website, like strathbeg.gov.uk"),
        ("github.io", "github.io is shared by many. Enter the domain of your own website."),
    ],
)
def test_add_domain_keeps_what_was_typed(client, administrator, typed, said):
    answer = client.post(f"{DOMAINS}add/", {"host": typed})

    assert errors(answer) == [f"Error: {said}"]
    assert typed in answer.content.decode()


def test_check_now_says_what_it_found(client, council, administrator, web):
    client.post(f"{DOMAINS}add/", {"host": "libraries.example"})
    address = f"{DOMAINS}libraries.example/"
    web.name("libraries.example", ["127.0.0.1"])

    missed = client.post(f"{address}check/", follow=True)
    web.page(
        domains.file_url("libraries.example"),
        domains.token(council.organisation, "libraries.example"),
    )
    found = client.post(f"{address}check/", follow=True)

    assert "Neither the record nor the file is there yet" in main(missed)
    assert "The proof is there: libraries.example is yours." in main(found)
    assert Domain.objects.get(host="libraries.example").method == Domain.Method.FILE


def test_check_now_of_what_the_operator_confirmed_claims_no_proof(
    client, council, administrator, web
):
    host = f"{council.organisation.slug}.example"
    web.name(host, ["127.0.0.1"])

    answer = client.post(f"{DOMAINS}{host}/check/", follow=True)

    assert "Whoever runs this site confirmed this domain, so nothing changes" in main(answer)
    assert "The proof is there" not in main(answer)


def test_check_now_of_a_server_that_asks_nothing_says_why(client, administrator, settings):
    settings.OUTGOING_REQUESTS = False
    client.post(f"{DOMAINS}add/", {"host": "libraries.example"})

    answer = client.post(f"{DOMAINS}libraries.example/check/", follow=True)

    assert "We could not look. This site is set to ask nothing" in main(answer)


def test_remove_the_last_domain_says_what_follows(client, council, administrator):
    address = f"{DOMAINS}{council.organisation.slug}.example/remove/"

    assert "the public no longer sees any of your accounts" in main(client.get(address))
    answer = client.post(address, follow=True)

    assert "No domain is named yet" in main(answer)
    assert not Domain.objects.exists()


def test_removed_meanwhile_is_said(client, council, administrator, monkeypatch):
    def gone(**_):
        raise Refused("Somebody has removed it meanwhile.")

    monkeypatch.setattr("mercat.organisations.actions.remove_domain", gone)
    answer = client.post(f"{DOMAINS}{council.organisation.slug}.example/remove/", follow=True)

    assert "Somebody has removed it meanwhile." in main(answer)


def test_lost_proof_is_work_of_the_administrator(client, council, administrator, at):
    Domain.objects.update(missed_at=at, lost_at=at)

    board = client.get("/dashboard/")
    page = client.get(f"{DOMAINS}{council.organisation.slug}.example/")

    assert "We no longer find its proof" in main(board)
    assert "Your accounts stay on the public list" in main(page)


def test_auditor_reads_and_presses_nothing(client, council):
    council.sign_in(client, "auditor")
    address = f"{DOMAINS}{council.organisation.slug}.example/"

    assert "Check now" not in main(client.get(address))
    assert client.post(f"{address}check/").status_code == 403
    assert client.post(f"{address}remove/").status_code == 403


def test_domain_of_another_organisation_is_not_there(client, administrator, outside):
    address = f"{DOMAINS}{outside.organisation.slug}.example/"

    assert client.get(address).status_code == 404
    assert client.post(f"{address}check/").status_code == 404
