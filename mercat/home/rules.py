from mercat.home.models import Review
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import check_role, has_role

PERMISSIONS: dict[str, frozenset[Role]] = {
    "hold what may be asked for": frozenset({Role.ADMINISTRATOR, Role.FOI_OFFICER}),
    "see holds, periods and disposals": frozenset(
        {Role.ADMINISTRATOR, Role.AUDITOR, Role.FOI_OFFICER}
    ),
    "review cases that are due": frozenset({Role.CLERK}),
    "review imports that are due": frozenset({Role.KEEPER}),
    "review people who left": frozenset({Role.ADMINISTRATOR}),
    "erase a person": frozenset({Role.ADMINISTRATOR}),
    "answer a data-protection complaint": frozenset({Role.ADMINISTRATOR}),
}
# Which permission reviews what is due under a rule of the retention table.
REVIEWERS = {
    "cases": "review cases that are due",
    "passports": "review cases that are due",
    "imports": "review imports that are due",
    "people_who_left": "review people who left",
}


def check_can_hold(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["hold what may be asked for"]))


def can_hold(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["hold what may be asked for"])


def check_can_see_retention(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["see holds, periods and disposals"]))


def can_see_retention(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["see holds, periods and disposals"])


def reviewed_by(membership: Membership) -> list[str]:
    """The rules of the retention table that this member reviews for."""
    return [rule for rule, verb in REVIEWERS.items() if has_role(membership, PERMISSIONS[verb])]


def check_can_review(membership: Membership, review: Review | None = None) -> None:
    verbs = [REVIEWERS[review.rule]] if review else sorted(set(REVIEWERS.values()))
    check_role(membership, sorted({role for verb in verbs for role in PERMISSIONS[verb]}))


def check_can_erase(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["erase a person"]))


def check_can_answer_complaint(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["answer a data-protection complaint"]))
