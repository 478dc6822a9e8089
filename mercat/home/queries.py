"""What waits for a person or an organisation, across the whole system."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mercat.common import working_days
from mercat.common.languages import Text
from mercat.home import passport_work, rules
from mercat.home.retention import reviewing
from mercat.home.work import MOST, Work
from mercat.organisations import queries as organisations
from mercat.organisations.models import Department, Membership, MembershipRole, Organisation
from mercat.organisations.roles import Role
from mercat.organisations.rules import can_administer, has_role
from mercat.passports import advice as conversations
from mercat.passports import leaving
from mercat.passports import queries as passports
from mercat.passports.lifecycle import OPEN, Kind, Status
from mercat.passports.models import Advice, Application, Condition, Policy
from mercat.register import queries as register
from mercat.register.checks import queries as checks
from mercat.register.checks.rules import can_judge
from mercat.register.rules import can_keep

DONE, INVITED, TO_DO = gettext_lazy("Done"), gettext_lazy("Invited"), gettext_lazy("To do")


def waiting_for(membership: Membership) -> list[Work]:
    """The work of this person, what is due first at the top. At most twenty-one queries."""
    work = [*_views(membership), *_questions(membership), *_advice(membership)]
    if has_role(membership, [Role.CLERK]):
        work += _cases(membership, Status.SUBMITTED, _("Put it before the panel"))
        work += _cases(membership, Status.DECIDED, _("Release the letter"), page="release")
    elif has_role(membership, [Role.ADVISER]):
        work += _cases(membership, Status.SUBMITTED, _("Give advice"), kinds=[Kind.COUNCILLOR])
    if has_role(membership, [Role.CHAIR]):
        work += _cases(membership, Status.IN_PANEL, _("Record what the panel agreed"))
    elif has_role(membership, [Role.PANEL_MEMBER]):
        work += _cases(membership, Status.IN_PANEL, _("Join the discussion"))
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
    return sorted(work, key=lambda each: each.due_on or date.max)


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


def _views(membership: Membership) -> list[Work]:
    asked = passports.views_asked_of(membership.person, membership.organisation)
    return [
        Work(
            title=f"{view.application.applicant.name}: {view.application.title}",
            what=_("Your view, as their manager"),
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


def advice_shown(membership: Membership, shown: str) -> QuerySet[Advice]:
    """The adviser's queue and its other lists."""
    if shown == "guidance":
        return conversations.could_be_guidance(membership)
    if shown == "answered":
        return conversations.advised_by(membership).filter(waiting_since=None)
    found = conversations.waiting(membership)
    return found.filter(taken_by=membership.person_id) if shown == "mine" else found


def with_age(rows: Iterable[Advice], *, at: datetime) -> list[dict[str, Any]]:
    return [{"advice": row, "kind": _kind(row), "age": _age(row, at=at)} for row in rows]


def _kind(advice: Advice) -> str:
    if advice.application:
        return _("Application")
    return _("Account") if advice.account else _("Question")


def _age(advice: Advice, *, at: datetime) -> str:
    """In working days of the organisation."""
    if advice.waiting_since is None:
        return ""
    here = advice.organisation
    since, today = here.day(advice.waiting_since), here.day(at)
    days = working_days.between(since, today, nation=here.nation)
    if not days:
        return _("since today")
    return ngettext("%d working day", "%d working days", days) % days


def _cases(
    membership: Membership,
    status: str,
    what: str,
    *,
    page: str = "application",
    kinds: Sequence[str] = Kind.values,
) -> list[Work]:
    waiting = passports.waiting(membership, status=status).filter(kind__in=kinds)
    return [
        Work(
            title=str(application),
            what=_("Give advice") if application.kind == Kind.COUNCILLOR else what,
            url=reverse(f"passports:{page}", args=[application.public_id]),
            due_on=application.due_on,
        )
        for application in waiting[:MOST]
    ]


def own_applications(membership: Membership) -> list[Application]:
    return list(passports.own_applications(membership).order_by("-created_at")[:MOST])


def policies(organisation: Organisation) -> list[Policy]:
    """Every version, the one in force first."""
    return list(Policy.objects.filter(organisation=organisation).order_by("-version"))


def count_open_cases(organisation: Organisation) -> int:
    """Those that keep the policy that they were sent under."""
    sent = Application.objects.filter(organisation=organisation, status__in=OPEN)
    return sent.exclude(status=Status.DRAFT).count()


def first_steps(organisation: Organisation) -> list[dict[str, Text]]:
    """What a new organisation has still to do, as a task list. Five queries."""
    versions = policies(organisation)
    here, invited = _roles_held(organisation), _roles_invited(organisation)
    needs = versions[0].content.get("needs", []) if versions else []
    steps = [_policy_step(versions)]
    steps += [_role_step(need, here, invited) for need in needs]
    steps += [_department_step(organisation), _people_step(here, invited)]
    return steps


def _roles_held(organisation: Organisation) -> list[set[str]]:
    """Of each member here, the roles. Two queries."""
    members = organisations.active_members(organisation)
    held: dict[int, set[str]] = {pk: set() for pk in members.values_list("pk", flat=True)}
    roles = MembershipRole.objects.filter(membership__in=members)
    for pk, role in roles.values_list("membership_id", "role"):
        held.setdefault(pk, set()).add(role)
    return list(held.values())


def _roles_invited(organisation: Organisation) -> list[set[str]]:
    waiting = organisations.open_invitations(organisation)
    return [set(roles) for roles in waiting.values_list("roles", flat=True)]


def _step(title: str, url: str, hint: str, status: Text) -> dict[str, Text]:
    tones: dict[Text, str] = {DONE: "done", INVITED: "wait"}
    return {
        "title": title,
        "url": url,
        "hint": hint,
        "status": status,
        "tone": tones.get(status, "plain"),
    }


def _policy_step(versions: list[Policy]) -> dict[str, Text]:
    name = versions[0].content["name"] if versions else ""
    hint = _("Now: {name}").format(name=name) if name else _("Nothing can be sent before that")
    url = reverse("home:policy")
    return _step(_("Say who decides"), url, hint, DONE if name else TO_DO)


def _role_step(need: list[str], here: list[set[str]], invited: list[set[str]]) -> dict[str, Text]:
    wanted = set(need)
    status = next(
        (word for word, all_of in ((DONE, here), (INVITED, invited)) if _holds(wanted, all_of)),
        TO_DO,
    )
    names = _(" and ").join(str(Role(role).label).lower() for role in need)
    query = "&".join(f"roles={role}" for role in need)
    hint = _("One person does it all") if len(need) > 1 else _("It may be you")
    return _step(
        _("Invite your {names}").format(names=names),
        f"{reverse('organisations:invite')}?{query}",
        hint,
        status,
    )


def _holds(wanted: set[str], all_of: list[set[str]]) -> bool:
    return any(wanted <= each for each in all_of)


def _department_step(organisation: Organisation) -> dict[str, Text]:
    exist = Department.objects.filter(organisation=organisation).exists()
    hint = _("Those whose services speak in public, the large ones first")
    url = reverse("organisations:departments")
    return _step(_("Add departments"), url, hint, DONE if exist else TO_DO)


def _people_step(here: list[set[str]], invited: list[set[str]]) -> dict[str, Text]:
    status = DONE if set() in here else INVITED if set() in invited else TO_DO
    url, hint = (
        reverse("organisations:invite"),
        _("Those who would like to use social media at work"),
    )
    return _step(_("Tell people, and invite those who will apply"), url, hint, status)
