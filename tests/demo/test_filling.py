import pytest

from mercat.audit import queries as audit
from mercat.audit.models import Event
from mercat.common.fetching import NotFetched, fetch
from mercat.common.models import OutboxMail
from mercat.demo import filling, people
from mercat.home import jobs
from mercat.lookup import queries as lookup
from mercat.organisations.models import Membership, Organisation
from mercat.passports import queries as passports
from mercat.passports.models import Application, Handover, Passport
from mercat.register.checks.models import Finding, FoundAccount, Proof, Watch
from mercat.register.models import Account, BulkChange
from tests.factories.council import NOW

pytestmark = pytest.mark.usefixtures("filled")


def test_fill_makes_four_organisations_that_publish():
    found = Organisation.objects.order_by("slug").values_list("slug", "domain__host")

    assert list(found) == [
        ("brogarwen", "brogarwen.example"),
        ("glentarbet", "glentarbet.example"),
        ("strathbeg", "strathbeg.example"),
        ("strathbegleisure", "strathbegleisure.example"),
    ]


def test_fill_closes_one_of_them(filled):
    trust = Organisation.objects.exclude(sealed_at=None).get()

    assert trust.slug == "strathbegleisure"
    assert not Membership.objects.filter(organisation=trust, ended_at=None).exists()
    answer = lookup.look_up("https://www.facebook.com/StrathbegLeisure", at=filled).answer
    assert answer == "was_official"


def test_fill_leaves_a_record_that_holds():
    assert list(audit.faults()) == []
    assert Event.objects.count() > 50


def test_fill_puts_every_open_account_where_the_look_up_calls_it_official(filled):
    accounts = Account.objects.filter(status="active")

    answers = {account.url: lookup.look_up(account.url, at=filled).answer for account in accounts}

    assert len(answers) == 12
    assert set(answers.values()) == {"official"}


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("https://www.facebook.com/StrathbegLibraries", "official"),
        ("https://www.threads.com/@strathbegevents", "was_official"),
        ("https://www.instagram.com/strathbeg.archives", "not_registered"),
        ("https://www.instagram.com/callum.baird.reads", "own_account"),
    ],
)
def test_fill_gives_the_look_up_different_answers(filled, url, answer):
    assert lookup.look_up(url, at=filled).answer == answer


def test_fill_takes_an_application_to_each_part_of_its_life():
    found = Application.objects.order_by("created_at", "pk").values_list(
        "applicant__name", "status"
    )

    assert list(found) == [
        ("Iona Sinclair", "released"),
        ("Morag Tulloch", "deferred"),
        ("Callum Baird", "released"),
        ("Kirsty Moir", "released"),
        ("Callum Baird", "decided"),
        ("Rory Geddes", "in_panel"),
        ("Rory Geddes", "draft"),
        ("Kirsty Moir", "in_panel"),
        ("Ailsa Rennie", "submitted"),
        ("Kirsty Moir", "in_panel"),
        ("Morag Tulloch", "submitted"),
        ("Kirsty Moir", "draft"),
    ]


def test_fill_makes_passports_that_are_valid_today(filled):
    found = Passport.objects.order_by("starts_on").values_list("holder__name", "status")

    assert list(found) == [
        ("Iona Sinclair", "active"),
        ("Callum Baird", "active"),
        ("Kirsty Moir", "active"),
    ]
    assert Passport.objects.filter(starts_on__lt=filled, expires_on__gt=filled).count() == 3


def test_fill_gives_everybody_a_part_and_their_roles():
    found = {
        member.person.email: {held.role for held in member.roles.all()}
        for member in Membership.objects.filter(organisation__sealed_at=None)
        .select_related("person")
        .prefetch_related("roles")
    }

    parts = {part.email: set(part.roles) for part in people.everybody()}
    assert found == {**parts, "lorna@strathbeg.example": set()}  # who has left


def test_fill_happens_before_the_moment_it_is_told(filled):
    latest = Event.objects.latest("at")

    assert latest.at < filled


def test_fill_leaves_no_mail_to_a_real_address():
    addresses = OutboxMail.objects.values_list("to", flat=True)

    assert {address.rpartition(".")[2] for address in addresses} == {"example"}


def test_filled_is_true():
    assert filling.is_filled() is True


def test_fill_shows_what_checks_and_sweep_would_find():
    assert list(Finding.objects.values_list("trouble", "handle")) == [
        ("renamed", "travel.strathbeg.example")
    ]
    assert FoundAccount.objects.count() == 3
    assert Proof.objects.filter(result="found").exists()


def test_demo_asks_nobody(settings):
    """The tests run with the settings of the demonstration."""
    Watch.objects.update(next_at=NOW)

    assert settings.DEMO
    assert jobs.ask_others(at=NOW) == 0
    with pytest.raises(NotFetched, match="ask nothing"):
        fetch("https://strathbeg.example/")


def test_fill_shows_how_the_register_is_kept_right():
    here = Organisation.objects.get(slug="strathbeg")

    steps = {each.step for each in passports.certifications_of(here)}
    assert len(steps) > 1
    assert [str(each) for each in passports.answers_to_deal_with(here)] != []
    assert Handover.objects.get(settled_at=None).membership.person.name == "Lorna Petrie"
    assert BulkChange.objects.get().counts == {"change": 2}
