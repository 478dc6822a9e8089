"""Pages of a period: days, one page for before, during and after, the link, the banner."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mercat.common import outbox
from mercat.common.models import ActLink
from mercat.home.queries import waiting_for
from mercat.organisations import actions as organisations
from mercat.organisations.queries import active_memberships
from mercat.register.elections import actions
from mercat.register.elections.models import Acknowledgement, Candidate, Partnership, Period
from tests.letters import text_of
from tests.passports.views.reading import errors_of, said_on
from tests.register.elections.periods import DAY, held, make_period, own


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def running(council, now):
    today = council.organisation.day(now)
    return make_period(council, at=now, starts_on=today, ends_on=today + 9 * DAY)


def page(name, *ids):
    return reverse(f"elections:{name}", args=ids)


def days(**changed):
    return {
        "name": "By-election",
        "starts_on_day": "1",
        "starts_on_month": "3",
        "starts_on_year": "2099",
        "ends_on_day": "5",
        "ends_on_month": "4",
        "ends_on_year": "2099",
        "rules_text": "Be fair",
        **changed,
    }


@pytest.mark.parametrize("part", ["keeper", "administrator"])
def test_period_is_set_changed_and_called_off(part, client, council):
    council.sign_in(client, part)
    client.post(page("set_period"), days())
    period = Period.objects.get()
    client.post(page("change", period.public_id), days(ends_on_day="6"))
    changed = Period.objects.get().ends_on.day
    client.post(page("call_off", period.public_id))

    assert (changed, Period.objects.get().state) == (6, "called_off")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\0"}, "name"),
        ({"starts_on_day": "31", "starts_on_month": "2"}, "starts_on"),
        ({"ends_on_year": "2098"}, "ends_on"),
        ({"starts_on_year": "2001", "ends_on_year": "2002"}, "ends_on"),
        ({"ends_on_year": "x"}, "ends_on"),
        ({"rules_text": ""}, "rules_text"),
    ],
)
def test_period_that_is_wrong_says_so_beside_the_field(wrong, field, client, council):
    council.sign_in(client, "keeper")

    answer = client.post(page("set_period"), days(**wrong))

    assert (answer.status_code, set(errors_of(answer))) == (200, {field})
    assert Period.objects.count() == 0


def test_one_page_shows_who_has_acknowledged(client, council, running, now):
    held(council, "colleague", "manager", name="Ferries")
    actions.follow_periods(at=now)
    actions.acknowledge(period=running, by=council.colleague, at=now)
    council.sign_in(client, "adviser")

    answer = client.get(page("period", running.public_id))
    listed = b"".join(client.get(page("report", running.public_id))).decode()

    assert "1 of the 2 people who were asked" in answer.content.decode()
    assert [line.split(",")[0] for line in listed.splitlines()[1:]] == ["Ferries", "Ferries"]
    today = f"{now:%Y-%m-%d}"
    assert sum(line.endswith(f"{today},1,{today},") for line in listed.splitlines()) == 1


def test_list_guards_against_formulas(client, council, running):
    held(council, "colleague", name="=1+1")
    council.sign_in(client, "keeper")

    listed = b"".join(client.get(page("report", running.public_id))).decode()

    assert "\n=1+1" not in listed.replace("\r", "")


def test_partnership_account_says_who_hands_it_over(client, council, running):
    account = held(council, "colleague", name="Ferries")
    council.sign_in(client, "keeper")
    address = page("mark_partnership", running.public_id, account.public_id)
    wrong = client.post(address, {"hands_over": "nobody@example.org", "to": "The harbour"})
    client.post(address, {"hands_over": "colleague@strathbeg.example", "to": "The harbour"})
    shown = client.get(page("period", running.public_id)).content.decode()
    client.post(page("unmark_partnership", running.public_id, account.public_id))

    assert set(errors_of(wrong)) == {"hands_over"}
    assert "Colleague hands it over to The harbour" in shown
    assert Partnership.objects.count() == 0


def sent_link(council, letter_box, now):
    held(council, "colleague")
    actions.follow_periods(at=now)
    outbox.send_due(at=now)
    (message,) = letter_box.to("colleague@strathbeg.example")
    (link,) = [word for word in text_of(message).split() if "/elections/rules/" in word]
    return "/" + link.split("/", 3)[3]


def test_link_shows_first_acts_once_and_needs_no_sign_in(client, council, running, now, letter_box):
    link = sent_link(council, letter_box, now)

    first = client.get(link)
    again = client.get(link)
    acted = client.post(link)
    after = [client.get(link).status_code, client.post(link).status_code]

    assert [first.status_code, again.status_code, acted.status_code] == [200, 200, 200]
    assert after == [410, 410]
    assert first.headers["Referrer-Policy"] == "no-referrer"
    assert Acknowledgement.objects.get().by_link


def test_link_dies_when_the_person_leaves_or_it_is_called_off(
    client, council, running, now, letter_box
):
    link = sent_link(council, letter_box, now)
    Period.objects.update(state="called_off")
    called_off = client.get(link).status_code
    Period.objects.update(state="set")
    organisations.end_membership(membership=council.colleague, by=None, at=now)

    assert (called_off, client.post(link).status_code) == (410, 410)
    assert ActLink.objects.get().used_at is None
    assert Acknowledgement.objects.get().acknowledged_at is None


def test_holder_reads_the_rules_signed_in_and_says_that_they_stand(client, council, running):
    own(council)
    council.sign_in(client, "colleague")
    client.post(page("acknowledge", running.public_id))
    client.post(page("stand", running.public_id))
    stands = Candidate.objects.get().said_by
    client.post(page("stand_no_longer", running.public_id))

    assert stands == council.colleague.person
    assert Candidate.objects.get().ended_at is not None
    assert Acknowledgement.objects.get().acknowledged_at is not None


def test_only_keepers_see_who_stands(client, council, running, now):
    given = {"period": running, "person": council.colleague.person, "by": council.colleague}
    actions.stand(**given, at=now)
    said = {}
    for part in ("keeper", "adviser", "administrator", "auditor"):
        council.sign_in(client, part)
        shown = client.get(page("period", running.public_id)).content.decode()
        said[part] = "Colleague is no candidate" in shown

    assert said == {"keeper": True, "adviser": False, "administrator": False, "auditor": False}


def test_keeper_sets_a_candidate(client, council, running):
    council.sign_in(client, "keeper")
    address = page("candidates", running.public_id)
    wrong = client.post(address, {"person": "nobody@example.org"})
    client.post(address, {"person": "colleague@strathbeg.example"})
    candidate = Candidate.objects.get()
    person_id = candidate.person.public_id
    client.post(page("remove_candidate", running.public_id, person_id))

    assert set(errors_of(wrong)) == {"person"}
    candidate.refresh_from_db()
    assert candidate.ended_at is not None


SAYS = "A pre-election period runs at Strathbeg Council"


def banners(client, account):
    paths = [
        f"/lookup/?q={account.url}",
        f"/lookup/accounts/{account.public_id}/",
        "/lookup/organisations/strathbeg/",
    ]
    return [SAYS in client.get(path).content.decode() for path in paths]


@pytest.mark.parametrize(("shift", "shown"), [(-20, False), (0, True), (20, False)])
def test_public_pages_say_so_while_it_runs_alone(shift, shown, client, council, now):
    account = held(council, "colleague")
    today = council.organisation.day(now)
    period = make_period(council, at=now, starts_on=today, ends_on=today + 9 * DAY)
    moved = {"starts_on": today + shift * DAY, "ends_on": today + (shift + 9) * DAY}
    Period.objects.filter(pk=period.pk).update(**moved)
    council.organisation.refresh_from_db()
    council.organisation.pre_election_from = moved["starts_on"]
    council.organisation.pre_election_until = moved["ends_on"]
    council.organisation.save()

    assert banners(client, account) == [shown] * 3


def work(council, part):
    (member,) = active_memberships(council.members[part].person)
    return [each.what for each in waiting_for(member)]


def test_work_of_holders_and_of_those_who_set_it(council, running, now):
    held(council, "colleague", administrator_count=2)
    actions.follow_periods(at=now)
    far = running.ends_on + 100 * DAY
    given = {"nation": council.organisation.nation, "name": "Next", "by": None}
    actions.propose(**given, starts_on=far, ends_on=far, at=now)
    actions.follow_proposals(at=now)

    assert work(council, "colleague") == ["Read the rules of the pre-election period"]
    for part in ("keeper", "administrator"):
        assert any("is proposed" in what for what in work(council, part))
    actions.acknowledge(period=running, by=council.colleague, at=now)
    assert work(council, "colleague") == []


@pytest.mark.parametrize("count", [1, 30])
def test_page_takes_as_many_queries_for_one_account_as_for_thirty(
    count, client, council, running, django_assert_num_queries
):
    for _ in range(count):
        held(council, "colleague", "manager")
    council.sign_in(client, "adviser")

    with django_assert_num_queries(9):
        answer = client.get(page("period", running.public_id))

    assert len(said_on(answer, "tbody/tr")) == count
