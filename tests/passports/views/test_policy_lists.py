"""What is granted at once, and with which interests members step out: form and effect."""

from datetime import date, timedelta

from django.utils import timezone

from mercat.passports import actions, queries
from mercat.passports.library import Term
from tests.factories.council import NOW, decide
from tests.passports.full_panel import votes_now
from tests.passports.views.test_policy import URL, typed


def preview(client, council, **changed):
    council.sign_in(client, "administrator")
    page = client.post(f"{URL}change/", typed(council, **changed), follow=True)
    assert page.redirect_chain, page.content.decode()
    return page.content.decode()


def in_force(council):
    actions.adopt_draft(by=council.administrator, at=timezone.now())
    return queries.policies(council.organisation).first().content


def passport_ending_soon(council):
    passport = council.case("released").passport
    passport.expires_on = timezone.now().date() + timedelta(days=30)
    passport.save()
    return passport


def test_form_keeps_what_is_granted_at_once_and_who_steps_out(council, client):
    said = preview(
        client,
        council,
        fast_tracks=["renewal"],
        fast_track_needs=["conditions_met", "panel_before"],
        steps_out=["line_manager", "political"],
    )

    assert "Granted at once only if" in said
    assert "Members step out with this interest" in said
    content = in_force(council)
    assert content["fast_track_needs"] == ["conditions_met", "panel_before"]
    assert content["steps_out"] == ["line_manager", "political"]


def test_form_offers_no_interest_with_which_everybody_steps_out_anyway(council, client):
    council.sign_in(client, "administrator")

    said = client.get(f"{URL}change/").content.decode()

    assert 'name="steps_out" value="line_manager"' in said
    assert 'value="self"' not in said
    assert 'value="first"' not in said


def test_preview_says_how_many_could_be_renewed_at_once(council, client):
    passport_ending_soon(council)

    said = preview(client, council, fast_tracks=[])

    assert "Of the 1 passport that ends within a year, 0 could be renewed at once." in said
    assert "Now it is 1." in said


def test_preview_counts_what_the_conditions_keep_from_it(council, client):
    passport = passport_ending_soon(council)
    passport.decision.rule, passport.decision.decided_by = "renewal", None
    passport.decision.save()

    said = preview(client, council, fast_track_needs=["panel_before"])

    assert "Of the 1 passport that ends within a year, 0 could be renewed at once." in said


def test_preview_says_who_would_have_stepped_out(council, client):
    council.panel_member.department = council.department
    council.panel_member.save()
    council.case("in_panel", at=timezone.now() - timedelta(days=10))
    same_team = queries.interests_since(
        council.organisation, ["same_team"], "declare", since=NOW - timedelta(days=365)
    )
    assert same_team > 0

    said = preview(client, council, steps_out=["same_team"])

    assert f"In the last twelve months {same_team} members more would have stepped out" in said


def test_policy_that_wants_the_panel_every_other_time_renews_once(council):
    policy = queries.policy_of(council.organisation)
    policy.content["fast_track_needs"] = ["panel_before"]
    policy.save()
    passport = council.case("released").passport
    later = NOW.replace(year=2027, month=10)

    first = renewed(passport, council, at=later)
    assert first.status == "released"
    second = renewed(first.passport, council, at=later.replace(year=2028))

    assert second.status == "submitted"


def test_policy_that_wants_conditions_met_waits_for_them(council):
    policy = queries.policy_of(council.organisation)
    policy.content["fast_track_needs"] = ["conditions_met"]
    policy.save()
    case = council.case("in_panel")
    term = Term("Tell us what readers liked", date(2027, 3, 14))
    decide(case, by=council.chair, at=NOW, outcome="approved_with_conditions", conditions=[term])
    text = actions.letter_of(case, queries.standing_decision(case))
    actions.release(application=case, text=text, by=council.clerk, at=NOW)
    case.refresh_from_db()

    renewal = renewed(case.passport, council, at=NOW.replace(year=2027, month=10))

    assert renewal.status == "submitted"


def renewed(passport, council, *, at):
    return actions.renew(
        passport=passport,
        reached="",
        learned="",
        lends=False,
        declarations=["policy", "belongs", "manager"],
        by=council.applicant,
        at=at,
    )


def test_panel_that_votes_keeps_its_interests_when_another_term_changes(council, client):
    votes_now(council)
    said = preview(
        client,
        council,
        deciding="votes",
        steps_out=["line_manager", "co_custodian"],
        asks_interest="yes",
        working_days="7",
    )

    assert "stepped out" not in said
