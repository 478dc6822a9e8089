"""Shared practice: a case study, a policy that another body adapts, a suggestion, a report."""

import io
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from PIL import Image, ImageDraw

from mercat.common.uploads import check
from mercat.files import actions as files
from mercat.organisations.models import Membership
from mercat.practice import actions
from mercat.practice.lifecycle import Kind, Licence, UseKind, Visibility, Wrong
from mercat.practice.models import Page

Members = Mapping[str, Membership]
STUDY = """## What we tried

For six months the archives answered family historians in public, on one account, from Monday to Thursday.

![](picture:1)

## What came of it

- Four in five questions were answered within a working day.
- The same question by e-mail became rarer: people found the answer that somebody else had asked for.
- Two photographs were named by readers after sixty years in a box.

> “I asked about my great-aunt and three strangers knew the street.”

## What we would do again

1. Begin with what people ask anyway.
2. Two people who can both answer, so that nobody has to on holiday.
3. Say in the profile when somebody reads.

## What we would not

Promise an answer at the weekend.
"""
RULES = """## For whom

[[organisation]] reads what you write on weekdays. [[communications]] answers.

## What we ask

- Disagree as much as you like, and leave people their dignity.
- Name nobody who uses our services.
- Stay with the subject.

## What we do

We hide what breaks these rules and write down why. If you think we were wrong, ask [[records manager]].
"""
SOURCES = [
    {
        "author": "NESTA and IDeA",
        "year": "2010",
        "title": "Local by Social",
        "page": "",
        "url": "",
    }
]


def happen(ours: Members, theirs: Members, *, at: datetime) -> None:
    _study(ours["ailsa"], at=at - timedelta(days=40))
    rules = _rules(ours["shona"], at=at - timedelta(days=30))
    neighbour = next(iter(theirs.values()))
    copy = actions.adapt(
        page=rules,
        title="House rules for comments",
        licence=Licence.CC_BY,
        by=neighbour,
        at=at - timedelta(days=20),
    )
    actions.publish(
        page=copy, visibility=Visibility.EVERYONE, by=neighbour, at=at - timedelta(days=19)
    )
    rules = actions.change(
        page=rules,
        number=1,
        body=RULES.replace("on weekdays", "on weekdays from nine to five"),
        why="Readers asked when",
        by=ours["shona"],
        at=at - timedelta(days=6),
    )
    _answered(rules, ours, neighbour, at=at - timedelta(days=4))
    _talk(rules, ours, neighbour, at=at - timedelta(days=3))
    actions.tell_of_originals(at=at - timedelta(days=2))


def _study(author: Membership, *, at: datetime) -> Page:
    page = actions.begin(
        kind=Kind.CASE_STUDY,
        title="Six months of answering in public",
        summary="What the archives learnt from answering family historians where all can read it.",
        body=STUDY,
        licence=Licence.OGL,
        tags=["archives", "answering"],
        citations=SOURCES,
        by=author,
        at=at,
    )
    picture = files.store(checked=check("paths.png", _drawing()), by=author, at=at)
    actions.add_attachment(
        page=page,
        stored=picture,
        words="Two bars: questions by e-mail fell by half while public ones doubled.",
        is_picture=True,
        by=author,
        at=at,
    )
    return actions.publish(page=page, visibility=Visibility.PUBLIC, by=author, at=at)


def _rules(author: Membership, *, at: datetime) -> Page:
    page = actions.begin(
        kind=Kind.POLICY,
        title="House rules under our posts",
        summary="Six lines to put under an account, and what we do when they are not kept.",
        body=RULES,
        licence=Licence.CC_BY,
        tags=["house rules", "answering"],
        by=author,
        at=at,
    )
    page = actions.set_fields(
        page=page,
        fields={"communications": "Our communications team", "records manager": "Rory Geddes"},
        by=author,
        at=at,
    )
    return actions.publish(page=page, visibility=Visibility.EVERYONE, by=author, at=at)


def _answered(page: Page, ours: Members, neighbour: Membership, *, at: datetime) -> None:
    given: Any = {"page": page, "by": neighbour, "at": at}
    words = "They stand under all our accounts since September."
    actions.say_use(kind=UseKind.USES, words=words, **given)
    better = page.body.replace("Stay with the subject.", "Stay with the subject; no advertising.")
    actions.suggest(body=better, why="We had many advertisements", number=page.number, **given)
    report = actions.report(wrong=Wrong.FALSE, words="The hours are wrong", **given)
    reason = "The hours were put right on the same day, so the page stays."
    actions.keep(report=report, reason=reason, by=ours["elspeth"], at=at + timedelta(hours=3))


def _talk(page: Page, ours: Members, neighbour: Membership, *, at: datetime) -> None:
    """A question of the neighbour's, an answer of its writer, and a colleague named."""
    quote = "Disagree as much as you like, and leave people their dignity."
    asked = actions.comment(
        page=page,
        text="Do you hide irony, too? We could not agree on it.",
        quote=quote,
        number=page.number,
        by=neighbour,
        at=at,
    )
    answer = "Only if it is about a person. @Elspeth Orr wrote the examples down."
    answered = at + timedelta(hours=4)
    actions.comment(page=page, text=answer, to=asked, by=ours["shona"], at=answered)
    thanks = "Thank you, that helps. May we adapt those as well?"
    actions.comment(
        page=page, text=thanks, to=asked, by=neighbour, at=answered + timedelta(hours=1)
    )


def _drawing() -> bytes:
    picture = Image.new("RGB", (640, 320), "#f7f3ec")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((90, 160, 250, 290), fill="#4a2a5e")
    pen.rectangle((360, 60, 520, 290), fill="#3f6b4f")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
