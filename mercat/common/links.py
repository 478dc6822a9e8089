"""Links that act: 256 random bits, kept as SHA-256, bound to person, subject and revision."""

import hashlib
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mercat.common.models import ActLink
from mercat.common.refusals import Refused

GONE = _("This link has ended: it was used, or it has expired.")


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """What a link will allow. Its secret is minted when the mail is sent."""

    purpose: str
    path: str  # with {token} where the secret goes
    subject: str
    person_key: str
    revision: int
    days: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def mint(plan: LinkPlan, *, at: datetime) -> str:
    """A new link's path. The secret in it is nowhere else."""
    token = secrets.token_urlsafe(32)
    ActLink.objects.create(
        token_hash=_hash(token),
        purpose=plan.purpose,
        subject=plan.subject,
        person_key=UUID(plan.person_key),
        revision=plan.revision,
        expires_at=at + timedelta(days=plan.days),
    )
    return plan.path.replace("{token}", token)


def read(token: str, *, purpose: str, at: datetime) -> ActLink:
    """The living link of this token. Looking uses nothing up; Refused when it has ended."""
    link = ActLink.objects.filter(token_hash=_hash(token), purpose=purpose).first()
    if link is None or link.used_at or link.expires_at <= at:
        raise Refused(GONE)
    return link


def spend(link: ActLink, *, at: datetime) -> None:
    """Use the link up, and all others that this person has for the same subject and purpose."""
    won = ActLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at)
    if not won:
        raise Refused(GONE)
    ActLink.objects.filter(
        purpose=link.purpose, subject=link.subject, person_key=link.person_key, used_at=None
    ).update(used_at=at)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
