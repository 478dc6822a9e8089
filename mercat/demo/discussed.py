"""Two papers: one open to everybody now, and one that became a policy in the autumn."""

from datetime import datetime, timedelta

from mercat.common import links
from mercat.common.links import LinkPlan
from mercat.common.models import OutboxMail
from mercat.organisations.models import Membership
from mercat.practice.papers import actions
from mercat.practice.papers.models import Paper, PaperComment, Part

Members = dict[str, Membership]
DAY = timedelta(days=1)
TITLE = "How should our services use social media?"
SUMMARY = (
    "A draft policy in six parts. We would like to hear from those who post, those who answer the "
    "telephone afterwards, and those who read us."
)
PARTS = (
    (
        "Why we are there",
        (
            "People ask their questions where they are. Four in five letters that we answer could have "
            "been a short reply in public.\n\nWe want to listen before we speak.\n\n"
            "- To tell people what they need today\n- To hear what does not work\n"
            "- To learn with colleagues elsewhere"
        ),
    ),
    (
        "Who may speak for us",
        (
            "Whoever has a passport. It says for which account, for what, and until when.\n\n"
            "Learning needs no permission: three questions, and it is granted at once."
        ),
    ),
    (
        "When we answer",
        (
            "We answer on weekdays from 9 to 5.\n\nWe answer each question within one working day.\n\n"
            "At weekends we answer about storms, ferries and gritting alone."
        ),
    ),
    (
        "What we never post",
        (
            "Nothing about people who use our services, with or without a name.\n\n"
            "No picture of a child without the family’s word in writing."
        ),
    ),
    (
        "When it gets rough",
        (
            "We hide what breaks the house rules, and say which.\n\n"
            "Two people agree before anybody is blocked. A block ends after three months."
        ),
    ),
    (
        "How we look back",
        (
            "Every account is looked at twice a year, with those who read it.\n\n"
            "What nobody reads is closed with dignity."
        ),
    ),
)
REVISED = (
    "We answer on weekdays from 9 to 5.\n\nWe answer each question within two working days, and "
    "say so where people ask.\n\nAt weekends we answer about storms, ferries and gritting alone."
)
OLD_PARTS = (
    ("What they are for", "House rules protect the conversation, and not the council."),
    ("The rules", "- Leave people their dignity\n- Name nobody who uses our services"),
)


def happen(members: Members, elsewhere: Members, *, at: datetime) -> None:
    _old(members, elsewhere, at=at)
    paper = _begun(TITLE, SUMMARY, PARTS, members, "public", at=at - 12 * DAY, until=at + 9 * DAY)
    actions.add_author(
        paper=paper, member=members["morag"], by=members["elspeth"], at=at - 11 * DAY
    )
    said = _spoken(paper, members, elsewhere, at=at - 9 * DAY)
    answers = _part(paper, 2)
    actions.revise(
        paper=paper,
        part=answers,
        title=answers.title,
        text=REVISED,
        why="One day was too short for the libraries, as three of you said.",
        number=1,
        by=members["elspeth"],
        at=at - 4 * DAY,
    )
    _answer(
        paper,
        said,
        "accepted",
        "You are right. It says two working days now.",
        members,
        at=at - 3 * DAY,
    )
    _public(paper, at=at - 2 * DAY)


def _begun(
    title: str,
    summary: str,
    parts: tuple[tuple[str, str], ...],
    members: Members,
    visibility: str,
    *,
    at: datetime,
    until: datetime,
) -> Paper:
    by = members["elspeth"]
    paper = actions.start(title=title, summary=summary, by=by, at=at)
    for name, text in parts:
        actions.add_part(paper=paper, title=name, text=text, by=by, at=at)
    day = by.organisation.day
    days = {"opens_on": day(at), "closes_on": day(until)}
    return actions.open_paper(paper=paper, visibility=visibility, **days, by=by, at=at)


def _part(paper: Paper, place: int) -> Part:
    return paper.parts.order_by("position")[place]


def _spoken(paper: Paper, members: Members, elsewhere: Members, *, at: datetime) -> PaperComment:
    said = actions.comment(
        paper=paper,
        part=_part(paper, 2),
        subject="One day is short for a small team",
        text="On Mondays I have forty questions. Could we promise two, and often be quicker?",
        quote="We answer each question within one working day.",
        by=members["callum"],
        at=at,
    )
    actions.agree(paper=paper, comment=said, by=elsewhere["una"], at=at + DAY)
    actions.agree(paper=paper, comment=said, by=members["iona"], at=at + DAY)
    actions.comment(
        paper=paper,
        part=said.part,
        subject="We did the same",
        text="Two days is what we say, and nobody complained. We write it into the profile.",
        replies_to=said,
        by=elsewhere["una"],
        at=at + DAY,
    )
    actions.comment(
        paper=paper,
        part=_part(paper, 3),
        subject="Groups, too",
        text="Please say that closed groups are no exception. People believe they are.",
        sources="Scottish Social Services Council, guidance on using social media",
        by=members["ailsa"],
        at=at + 2 * DAY,
    )
    return said


def _public(paper: Paper, *, at: datetime) -> None:
    """A reader of theirs, whose comment waits to be looked at."""
    said = actions.comment(
        paper=paper,
        part=_part(paper, 4),
        subject="Three months",
        text="Good that a block ends. Tell people when, please.",
        name="Murdo Lamont",
        email="murdo@post.example",
        at=at,
    )
    mail = OutboxMail.objects.filter(purpose="papers/confirm").latest("pk")
    plan = LinkPlan(**(mail.link or {}))
    token = links.mint(plan, at=at).rstrip("/").rpartition("/")[2]
    link = links.read(token, purpose=plan.purpose, at=at)
    actions.confirm(comment=said, link=link, at=at)


def _answer(
    paper: Paper,
    said: PaperComment,
    outcome: str,
    words: str,
    members: Members,
    *,
    at: datetime,
) -> None:
    by = members["elspeth"]
    actions.answer(paper=paper, comment=said, outcome=outcome, words=words, by=by, at=at)


def _old(members: Members, elsewhere: Members, *, at: datetime) -> None:
    """House rules, discussed among all organisations, answered and adopted."""
    begun, until = at - 90 * DAY, at - 60 * DAY
    title, summary = "House rules for our accounts", "Six lines under each account. Enough?"
    paper = _begun(title, summary, OLD_PARTS, members, "everyone", at=begun, until=until)
    said = actions.comment(
        paper=paper,
        part=_part(paper, 1),
        subject="And advertising?",
        text="Ours have a line against it. We needed it twice.",
        by=elsewhere["una"],
        at=begun + 5 * DAY,
    )
    actions.follow_days(at=until + 2 * DAY)
    later = until + 4 * DAY
    _answer(paper, said, "not_accepted", "The rule on the subject covers it.", members, at=later)
    by = members["elspeth"]
    thanks = "Thank you. One comment came, and we explain why the rules stay as they are."
    actions.publish_answers(paper=paper, we_did=thanks, by=by, at=later)
    actions.adopt(paper=paper, visibility="everyone", licence="ogl-3", by=by, at=later + DAY)
