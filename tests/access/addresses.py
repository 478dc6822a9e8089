"""Every address of Tools, who may see it, and one of each thing that it names."""

from typing import Any

from mercat.access import actions
from mercat.access.models import Barrier, Desk
from mercat.access.tools import usual
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from tests.factories import MembershipFactory
from tests.factories.council import NOW

# Every member, for their own organisation.
MEMBERS = {
    "access:index",
    "access:desk",
    "access:tools",
    "access:dashboard",
    "access:dashboard_csv",
    "access:barriers",
    "access:barriers_csv",
    "access:report",
}
# Without sign-in, for whoever has the link.
BY_LINK = {
    "access:desk_by_link": 200,
    "access:count_browser_by_link": 405,  # by a press alone
    "access:tools_by_link": 200,
    "access:count_tools_by_link": 405,
}
MEMBERS_POST_ONLY = {"access:count_browser", "access:count_tools"}
ICT_FORMS = {"access:set_sites", "access:allow_attempts"}
ICT_POST_ONLY = {"access:make_link", "access:stop_attempts"}
HAND_IN = {"access:hand_in_browsers"}
READ = {"access:barrier"}
CARE_FORMS = {"access:take"}
REMOVE_FORMS = {
    "access:set_due",
    "access:try_out",
    "access:open_to_some",
    "access:open_to_all",
    "access:decline",
}
AGAIN = {"access:reopen"}
ONES_OWN = {"access:withdraw"}
TOO = {"access:say_too", "access:say_too_no_more"}
OF_A_BARRIER = {*READ, *CARE_FORMS, *REMOVE_FORMS, *AGAIN, *ONES_OWN, *TOO}
ACCESS = {
    *MEMBERS,
    *MEMBERS_POST_ONLY,
    *ICT_FORMS,
    *ICT_POST_ONLY,
    *HAND_IN,
    *OF_A_BARRIER,
}


def made_barrier(by: Membership, **changed: Any) -> Barrier:
    given = {
        "kind": "tool",
        "tool": "Instagram",
        "title": "Instagram is blocked in the library",
        "work": "Answer family historians where they ask",
        "for_whom": "People who look for their family",
        "seen": "",
        "site": None,
        **changed,
    }
    return actions.report(**given, by=by, at=changed.pop("at", NOW))


def ict_of(council: Any) -> Membership:
    member: Membership = MembershipFactory(
        organisation=council.organisation, department=council.department, roles=[Role.ICT]
    )
    return member


def allowed(council: Any, *, sites: tuple[str, ...] = (), at: Any = NOW) -> Desk:
    """Trying is allowed, and there is a link."""
    ict = ict_of(council)
    if sites:
        actions.set_sites(names=list(sites), by=ict, at=at)
    actions.allow_attempts(tools=usual(), by=ict, at=at)
    return actions.make_link(by=ict, at=at)


def of_access(council: Any) -> dict[str, Any]:
    barrier = made_barrier(council.colleague)
    return {"barrier_id": barrier.public_id, "desk_key": allowed(council).key}
