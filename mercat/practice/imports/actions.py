"""A document becomes a draft; pictures that it only named are fetched when somebody asks."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from mercat.common.fetching import NotFetched, fetch
from mercat.common.refusals import Refused
from mercat.common.uploads import MOST_BYTES, Checked
from mercat.files import actions as files
from mercat.organisations.models import Membership
from mercat.practice.actions.attachments import MOST
from mercat.practice.actions.pages import begin
from mercat.practice.actions.recording import locked, locked_to_write, record
from mercat.practice.imports.brought import Brought
from mercat.practice.imports.pictures import picture
from mercat.practice.lifecycle import Kind, Licence, PictureState
from mercat.practice.models import Attachment, MissingPicture, Page

KINDS = ("image/png", "image/jpeg", "image/webp", "image/gif")
SECONDS = 15.0
CLAIM = timedelta(minutes=15)
CAN_BE_ASKED = (PictureState.NAMED, PictureState.FAILED)


@transaction.atomic
def bring_in(
    *,
    brought: Brought,
    source: str,
    source_on: date | None,
    fetches: bool,
    by: Membership,
    at: datetime,
) -> Page:
    page = begin(
        kind=Kind.POLICY,
        title=brought.title,
        body=brought.body,
        licence=Licence.OGL,
        source=source,
        source_on=source_on or brought.day,
        by=by,
        at=at,
    )
    for number, each in enumerate(brought.pictures, 1):
        stored = files.attach(stored=files.store(checked=each.checked, by=by, at=at), at=at)
        about = {"is_picture": True, "proposed": each.alt}
        Attachment.objects.create(page=page, stored=stored, number=number, **about)
    MissingPicture.objects.bulk_create(
        MissingPicture(page=page, name=each.name, url=each.url, alt=each.alt, why=str(each.why))
        for each in brought.missing
    )
    facts = {"pictures": len(brought.pictures), "missing": len(brought.missing)}
    record("brought_in", page, by=by, at=at, facts=facts)
    if fetches and brought.missing:
        ask_for_pictures(page=page, by=by, at=at)
    return page


@transaction.atomic
def ask_for_pictures(*, page: Page, by: Membership, at: datetime) -> int:
    """The worker asks their hosts, one picture after the other."""
    page = locked_to_write(page, by=by)
    named = page.missing_pictures.filter(state__in=CAN_BE_ASKED).exclude(url="")
    asked = named.update(state=PictureState.WAITS, why="", claimed_until=None)
    if not asked:
        raise Refused(_("There is no picture whose address is known."))
    record("pictures_asked", page, by=by, at=at, facts={"pictures": asked})
    return asked


def fetch_pictures(*, at: datetime, most: int = 5) -> int:
    """A few of those that were asked for; each is claimed first. Returns how many were asked."""
    asked = 0
    waiting = MissingPicture.objects.filter(
        Q(claimed_until=None) | Q(claimed_until__lte=at),
        state=PictureState.WAITS,
        page__organisation__sealed_at=None,
    )
    for missing in waiting.order_by("pk")[:most]:
        mine = waiting.model.objects.filter(
            Q(claimed_until=None) | Q(claimed_until__lte=at), pk=missing.pk
        )
        if mine.update(claimed_until=at + CLAIM):
            _keep(missing, _fetched(missing), at=at)
            asked += 1
    return asked


def _fetched(missing: MissingPicture) -> Checked | str:
    """The picture drawn anew, or why there is none."""
    try:
        found = fetch(missing.url, accept=KINDS, max_bytes=MOST_BYTES, timeout=SECONDS)
        return picture(missing.name, found.body)
    except (NotFetched, Refused) as refusal:
        return refusal.sentence


@transaction.atomic
def _keep(missing: MissingPicture, found: Checked | str, *, at: datetime) -> None:
    page = locked(missing.page)
    kept = page.attachments.aggregate(latest=Max("number"))["latest"] or 0
    if not isinstance(found, str) and page.attachments.count() >= MOST:
        found = _("A page keeps {most} pictures and files at most.").format(most=MOST)
    if isinstance(found, str):
        _settle(missing, PictureState.FAILED, why=found[:300])
        return
    stored = files.store_given(checked=found, organisation=page.organisation, at=at)
    Attachment.objects.create(
        page=page,
        stored=files.attach(stored=stored, at=at),
        number=kept + 1,
        is_picture=True,
        proposed=missing.alt,
        source=missing.url,
    )
    _settle(missing, PictureState.FETCHED)
    record("picture_fetched", page, by=None, at=at, facts={"file": stored.public_id})


def _settle(missing: MissingPicture, state: PictureState, *, why: str = "") -> None:
    missing.state, missing.why, missing.claimed_until = state, why, None
    missing.save(update_fields=["state", "why", "claimed_until"])
