"""ICT says where people work, which tools may be looked for, and that this is no misuse."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.access import rules
from mercat.access.models import Desk, Site
from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership, Organisation

EVERYWHERE = "All places"


@transaction.atomic
def make_link(*, by: Membership, at: datetime) -> Desk:
    """Another link for those who have no sign-in; the one before ends."""
    rules.check_can_set_up(by)
    desk = _locked_desk(by.organisation)
    desk.key = secrets.token_urlsafe(18)
    desk.save()
    _record("link_made", desk, by=by, at=at)
    return desk


@transaction.atomic
def set_sites(*, names: list[str], by: Membership, at: datetime) -> None:
    """The places that there are now. One that is gone keeps what was counted there."""
    rules.check_can_set_up(by)
    desk = _locked_desk(by.organisation)
    if desk.pk is None:
        desk.save()
    known = {site.name: site for site in Site.objects.filter(organisation=by.organisation)}
    for name in names:
        if name not in known:
            Site.objects.create(organisation=by.organisation, name=name)
    for name, site in known.items():
        if site.is_closed != (name not in names):
            site.is_closed = name not in names
            site.save(update_fields=["is_closed"])
    _record("sites_set", desk, by=by, at=at, sites=len(names))


@transaction.atomic
def allow_attempts(*, tools: list[dict[str, Any]], by: Membership, at: datetime) -> Desk:
    """Somebody of ICT puts their name to it: trying to reach these tools counts as no misuse."""
    rules.check_can_set_up(by)
    if not tools:
        raise Refused(_("Choose one tool at least."))
    desk = _locked_desk(by.organisation)
    desk.tools, desk.allowed_by = tools, by.person
    desk.allowed_on = by.organisation.day(at)
    desk.save()
    if not Site.objects.filter(organisation=by.organisation, is_closed=False).exists():
        Site.objects.update_or_create(
            organisation=by.organisation, name=EVERYWHERE, defaults={"is_closed": False}
        )
    _record("attempts_allowed", desk, by=by, at=at, tools=[each["key"] for each in tools])
    return desk


@transaction.atomic
def stop_attempts(*, by: Membership, at: datetime) -> Desk:
    rules.check_can_set_up(by)
    desk = _locked_desk(by.organisation)
    desk.allowed_by = desk.allowed_on = None
    desk.save()
    _record("attempts_stopped", desk, by=by, at=at)
    return desk


def _locked_desk(organisation: Organisation) -> Desk:
    """The organisation's row is locked first, so that two at once make one desk."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    found = Desk.objects.filter(organisation=organisation).first()
    return found or Desk(organisation=organisation)


def _record(verb: str, desk: Desk, *, by: Membership, at: datetime, **facts: Any) -> None:
    audit.record(
        f"access.{verb}",
        subject=desk,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts=facts,
    )
