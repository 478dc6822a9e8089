from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import check_role, has_role
from mercat.practice.models import Page

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


def can_review(membership: Membership, page: Page) -> bool:
    same = page.organisation_id == membership.organisation_id
    return same and has_role(membership, PERMISSIONS["review reported pages"])


def check_can_review(membership: Membership, page: Page | None = None) -> None:
    check_role(membership, sorted(PERMISSIONS["review reported pages"]))
    if page and page.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))


def can_tidy_tags(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["keep tags tidy"])


def check_can_tidy_tags(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["keep tags tidy"]))
