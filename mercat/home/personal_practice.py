"""Of shared practice, what mercat/home/personal.py and personal_texts.py say of the other apps."""

from mercat.comments.models import Comment
from mercat.home.personal_links import FORMER, GOES, Link, Text
from mercat.practice.models import (
    Attachment,
    Follow,
    Mention,
    MissingPicture,
    Notice,
    Page,
    PageComment,
    PageReport,
    Profile,
    Revision,
    Suggestion,
    Use,
    Writer,
)
from mercat.practice.papers.models import (
    Agreement,
    Author,
    Follower,
    Paper,
    PaperComment,
    Part,
    PartRevision,
)

WROTE = "what was shared stays with its history"
TITLES = {"page__title": "Page", "in_paper__paper__title": "Paper"}
OF_PAPER = "in_paper__paper__organisation"
DECIDED = "what was decided of a reported page, and why, stays public"
LINKS: tuple[Link, ...] = (
    Link(
        *(Writer, "person", FORMER, WROTE, "organisation", {}),
        *("Pages of shared practice that you write", {"page__title": "Page", "since": "Since"}),
    ),
    Link(
        *(Revision, "by", FORMER, WROTE, "page__organisation", {}),
        "Changes of pages that you made",
        {"page__title": "Page", "why": "Why", "at": "When"},
    ),
    Link(
        *(Suggestion, "by", FORMER, WROTE, "organisation", {}),
        "Changes of pages that you suggested",
        {"page__title": "Page", "why": "Why", "state": "State", "made_at": "When"},
    ),
    Link(Suggestion, "answered_by", FORMER, WROTE, "page__organisation"),
    Link(
        *(Use, "by", FORMER, "the organisation said so", "organisation", {}),
        "Pages that you said your organisation uses or learnt from",
        {"page__title": "Page", "words": "Words", "at": "When"},
    ),
    Link(
        *(Follow, "person", FORMER, "it tells nobody anything any more", "organisation"),
        *({"by_mail": False}, "What you follow"),
        {"page__title": "Page", "tag__name": "Tag", "since": "Since"},
    ),
    Link(
        *(PageReport, "by", FORMER, DECIDED, "organisation", {}),
        "Pages and comments that you reported",
        {**TITLES, "words": "Words", "state": "State", "made_at": "When"},
    ),
    Link(
        *(Mention, "person", GOES, "", "organisation", {}),
        *("Where you were named with @", {**TITLES, "at": "When"}),
    ),
    Link(
        *(Notice, "person", GOES, "", "organisation", {}),
        *(
            "What you were told of shared practice",
            {**TITLES, "kind": "What", "at": "When"},
        ),
    ),
    *(
        Link(PageReport, who, FORMER, DECIDED, "page__organisation", also=OF_PAPER)
        for who in ("judged_by", "appealed_by")
    ),
)
PAPER_LINKS = (
    Link(
        *(Author, "person", FORMER, WROTE, "paper__organisation", {}),
        *("Papers that you write", {"paper__title": "Paper", "since": "Since"}),
    ),
    Link(
        *(PartRevision, "made_by", FORMER, WROTE, "part__paper__organisation", {}),
        *("Parts of papers that you changed", {"title": "Part", "why": "Why", "made_at": "When"}),
    ),
    Link(
        *(PaperComment, "author", FORMER, "the authors answered it", "organisation", {}),
        "What you said of papers",
        {"paper__title": "Paper", "subject": "About", "text": "Words", "written_at": "When"},
    ),
    Link(
        *(PaperComment, "moderated_by", FORMER, "that somebody looked at it"),
        organisation="paper__organisation",
    ),
    Link(
        *(PaperComment, "answered_by", FORMER, "that its authors answered it"),
        organisation="paper__organisation",
    ),
    Link(
        *(Agreement, "person", GOES, "", "comment__paper__organisation", {}),
        *("Comments that you agree with", {"comment__subject": "Comment"}),
    ),
    Link(
        *(Follower, "person", GOES, "", "paper__organisation", {}),
        *("Papers that you follow", {"paper__title": "Paper", "since": "Since"}),
    ),
)
LINKS += PAPER_LINKS
TEXTS = (
    *(
        Text(Paper, each, "organisation")
        for each in ("title", "summary", "withdrawn_why", "we_did")
    ),
    *(Text(Part, each, "paper__organisation") for each in ("title", "text")),
    *(Text(PartRevision, each, "part__paper__organisation") for each in ("title", "text", "why")),
    *(
        Text(PaperComment, each, "paper__organisation")
        for each in ("name", "email", "subject", "text", "quote", "sources", "hidden_why", "answer")
    ),
    # On papers of others: what they said there, and where others named them.
    Text(PaperComment, "text", "organisation"),
    Text(PaperComment, "text", "mentions__organisation"),
    Text(Follower, "email", "paper__organisation"),
    *(
        Text(Page, each, "organisation")
        for each in ("title", "summary", "body", "citations", "fields")
    ),
    *(
        Text(Revision, each, "page__organisation")
        for each in ("title", "summary", "body", "citations", "why")
    ),
    *(Text(Suggestion, each, "page__organisation") for each in ("body", "why", "answer")),
    *(Text(PageComment, each, "page__organisation") for each in ("quote", "hidden_why")),
    Text(Mention, "words", "organisation"),
    # Under pages of others: what they said there, and where others named them.
    Text(Comment, "text", "organisation"),
    Text(Comment, "text", "under_page__mentions__organisation"),
    Text(Suggestion, "why", "mentions__organisation"),
    Text(Use, "words", "organisation"),
    *(
        Text(PageReport, each, whose)
        for each in ("words", "reason", "appeal")
        for whose in ("page__organisation", OF_PAPER)
    ),
    *(Text(Attachment, each, "page__organisation") for each in ("words", "proposed")),
    *(Text(MissingPicture, each, "page__organisation") for each in ("name", "alt")),
    Text(Profile, "about", "membership__organisation"),
)
