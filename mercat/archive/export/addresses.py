"""Which addresses a reader could read: one iterator for each kind, by keys, so that memory does
not grow with what there is. tests/archive hold them against the URL map.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from mercat.archive.export.editions import Reader
from mercat.archive.export.ready import Ready, accounts
from mercat.organisations.models import Organisation
from mercat.organisations.queries import publishing_organisations
from mercat.passports.queries import public_passports
from mercat.practice import queries as practice
from mercat.practice.lifecycle import Kind as PageKind
from mercat.practice.lifecycle import Reach
from mercat.practice.models import Attachment, Page, PageComment
from mercat.practice.papers import queries as papers
from mercat.practice.papers.models import Part, PartRevision
from mercat.register.open_data.files import FILES
from mercat.register.queries import publications

BATCH = 500
# Public addresses that are left out, each with why.
LEFT_OUT = {
    "home:complain": "a form; whom to ask stands in the banner",
    "home:choose_language": "a press; a link leads to the same page in another language",
    "home:healthz": "for machines that watch a server",
    "home:readyz": "for machines that watch a server",
    "home:first_run": "a secret address",
    "lookup:look_up_list": "a form; the look-up of one address works in the archive",
    "lookup:report": "a form; nobody reads reports any more",
    "lookup:ask_review": "a form; nobody reviews any more",
    "passports:certify_by_link": "a secret address",
    "passports:calendar": "a secret address",
    "passports:manager_view": "a secret address",
    "organisations:accept": "a secret address",
    "elections:acknowledge_by_link": "a secret address",
    "access:desk_by_link": "a secret address",
    "access:count_browser_by_link": "a secret address",
    "access:tools_by_link": "a secret address",
    "access:count_tools_by_link": "a secret address",
    "papers:appeal_by_link": "a secret address",
    "papers:confirm": "a secret address",
    "papers:stop": "a secret address",
    "practice:feed": "for feed readers; nothing new comes",
    "practice:feed_of_tag": "for feed readers; nothing new comes",
    "practice:feed_of_organisation": "for feed readers; nothing new comes",
    "sitemap": "sitemap.txt lists what is in the archive",
    "pulse:anonymous": "for people who answer; nobody asks any more",
    "pulse:answer_by_card": "a secret address",
    "pulse:answer_easily": "a form; nobody asks any more",
    "pulse:answer_pulse": "a form; nobody asks any more",
    "pulse:enter_card": "a form; nobody asks any more",
    "pulse:thanks": "for people who answered",
    "demo:letter_box": "the demonstration’s own",
    "demo:letter": "the demonstration’s own",
}
# Whole families: signing in, and what asks a server.
LEFT_OUT_FAMILIES = {
    "account_": "signing in",
    "mfa_": "signing in",
    "api:": "asks a server; the same is in data and in the range files",
    "scim:": "asks a server",
}


@dataclass(frozen=True, slots=True)
class Kind:
    name: str  # of the address
    each: Callable[[Reader], Iterator[list[Any]]]  # the arguments of each one
    counted: str  # as the manifest counts it
    pages: bool = False  # a list that goes on over further pages
    is_long: bool = False  # so long that it is begun first, and by itself
    ready: Ready | None = None  # reads what many of them need together


def pages_for(reader: Reader) -> QuerySet[Page]:
    """Shared practice that this reader may read."""
    return practice.published_for(reader.organisation) if reader else practice.public()


def once(reader: Reader) -> Iterator[list[Any]]:
    yield []


def values(found: QuerySet[Any], *fields: str) -> Iterator[list[Any]]:
    last = 0
    rows = found.order_by("pk").values_list("pk", *fields)
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield from (list(row[1:]) for row in batch)
        last = batch[-1][0]


def _slugs(reader: Reader) -> Iterator[list[Any]]:
    yield from values(publishing_organisations(), "slug")


def in_batches(found: QuerySet[Any]) -> Iterator[Any]:
    last = 0
    while batch := list(found.order_by("pk").filter(pk__gt=last)[:BATCH]):
        yield from batch
        last = batch[-1].pk


def _accounts(reader: Reader) -> Iterator[list[Any]]:
    yield from values(publications(), "account__public_id")


def _passports(reader: Reader) -> Iterator[list[Any]]:
    yield from values(public_passports(), "public_id")


def _site_files(reader: Reader) -> Iterator[list[Any]]:
    yield from ([file.name] for file in FILES if file.of_site)


def _files(reader: Reader) -> Iterator[list[Any]]:
    for (slug,) in _slugs(reader):
        yield from ([slug, file.name] for file in FILES)


def each_page(reader: Reader) -> Iterator[list[Any]]:
    yield from values(pages_for(reader), "public_id")


def _talked_about(reader: Reader) -> Iterator[list[Any]]:
    said = PageComment.objects.filter(page=OuterRef("pk"))
    if reader is None:
        said = said.filter(reach=Reach.PUBLIC)
    yield from values(pages_for(reader).filter(Exists(said)), "public_id")


def _attachments(reader: Reader) -> Iterator[list[Any]]:
    found = Attachment.objects.filter(page__in=pages_for(reader))
    yield from values(found, "page__public_id", "public_id")


def _faces(reader: Reader) -> Iterator[list[Any]]:
    yield from values(practice.faces(for_public=True), "public_id")


def _papers(reader: Reader) -> Iterator[list[Any]]:
    yield from values(papers.announced_for(reader), "public_id")


def _parts(reader: Reader) -> Iterator[list[Any]]:
    found = Part.objects.filter(paper__in=papers.announced_for(reader))
    yield from values(found, "paper__public_id", "public_id")


def _changes(reader: Reader) -> Iterator[list[Any]]:
    """Every part as it read before, beside how it reads now."""
    found = PartRevision.objects.filter(part__paper__in=papers.announced_for(reader))
    earlier = found.filter(number__lt=F("part__number"))
    yield from values(earlier, "part__paper__public_id", "part__public_id", "number")


def _answered_papers(reader: Reader) -> Iterator[list[Any]]:
    answered = papers.announced_for(reader).filter(answered_at__isnull=False)
    yield from values(answered, "public_id")


def _with_history(reader: Reader) -> QuerySet[Page]:
    """The public reads how policies read before, members how every page did."""
    found = pages_for(reader)
    return found if reader else found.filter(kind=PageKind.POLICY)


def _histories(reader: Reader) -> Iterator[list[Any]]:
    yield from values(_with_history(reader), "public_id")


def _revisions(reader: Reader) -> Iterator[list[Any]]:
    for page in in_batches(_with_history(reader)):
        found = page.revisions.all() if reader else practice.public_revisions(page)
        for (number,) in values(found, "number"):
            yield [page.public_id, number]


def _sharing(reader: Reader) -> Iterator[list[Any]]:
    """Organisations whose shared practice has a list of its own."""
    shared = Organisation.objects.filter(pk__in=pages_for(reader).values("organisation"))
    yield from values(shared, "slug")


KINDS = (
    Kind("home:front", once, "pages about the site"),
    Kind("home:accessibility", once, "pages about the site"),
    Kind("home:privacy", once, "pages about the site"),
    Kind("home:cookies", once, "pages about the site"),
    Kind("lookup:lookup", once, "pages about the site"),
    Kind("lookup:organisations", once, "lists of organisations", pages=True),
    Kind("lookup:organisation", _slugs, "lists of accounts", pages=True, is_long=True),
    Kind("lookup:account", _accounts, "accounts", ready=accounts),
    Kind("lookup:passport", _passports, "passports"),
    Kind("practice:index", once, "lists of shared practice", pages=True),
    Kind("practice:page", each_page, "shared practice"),
    Kind("practice:comments", _talked_about, "comments on shared practice", pages=True),
    Kind("papers:papers", once, "lists of papers"),
    Kind("papers:paper", _papers, "papers"),
    Kind("papers:whole", _papers, "papers"),
    Kind("papers:part", _parts, "parts of papers with their comments"),
    Kind("papers:changes", _changes, "parts of papers as they read before"),
    Kind("papers:comments", _papers, "comments of papers", pages=True),
    Kind("papers:comments_print", _papers, "comments of papers"),
    Kind("papers:you_said", _answered_papers, "comments of papers", pages=True),
    Kind("practice:organisation", _sharing, "lists of shared practice", pages=True),
    Kind("practice:moderation", once, "lists of shared practice", pages=True),
    Kind("practice:history", _histories, "policies as they read before", pages=True),
    Kind("practice:revision", _revisions, "policies as they read before"),
    Kind("practice:attachment", _attachments, "attachments"),
    Kind("practice:face", _faces, "pictures of authors"),
    Kind("open_data:site", once, "pages about data"),
    Kind("open_data:organisation", _slugs, "pages about data"),
    Kind("open_data:site_file", _site_files, "files of data", is_long=True),
    Kind("open_data:organisation_file", _files, "files of data", is_long=True),
    Kind("open_data:trust_txt", _slugs, "files of data"),
)
PUBLIC = {kind.name for kind in KINDS}


def all_addresses(
    reader: Reader, more: tuple[Kind, ...] = ()
) -> Iterator[tuple[str, Kind, list[Any]]]:
    """What is long comes first, so that several processes end at the same time."""
    for kind in sorted((*KINDS, *more), key=lambda kind: not kind.is_long):
        for arguments in kind.each(reader):
            yield reverse(kind.name, args=arguments), kind, arguments
