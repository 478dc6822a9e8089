"""An account goes to another organisation; the public reads at every moment whose it is."""

import pytest

from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.lookup.queries import look_up
from mercat.register import actions, queries
from mercat.register.actions import transfers
from mercat.register.lifecycle import Status
from mercat.register.models import Account, Custodian
from tests.common.together import together
from tests.factories.council import make_council
from tests.lookup.claims import published


@pytest.fixture
def account(council, at):
    return of(council, at)


def of(council, at):
    url = "https://www.facebook.com/strathbeg"
    said = {"platform": "facebook", "key": "facebook:strathbeg", "handle": "strathbeg"}
    account = published(council.organisation, **said, url=url, name="Strathbeg harbour")
    for level in ("owner", "administrator"):
        actions.add_custodian(
            account=account,
            person=council.colleague.person,
            level=Custodian.Level(level),
            reason="Runs it",
            by=council.keeper,
            at=at,
        )
    return account


def offered(account, council, outside, at):
    return actions.offer(
        account=account,
        to=outside.organisation,
        reason="The harbour is theirs now.",
        by=council.keeper,
        at=at,
    )


@pytest.fixture
def transfer(account, council, outside, at):
    return offered(account, council, outside, at)


def verbs(council):
    told = Event.objects.filter(
        organisation_id=council.organisation.public_id, verb__startswith="register.transfer."
    )
    return [each.verb.rpartition(".")[2] for each in told.order_by("sequence")]


def mails(council):
    sent = OutboxMail.objects.filter(purpose="register/transfer", to=council.keeper.person.email)
    return [mail.context["news"] for mail in sent.order_by("pk")]


def claims(at):
    answer = look_up("facebook.com/strathbeg", at=at)
    said = {c.publication.organisation.slug: c.publication.answer for c in answer.claims}
    return answer.answer, said


def test_offer_changes_nothing_and_asks_the_other(transfer, account, council, outside, at):
    assert claims(at) == ("official", {council.organisation.slug: "official"})
    assert list(queries.transfers_for(outside.keeper)) == [transfer]
    assert mails(outside) == ["offered"]
    assert (verbs(council), verbs(outside)) == (["offered"], [])
    with pytest.raises(Refused, match="already"):
        offered(account, council, outside, at)


def test_accepted_it_is_theirs_and_was_ours(transfer, account, council, outside, at):
    taken = actions.accept(transfer=transfer, by=outside.keeper, at=at).taken_as

    account.refresh_from_db()
    assert claims(at) == (
        "official",
        {council.organisation.slug: "was_official", outside.organisation.slug: "official"},
    )
    assert account.status == Status.CLOSED_RELEASED
    assert not account.custodians.filter(until=None).exists()
    assert account.administrator_count == 0
    assert (taken.name, taken.administrator_count) == ("Strathbeg harbour", 1)
    assert (verbs(council), verbs(outside)) == (["offered", "ended"], ["accepted"])
    assert mails(council) == ["accepted"]
    assert not queries.transfers_for(outside.keeper).exists()


def test_killed_between_is_ended_by_tick(transfer, account, council, outside, monkeypatch, at):
    with monkeypatch.context() as killed:
        killed.setattr(transfers, "_end", lambda transfer, *, at: None)
        actions.accept(transfer=transfer, by=outside.keeper, at=at)
    assert claims(at)[0] == "official"

    assert [actions.finish_transfers(at=at) for _ in range(2)] == [1, 0]

    assert claims(at)[1][council.organisation.slug] == "was_official"
    assert mails(council) == ["accepted"]


def test_refused_with_a_reason_nothing_has_changed(transfer, account, council, outside, at):
    actions.refuse(transfer=transfer, reason="It is not ours.", by=outside.keeper, at=at)

    assert claims(at) == ("official", {council.organisation.slug: "official"})
    assert (verbs(council), verbs(outside)) == (["offered"], ["refused"])
    assert mails(council) == ["refused"]
    assert not Account.objects.filter(organisation=outside.organisation).exists()


def test_taken_back_it_cannot_be_accepted(transfer, council, outside, at):
    actions.take_back(transfer=transfer, by=council.keeper, at=at)

    with pytest.raises(Refused, match="already"):
        actions.accept(transfer=transfer, by=outside.keeper, at=at)


def test_closed_meanwhile_there_is_nothing_to_take(transfer, account, outside, at):
    Account.objects.filter(pk=account.pk).update(status=Status.LOST)

    with pytest.raises(Refused, match="closed this account meanwhile"):
        actions.accept(transfer=transfer, by=outside.keeper, at=at)


def test_what_they_call_false_is_settled_first(transfer, outside, at):
    said = {"platform": "facebook", "key": "facebook:strathbeg", "handle": "strathbeg"}
    published(outside.organisation, **said, status=Status.FALSE)

    with pytest.raises(Refused, match="settle that first"):
        actions.accept(transfer=transfer, by=outside.keeper, at=at)


def test_only_the_other_keeper_answers_and_only_ours_takes_back(transfer, council, outside, at):
    for by in (council.keeper, outside.adviser):
        with pytest.raises(NotAllowed):
            actions.accept(transfer=transfer, by=by, at=at)
    for by in (outside.keeper, council.adviser):
        with pytest.raises(NotAllowed):
            actions.take_back(transfer=transfer, by=by, at=at)


def test_accepting_and_taking_back_at_once_have_one_winner(flushable, at):
    council, outside = make_council(), make_council(slug="glentarbet", name="Glentarbet Care")
    transfer = offered(of(council, at), council, outside, at)

    def tried(action, by):
        try:
            action(transfer=transfer, by=by, at=at)
        except Refused:
            return False
        return True

    outcomes = together(
        lambda: tried(actions.accept, outside.keeper),
        lambda: tried(actions.take_back, council.keeper),
    )

    assert sorted(outcomes) == [False, True]
    theirs = Account.objects.filter(organisation=outside.organisation)
    assert theirs.exists() == outcomes[0]
    assert claims(at)[0] == "official"
