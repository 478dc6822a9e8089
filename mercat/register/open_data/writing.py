"""The files, a piece at a time. Nothing here depends on who reads, or in which language."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.html import format_html

from mercat.organisations.models import Organisation
from mercat.register.imports.exporting import Echo, safe
from mercat.register.models import Publication
from mercat.register.open_data.reading import (
    Source,
    accounts_of,
    address,
    official_accounts_of,
    page_of,
    website_of,
    words,
)

COLUMNS = (
    "id",
    "organisation",
    "name",
    "platform",
    "handle",
    "url",
    "answer",
    "since",
    "service",
    "purpose",
    "confirmed_on",
    "page",
    "licence",
)
# As the content schemas of GOV.UK name them; all others are "other".
SERVICE_TYPES = {
    "blogger": "blog",
    "bluesky": "bluesky",
    "facebook": "facebook",
    "flickr": "flickr",
    "foursquare": "foursquare",
    "googleplus": "google-plus",
    "instagram": "instagram",
    "linkedin": "linkedin",
    "pinterest": "pinterest",
    "threads": "threads",
    "wordpress": "blog",
    "x": "twitter",
    "youtube": "youtube",
}
IN_A_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def as_csv(source: Source) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff"  # so that Excel reads it as Unicode
    yield writer.writerow(COLUMNS)
    for organisation in source.organisations:
        for each in accounts_of(organisation):
            yield writer.writerow([safe(said) for said in _row(each, organisation)])


def _row(each: Publication, organisation: Organisation) -> list[str]:
    said = _account(each, organisation)
    return [
        said["id"],
        words(organisation.name),
        said["name"],
        said["platform"],
        said["handle"],
        said["url"],
        said["answer"],
        said["since"],
        words(each.department_name),
        words(each.purpose),
        said["confirmed_on"] or "",
        said["page"],
        organisation.licence_url,
    ]


def _account(each: Publication, organisation: Organisation) -> dict[str, Any]:
    confirmed = each.confirmed_at and organisation.day(each.confirmed_at).isoformat()
    return {
        "id": each.account.public_id,
        "organisation": organisation.slug,
        "name": each.name,
        "platform": each.platform,
        "handle": each.handle,
        "url": each.url,
        "answer": str(each.answer),
        "since": each.since.isoformat(),
        "service": each.department_name,
        "purpose": each.purpose,
        "confirmed_on": confirmed or None,
        "page": address("lookup:account", each.account.public_id),
    }


def as_json(source: Source) -> Iterator[str]:
    """One account a line."""
    yield f'{{"as_of": "{source.changed_at.isoformat()}",\n"organisations": ['
    yield from _listed(_organisation(each) for each in source.organisations)
    yield '],\n"accounts": ['
    yield from _listed(
        _account(each, organisation)
        for organisation in source.organisations
        for each in accounts_of(organisation)
    )
    yield "]}\n"


def _organisation(each: Organisation) -> dict[str, Any]:
    return {
        "slug": each.slug,
        "name": each.name,
        "website": website_of(each),
        "page": page_of(each),
        "licence": {"name": str(each.get_licence_display()), "url": each.licence_url},
    }


def _listed(things: Iterable[Any]) -> Iterator[str]:
    for number, thing in enumerate(things):
        yield f"{',' if number else ''}\n{json.dumps(thing, ensure_ascii=False)}"


def as_json_ld(source: Source) -> Iterator[str]:
    """schema.org: that the organisation, by its website, is the same as its official accounts."""
    yield '{"@context": "https://schema.org",\n"@graph": ['
    for number, organisation in enumerate(source.organisations):
        yield ",\n" if number else "\n"
        yield from _thing(organisation)
    yield "]}\n"


def _thing(organisation: Organisation) -> Iterator[str]:
    thing = {
        "@type": "GovernmentOrganization",
        "@id": f"{website_of(organisation)}#organisation",
        "name": words(organisation.name),
        "url": website_of(organisation),
        "subjectOf": {
            "@type": "Dataset",
            "name": f"{words(organisation.name)}: social media accounts",
            "url": page_of(organisation),
            "license": organisation.licence_url,
        },
    }
    yield f'{json.dumps(thing, ensure_ascii=False)[:-1]}, "sameAs": ['
    yield from _listed(each.url for each in official_accounts_of(organisation))
    yield "]}"


def as_govuk(source: Source) -> Iterator[str]:
    if not source.is_site:
        yield '{"social_media_links": ['
        yield from _listed(_links(source.organisations[0]))
        yield "]}\n"
        return
    yield '{"organisations": ['
    for number, each in enumerate(source.organisations):
        said = {"title": words(each.name), "href": website_of(each)}
        yield ",\n" if number else "\n"
        yield f'{json.dumps(said, ensure_ascii=False)[:-1]}, "social_media_links": ['
        yield from _listed(_links(each))
        yield "]}"
    yield "]}\n"


def _links(organisation: Organisation) -> Iterator[dict[str, str]]:
    for each in official_accounts_of(organisation):
        service = SERVICE_TYPES.get(each.platform, "other")
        yield {"service_type": service, "title": each.name, "href": each.url}


def as_trust_txt(source: Source) -> Iterator[str]:
    """For the organisation to put at /trust.txt of its own website."""
    [organisation] = source.organisations
    yield f"# {' '.join(words(organisation.name).split())}: its social media accounts\n"
    yield f"# From {page_of(organisation)}\n"
    yield f"# Licence: {organisation.licence_url}\n"
    for each in official_accounts_of(organisation):
        yield f"social={each.url}\n"


def as_me_page(source: Source) -> Iterator[str]:
    """A page for its own website: links that say "this is me", and the same as linked data."""
    [organisation] = source.organisations
    heading = f"Official accounts of {words(organisation.name)}"
    yield format_html(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>{}</title>\n",
        heading,
    )
    yield '<script type="application/ld+json">\n'
    yield from (piece.translate(IN_A_SCRIPT) for piece in as_json_ld(source))
    yield format_html("</script>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n<ul>\n", heading)
    for each in official_accounts_of(organisation):
        text = f"{each.name} ({each.platform_name})"
        yield format_html('<li><a rel="me" href="{}">{}</a></li>\n', each.url, text)
    yield format_html(
        '</ul>\n<p>From <a href="{}">the public register</a>.</p>\n</main>\n</body>\n</html>\n',
        page_of(organisation),
    )
