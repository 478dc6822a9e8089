"""Lists that are read again by themselves, from a folder or an address on the web.

An account that such a list no longer names is a question for a person, never a closure: a page
that was down for a day loses all of its rows. Where more than one in twenty is gone, nothing at all
is entered before somebody has looked.
"""

import hashlib
import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext

from mercat.audit import actions as audit
from mercat.common.fetching import NotFetched, fetch
from mercat.common.refusals import Refused
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register import actions as register
from mercat.register.imports import actions
from mercat.register.imports.columns import Columns
from mercat.register.imports.judging import WRITTEN, Outcome
from mercat.register.imports.reading import LARGEST, content_of
from mercat.register.lifecycle import OPEN, DisappearanceAnswer, ImportState, Status
from mercat.register.models import Account, Disappearance, Import, ImportRow, RememberedList

log = logging.getLogger("mercat.register.imports")
MOST_GONE = 0.05
AGAIN = timedelta(hours=1)  # after a failure
SECONDS = 60.0
NAMED = (Outcome.NEW, Outcome.CHANGED, Outcome.SAME)
CLOSED = {
    DisappearanceAnswer.PARKED: Status.CLOSED_PARKED,
    DisappearanceAnswer.RELEASED: Status.CLOSED_RELEASED,
}


@transaction.atomic
def remember(
    *, source: Import, kind: str, place: str, every_days: int, by: Person, at: datetime
) -> RememberedList:
    """Read a list that was entered once again and again."""
    if source.state != ImportState.APPLIED:
        raise Refused(gettext("Enter this list first. Then it can be read regularly."))
    if kind == RememberedList.Kind.FOLDER:
        _file(source.organisation, place)
    remembered, _ = RememberedList.objects.update_or_create(
        organisation=source.organisation,
        name=source.file_name[:120] or place[:120],
        defaults={
            "kind": kind,
            "place": place,
            "every_days": every_days,
            "mapping": source.mapping,
            "next_at": at + timedelta(days=every_days),
            "latest_sha256": source.file_sha256,
            "latest_error": "",
        },
        create_defaults={
            "kind": kind,
            "place": place,
            "every_days": every_days,
            "mapping": source.mapping,
            "next_at": at + timedelta(days=every_days),
            "latest_sha256": source.file_sha256,
            "created_at": at,
        },
    )
    source.remembered = remembered
    source.save(update_fields=["remembered"])
    audit.record(
        "register.list.remembered",
        subject=remembered,
        organisation=source.organisation,
        by=by,
        at=at,
        facts={"kind": kind, "every_days": every_days},
        words={"place": place},
    )
    return remembered


@transaction.atomic
def forget(*, remembered: RememberedList, by: Person, at: datetime) -> None:
    """It rests; what it brought stays."""
    RememberedList.objects.filter(pk=remembered.pk).update(next_at=None)
    audit.record(
        "register.list.rested",
        subject=remembered,
        organisation=remembered.organisation,
        by=by,
        at=at,
    )


def read_due(*, at: datetime) -> int:
    """Fetch what is due and let the worker read it; returns how many were new or different."""
    due = RememberedList.objects.filter(
        next_at__lte=at, organisation__sealed_at=None
    ).select_related("organisation")
    return sum(_read(each, at=at) for each in due if _claim(each, at=at))


def _claim(remembered: RememberedList, *, at: datetime) -> bool:
    """One worker has it; the next time is set before anything can go wrong."""
    following = at + timedelta(days=remembered.every_days)
    mine = RememberedList.objects.filter(pk=remembered.pk, next_at=remembered.next_at)
    return bool(mine.update(next_at=following))


def _read(remembered: RememberedList, *, at: datetime) -> bool:
    try:
        return _read_if_different(_content(remembered), remembered, at=at)
    except (Refused, NotFetched) as error:
        sentence = getattr(error, "sentence", str(error))
        RememberedList.objects.filter(pk=remembered.pk).update(
            latest_error=sentence[:300], next_at=at + AGAIN
        )
        return False


def _content(remembered: RememberedList) -> bytes:
    if remembered.kind == RememberedList.Kind.FOLDER:
        return content_of(_file(remembered.organisation, remembered.place))
    return fetch(remembered.place, max_bytes=LARGEST, timeout=SECONDS).body


def _file(organisation: Organisation, name: str) -> Path:
    """In the organisation's own part of the folder, and nowhere else."""
    folder = Path(settings.IMPORT_FOLDER) / organisation.slug
    if not name or Path(name).name != name or name.startswith("."):
        raise Refused(gettext("Give the name of the file alone, as it stands in the folder."))
    file = folder / name
    if file.is_symlink():
        raise Refused(gettext("This name leads out of the folder."))
    return file


def _read_if_different(content: bytes, remembered: RememberedList, *, at: datetime) -> bool:
    if hashlib.sha256(content).hexdigest() == remembered.latest_sha256:
        RememberedList.objects.filter(pk=remembered.pk).update(latest_error="")
        return False
    with transaction.atomic():
        source = actions.start(
            organisation=remembered.organisation,
            content=content,
            name=remembered.name,
            by=None,
            at=at,
        )
        source.remembered = remembered
        source.save(update_fields=["remembered"])
        actions.read(source=source, columns=_columns(source, remembered))
        RememberedList.objects.filter(pk=remembered.pk).update(
            latest_sha256=source.file_sha256, latest_error=""
        )
    return True


def _columns(source: Import, remembered: RememberedList) -> Columns:
    """As somebody chose them, as long as the list looks as it did then."""
    now = Columns.from_json(source.mapping["columns"])
    then = Columns.from_json(remembered.mapping["columns"])
    same = (now.has_headings, now.width, now.above) == (then.has_headings, then.width, then.above)
    return then if same else now


def settle(source: Import, *, at: datetime) -> None:
    """Of a list that came by itself and is read: enter it, or leave it for a person to look at."""
    if source.remembered is None or source.state != ImportState.READ:
        return
    gone, named = missing_from(source).count(), _named(source).count()
    if named and gone / named > MOST_GONE:
        sentence = (
            f"{gone} of {named} accounts are missing from this list, so nothing was entered. "
            "If the list is right, press Enter: they become questions to answer one by one."
        )
        Import.objects.filter(pk=source.pk).update(error=sentence)
    elif source.rows.filter(taken=True, outcome__in=WRITTEN).exists() or gone:
        actions.apply(source=source, by=None, at=at)


def _previous(source: Import) -> Import | None:
    """The last time that this list was entered."""
    earlier = Import.objects.filter(
        remembered=source.remembered_id, state=ImportState.APPLIED, pk__lt=source.pk
    )
    return earlier.order_by("-pk").first() if source.remembered_id else None


def _named(source: Import) -> QuerySet[ImportRow]:
    previous = _previous(source)
    rows = ImportRow.objects.filter(source=previous) if previous else ImportRow.objects.none()
    return rows.filter(outcome__in=NAMED, taken=True)


def missing_from(source: Import) -> QuerySet[Account]:
    """Accounts in use that the list named the last time, and no longer names."""
    place = {"platform": OuterRef("platform"), "key": OuterRef("key")}
    now = ImportRow.objects.filter(source=source, **place)
    open_ = Account.objects.filter(organisation=source.organisation_id, status__in=OPEN)
    return open_.filter(Exists(_named(source).filter(**place))).exclude(Exists(now))


def propose(source: Import) -> None:
    """Ask about those that are missing, once. Inside the transaction that enters the list."""
    if source.remembered_id is None:
        return
    asked = Disappearance.objects.filter(account=OuterRef("pk"), answer="")
    Disappearance.objects.bulk_create(
        [
            Disappearance(source=source, account=account)
            for account in missing_from(source).exclude(Exists(asked)).order_by("name", "pk")
        ],
        batch_size=1000,
    )


def open_disappearances(organisation: Organisation) -> QuerySet[Disappearance]:
    return Disappearance.objects.filter(
        source__organisation=organisation, answer=""
    ).select_related("account", "source")


@transaction.atomic
def answer(*, disappearance: Disappearance, said: str, by: Person, at: datetime) -> None:
    """Still ours, or closed since: a person's word either way."""
    asked = Disappearance.objects.select_for_update().select_related("account__organisation")
    disappearance = asked.get(pk=disappearance.pk)
    if disappearance.answer:
        raise Refused(gettext("Somebody answered this meanwhile."))
    disappearance.answer, disappearance.answered_at = said, at
    disappearance.save(update_fields=["answer", "answered_at"])
    account = disappearance.account
    if said in CLOSED:
        register.set_status(
            account=account,
            status=CLOSED[DisappearanceAnswer(said)],
            since=account.organisation.day(at),
            by=by,
            at=at,
        )
        return
    audit.record(
        "register.account.missed",
        subject=account,
        organisation=account.organisation,
        by=by,
        at=at,
        facts={"answer": said, "import": disappearance.source.public_id},
    )
