"""Votes of a panel: one stands for each member and version, and what they add up to."""

import pytest

from mercat.audit import queries as audit
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.passports import actions, queries, rules
from mercat.passports.lifecycle import tally_votes
from mercat.passports.models import Vote
from tests.factories.council import NOW
from tests.passports.full_panel import cast, decided, new_version, voted_on, votes_now

ALL = {"chair": "support", "panel_member": "support", "second": "oppose", "third": "abstain"}


@pytest.fixture(autouse=True)
def _voting(council):
    votes_now(council)


def tally_now(application):
    return queries.tally_of(application, queries.latest_revision(application))


def test_vote_stands_on_its_version(council):
    application = voted_on(council)

    vote = cast(application, "conditions", by=council.second, words="  Ask first ")

    assert (vote.choice, vote.words, vote.revision.number) == ("conditions", "Ask first", 1)
    event = audit.events_of(application).last()
    assert event.verb == "passports.application.voted"
    assert event.facts == {
        "status": "in_panel",
        "revision": 1,
        "sha256": vote.revision.sha256,
    }


def test_changed_vote_keeps_the_earlier_one(council):
    application = voted_on(council, second="support")

    cast(application, "oppose", by=council.second)

    votes = Vote.objects.order_by("pk").values_list("choice", "replaced_at")
    assert list(votes) == [("support", NOW), ("oppose", None)]
    assert (tally_now(application).support, tally_now(application).oppose) == (0, 1)


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ("conditions", "Write the conditions"),
        ("oppose", "Say why you oppose it"),
        ("ask", "Write your question"),
    ],
)
def test_vote_without_the_words_it_needs_is_refused(choice, sentence, council):
    application = voted_on(council)

    with pytest.raises(Refused) as refusal:
        cast(application, choice, by=council.second, words=" ")

    assert (refusal.value.sentence, Vote.objects.count()) == (sentence, 0)


def test_vote_on_a_version_that_is_no_longer_the_latest_is_refused(council):
    application = voted_on(council)
    new_version(council, application)

    with pytest.raises(Refused) as refusal:
        cast(application, "support", by=council.second, revision=1)

    assert refusal.value.sentence == (
        "A new version came while you were reading. Look at what changed, then vote."
    )


def test_vote_while_the_applicant_is_asked_is_refused(council):
    application = voted_on(council)
    actions.ask(application=application, question="How often?", by=council.clerk, at=NOW)

    with pytest.raises(Refused) as refusal:
        cast(application, "support", by=council.second)

    assert refusal.value.sentence == (
        "The applicant was asked for something. Vote on the version that they send."
    )


def test_vote_where_the_chair_records_is_refused(council):
    actions.adopt_policy(organisation=council.organisation, key="small_panel", by=None, at=NOW)
    policy = queries.policy_of(council.organisation)
    policy.content["question_set"] = "speak-1"
    policy.save()
    application = council.case("in_panel")

    with pytest.raises(Refused) as refusal:
        cast(application, "support", by=council.second)

    assert refusal.value.sentence == ("This panel does not vote: the chair records what it agreed.")


def test_new_version_makes_votes_stale_and_asks_for_them_again(council):
    application = voted_on(council, **ALL)
    OutboxMail.objects.all().delete()

    new_version(council, application)

    assert (tally_now(application).cast, tally_now(application).missing) == (0, 3)
    mails = OutboxMail.objects.filter(purpose="passports/vote_again").order_by("to")
    assert [mail.to.partition("@")[0] for mail in mails] == sorted(ALL)


def test_confirm_vote_says_the_same_of_the_new_version(council):
    application = voted_on(council, second="oppose")
    new_version(council, application)

    vote = actions.confirm_vote(application=application, revision=2, by=council.second, at=NOW)

    assert (vote.choice, vote.words, vote.revision.number) == ("oppose", "There is one", 2)
    assert Vote.objects.filter(replaced_at=None).count() == 2  # each stands on its version


def test_confirm_vote_without_one_is_refused(council):
    application = voted_on(council)

    with pytest.raises(Refused) as refusal:
        actions.confirm_vote(application=application, revision=1, by=council.second, at=NOW)

    assert refusal.value.sentence == "You have not voted on this case yet."


def test_decide_keeps_the_tally(council):
    application = voted_on(council, **ALL)

    decision = decided(application, by=council.chair)

    assert decision.tally == {
        "revision": 1,
        "eligible": 4,
        "quorum": 3,
        "support": 2,
        "conditions": 0,
        "oppose": 1,
        "abstain": 1,
        "ask": 0,
        "tie": "chair",
        "result": "yes",
    }
    assert decision.override_reason == ""


def test_decide_before_voting_oneself_is_refused(council):
    application = voted_on(council, panel_member="support", second="support", third="support")

    with pytest.raises(Refused) as refusal:
        decided(application, by=council.chair)

    assert refusal.value.sentence == (
        "Cast your own vote first: then you see how the others voted."
    )


@pytest.mark.parametrize(
    ("votes", "outcome", "sentence"),
    [
        (
            {"chair": "support", "second": "support"},
            "approved",
            "1 more vote is needed on this version. To decide without, say why.",
        ),
        (
            {"chair": "support", "second": "oppose", "third": "oppose"},
            "approved",
            "The votes say no. To decide otherwise, say why.",
        ),
        (
            {"chair": "support", "second": "conditions", "third": "oppose"},
            "declined",
            "The votes say yes. To decide otherwise, say why.",
        ),
        (
            {"chair": "abstain", "second": "abstain", "third": "abstain"},
            "approved",
            "Nobody has voted for or against it. To decide otherwise, say why.",
        ),
    ],
)
def test_decide_otherwise_wants_a_reason(votes, outcome, sentence, council):
    application = voted_on(council, **votes)

    with pytest.raises(Refused) as refusal:
        decided(application, by=council.chair, outcome=outcome)
    decision = decided(
        application, by=council.chair, outcome=outcome, override_reason="It cannot wait."
    )

    assert refusal.value.sentence == sentence
    assert decision.override_reason == "It cannot wait."


def test_even_votes_leave_it_to_the_chair(council):
    application = voted_on(council, chair="support", second="oppose", third="abstain")

    assert decided(application, by=council.chair, outcome="declined").tally["result"] == "even"


def test_policy_may_let_even_votes_say_no():
    counted = tally_votes(
        ["support", "oppose"],
        revision=1,
        eligible=3,
        rules={"quorum": 2, "tie": "declined"},
    )

    assert (counted.result, counted.why_reason("declined")) == ("no", "")
    assert counted.why_reason("approved") == "The votes say no. To decide otherwise, say why."


def test_question_of_a_member_is_no_vote_yet(council):
    application = voted_on(council, second="ask", third="support")

    assert (tally_now(application).cast, tally_now(application).missing) == (1, 2)
    revision = queries.latest_revision(application)
    assert queries.questions_of_members(revision) == ["How often?"]


@pytest.mark.parametrize(
    ("part", "has_voted", "status", "sees"),
    [
        ("second", False, "in_panel", False),
        ("second", True, "in_panel", True),
        ("second", False, "decided", True),
        ("chair", False, "in_panel", False),
        ("clerk", True, "released", False),
        ("adviser", True, "released", False),
        ("applicant", True, "released", False),
        ("auditor", False, "in_panel", True),
    ],
)
def test_votes_of_others_are_hidden_until_one_has_voted(part, has_voted, status, sees, council):
    application = voted_on(council)
    application.status = status

    seen = rules.can_see_votes(council.members[part], application, has_voted=has_voted)

    assert seen is sees


def test_vote_without_a_seat_is_refused(council):
    application = voted_on(council)

    application.seats.filter(person=council.second.person).delete()

    with pytest.raises(NotAllowed, match="You have no seat on the panel"):
        cast(application, "support", by=council.second)


def test_panel_work_says_what_each_has_to_do(council):
    application = voted_on(council, second="support")
    new_version(council, application)
    application.seats.filter(person=council.third.person).update(interest_said=False)

    def work(member):
        found = queries.panel_work(member)
        return list(found.values_list("interest_said", "voted", "version", "cast"))

    cast(application, "conditions", by=council.chair)
    assert work(council.second) == [(True, 1, 2, 1)]
    assert work(council.third) == [(False, 0, 2, 1)]
    assert work(council.clerk) == [(None, 0, 2, 1)]
