from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.practice import rules
from mercat.practice.actions.recording import find_by, locked_to_write, record
from mercat.practice.models import Page, Tag, Writer


@transaction.atomic
def merge_tags(*, tag: str, into: str, by: Membership, at: datetime) -> Tag:
    """`tag` becomes a word for `into`: its pages get that one, and who looks for it finds them."""
    rules.check_can_tidy_tags(by)
    goes = Tag.objects.select_for_update().filter(key=tag.strip().casefold()).first()
    stays = Tag.objects.select_for_update().filter(key=into.strip().casefold()).first()
    if goes is None or stays is None:
        raise Refused(_("There is no such tag. Look at the list for how it is written."))
    stays = stays.stands_for or stays
    if goes.pk == stays.pk:
        raise Refused(_("These are one tag already."))
    Tag.objects.filter(stands_for=goes).update(stands_for=stays)
    goes.stands_for = stays
    goes.save(update_fields=["stands_for"])
    tagged = Page.tags.through.objects.filter(tag__in=[goes, stays]).values("page")
    pages = list(Page.objects.select_for_update().filter(pk__in=tagged))
    for page in pages:
        page.tags.add(stays)
        page.tags.remove(goes)
        find_by(page)
    audit.record(
        "practice.tag.merged",
        subject=stays,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts={"tag": goes.public_id, "pages": len(pages)},
    )
    return stays


@transaction.atomic
def add_writer(*, page: Page, email: str, is_author: bool, by: Membership, at: datetime) -> Writer:
    """A colleague may write the page from now on."""
    page = locked_to_write(page, by=by)
    member = organisations.member_by_email(page.organisation, email)
    if member is None:
        raise Refused(_("Nobody with this e-mail works at the page’s organisation."))
    given = {"organisation": member.organisation, "since": at, "is_author": is_author}
    writer, is_new = Writer.objects.get_or_create(page=page, person=member.person, defaults=given)
    if not is_new:
        writer.is_author = is_author
        writer.save(update_fields=["is_author"])
    record("writer_added", page, by=by, at=at, facts={"is_author": is_author})
    return writer


@transaction.atomic
def remove_writer(*, writer: Writer, by: Membership, at: datetime) -> None:
    page = locked_to_write(writer.page, by=by)
    if page.writers.count() == 1:
        raise Refused(_("Somebody has to look after the page. Add a colleague first."))
    if writer.page_id != page.pk:
        raise NotAllowed(_("This belongs to another page."))
    writer.delete()
    record("writer_removed", page, by=by, at=at)
