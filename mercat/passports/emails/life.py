"""What holders and the panel read when a passport is suspended or taken back."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from mercat.common import languages
from mercat.organisations import queries as organisations
from mercat.organisations.roles import Role
from mercat.passports.emails.basis import queue
from mercat.passports.lifecycle import PassportStatus
from mercat.passports.models import Application, Passport, Revocation, Suspension


def _to_holder(purpose: str, passport: Passport, *, at: datetime, **about: Any) -> None:
    given = {"path": reverse("passports:passport", args=[passport.public_id]), **about}
    queue(purpose, passport.application, to=passport.holder, at=at, **given)


def queue_suspended(suspension: Suspension, *, at: datetime) -> None:
    passport = suspension.passport
    about = {
        "reason": suspension.reason,
        "review_on": suspension.review_on,
        "appeal_until": suspension.appeal_until,
    }
    _to_holder("suspended", passport, at=at, **about)


def queue_resumed(passport: Passport, *, words: str, at: datetime) -> None:
    _to_holder("resumed", passport, at=at, words=words, expires_on=passport.expires_on)


def queue_reasons(revocation: Revocation, *, at: datetime) -> None:
    about = {"reasons": revocation.reasons, "due_on": revocation.due_on}
    _to_holder("reasons", revocation.passport, at=at, **about, path=_page(revocation))


def queue_revoked(revocation: Revocation, *, at: datetime) -> None:
    """Of an urgent one there are two: at once, and when a second person has agreed."""
    about: dict[str, Any] = {"reasons": revocation.words or revocation.reasons}
    if revocation.is_urgent:
        about["ratify_by"] = revocation.due_on
    about["appeal_until"] = revocation.appeal_until
    _to_holder("revoked", revocation.passport, at=at, **about, path=_page(revocation))


def queue_stands(revocation: Revocation, *, at: datetime) -> None:
    passport = revocation.passport
    about = {"words": revocation.words, "state": PassportStatus(passport.status).label}
    _to_holder("stands", passport, at=at, **about, path=_page(revocation))


def queue_replied(revocation: Revocation, *, at: datetime) -> None:
    _to_panel("replied", revocation, [Role.CHAIR], at=at)


def queue_ratify(revocation: Revocation, *, at: datetime) -> None:
    roles = [Role.CHAIR, Role.PANEL_MEMBER, Role.ADVISER]
    _to_panel("ratify", revocation, roles, at=at, due_on=revocation.due_on)


def _to_panel(
    purpose: str, revocation: Revocation, roles: list[Role], *, at: datetime, **about: Any
) -> None:
    """To those who may do something about it: not the holder, and nobody who stepped out."""
    application, passport = revocation.passport.application, revocation.passport
    out = set(application.seats.filter(steps_out=True).values_list("person", flat=True))
    out |= {passport.holder_id, revocation.asked_by_id if purpose == "ratify" else 0}
    given = {"holder": passport.holder.name, "path": _page(revocation), **about}
    for member in organisations.members_with_role(revocation.organisation, *roles).order_by("pk"):
        if member.person_id not in out:
            queue(purpose, application, to=member.person, at=at, **given)


def _page(revocation: Revocation) -> str:
    return reverse("passports:revocation", args=[revocation.public_id])


def queue_notice(passport: Passport, *, at: datetime) -> None:
    """Before it ends: one button, which begins the renewal."""
    renews = passport.account_id is not None
    path = reverse("passports:renew", args=[passport.public_id])
    about = {"path": path if renews else reverse("passports:learn"), "renews": renews}
    _to_holder("notice", passport, at=at, expires_on=passport.expires_on, **about)


def renewal_letter(application: Application) -> str:
    """Where the policy's rule renewed it."""
    with languages.reading(application.organisation.language_for(application.applicant)):
        context = {"application": application}
        return render_to_string("passports/renewal_letter.txt", context).strip()
