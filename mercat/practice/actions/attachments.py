from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.files import actions as files
from mercat.files.models import StoredFile
from mercat.organisations.models import Membership
from mercat.practice.actions.recording import locked_to_write, record
from mercat.practice.models import Attachment, Page, Profile

MOST = 40


@transaction.atomic
def add_attachment(
    *, page: Page, stored: StoredFile, words: str, is_picture: bool, by: Membership, at: datetime
) -> Attachment:
    page = locked_to_write(page, by=by)
    if page.attachments.count() >= MOST:
        raise Refused(_("A page keeps {most} pictures and files at most.").format(most=MOST))
    latest = page.attachments.aggregate(latest=Max("number"))["latest"] or 0
    attachment = Attachment.objects.create(
        page=page,
        stored=files.attach(stored=stored, at=at),
        number=latest + 1,
        is_picture=is_picture,
        words=words,
    )
    record("attached", page, by=by, at=at, facts={"file": stored.public_id})
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: Membership, at: datetime) -> None:
    """Its file goes at night, as nobody owns it then."""
    page = locked_to_write(attachment.page, by=by)
    facts = {"file": attachment.stored.public_id}
    attachment.delete()
    record("detached", page, by=by, at=at, facts=facts)


@transaction.atomic
def describe_pictures(*, page: Page, words: dict[str, str], by: Membership, at: datetime) -> int:
    """What each picture shows, by its key, for those who cannot see it."""
    page = locked_to_write(page, by=by)
    changed = []
    for each in page.attachments.filter(is_picture=True, public_id__in=words):
        if each.words != words[each.public_id]:
            each.words = words[each.public_id]
            changed.append(each)
    Attachment.objects.bulk_update(changed, ["words"])
    if changed:
        record("pictures_described", page, by=by, at=at, facts={"pictures": len(changed)})
    return len(changed)


@transaction.atomic
def set_profile(
    *,
    about: str,
    is_public: bool,
    stored: StoredFile | None,
    by: Membership,
    at: datetime,
) -> Profile:
    given = {"about": about, "is_public": is_public, "changed_at": at}
    if stored is not None and stored.attached_at is None:
        stored = files.attach(stored=stored, at=at)
    profile, _is_new = Profile.objects.update_or_create(
        membership=by, defaults={**given, "picture": stored}
    )
    _record(profile, by=by, at=at)
    return profile


def _record(profile: Profile, *, by: Membership, at: datetime) -> None:
    audit.record(
        "practice.profile.set",
        subject=profile,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts={"is_public": profile.is_public},
    )
