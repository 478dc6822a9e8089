from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import check_role, has_role
from mercat.practice.lifecycle import ADAPTABLE, Licence
from mercat.practice.models import Page, PageReport, Suggestion, Writer

# In their first two weeks people do so many of each a day: a flood is stopped, a start is not.
NEW_FOR = timedelta(days=14)
A_DAY = {"pages": 10, "suggestions": 10, "reports": 5}
PERMISSIONS: dict[str, frozenset[Role]] = {
    "review reported pages": frozenset({Role.ADVISER, Role.ADMINISTRATOR}),
    "keep tags tidy": frozenset({Role.ADVISER, Role.ADMINISTRATOR}),
}


def can_write(membership: Membership, page: Page) -> bool:
    """Those whom the page names as writers; advisers write those of their organisation, too."""
    if any(each.person_id == membership.person_id for each in page.writers.all()):
        return True
    return page.organisation_id == membership.organisation_id and (
        page.is_published and has_role(membership, [Role.ADVISER])
    )


def check_can_write(membership: Membership, page: Page) -> None:
    if not can_write(membership, page):
        raise NotAllowed(
            _("This is for those who write the page. Anybody may suggest a change, though.")
        )


def can_review(membership: Membership, page: Page | None = None) -> bool:
    same = page is None or page.organisation_id == membership.organisation_id
    return same and has_role(membership, PERMISSIONS["review reported pages"])


def check_can_review(membership: Membership, page: Page | None = None) -> None:
    check_role(membership, sorted(PERMISSIONS["review reported pages"]))
    if page and page.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))


def can_tidy_tags(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["keep tags tidy"])


def check_can_tidy_tags(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["keep tags tidy"]))


def check_licences(theirs: str, ours: str) -> None:
    if ours in ADAPTABLE[theirs]:
        return
    wanted = [str(Licence(each).label) for each in sorted(ADAPTABLE[theirs])]
    raise Refused(
        _("A page under {theirs} can be adapted under {wanted} alone, not under {ours}.").format(
            theirs=Licence(theirs).label, ours=Licence(ours).label, wanted=_(" or ").join(wanted)
        )
    )


def check_pace(membership: Membership, *, what: str, at: datetime) -> None:
    """Whoever is new takes it slowly; after two weeks nothing is counted."""
    if at - membership.started_at > NEW_FOR:
        return
    since, person = at - timedelta(days=1), membership.person_id
    made = {
        "pages": Writer.objects.filter(person=person, since__gt=since),
        "suggestions": Suggestion.objects.filter(by=person, made_at__gt=since),
        "reports": PageReport.objects.filter(by=person, made_at__gt=since),
    }[what]
    if made.count() >= A_DAY[what]:
        raise Refused(_("That is a lot for one of your first days. Please go on tomorrow."))
