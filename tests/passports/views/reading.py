"""What stands on a page, read as people read it."""

from typing import Any

from django.http import HttpResponse
from lxml import html


def said_on(response: HttpResponse, tag: str) -> list[str]:
    page = html.document_fromstring(response.content.decode())
    return [words(each) for each in page.xpath(f"//{tag}")]


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def errors_of(response: HttpResponse) -> dict[str, str]:
    """Each error beside its field."""
    page = html.document_fromstring(response.content.decode())
    marks = page.xpath(
        "//div[starts-with(@id, 'id_') and substring(@id, string-length(@id) - 5) = '_error']"
    )
    return {
        mark.get("id").removeprefix("id_").removesuffix("_error"): words(mark).removeprefix(
            "Error: "
        )
        for mark in marks
    }


def messages_of(response: HttpResponse) -> list[str]:
    page = html.document_fromstring(response.content.decode())
    return [words(each) for each in page.xpath("//p[contains(@class, 'banner__heading')]")]
