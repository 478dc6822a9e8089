"""Two organisations, one account, and words that contradict each other."""

from datetime import timedelta

import pytest

from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.lookup.queries import look_up
from mercat.register import actions, queries
from mercat.register.lifecycle import Status
from mercat.register.models import Account, Dispute
from tests.common.together import together
from tests.lookup.claims import published

HOUR = timedelta(hours=1)


def claim(council, **fields):
    said = {"platform": "facebook", "key": "facebook:strathbeg", "handle": "strathbeg"}
    return published(council.organisation, **said, **fields)


@pytest.fixture
def ours(council):
    return claim(council)


@pytest.fixture
def theirs(outside):
    return claim(outside, status=Status.FALSE)


@pytest.fixture
def dispute(ours, theirs, at):
    actions.follow_disputes(at=at)
    return Dispute.objects.get()


def verbs(council):
    told = Event.objects.filter(
        organisation_id=council.organisation.public_id, verb__startswith="register.dispute."
    )
    return [each.verb.rpartition(".")[2] for each in told.order_by("sequence")]


def mails(council, news):
    sent = OutboxMail.objects.filter(purpose="register/dispute", to=council.keeper.person.email)
    return [mail for mail in sent if mail.context["news"] == news]


def answer(at):
    return look_up("facebook.com/strathbeg", at=at).answer


def test_contradiction_is_work_and_a_mail_for_both_keepers_once(dispute, council, outside, at):
    for later in range(3):
        actions.follow_disputes(at=at + later * HOUR)

    for side, other in ((council, outside), (outside, council)):
        assert list(queries.disputes_for(side.keeper)) == [dispute]
        (mail,) = mails(side, "began")
        assert mail.context["others"] == str(other.organisation)
        assert other.keeper.person.name not in str(mail.context)
        assert verbs(side) == ["began"]


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.CLOSED_PARKED])
def test_what_does_not_contradict_raises_nothing(council, outside, ours, status, at):
    claim(outside, status=status)

    actions.follow_disputes(at=at)

    assert not Dispute.objects.exists()


def test_claim_of_an_organisation_that_may_not_publish_raises_nothing(ours, theirs, outside, at):
    outside.organisation.domain_set.all().delete()

    actions.follow_disputes(at=at)

    assert not Dispute.objects.exists()


def test_what_one_says_is_told_to_the_other_alone_and_once(dispute, council, outside, at):
    actions.state_claim(
        dispute=dispute,
        words="Our home page links to it.",
        evidence="https://strathbeg.example/contact",
        by=council.keeper,
        at=at + HOUR,
    )
    for later in (2, 3):
        actions.follow_disputes(at=at + later * HOUR)

    assert len(mails(outside, "answered")) == 1
    assert mails(council, "answered") == []
    assert verbs(council) == ["began", "stated"]
    assert verbs(outside) == ["began", "answered"]
    assert "home page" not in str(list(Event.objects.values("facts")))


def test_claim_taken_back_settles_it_and_tells_both(dispute, council, outside, theirs, at):
    actions.withdraw_claim(
        dispute=dispute, reason="It is theirs after all.", by=outside.keeper, at=at + HOUR
    )
    for later in (1, 2):
        actions.follow_disputes(at=at + later * HOUR)

    theirs.refresh_from_db()
    assert theirs.status == Status.PROPOSED
    assert answer(at) == "official"
    assert not queries.disputes_for(council.keeper).exists()
    assert verbs(outside) == ["began", "withdrawn", "settled"]
    assert verbs(council) == ["began", "settled"]
    assert [len(mails(side, "settled")) for side in (council, outside)] == [1, 1]


def test_claim_of_whoever_said_yes_may_be_taken_back_too(dispute, council, ours, at):
    actions.withdraw_claim(dispute=dispute, reason="We were wrong.", by=council.keeper, at=at)

    ours.refresh_from_db()
    assert ours.status == Status.PROPOSED
    assert answer(at) == "known_false"


def test_dispute_ends_when_a_register_changes_by_itself(dispute, theirs, at):
    Account.objects.filter(pk=theirs.pk).update(status=Status.CLOSED_RELEASED)
    actions.publish(account=Account.objects.get(pk=theirs.pk), at=at)

    actions.follow_disputes(at=at + HOUR)

    dispute.refresh_from_db()
    assert dispute.settled_at == at + HOUR


def test_dispute_that_begins_anew_is_another_one(dispute, outside, theirs, at):
    actions.withdraw_claim(dispute=dispute, reason="Ours no more.", by=outside.keeper, at=at)
    Account.objects.filter(pk=theirs.pk).update(status=Status.FALSE)
    actions.publish(account=Account.objects.get(pk=theirs.pk), at=at)

    actions.follow_disputes(at=at + HOUR)

    assert Dispute.objects.count() == 2
    assert list(queries.disputes_for(outside.keeper)) == [Dispute.objects.latest("pk")]


def test_settled_is_settled(dispute, council, outside, at):
    actions.withdraw_claim(dispute=dispute, reason="Theirs.", by=outside.keeper, at=at)

    with pytest.raises(Refused, match="settled already"):
        actions.state_claim(dispute=dispute, words="Ours!", evidence="", by=council.keeper, at=at)


def test_nobody_but_the_keeper_speaks(dispute, council, at):
    with pytest.raises(NotAllowed):
        actions.state_claim(dispute=dispute, words="Ours", evidence="", by=council.adviser, at=at)


def test_somebodys_own_account_is_not_the_keepers_to_take_back(council, outside, theirs, at):
    claim(council, status=Status.OWN)
    actions.follow_disputes(at=at)

    with pytest.raises(Refused, match="Only they can take it off"):
        actions.withdraw_claim(dispute=Dispute.objects.get(), reason="No", by=council.keeper, at=at)


def test_two_workers_begin_one_dispute_and_tell_once(flushable, at):
    from tests.factories.council import make_council

    council, outside = make_council(), make_council(slug="glentarbet", name="Glentarbet Care")
    claim(council)
    claim(outside, status=Status.LOST)

    together(*[lambda: actions.follow_disputes(at=at)] * 2)

    assert Dispute.objects.count() == 1
    assert [len(mails(side, "began")) for side in (council, outside)] == [1, 1]
    assert [verbs(side) for side in (council, outside)] == [["began"], ["began"]]


def test_both_take_back_at_once_and_both_are_kept(flushable, at):
    from tests.factories.council import make_council

    council, outside = make_council(), make_council(slug="glentarbet", name="Glentarbet Care")
    accounts = [claim(council), claim(outside, status=Status.LOST)]
    actions.follow_disputes(at=at)
    dispute = Dispute.objects.get()

    def back(side):
        try:
            actions.withdraw_claim(dispute=dispute, reason="Theirs.", by=side.keeper, at=at)
        except Refused:
            return "refused"
        return "back"

    outcomes = together(lambda: back(council), lambda: back(outside))

    assert sorted(outcomes) == ["back", "refused"]
    statuses = {Account.objects.get(pk=each.pk).status for each in accounts}
    assert len(statuses & {Status.PROPOSED}) == 1
    dispute.refresh_from_db()
    assert dispute.settled_at == at
