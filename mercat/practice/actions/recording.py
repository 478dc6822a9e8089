from datetime import datetime
from typing import Any

from mercat.audit import actions as audit
from mercat.organisations.models import Membership
from mercat.practice import rules
from mercat.practice.models import Page, Tag


def locked(page: Page) -> Page:
    found = Page.objects.select_for_update(of=("self",)).select_related("organisation")
    return found.get(pk=page.pk)


def locked_to_write(page: Page, *, by: Membership) -> Page:
    page = locked(page)
    rules.check_can_write(by, page)
    return page


def record(
    verb: str, page: Page, *, by: Membership | None, at: datetime, **more: dict[str, Any]
) -> None:
    facts = {"status": page.status, "number": page.number, **more.pop("facts", {})}
    audit.record(
        f"practice.page.{verb}",
        subject=page,
        organisation=page.organisation,
        by=by.person if by else None,
        at=at,
        facts=facts,
        **more,
    )


def set_tags(page: Page, names: list[str]) -> None:
    """A synonym becomes what it stands for; nobody makes a twin of a tag."""
    kept: dict[int, Tag] = {}
    for name in names:
        tag, _ = Tag.objects.get_or_create(key=name.casefold(), defaults={"name": name})
        tag = tag.stands_for or tag
        kept[tag.pk] = tag
    page.tags.set(kept.values())
    find_by(page)


def find_by(page: Page) -> None:
    """By its tags, and by the words that stand for them."""
    tags = list(page.tags.order_by("name"))
    also = Tag.objects.filter(stands_for__in=tags).values_list("name", flat=True)
    page.found_by = ", ".join([*(each.name for each in tags), *also])[:1000]
    page.save(update_fields=["found_by"])
