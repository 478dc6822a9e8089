from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.common.uploads import Checked
from mercat.files import actions as files
from mercat.files.models import StoredFile
from mercat.organisations.models import Membership
from mercat.practice import marking, queries, rules
from mercat.practice.actions.noticing import settle
from mercat.practice.actions.pages import begin, change
from mercat.practice.actions.recording import locked_to_write, record
from mercat.practice.lifecycle import News
from mercat.practice.models import Attachment, Page


@transaction.atomic
def adapt(*, page: Page, title: str, licence: str, by: Membership, at: datetime) -> Page:
    """A draft of one's own: the other's name makes room for ours, and the page says whose it was.

    `page` is one that `by` may read: its reader found it.
    """
    rules.check_licences(page.licence, licence)
    original = str(page.organisation)
    copy = begin(
        kind=page.kind,
        title=title,
        summary=marking.marked(page.summary, original),
        body=marking.marked(page.body, original),
        citations=page.citations,
        language=page.language,
        licence=licence,
        tags=list(page.tags.values_list("name", flat=True)),
        adapted_from=page,
        adapted_number=page.number,
        attribution=attribution_of(page),
        by=by,
        at=at,
    )
    _copy_pictures(page, copy, by=by, at=at)
    return copy


def _copy_pictures(page: Page, copy: Page, *, by: Membership, at: datetime) -> None:
    """A picture belongs to one organisation: each has its own, under the number of its text."""
    numbers = queries.numbers_in(copy, page)
    taken = set(copy.attachments.values_list("number", flat=True))
    new = [theirs for theirs, ours in numbers.items() if ours not in taken]
    found = page.attachments.filter(number__in=new)
    for each in found.select_related("stored__organisation").order_by("number"):
        stored = files.attach(stored=_copied(each.stored, by=by, at=at), at=at)
        about = {"words": each.words, "source": each.source, "is_picture": True}
        Attachment.objects.create(page=copy, stored=stored, number=numbers[each.number], **about)


def _copied(stored: StoredFile, *, by: Membership, at: datetime) -> StoredFile:
    with stored.open() as opened:
        content = opened.read()
    checked = Checked(stored.name, stored.kind_of, content, stored.sha256)
    return files.store(checked=checked, by=by, at=at)


def attribution_of(page: Page) -> str:
    """Carried on every copy, whatever becomes of the original."""
    said = _("Adapted from “{title}” by {organisation}, {licence}.").format(
        title=marking.filled(page.title, page.values, is_markdown=False),
        organisation=page.organisation,
        licence=page.get_licence_display(),
    )
    return f"{said} {page.attribution}".strip()[:500]


@transaction.atomic
def set_fields(*, page: Page, fields: dict[str, str], by: Membership, at: datetime) -> Page:
    page = locked_to_write(page, by=by)
    page.fields = fields
    page.save(update_fields=["fields"])
    record("fields_set", page, by=by, at=at, facts={"fields": len(fields)})
    return page


@transaction.atomic
def take_change(
    *, page: Page, body: str, number: int, taken: int, by: Membership, at: datetime
) -> Page:
    """The original's newer words, as a person brought them together with our own."""
    original = page.adapted_from
    if original is None:
        raise Refused(_("The page that this was adapted from is no longer here."))
    if original.number != taken:
        raise Refused(_("The original changed once more. Look at it again, then take the change."))
    why = _("Taken from “{title}” as it reads now").format(title=original.title)[:300]
    page = change(page=page, body=body, adapted_number=taken, number=number, why=why, by=by, at=at)
    _copy_pictures(original, page, by=by, at=at)
    settle(page, News.ORIGINAL)
    return page
