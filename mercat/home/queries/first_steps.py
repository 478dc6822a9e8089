from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mercat.common.languages import Text
from mercat.organisations import queries as organisations
from mercat.organisations.models import Department, MembershipRole, Organisation
from mercat.organisations.roles import Role
from mercat.passports.lifecycle import OPEN, Status
from mercat.passports.models import Application, Policy

DONE = gettext_lazy("Done")


INVITED = gettext_lazy("Invited")


TO_DO = gettext_lazy("To do")


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
