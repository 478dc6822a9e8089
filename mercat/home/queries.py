"""What waits for a person or an organisation, across the whole system."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from mercat.organisations import queries as organisations
from mercat.organisations.models import Department, Membership, MembershipRole, Organisation
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.passports import queries as passports
from mercat.passports.lifecycle import OPEN, Status
from mercat.passports.models import Application, Policy

MOST = 20


@dataclass(frozen=True, slots=True)
class Work:
    title: str
    what: str
    url: str
    due_on: date | None
    tone: str = "wait"


def waiting_for(membership: Membership) -> list[Work]:
    """The work of this person, what is due first at the top. At most five queries."""
    work = [*_views(membership), *_questions(membership)]
    if has_role(membership, [Role.CLERK]):
        work += _cases(membership, Status.SUBMITTED, "Put it before the panel")
        work += _cases(membership, Status.DECIDED, "Release the letter", page="release")
    if has_role(membership, [Role.CHAIR]):
        work += _cases(membership, Status.IN_PANEL, "Record what the panel agreed")
    elif has_role(membership, [Role.PANEL_MEMBER]):
        work += _cases(membership, Status.IN_PANEL, "Join the discussion")
    return sorted(work, key=lambda each: each.due_on or date.max)


def _views(membership: Membership) -> list[Work]:
    asked = passports.views_asked_of(membership.person, membership.organisation)
    return [
        Work(
            title=f"{view.application.applicant.name}: {view.application.title}",
            what="Your view, as their manager",
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
            what="We need something from you",
            url=reverse("passports:application", args=[application.public_id]),
            due_on=application.due_on,
            tone="stop",
        )
        for application in asked.order_by("due_on")[:MOST]
    ]


def _cases(
    membership: Membership, status: str, what: str, *, page: str = "application"
) -> list[Work]:
    return [
        Work(
            title=str(application),
            what=what,
            url=reverse(f"passports:{page}", args=[application.public_id]),
            due_on=application.due_on,
        )
        for application in passports.waiting(membership, status=status)[:MOST]
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


def first_steps(organisation: Organisation) -> list[dict[str, str]]:
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


def _step(title: str, url: str, hint: str, status: str) -> dict[str, str]:
    tones = {"Done": "done", "Invited": "wait"}
    return {
        "title": title,
        "url": url,
        "hint": hint,
        "status": status,
        "tone": tones.get(status, "plain"),
    }


def _policy_step(versions: list[Policy]) -> dict[str, str]:
    name = versions[0].content["name"] if versions else ""
    hint = f"Now: {name}" if name else "Nothing can be sent before that"
    url = reverse("home:policy")
    return _step("Say who decides", url, hint, "Done" if name else "To do")


def _role_step(need: list[str], here: list[set[str]], invited: list[set[str]]) -> dict[str, str]:
    wanted = set(need)
    status = next(
        (word for word, all_of in (("Done", here), ("Invited", invited)) if _holds(wanted, all_of)),
        "To do",
    )
    names = " and ".join(Role(role).label.lower() for role in need)
    query = "&".join(f"roles={role}" for role in need)
    hint = "One person does it all" if len(need) > 1 else "It may be you"
    return _step(f"Invite your {names}", f"{reverse('organisations:invite')}?{query}", hint, status)


def _holds(wanted: set[str], all_of: list[set[str]]) -> bool:
    return any(wanted <= each for each in all_of)


def _department_step(organisation: Organisation) -> dict[str, str]:
    exist = Department.objects.filter(organisation=organisation).exists()
    hint = "Those whose services speak in public, the large ones first"
    url = reverse("organisations:departments")
    return _step("Add departments", url, hint, "Done" if exist else "To do")


def _people_step(here: list[set[str]], invited: list[set[str]]) -> dict[str, str]:
    status = "Done" if set() in here else "Invited" if set() in invited else "To do"
    url, hint = reverse("organisations:invite"), "Those who would like to use social media at work"
    return _step("Tell people, and invite those who will apply", url, hint, status)
