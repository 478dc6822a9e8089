"""What every page must satisfy, whichever test fetches it."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html

CHOOSE_LANGUAGE = "/language/"  # takes no token, so that public pages set no cookie
PULSE = "/pulse/"  # neither do these, for the same reason


class PageClient(Client):
    """Django's test client; every HTML page that it fetches is checked."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if is_page(response):
            check_page(response.content.decode())
        return response


def is_page(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    if response.streaming or not kind.startswith("text/html"):
        return False
    return b"<html" in response.content[:200]


def check_page(text: str) -> None:
    page = html.document_fromstring(text)
    faults = [fault for check in CHECKS for fault in check(page)]
    assert not faults, "\n".join(faults)


def heading(page: Any) -> list[str]:
    headings = page.xpath("//h1")
    if len(headings) != 1:
        return [f"{len(headings)} h1 headings"]
    said = " ".join(headings[0].text_content().split())
    title = (
        " ".join(page.xpath("string(//title)").split())
        .removeprefix("Error: ")
        .removeprefix("Gwall: ")
    )
    return [] if title.startswith(said) else [f"the title {title!r} does not begin with {said!r}"]


def language(page: Any) -> list[str]:
    return [] if page.get("lang") else ["no language"]


def repeated_ids(page: Any) -> list[str]:
    ids = page.xpath("//@id")
    return [f"the id {name} stands twice" for name in set(ids) if ids.count(name) > 1]


def labels(page: Any) -> list[str]:
    named = set(page.xpath("//label/@for"))
    fields = page.xpath("//input[not(@type='hidden')] | //select | //textarea")
    return [
        f"the field {field.get('name')} has no label"
        for field in fields
        if field.get("id") not in named and not field.get("aria-label")
    ]


def descriptions(page: Any) -> list[str]:
    ids = set(page.xpath("//@id"))
    named = " ".join(page.xpath("//@aria-describedby | //@aria-labelledby")).split()
    return [f"described by {name}, which is not there" for name in named if name not in ids]


def forms(page: Any) -> list[str]:
    faults = []
    for form in page.xpath("//form"):
        if not form.get("action"):
            faults.append("a form does not say where it goes")
        posts = form.get("method", "get").lower() == "post"
        if (
            posts
            and form.get("action") != CHOOSE_LANGUAGE
            and not (form.get("action") or "").startswith(PULSE)
            and not form.xpath(".//input[@name='csrfmiddlewaretoken']")
        ):
            faults.append(f"the form to {form.get('action')} has no CSRF token")
    return faults


def inline(page: Any) -> list[str]:
    return [
        f"inline {each.tag}" for each in page.xpath("//style | //script[not(@src)] | //*[@style]")
    ]


def leaks(page: Any) -> list[str]:
    """What a template shows when a variable went wrong."""
    text = page.text_content()
    return [
        f"the page says {each!r}" for each in ("{{", "{%", "object at 0x", "None,") if each in text
    ]


def safeguarding(page: Any) -> list[str]:
    """Wherever people write or upload: no names of those we serve, and whom to call."""
    fields = page.xpath("//main//textarea | //main//input[@type='file']")
    asked = [each.get("name", "") for each in fields if each.get("name") not in NO_SAFEGUARDING]
    if not asked or page.xpath("//*[@data-safeguarding]"):
        return []
    return [f"people write in {', '.join(asked)}, and nothing says how to keep others safe"]


NO_SAFEGUARDING = {
    "addressees": "addresses of colleagues who are invited",
    "links": "addresses of accounts, which are looked up and not kept",
    "links_file": "the same as a file",
    "site_names": "names of buildings",
    "other_tools": "names of tools and their addresses",
    "browsers_file": "a list of releases, which holds no words of people",
}
CHECKS = (safeguarding, heading, language, repeated_ids, labels, descriptions, forms, inline, leaks)
