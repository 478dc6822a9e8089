"""The panel's meetings, from the agenda to minutes that are final."""

import pytest

from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.roles import Role
from mercat.passports import actions, queries
from mercat.passports.actions.agenda import DOWN, UP
from mercat.passports.models import AgendaItem, Meeting
from tests.factories.council import NOW, decide
from tests.passports.meetings import DAY, LATER, begun, ended, named, on, plan, titles
from tests.passports.states import give_roles


def test_planned_meeting_has_what_is_due_before_the_panel_meets_again(council):
    named(council, "First")
    named(council, "Second")
    named(council, "Submitted", status="submitted")

    assert titles(council, plan(council)) == on("First", "Second")


def test_case_that_is_due_after_the_next_meeting_is_left_for_that_one(council):
    case = named(council, "First")  # due on 2 December
    actions.cancel_meeting(meeting=plan(council, days=10), by=council.clerk, at=NOW)
    plan(council, days=12)
    AgendaItem.objects.all().delete()

    assert titles(council, plan(council, days=1)) == []
    case.due_on = (NOW + 11 * DAY).date()
    case.save()
    assert titles(council, plan(council, days=2)) == on("First")


def test_case_on_a_coming_agenda_is_not_put_on_a_second(council):
    named(council, "First")
    first = plan(council)

    assert titles(council, plan(council, days=2)) == []
    actions.cancel_meeting(meeting=first, by=council.clerk, at=NOW)
    assert titles(council, plan(council, days=3)) == on("First")


def test_members_are_called_by_a_mail_that_names_no_case(council):
    named(council, "First")
    OutboxMail.objects.all().delete()

    plan(council)

    mails = OutboxMail.objects.filter(purpose="passports/meeting_planned")
    assert {mail.to for mail in mails} == {
        f"{part}@strathbeg.example" for part in ("clerk", "chair", "panel_member")
    }
    assert "First" not in str([mail.context for mail in mails])
    assert mails[0].context["day"] == "Thursday 19 November 2026"


def test_change_tells_the_members_and_saving_the_same_tells_nobody(council):
    meeting = plan(council)
    same = {"starts_at": meeting.starts_at, "place": "Room 2", "link": ""}
    given = {"meeting": meeting, "by": council.clerk, "at": NOW}

    actions.change_meeting(**given, **same)
    assert not OutboxMail.objects.filter(purpose="passports/meeting_changed").exists()

    actions.change_meeting(**given, **{**same, "place": "Room 3"})
    assert OutboxMail.objects.filter(purpose="passports/meeting_changed").count() == 3


def test_meeting_in_the_past_is_refused(council):
    with pytest.raises(Refused, match="lie in the future"):
        plan(council, days=-1)


def test_items_move_up_and_down_and_stop_at_the_edge(council):
    for name in ("First", "Second", "Third"):
        named(council, name)
    meeting = plan(council)
    third = meeting.items.order_by("position").last()
    given = {"meeting": meeting, "number": third.pk, "by": council.clerk, "at": NOW}

    for to, wanted in (
        (UP, ("First", "Third", "Second")),
        (UP, ("Third", "First", "Second")),
        (UP, ("Third", "First", "Second")),
        (DOWN, ("First", "Third", "Second")),
    ):
        actions.move_item(to=to, **given)
        assert titles(council, meeting) == on(*wanted)


def test_case_is_taken_off_and_added_again_and_proposed_once(council):
    case = named(council, "First")
    meeting = plan(council)
    given = {"meeting": meeting, "by": council.clerk, "at": NOW}

    actions.remove_item(number=meeting.items.get().pk, **given)
    assert actions.add_items(cases=[case.public_id], **given) == 1
    assert actions.propose_agenda(**given) == 0
    with pytest.raises(Refused, match="on an agenda already"):
        actions.add_items(cases=[case.public_id], **given)


@pytest.mark.parametrize("part", ["chair", "panel_member", "auditor", "member", "administrator"])
def test_only_the_clerk_arranges(part, council):
    with pytest.raises(NotAllowed):
        actions.plan_meeting(
            starts_at=LATER, place="Here", link="", by=council.members[part], at=NOW
        )


def test_whoever_steps_out_sees_a_place_without_its_case(council):
    case = named(council, "Canary")
    named(council, "Second")
    case.seats.filter(person=council.panel_member.person).update(steps_out=True)
    meeting = plan(council)

    assert titles(council, meeting, "panel_member") == ["–", *on("Second")]
    assert titles(council, meeting) == on("Canary", "Second")
    (first, _) = queries.agenda_of(council.chair, meeting)
    assert [person.name for person in first.leave] == ["Panel Member"]


def test_applicant_helper_and_their_manager_of_the_panel_hear_nothing_of_it(council):
    give_roles(council.applicant, Role.CLERK)
    give_roles(council.colleague, Role.PANEL_MEMBER)
    give_roles(council.member, Role.PANEL_MEMBER)
    case = council.case("submitted")
    case.helpers.create(person=council.colleague.person, added_at=NOW)
    actions.open_case(application=case, by=council.clerk, at=NOW)
    meeting = plan(council)

    assert titles(council, meeting, "applicant") == ["–"]
    assert titles(council, meeting, "colleague") == ["–"]
    assert titles(council, meeting, "member") == ["Strathbeg Archives on Instagram"]


def test_minutes_say_what_happened(council):
    decided, asked, left = (named(council, name) for name in ("Decided", "Asked", "Left"))
    left.seats.filter(person=council.panel_member.person).update(steps_out=True)
    meeting = begun(council)
    decide(decided, by=council.chair, at=LATER, outcome="declined", reasons="There is one.")
    actions.ask(application=asked, question="How often?", by=council.chair, at=LATER)

    actions.end_meeting(meeting=meeting, by=council.clerk, at=LATER)

    agenda = queries.agenda_of(council.chair, meeting)
    items = {item.application: item.row.minute for item in agenda}
    meeting.refresh_from_db()
    assert meeting.opening == "Here: Chair, Clerk, Panel Member."
    assert items[decided] == "The panel agreed: Decline.\nThere is one."
    assert items[asked].startswith("The applicant is asked: How often?\nNot decided")
    assert items[left].startswith("Left for this item: Panel Member.\nNot decided at this meeting.")


def test_decision_of_another_day_is_not_in_the_minutes(council):
    case = named(council, "Early")
    meeting = begun(council)
    decide(case, by=council.chair, at=NOW)

    actions.end_meeting(meeting=meeting, by=council.clerk, at=LATER)

    assert "The panel agreed" not in meeting.items.get().minute


def test_meeting_ends_only_when_it_has_begun_and_somebody_was_here(council):
    meeting = plan(council)
    with pytest.raises(Refused, match="who was here"):
        actions.end_meeting(meeting=meeting, by=council.clerk, at=LATER)
    meeting = begun(council)
    with pytest.raises(Refused, match="not begun"):
        actions.end_meeting(meeting=meeting, by=council.clerk, at=NOW)


def change(meeting, council, *, minutes=None, by=None, **changed):
    given = {"version": 1, "opening": "All were here.", "closing": "", **changed}
    by = by or council.clerk
    return actions.change_minutes(meeting=meeting, minutes=minutes or {}, **given, by=by, at=LATER)


def test_clerk_changes_words_and_writes_them_anew(council):
    named(council, "First")
    meeting = ended(council)
    item = meeting.items.get()

    change(meeting, council, minutes={item.pk: "Talked over."}, closing="Tea.")
    item.refresh_from_db()
    assert item.minute == "Talked over."

    meeting = actions.rewrite_minutes(meeting=meeting, by=council.clerk, at=LATER)
    item.refresh_from_db()
    assert item.minute.startswith("Not decided")
    assert (meeting.closing, meeting.minutes_version) == ("Tea.", 3)


def test_clerk_changes_nothing_of_a_case_for_which_they_left(council):
    give_roles(council.applicant, Role.CLERK)
    council.case("in_panel")
    meeting = ended(council)
    item = meeting.items.get()
    before = item.minute

    change(meeting, council, minutes={item.pk: "Approved!"}, by=council.applicant)

    item.refresh_from_db()
    assert item.minute == before


def test_minutes_changed_elsewhere_are_not_overwritten(council):
    meeting = ended(council)
    change(meeting, council)

    with pytest.raises(Refused, match="changed elsewhere"):
        change(meeting, council)


def test_approved_minutes_are_final(council):
    meeting = ended(council)

    actions.approve_minutes(meeting=meeting, version=1, by=council.chair, at=LATER)

    meeting.refresh_from_db()
    assert (meeting.status, meeting.approved_by) == ("final", council.chair.person)
    for again in (
        change,
        lambda meeting, council: actions.rewrite_minutes(
            meeting=meeting, by=council.clerk, at=LATER
        ),
    ):
        with pytest.raises(Refused, match="cannot be changed"):
            again(meeting, council)


def test_minutes_are_approved_by_the_chair_as_they_read_them(council):
    meeting = ended(council)
    change(meeting, council)

    with pytest.raises(NotAllowed):
        actions.approve_minutes(meeting=meeting, version=2, by=council.clerk, at=LATER)
    with pytest.raises(Refused, match="changed while you read"):
        actions.approve_minutes(meeting=meeting, version=1, by=council.chair, at=LATER)


def test_no_case_needs_a_meeting(council):
    assert council.case("released").status == "released"
    assert Meeting.objects.count() == 0
