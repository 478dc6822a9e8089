"""Who answers what is reported."""

from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.roles import Role
from mercat.practice.models import Page, PageReport


def reviewers_of(organisation: Organisation) -> list[Membership]:
    found = organisations.members_with_role(organisation, Role.ADVISER, Role.ADMINISTRATOR)
    return list(found.select_related("organisation", "person").order_by("pk"))


def judges_of(page: Page) -> list[Membership]:
    """Who answers reports of it, once each: as `rules.can_review` says."""
    if not page.came_with_mercat:
        return reviewers_of(page.organisation)
    works = Membership.objects.filter(ended_at=None, person__is_active=True)
    related = works.select_related("organisation", "person").order_by("-pk")
    found = {each.person_id: each for each in related.filter(person__is_operator=True)}
    alone = Organisation.objects.filter(pk__in=works.values("organisation"))[:2]
    if len(alone) == 1:
        found |= {each.person_id: each for each in reviewers_of(alone[0])}
    return [*found.values()]


def second_judges_of(report: PageReport, page: Page) -> list[Membership]:
    """Somebody else; of what came with Mercat the same one, if nobody else is there."""
    judges = judges_of(page)
    others = [each for each in judges if each.person_id != report.judged_by_id]
    return judges if page.came_with_mercat and not others else others
