"""The newest changes of what the public reads, as an Atom feed."""

from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import languages
from mercat.organisations.models import Organisation
from mercat.register.lifecycle import Answer, PublicKind
from mercat.register.models import Publication, PublicChange
from mercat.register.open_data.reading import PUBLISHED, Source, address, page_of, words
from mercat.register.queries import public_changes, publications_of

NEWEST = 50


class Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        changed_at: datetime = self.feed["changed_at"]
        return changed_at


def as_atom(source: Source, *, itself: str) -> str:
    """In English, as all the files. Two queries."""
    organisation = None if source.is_site else source.organisations[0]
    changes = list(_newest(organisation))
    now = publications_of(changes)
    with languages.reading(languages.FIRST):
        feed = _feed(organisation, source, itself)
        for each in changes:
            feed.add_item(**_entry(each, now.get(each.account_id)))
        text: str = feed.writeString("utf-8")
    return text


def _newest(organisation: Organisation | None) -> Any:
    found = public_changes(organisation).filter(answer__in=PUBLISHED)
    return found.exclude(kind=PublicKind.CONFIRMED).order_by("-pk")[:NEWEST]


def _feed(organisation: Organisation | None, source: Source, itself: str) -> Feed:
    whose = words(organisation.name) if organisation else gettext("All organisations here")
    return Feed(
        title=gettext("{organisation}: changes of the register").format(organisation=whose),
        link=page_of(organisation) if organisation else address("open_data:site"),
        description="",
        language="en",
        author_name=whose,
        feed_url=itself,
        feed_copyright=organisation.licence_url if organisation else None,
        changed_at=source.changed_at,
    )


def _entry(change: PublicChange, now: Publication | None) -> dict[str, Any]:
    shown = now if now and now.answer in PUBLISHED else None
    return {
        "title": _title(change, shown),
        "link": address("lookup:account", change.account_id)
        if shown
        else page_of(change.organisation),
        "description": escape(_summary(change, shown)),
        "unique_id": f"{address('open_data:site')}#{change.pk}",
        "updateddate": change.at,
        "categories": [change.kind],
    }


TITLES = {
    PublicKind.ENTERED: _("Entered: {account}"),
    PublicKind.CHANGED: _("Changed: {account}"),
    PublicKind.REMOVED: _("Taken off: {account}"),
}


def _title(change: PublicChange, shown: Publication | None) -> str:
    if shown is None:
        return gettext("An account that is no longer on the register")
    name = gettext("{name} on {platform}").format(name=shown.name, platform=shown.platform_name)
    return str(TITLES[PublicKind(change.kind)]).format(account=name)


def _summary(change: PublicChange, shown: Publication | None) -> str:
    organisation = words(change.organisation.name)
    if shown is None:
        return gettext("It was taken off the register of {organisation}.").format(
            organisation=organisation
        )
    day = date_format(shown.since, "j F Y")
    said = str(SAID[Answer(shown.answer)]).format(organisation=organisation, day=day)
    return f"{said} {shown.url}"


SAID = {
    Answer.OFFICIAL: _("It is an official account of {organisation} since {day}."),
    Answer.WAS_OFFICIAL: _("It was an official account of {organisation} until {day}."),
    Answer.NOT_CONTROLLED: _("{organisation} has not controlled it since {day}."),
}
