from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mercat.home import case_work, passport_work, practice_work, register_work, rules, tools_work
from mercat.home.retention import reviewing
from mercat.home.work import MOST, Work
from mercat.learning import queries as learning
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import can_administer, has_role
from mercat.passports import advice as conversations
from mercat.passports import leaving
from mercat.passports import queries as passports
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application, Condition, Meeting
from mercat.passports.rules import sees_meetings
from mercat.register import queries as register
from mercat.register.checks import queries as checks
from mercat.register.checks.rules import can_judge
from mercat.register.rules import can_keep


def waiting_for(membership: Membership) -> list[Work]:
    """The work of this person, what is due first at the top. At most thirty-three queries."""
    work = [*_views(membership), *_questions(membership), *_advice(membership)]
    work += case_work.waiting_for(membership)
    work += _meetings(membership)
    work += _register_changes(membership)
    work += _disputes(membership)
    work += _transfers(membership)
    work += _seen_by_checks(membership)
    work += _emergencies_ended(membership)
    work += _left(membership)
    work += _conditions(membership)
    work += _reviews(membership)
    work += _domains(membership)
    work += passport_work.waiting_for(membership)
    work += _learning(membership)
    work += register_work.waiting_for(membership)
    work += tools_work.waiting_for(membership)
    work += practice_work.waiting_for(membership)
    return sorted(work, key=lambda each: each.due_on or date.max)


def _meetings(membership: Membership) -> list[Work]:
    """The next one to prepare for, and minutes that wait for clerk and chair. One query."""
    if not sees_meetings(membership):
        return []
    opened = list(passports.open_meetings(membership)[:MOST])
    writes = has_role(membership, [Role.CLERK, Role.CHAIR])
    held = [each for each in opened if each.is_held and writes]
    coming = [each for each in opened if each.is_planned][:1]
    pack, read = _("Read the pack"), _("Read them, and make them final")
    return [
        *(_minutes(each, read) for each in held),
        *(_meeting(each, pack) for each in coming),
    ]


def _minutes(meeting: Meeting, what: str) -> Work:
    url = reverse("passports:minutes", args=[meeting.public_id])
    return Work(_("Minutes of {day}").format(day=meeting), what, url, None)


def _meeting(meeting: Meeting, what: str) -> Work:
    url = reverse("passports:meeting", args=[meeting.public_id])
    title = _("The panel meets on {day}").format(day=meeting)
    return Work(title, what, url, meeting.local_start.date())


def _register_changes(membership: Membership) -> list[Work]:
    return [
        Work(
            title=f"{change.account.name}: {change.get_kind_display().lower()}",
            what=_("Agree to a change of the register, or decline it"),
            url=reverse("register:change", args=[change.public_id]),
            due_on=None,
        )
        for change in register.changes_waiting_for(membership)[:MOST]
    ]


def _disputes(membership: Membership) -> list[Work]:
    return [
        Work(
            title=str(dispute),
            what=_("Another register contradicts ours: say what is right"),
            url=reverse("register:dispute", args=[dispute.public_id]),
            due_on=None,
            tone="stop",
        )
        for dispute in register.disputes_for(membership)[:MOST]
    ]


def _transfers(membership: Membership) -> list[Work]:
    return [
        Work(
            title=transfer.account.full_name,
            what=_("Another organisation asks you to take it over"),
            url=reverse("register:transfer", args=[transfer.public_id]),
            due_on=None,
        )
        for transfer in register.transfers_for(membership)[:MOST]
    ]


def _seen_by_checks(membership: Membership) -> list[Work]:
    if not can_judge(membership):
        return []
    found = [
        Work(
            title=finding.account.name,
            what=str(finding.get_trouble_display()),
            url=reverse("checks:finding", args=[finding.public_id]),
            due_on=None,
            tone="stop",
        )
        for finding in checks.findings_to_judge(membership.organisation).order_by("pk")[:MOST]
    ]
    if checks.found_accounts(membership.organisation, state="found").exists():
        title, what = _("Accounts we found"), _("Say whose they are")
        found.append(Work(title, what, reverse("checks:found_accounts"), None))
    return found


def _emergencies_ended(membership: Membership) -> list[Work]:
    if not can_keep(membership):
        return []
    return [
        Work(
            title=passport.account.full_name if passport.account else "",
            what=_("Its emergency passport has ended and no other followed: close it, or ask why"),
            url=reverse("register:account", args=[passport.account.public_id])
            if passport.account
            else "",
            due_on=passport.expires_on,
        )
        for passport in passports.emergencies_to_settle(membership.organisation)[:MOST]
    ]


def _left(membership: Membership) -> list[Work]:
    return [
        Work(
            title=f"{handover.membership.person.name}: {handover}",
            what=_("They have left: hand it over or end it"),
            url=f"{reverse('passports:leavers')}?person={handover.membership.person.public_id}",
            due_on=handover.due_on,
        )
        for handover in leaving.waiting_for(membership)[:MOST]
    ]


def _conditions(membership: Membership) -> list[Work]:
    """What this person has still to do for a passport, and what holders did or should have."""
    today = membership.organisation.day(timezone.now())
    to_do = passports.conditions_to_do(membership)[:MOST]
    waiting = passports.conditions_waiting(membership, today=today).order_by("due_on", "pk")
    return [
        *(_condition(each, _("Do it, and tell us"), today) for each in to_do),
        *(_condition(each, _("Accept it, or ask again"), today) for each in waiting[:MOST]),
    ]


def _condition(condition: Condition, what: str, today: date) -> Work:
    overdue = condition.is_overdue(today)
    return Work(
        title=f"{condition.decision.application}: {condition}",
        what=_("Its day has passed") if overdue else what,
        url=reverse("passports:condition", args=[condition.public_id]),
        due_on=condition.due_on,
        tone="stop" if overdue else "wait",
    )


def _reviews(membership: Membership) -> list[Work]:
    if not rules.reviewed_by(membership):
        return []
    waiting = reviewing.waiting_for(membership).count()
    if not waiting:
        return []
    what = _("Older than we keep it: keep it for a while, or destroy it")
    count = ngettext("%d thing to review", "%d things to review", waiting) % waiting
    return [Work(title=count, what=what, url=reverse("home:reviews"), due_on=None)]


def _domains(membership: Membership) -> list[Work]:
    """For administrators: a proof that we no longer find."""
    if not can_administer(membership):
        return []
    return [
        Work(
            title=domain.host,
            what=_("We no longer find its proof: put it back, or remove the domain"),
            url=reverse("organisations:domain", args=[domain.host]),
            due_on=None,
            tone="stop",
        )
        for domain in organisations.domains_lost(membership.organisation)[:MOST]
    ]


def _learning(membership: Membership) -> list[Work]:
    """What this member answers for a team, and what teams have sent to the learning lead."""
    answer, look = _("Say how it is in your team"), _("Look at the team’s answers")
    rows = [(each, answer) for each in learning.shares_to_answer(membership)[:MOST]]
    rows += [(each, look) for each in learning.shares_to_close(membership)[:MOST]]
    return (
        _planned(membership)
        + [
            Work(
                title=f"{share.team}: {share.assessment}",
                what=what,
                url=reverse("learning:share", args=[share.public_id]),
                due_on=share.due_on,
            )
            for share, what in rows
        ]
        + [
            Work(
                title=str(pulse.assessment),
                what=_("Read first what people wrote without their names"),
                url=reverse("learning:moderate", args=[pulse.public_id]),
                due_on=None,
            )
            for pulse in learning.pulses_to_moderate(membership)[:MOST]
        ]
    )


def _planned(membership: Membership) -> list[Work]:
    """What this member does so that people here can learn."""
    return [
        Work(
            title=planned.text,
            what=_("Say what came of it, when it is done"),
            url=reverse("learning:planned_action", args=[planned.public_id]),
            due_on=planned.due_on,
        )
        for planned in learning.actions_to_do(membership)[:MOST]
    ]


def _views(membership: Membership) -> list[Work]:
    asked = passports.views_asked_of(membership.person, membership.organisation)
    return [
        Work(
            title=f"{view.application.applicant.name}: {view.application.title}",
            what=_("Your view, as head of the service")
            if view.is_heads
            else _("Your view, as their manager"),
            url=reverse("passports:give_view", args=[view.application.public_id]),
            due_on=view.due_on,
        )
        for view in asked[:MOST]
    ]


def _questions(membership: Membership) -> list[Work]:
    asked = passports.own_applications(membership).filter(status=Status.MORE_INFO)
    return [
        Work(
            title=str(application),
            what=_("We need something from you"),
            url=reverse("passports:application", args=[application.public_id]),
            due_on=application.due_on,
            tone="stop",
        )
        for application in asked.order_by("due_on")[:MOST]
    ]


def _advice(membership: Membership) -> list[Work]:
    """What communications wrote to this person, and what waits for communications."""
    work = [
        Work(
            title=str(advice),
            what=_("New message"),
            url=reverse("passports:advice", args=[advice.public_id]),
            due_on=None,
        )
        for advice in conversations.unread(membership).order_by("-latest_at")[:MOST]
    ]
    if waiting := conversations.count_waiting(membership):
        title = ngettext("%d question to communications", "%d questions to communications", waiting)
        work.append(Work(title % waiting, _("Answer"), reverse("home:advice_queue"), None))
    return work


def own_applications(membership: Membership) -> list[Application]:
    return list(passports.own_applications(membership).order_by("-created_at")[:MOST])
