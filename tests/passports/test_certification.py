"""Is the register still right? Who is asked, when, and what an answer does."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from lxml import html

from mercat.audit.models import Event
from mercat.common import outbox
from mercat.common.models import ActLink, OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations import actions as organisations
from mercat.organisations.roles import Role
from mercat.passports import actions, queries
from mercat.passports.actions.certification import Said
from mercat.passports.lifecycle import ASK_STEPS, ASK_WORDS
from mercat.passports.models import Certification, CertificationAnswer
from mercat.register.models import Custodian, Publication
from tests.common.together import together
from tests.factories import AccountFactory, MembershipFactory
from tests.factories.council import NOW
from tests.letters import link_in, text_of
from tests.lookup.claims import published

DAY = timedelta(days=1)
STARTS = [
    ("asked", -28, "applicant"),
    ("reminded", -14, "applicant"),
    ("reminded_again", -3, "applicant"),
    ("backup", 0, "colleague"),
    ("manager", 7, "manager"),
    ("communications", 14, "adviser"),
]


@pytest.fixture
def account(council):
    """Confirmed today; the applicant owns it, the colleague is backup."""
    account = published(council.organisation, key="facebook:ferries", handle="ferries")
    account.confirmed_at = NOW
    account.save()
    Publication.objects.update(confirmed_at=NOW)
    return looked_after(account, council)


def looked_after(account: Any, council: Any) -> Any:
    for part, level in (("applicant", "owner"), ("colleague", "backup")):
        Custodian.objects.create(
            account=account, person=council.members[part].person, level=level, since=NOW
        )
    return account


def mails() -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(purpose="passports/certify").order_by("pk"))


def run_days(first: date, last: date) -> list[tuple[date, str, str]]:
    """A tick every morning; which mails each of them queued."""
    told, seen, at = [], 0, NOW + (first - NOW.date())
    while at.date() <= last:
        actions.ask_to_certify(at=at)
        queued = mails()
        told += [(at.date(), each.context["step"], each.to) for each in queued[seen:]]
        seen, at = len(queued), at + DAY
    return told


def test_ask_goes_from_owner_to_backup_to_manager_to_communications(account, council):
    due = NOW.date() + timedelta(days=180)

    told = run_days(due - timedelta(days=60), due + timedelta(days=60))

    assert told == [
        (due + timedelta(days=days), step, f"{who}@strathbeg.example") for step, days, who in STARTS
    ]
    certification = Certification.objects.get()
    assert (certification.step, certification.next_on) == ("warned", None)


def test_ask_again_on_the_same_day_sends_nothing_more(account):
    at = NOW + timedelta(days=152)

    counts = [actions.ask_to_certify(at=at) for _ in range(3)]

    assert counts == [1, 0, 0]


def test_ask_by_two_workers_sends_each_mail_once(flushable, council):
    for number in range(5):
        account = AccountFactory(organisation=council.organisation, confirmed_at=None)
        looked_after(account, council)
        assert number < 5
    actions.ask_to_certify(at=NOW - DAY * 40)
    OutboxMail.objects.all().delete()
    Certification.objects.update(step="", next_on=NOW.date(), due_on=NOW.date() + DAY * 28)

    together(lambda: actions.ask_to_certify(at=NOW), lambda: actions.ask_to_certify(at=NOW))

    assert [(each.context["count"], each.context["step"]) for each in mails()] == [(5, "asked")]


def test_ask_names_all_accounts_of_a_person_in_one_mail(council):
    for _ in range(23):
        looked_after(AccountFactory(organisation=council.organisation), council)

    actions.ask_to_certify(at=NOW)

    (mail,) = mails()
    assert (mail.context["count"], mail.context["more"], len(mail.context["accounts"])) == (
        23,
        3,
        20,
    )


def test_ask_after_a_long_pause_skips_nobody(account):
    """A worker that stood still for months does not begin with the line manager."""
    at = NOW + timedelta(days=400)

    actions.ask_to_certify(at=NOW)
    Certification.objects.update(due_on=NOW.date(), next_on=NOW.date())
    told = run_days(at.date(), at.date() + timedelta(days=20))

    assert [step for _, step, _ in told] == [step for step, _, _ in STARTS]
    assert [each - told[0][0] for each, _, _ in told] == [DAY * 3 * n for n in range(6)]


@pytest.mark.parametrize(
    ("gone", "asked"),
    [
        ([], "applicant"),
        (["applicant"], "colleague"),
        (["applicant", "colleague"], "manager"),
        (["applicant", "colleague", "manager"], "adviser"),
    ],
)
def test_ask_goes_on_to_the_next_where_somebody_has_left(gone, asked, account, council):
    for part in gone:
        organisations.end_membership(membership=council.members[part], by=None, at=NOW)

    actions.ask_to_certify(at=NOW + timedelta(days=152))

    (mail,) = mails()
    assert mail.to == f"{asked}@strathbeg.example"


@pytest.mark.parametrize("days", [0, 7, 14, 21, 40])
def test_link_in_a_mail_goes_on_working_when_the_question_has_moved_on(account, council, days):
    """Owner, backup, manager and everybody in communications, each from their own mail on."""
    second = MembershipFactory(organisation=council.organisation, roles=[Role.ADVISER])
    due = NOW.date() + timedelta(days=180)
    run_days(due - timedelta(days=30), due + timedelta(days=days))

    able = {
        name
        for name, member in {**council.members, "second adviser": second}.items()
        if account in queries.accounts_to_certify(member)
    }

    asked_since = {"manager": 7, "adviser": 14, "second adviser": 14}
    assert able == {"applicant", "colleague"} | {
        name for name, day in asked_since.items() if day <= days
    }


def test_ask_leaves_closed_accounts_alone(account):
    account.status = "closed_parked"
    account.save()

    assert actions.ask_to_certify(at=NOW + timedelta(days=400)) == 0


def test_ask_takes_few_queries_however_many_accounts(council, django_assert_max_num_queries):
    for _ in range(40):
        looked_after(AccountFactory(organisation=council.organisation), council)

    with django_assert_max_num_queries(26):
        actions.ask_to_certify(at=NOW)


def certify(account: Any, by: Any, outcome: str = "same", **fields: Any) -> Any:
    return actions.certify(said=[Said(account, outcome, **fields)], by=by, at=NOW + DAY)


def test_certify_confirms_register_and_public_answer_and_begins_again(account, council):
    actions.ask_to_certify(at=NOW + timedelta(days=152))

    certify(account, council.applicant, blocked=3, spent=Decimal("120.50"))

    account.refresh_from_db()
    answer = CertificationAnswer.objects.get()
    event = Event.objects.filter(verb="passports.account.certified").get()
    certification = Certification.objects.get()
    assert account.confirmed_at == Publication.objects.get().confirmed_at == NOW + DAY
    assert (answer.blocked, answer.spent) == (3, Decimal("120.50"))
    assert (certification.due_on, certification.step) == (date(2027, 5, 18), "")
    assert event.facts["outcome"] == "same"


def test_certify_of_an_unused_account_confirms_nothing_and_tells_the_keeper(account, council):
    certify(account, council.colleague, "unused", words="Nobody posts there")

    account.refresh_from_db()
    mail = OutboxMail.objects.get(purpose="passports/told")
    assert (account.confirmed_at, mail.to) == (NOW, "keeper@strathbeg.example")
    assert [each.words for each in queries.answers_to_deal_with(council.organisation)] == [
        "Nobody posts there"
    ]


@pytest.mark.parametrize("part", ["member", "manager", "panel_member", "ict", "administrator"])
def test_certify_is_for_those_who_look_after_it(part, account, council):
    by = council.members.get(part, council.member)

    with pytest.raises(NotAllowed):
        certify(account, by)


@pytest.mark.parametrize("part", ["applicant", "colleague", "adviser", "keeper", "clerk"])
def test_certify_is_open_to_custodians_and_those_who_follow(part, account, council):
    certify(account, council.members[part])

    assert CertificationAnswer.objects.count() == 1


def test_certify_from_elsewhere_is_refused(account, outside):
    with pytest.raises(NotAllowed):
        certify(account, outside.keeper)


def test_certify_of_nothing_is_refused(council):
    with pytest.raises(Refused):
        actions.certify(said=[], by=council.keeper, at=NOW)


@pytest.fixture
def link(account, letter_box) -> str:
    """The path in the owner's mail, as it came by SMTP."""
    at = timezone.now()
    account.confirmed_at = at - timedelta(days=200)
    account.save()
    actions.ask_to_certify(at=at)
    outbox.send_due(at=at)
    (message,) = letter_box.to("applicant@strathbeg.example")
    assert "register is still right" in text_of(message)
    return link_in(message).removeprefix("http://localhost:8000")


def test_link_shows_and_changes_nothing(client, link, account):
    answer = client.get(link)

    assert answer.status_code == 200
    assert str(account) in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert (CertificationAnswer.objects.count(), ActLink.objects.get().used_at) == (0, None)


def test_link_certifies_all_at_once_and_is_used_up(client, link, account):
    typed = {"all": "1", "seen": [account.public_id]}
    done = client.post(link, typed)
    again = client.post(link, typed)

    assert "You need do nothing more" in done.content.decode()
    assert (again.status_code, CertificationAnswer.objects.count()) == (410, 1)


def test_nothing_is_said_of_an_account_that_was_not_on_the_page(client, link, account, council):
    seen = html.document_fromstring(client.get(link).content).xpath("//input[@name='seen']/@value")
    new = AccountFactory(organisation=council.organisation)
    Custodian.objects.create(account=new, person=council.applicant.person, level="owner", since=NOW)

    client.post(link, {"all": "1", "seen": seen})

    assert [answer.account for answer in CertificationAnswer.objects.all()] == [account]


def test_link_of_somebody_who_left_has_ended(client, link, council):
    organisations.end_membership(membership=council.applicant, by=None, at=NOW)

    assert client.get(link).status_code == 410
    assert client.post(link, {"all": "1"}).status_code == 410


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Say of one account at least how things are."),
        ({"outcome": "changed"}, "Say in a few words what has changed"),
        ({"outcome": "same", "blocked": "many"}, "Something needs another look"),
        ({"outcome": "same", "spent": "-1"}, "Something needs another look"),
        ({"outcome": "perhaps"}, "Something needs another look"),
    ],
)
def test_link_keeps_what_was_typed_and_is_not_used_up_by_a_mistake(
    typed, said, client, link, account
):
    fields = {f"{account.public_id}-{name}": text for name, text in typed.items()}

    answer = client.post(
        link, {**fields, f"{account.public_id}-blocked": typed.get("blocked", "7")}
    )

    page = answer.content.decode()
    assert said in page
    assert f'value="{typed.get("blocked", "7")}"' in page
    assert (CertificationAnswer.objects.count(), ActLink.objects.get().used_at) == (0, None)


def test_pipeline_shows_where_each_account_stands(client, account, council):
    actions.ask_to_certify(at=NOW + timedelta(days=152))
    council.sign_in(client, "clerk")

    page = client.get("/passports/certification/?step=asked").content.decode()

    assert "The owner is asked" in page
    assert "facebook" in page.lower()
    assert "Applicant" in page


def test_pipeline_takes_few_queries(client, council, django_assert_num_queries):
    for _ in range(60):
        looked_after(AccountFactory(organisation=council.organisation), council)
    actions.ask_to_certify(at=NOW)
    council.sign_in(client, "clerk")

    with django_assert_num_queries(5):
        client.get("/passports/certification/")


def test_answer_is_dealt_with_once(client, account, council):
    certify(account, council.colleague, "changed", words="A new name")
    answer = CertificationAnswer.objects.get()
    council.sign_in(client, "keeper")

    client.post(f"/passports/certification/told/{answer.public_id}/")

    assert client.post(f"/passports/certification/told/{answer.public_id}/").status_code == 404
    assert "Nothing waits" in client.get("/passports/certification/told/").content.decode()


def test_every_step_has_its_words():
    assert set(ASK_WORDS) == {"", *(each.key for each in ASK_STEPS)}
