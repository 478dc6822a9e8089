"""Which pages stand beside a question or a condition."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership, Organisation
from mercat.passports import rules
from mercat.passports.models import GuidancePlace
from mercat.passports.queries.guidance import Place, guidance_place
from mercat.practice import queries as practice
from mercat.practice.models import Page

MOST_PAGES = 5


@transaction.atomic
def show_guidance(*, place: Place, page: Page, by: Membership, at: datetime) -> None:
    pages = _now(place, by)
    if not practice.published_for(by.organisation).filter(pk=page.pk).exists():
        raise Refused(_("Not everybody here can read this page yet. Publish it first."))
    if page not in pages and len(pages) >= MOST_PAGES:
        raise Refused(_("More than five pages help nobody. Remove one first."))
    _choose("shown", place, [*pages, page], page, by=by, at=at)


@transaction.atomic
def remove_guidance(*, place: Place, page: Page, by: Membership, at: datetime) -> None:
    rest = [each for each in _now(place, by) if each.pk != page.pk]
    _choose("removed", place, rest, page, by=by, at=at)


@transaction.atomic
def reset_guidance(*, place: Place, by: Membership, at: datetime) -> None:
    """What comes with Mercat stands there again."""
    _now(place, by)
    GuidancePlace.objects.filter(organisation=by.organisation_id, place=place.name).delete()
    _record("reset", place, by=by, at=at)


def _now(place: Place, by: Membership) -> list[Page]:
    """What stands there, once nobody else can change it."""
    rules.check_can_choose_guidance(by)
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    found = guidance_place(organisation, place.kind, place.key)
    if found is None:
        raise Refused(_("This is asked no more. Look at the list again."))
    return found.pages


def _choose(
    verb: str, place: Place, pages: list[Page], page: Page, *, by: Membership, at: datetime
) -> None:
    row, _is_new = GuidancePlace.objects.get_or_create(
        organisation_id=by.organisation_id, place=place.name
    )
    row.pages.set(pages)
    _record(verb, place, by=by, at=at, page=page.public_id)


def _record(verb: str, place: Place, *, by: Membership, at: datetime, **facts: str) -> None:
    audit.record(
        f"passports.guidance.{verb}",
        subject=by.organisation,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts={"place": place.name, **facts},
    )
