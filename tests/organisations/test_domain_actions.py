"""A domain's proof: looked for, found, missed, missed again, and never believed too soon."""

from datetime import timedelta

import pytest

from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.common.refusals import Refused
from mercat.organisations import actions, domains, queries
from mercat.organisations.models import Domain
from tests.common.together import together
from tests.factories import OrganisationFactory

HOST = "strathbeg.example"
DAY = timedelta(days=1)


@pytest.fixture
def by(council):
    return council.administrator.person


@pytest.fixture
def waiting(council, by, at):
    """A second domain of the council's, which waits for its proof."""
    return actions.add_domain(
        organisation=council.organisation, host="libraries.example", by=by, at=at
    )


def put_up(web, domain):
    web.txt(f"_mercat.{domain.host}", domains.token(domain.organisation, domain.host))


def take_down(web, domain):
    web.forget()
    web.name(domain.host, ["127.0.0.1"])


def hosts(organisation):
    return queries.verified_hosts(organisation)


def verbs():
    return list(
        Event.objects.filter(verb__startswith="organisations.domain.")
        .order_by("pk")
        .values_list("verb", flat=True)
    )


def test_added_domain_proves_nothing_until_it_is_looked_for(waiting, council, web, by, at):
    assert waiting.host not in hosts(council.organisation)
    put_up(web, waiting)

    actions.check_domain(domain=waiting, by=by, at=at)

    assert waiting.host in hosts(council.organisation)
    assert verbs() == ["organisations.domain.added", "organisations.domain.verified"]


def test_waiting_domain_is_proved_by_itself_the_next_day(waiting, council, web, at):
    put_up(web, waiting)

    assert actions.check_domains_due(at=at) == 0
    assert actions.check_domains_due(at=at + DAY) == 1

    assert waiting.host in hosts(council.organisation)
    assert actions.check_domains_due(at=at + 2 * DAY) == 0


def test_one_miss_is_not_believed_and_two_are_work_that_unpublishes_nothing(
    waiting, council, web, by, at
):
    put_up(web, waiting)
    actions.check_domain(domain=waiting, by=by, at=at)
    take_down(web, waiting)

    actions.check_domains_due(at=at + 7 * DAY)
    assert not queries.domains_lost(council.organisation).exists()
    actions.check_domains_due(at=at + 8 * DAY)

    (lost,) = queries.domains_lost(council.organisation)
    assert lost.host in hosts(council.organisation)
    (mail,) = OutboxMail.objects.filter(purpose="organisations/domain_lost")
    assert mail.to == by.email
    assert verbs()[-1] == "organisations.domain.lost"


def test_pressing_twice_in_a_minute_is_not_a_second_miss(waiting, council, web, by, at):
    put_up(web, waiting)
    actions.check_domain(domain=waiting, by=by, at=at)
    take_down(web, waiting)

    for minutes in range(3):
        actions.check_domain(domain=waiting, by=by, at=at + timedelta(minutes=minutes))

    assert not queries.domains_lost(council.organisation).exists()


def test_proof_that_came_back_ends_the_work(waiting, council, web, by, at):
    put_up(web, waiting)
    actions.check_domain(domain=waiting, by=by, at=at)
    Domain.objects.filter(pk=waiting.pk).update(missed_at=at, lost_at=at)

    found = actions.check_domain(domain=waiting, by=by, at=at + DAY)

    assert (found.missed_at, found.lost_at) == (None, None)
    assert not queries.domains_lost(council.organisation).exists()


def test_site_that_does_not_answer_says_nothing_either_way(waiting, council, web, by, at):
    put_up(web, waiting)
    actions.check_domain(domain=waiting, by=by, at=at)
    web.forget()
    web.name(f"_mercat.{waiting.host}", ["fails"], kind="TXT")

    for days in (7, 8, 9):
        assert actions.check_domains_due(at=at + days * DAY) == 1

    waiting.refresh_from_db()
    assert (waiting.missed_at, waiting.lost_at) == (None, None)


def test_domain_that_is_never_proved_is_asked_for_a_month(waiting, web, at):
    take_down(web, waiting)

    asked = [actions.check_domains_due(at=at + days * DAY) for days in range(60)]

    assert 30 <= sum(asked) <= 32
    assert asked[-1] == 0


def test_domain_confirmed_by_the_operator_is_not_asked_about(council, web, at):
    assert actions.check_domains_due(at=at + 365 * DAY) == 0
    (domain,) = queries.domains_of(council.organisation)

    take_down(web, domain)
    left = actions.check_domain(domain=domain, by=None, at=at)

    assert left.is_verified
    assert left.missed_at is None


def test_domain_of_another_is_refused_and_a_race_has_one_winner(flushable, web, at):
    ours, theirs = OrganisationFactory(), OrganisationFactory()

    def prove(organisation):
        try:
            actions.verify_domain(
                organisation=organisation, host=HOST, method="dns", by=None, at=at
            )
        except Refused:
            return "refused"
        return "proved"

    assert sorted(together(lambda: prove(ours), lambda: prove(theirs))) == ["proved", "refused"]
    loser = next(each for each in (ours, theirs) if HOST not in hosts(each))
    with pytest.raises(Refused, match="another organisation"):
        actions.add_domain(organisation=loser, host=HOST, by=None, at=at)


def test_domain_that_many_share_is_refused(council, by, at):
    with pytest.raises(Refused, match="shared by many"):
        actions.add_domain(organisation=council.organisation, host="gov.uk", by=by, at=at)


def test_remove_domain_leaves_a_trace_and_happens_once(waiting, council, by, at):
    actions.remove_domain(domain=waiting, by=by, at=at)

    assert not Domain.objects.filter(host=waiting.host).exists()
    assert verbs()[-1] == "organisations.domain.removed"
    with pytest.raises(Refused, match="removed"):
        actions.remove_domain(domain=waiting, by=by, at=at)
