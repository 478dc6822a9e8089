"""Interests: found when the roll is called, said once, set by the clerk."""

import pytest

from mercat.audit import queries as audit
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.roles import Role
from mercat.passports import actions, queries
from mercat.passports.models import Interest
from tests.factories.council import NOW
from tests.passports.full_panel import cast, decided, join, voted_on, votes_now
from tests.passports.states import give_roles

SAY_FIRST = "Say first whether you have an interest in this case"


@pytest.fixture(autouse=True)
def _voting(council):
    votes_now(council)


def interests(application, part=""):
    found = queries.interests_of(application).filter(person__name__contains=part)
    return {(each.person.name, each.kind, each.source, each.effect) for each in found}


def say(application, by, kind="", effect="", **given):
    return actions.say_interest(
        application=application, kind=kind, effect=effect, by=by, at=NOW, **given
    )


def set_by_clerk(council, application, member, kind="personal", effect="step_out"):
    return actions.set_interest(
        application=application,
        person=member.person,
        kind=kind,
        effect=effect,
        by=council.clerk,
        at=NOW,
    )


def steps_out(application, member):
    return application.seats.get(person=member.person).steps_out


def test_roll_finds_who_applies_manages_helps_and_looks_after_the_account(council):
    give_roles(council.applicant, Role.PANEL_MEMBER)
    give_roles(council.manager, Role.PANEL_MEMBER)
    give_roles(council.colleague, Role.PANEL_MEMBER)  # the backup that the case names

    application = council.case("in_panel")

    assert {each for each in interests(application) if each[1] != "same_team"} == {
        ("Applicant", "self", "detected", "step_out"),
        ("Manager", "line_manager", "detected", "step_out"),
        ("Colleague", "co_custodian", "detected", "step_out"),
    }
    out = application.seats.filter(steps_out=True).values_list("person__name", flat=True)
    assert set(out) == {"Applicant", "Manager", "Colleague"}


def test_same_team_is_declared_and_takes_part(council):
    application = council.case("in_panel")

    assert ("Chair", "same_team", "detected", "declare") in interests(application)
    assert interests(application, "Second") == set()
    assert not steps_out(application, council.chair)


def test_policy_says_with_which_interests_a_member_steps_out(council):
    votes = queries.policy_of(council.organisation)
    votes.content |= {"steps_out": []}
    votes.save()
    give_roles(council.manager, Role.PANEL_MEMBER)

    application = council.case("in_panel")

    assert ("Manager", "line_manager", "detected", "declare") in interests(application)


def test_member_is_asked_before_anything_else(council):
    application = council.case("in_panel")

    for act in (
        lambda: cast(application, "support", by=council.second),
        lambda: actions.discuss(application=application, text="Well", by=council.second, at=NOW),
    ):
        with pytest.raises(NotAllowed, match=SAY_FIRST):
            act()
    say(application, council.second)

    assert cast(application, "support", by=council.second).choice == "support"


def test_who_says_yes_and_steps_out_is_out(council):
    application = council.case("in_panel")

    say(application, council.second, "personal", "step_out", words="My sister's account")

    assert interests(application, "Second") == {("Second", "personal", "declared", "step_out")}
    assert not queries.seen_by(council.second).filter(pk=application.pk).exists()
    event = audit.events_of(application).last()
    assert (event.verb, event.facts["steps_out"]) == ("passports.application.interest_said", True)
    assert "sister" not in str(event.facts)
    assert "personal" not in str(event.facts)
    with pytest.raises(NotAllowed, match="You step out of this case"):
        say(application, council.second)


def test_who_declares_it_takes_part(council):
    application = council.case("in_panel")

    say(application, council.second, "political", "declare")

    assert not steps_out(application, council.second)
    assert cast(application, "support", by=council.second)


def test_who_declares_what_the_policy_keeps_out_steps_out(council):
    application = council.case("in_panel")

    assert say(application, council.second, "co_custodian", "declare").steps_out


def test_vote_of_who_steps_out_later_does_not_count(council):
    application = voted_on(council, second="oppose", third="support", chair="support")

    say(application, council.second, "personal", "step_out")

    tally = queries.tally_of(application, queries.latest_revision(application))
    assert (tally.oppose, tally.support, tally.eligible, tally.missing) == (0, 2, 3, 1)
    assert application.votes.get(person=council.second.person).replaced_at == NOW


def test_clerk_sets_it_for_good(council):
    application = voted_on(council)

    set_by_clerk(council, application, council.chair, effect="declare")
    set_by_clerk(council, application, council.second)

    assert interests(application, "Chair") == {("Chair", "personal", "clerk", "declare")}
    assert steps_out(application, council.second)
    with pytest.raises(Refused) as refusal:
        say(application, council.chair, "political", "step_out")
    assert refusal.value.sentence == (
        "The clerk has set this. Write to the clerk if it should change."
    )


def test_clerk_lets_somebody_come_back(council):
    application = voted_on(council)
    say(application, council.second, "personal", "step_out")

    set_by_clerk(council, application, council.second, effect="declare")

    assert not steps_out(application, council.second)
    assert cast(application, "support", by=council.second)


def test_clerk_cannot_let_anybody_judge_their_own_case(council):
    give_roles(council.applicant, Role.PANEL_MEMBER)
    application = voted_on(council)

    set_by_clerk(council, application, council.applicant, effect="declare")
    with pytest.raises(Refused) as refusal:
        set_by_clerk(council, application, council.applicant, kind="self", effect="declare")

    assert steps_out(application, council.applicant)
    sentence = "Whose case it is, and who decided it, stands in the record: nobody sets that."
    assert refusal.value.sentence == sentence


def test_interest_of_somebody_without_a_seat_is_refused(council):
    application = voted_on(council)

    with pytest.raises(NotAllowed, match="You have no seat on the panel"):
        say(application, council.adviser)
    with pytest.raises(Refused) as refusal:
        set_by_clerk(council, application, council.keeper)

    assert refusal.value.sentence == "Keeper has no seat on this case."


def test_interest_after_the_decision_is_refused(council):
    application = voted_on(council, chair="support", second="support", third="support")
    decided(application, by=council.chair)

    with pytest.raises(Refused) as refusal:
        set_by_clerk(council, application, council.second)

    assert refusal.value.sentence.startswith("The panel does not have this case now.")
    assert Interest.objects.filter(source="clerk").count() == 0


def test_deputy_that_the_policy_names_comes_in_for_a_chair(council):
    deputy = join(council, "deputy", Role.CHAIR)
    policy = queries.policy_of(council.organisation)
    policy.content |= {"deputies": [deputy.public_id]}
    policy.save()
    application = voted_on(council)
    assert not application.seats.filter(person=deputy.person).exists()
    OutboxMail.objects.all().delete()

    say(application, council.chair, "political", "step_out")

    seat = application.seats.get(person=deputy.person)
    assert (seat.is_chair, seat.steps_out, seat.interest_said) == (True, False, False)
    assert [(mail.purpose, mail.to) for mail in OutboxMail.objects.all()] == [
        ("passports/panel", "deputy@strathbeg.example")
    ]


def test_deputies_come_in_until_a_quorum_can_be_reached(council):
    named = [join(council, part, Role.PANEL_MEMBER) for part in ("fourth", "fifth")]
    policy = queries.policy_of(council.organisation)
    policy.content |= {"deputies": [each.public_id for each in named], "quorum": 4}
    policy.save()
    application = voted_on(council)

    say(application, council.second, "personal", "step_out")

    seated = set(application.seats.values_list("person__name", flat=True))
    assert "Fourth" in seated
    assert "Fifth" not in seated


def test_clerk_is_told_when_no_deputy_is_left(council):
    application = voted_on(council)
    OutboxMail.objects.all().delete()

    say(application, council.chair, "political", "step_out")

    mail = OutboxMail.objects.get()
    assert (mail.purpose, mail.to) == ("passports/panel_short", "clerk@strathbeg.example")


def test_call_again_seats_who_joined_since(council):
    application = voted_on(council)
    say(application, council.chair, "political", "step_out")
    with pytest.raises(Refused) as refusal:
        actions.call_again(application=application, by=council.clerk, at=NOW)
    join(council, "fresh", Role.CHAIR)

    seats = actions.call_again(application=application, by=council.clerk, at=NOW)

    assert refusal.value.sentence == (
        "Everybody on the panel has a seat already. Ask an administrator to give a colleague "
        "the role of panel member or chair, then call the roll again."
    )
    assert [(seat.person.name, seat.is_chair) for seat in seats] == [("Fresh", True)]
