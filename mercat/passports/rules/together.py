from mercat.organisations.models import Membership
from mercat.organisations.rules import check_role, has_role
from mercat.passports.lifecycle import WANTS, Task
from mercat.passports.models import Application
from mercat.passports.rules.basis import PERMISSIONS, can, check_role_on


def check_can_do_together(membership: Membership, task: Task) -> None:
    """Whoever may do it to one case may do it to many; each case is asked again by itself."""
    check_role(membership, sorted(PERMISSIONS[WANTS[task].verb]))


def tasks_together(membership: Membership) -> list[Task]:
    """What this member may do to many cases at once. No query after the first role."""
    return [task for task in Task if has_role(membership, PERMISSIONS[WANTS[task].verb])]


def check_can_remind_people(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, WANTS[Task.REMIND].verb)


def can_remind_people(membership: Membership, application: Application) -> bool:
    return can(check_can_remind_people, membership, application)
