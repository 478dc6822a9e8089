"""Papers and shared practice as Markdown, each with a head that says whose it is and of when."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from mercat.archive.export import talk
from mercat.archive.export.addresses import in_batches, pages_for
from mercat.archive.export.editions import Reader
from mercat.archive.export.paths import file_of, relative
from mercat.practice.exports import EXPORTS
from mercat.practice.models import Page
from mercat.practice.papers import queries as papers
from mercat.practice.papers.models import Paper


def files(reader: Reader = None) -> Iterator[tuple[str, bytes]]:
    for page in in_batches(pages_for(reader)):
        yield practice_page(page)
        if page.thread_id and (said := talk.under_page(page, reader)):
            yield f"data/practice/{page.public_id}.comments.json", said
    for paper in in_batches(papers.announced_for(reader)):
        yield f"data/papers/{paper.public_id}.md", paper_text(paper).encode()
        yield f"data/papers/{paper.public_id}.comments.json", talk.of_paper(paper)


def practice_page(page: Page) -> tuple[str, bytes]:
    """As its download reads, with its pictures from this archive."""
    name = f"data/practice/{page.public_id}.md"
    said = {
        "title": page.title_shown,
        "organisation": str(page.organisation),
        "kind": page.kind,
        "language": page.language,
        "published": page.published_at and page.published_at.date().isoformat(),
        "changed": page.changed_at.date().isoformat(),
        "revision": page.number,
        "licence": page.licence_url,
        "address": settings.SITE_URL + reverse("practice:page", args=[page.public_id]),
    }
    text = EXPORTS["md"].write(page).decode()
    for each in page.attachments.all():
        where = file_of(reverse("practice:attachment", args=[page.public_id, each.public_id]))
        text = text.replace(f"(picture:{each.number})", f"({relative(where, seen_from=name)})")
    return name, f"{head(said)}{text}".encode()


def paper_text(paper: Paper) -> str:
    said = {
        "title": paper.title,
        "organisation": str(paper.organisation),
        "state": paper.state,
        "opened": paper.opens_on and paper.opens_on.isoformat(),
        "closed": paper.closes_on and paper.closes_on.isoformat(),
        "adopted": paper.adopted_at and paper.adopted_at.date().isoformat(),
        "comments": paper.comment_count,
        "address": settings.SITE_URL + reverse("papers:paper", args=[paper.public_id]),
    }
    parts = [f"## {part.title}\n\n{part.text}" for part in papers.parts_of(paper)]
    texts = [f"# {paper.title}", paper.summary, *parts]
    return head(said) + "\n\n".join(text.strip() for text in texts if text) + "\n"


def head(said: dict[str, Any]) -> str:
    """Each value is JSON, which YAML reads, too."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
    return "\n".join(["---", *lines, "---", "", ""])
