"""What whoever works in an organisation reads beside what the public does.

tests/archive/test_members.py holds it against every page that a plain member can open.
"""

from collections.abc import Iterator
from typing import Any

from mercat.access import queries as access
from mercat.archive.export.addresses import KINDS as OF_THE_PUBLIC
from mercat.archive.export.addresses import Kind, each_page, once, pages_for, values
from mercat.archive.export.editions import Reader
from mercat.learning import queries as learning
from mercat.learning.lifecycle import AssessmentStatus
from mercat.learning.models import LearningAssessment
from mercat.practice.models import Suggestion
from mercat.register import queries as register
from mercat.register.lifecycle import Status

# Pages of members that are left out, each with why.
LEFT_OUT = {
    **dict.fromkeys(
        (
            "home:dashboard",
            "home:my_data",
            "organisations:choose",
            "organisations:programs",
            "passports:index",
            "passports:advice_list",
            "passports:reminders",
            "practice:choose_notices",
            "practice:following",
            "practice:notices",
            "practice:profile",
            "register:list_own",
        ),
        "one person’s own",
    ),
    **dict.fromkeys(
        (
            "access:desk",
            "access:tools",
            "access:report",
            "elections:acknowledge",
            "papers:comment",
            "papers:reply",
            "papers:report_comment",
            "papers:start",
            "passports:apply",
            "passports:ask_communications",
            "passports:certify",
            "passports:learn",
            "passports:leavers",
            "passports:recognise",
            "practice:adapt",
            "practice:bring_in",
            "practice:comment",
            "practice:reply",
            "practice:report_comment",
            "practice:report",
            "practice:suggest",
            "practice:use",
            "practice:write",
        ),
        "a form; nothing changes any more",
    ),
    "learning:assessment": "of a final one members are led to the report",
    "learning:plan": "names who does what by when, for those who lead it",
    "learning:workbook": "the report is there as a page and as JSON",
    "learning:report_pdf": "the report can be printed",
    "papers:comments_xlsx": "the comments are there as a page and as JSON",
    "papers:comment_of": "stands among the comments of its part",
    "practice:comment_of": "stands among the comments of its page",
    "practice:download": "the text is in data/practice",
    "practice:original": "both texts are there",
}


def _own(reader: Reader) -> Any:
    if reader is None:
        raise ValueError("these kinds are members' alone")
    return reader.organisation


def accounts_for(reader: Reader) -> Any:
    """Not those that people listed as their own: the public list has what they published."""
    return register.accounts_of(_own(reader)).exclude(status=Status.OWN)


def _accounts(reader: Reader) -> Iterator[list[Any]]:
    yield from values(accounts_for(reader), "public_id")


def assessments_for(reader: Reader) -> Any:
    found = LearningAssessment.objects.filter(organisation=_own(reader))
    return found.filter(status=AssessmentStatus.FINAL)


def _assessments(reader: Reader) -> Iterator[list[Any]]:
    yield from values(assessments_for(reader), "public_id")


def _frameworks(reader: Reader) -> Iterator[list[Any]]:
    yield from values(learning.versions_for(_own(reader)), "public_id")


def _barriers(reader: Reader) -> Iterator[list[Any]]:
    yield from values(access.barriers_of(_own(reader)), "public_id")


def _suggestions(reader: Reader) -> Iterator[list[Any]]:
    found = Suggestion.objects.filter(page__in=pages_for(reader))
    yield from values(found, "page__public_id", "public_id")


KINDS = (
    Kind("register:accounts", once, "the register as members saw it", pages=True),
    Kind("register:account", _accounts, "the register as members saw it"),
    Kind("register:departments", once, "the register as members saw it"),
    Kind("register:overview", once, "the register as members saw it"),
    Kind("learning:index", once, "learning", pages=True),
    Kind("learning:report", _assessments, "learning"),
    Kind("learning:report_file", _assessments, "files of data"),
    Kind("learning:frameworks", once, "learning"),
    Kind("learning:framework", _frameworks, "learning"),
    Kind("learning:framework_file", _frameworks, "files of data"),
    Kind("access:index", once, "tools and barriers"),
    Kind("access:dashboard", once, "tools and barriers"),
    Kind("access:dashboard_csv", once, "files of data"),
    Kind("access:barriers", once, "tools and barriers", pages=True),
    Kind("access:barriers_csv", once, "files of data"),
    Kind("access:barrier", _barriers, "tools and barriers"),
    Kind("practice:tags", once, "lists of shared practice"),
    Kind("practice:suggestions", each_page, "shared practice", pages=True),
    Kind("practice:suggestion", _suggestions, "shared practice"),
    Kind("practice:reports", each_page, "shared practice"),
)
LED_TO = {"learning:assessment": "learning:report"}
MEMBERS = {kind.name for kind in KINDS}
BY_NAME = {kind.name: kind for kind in (*OF_THE_PUBLIC, *KINDS)}
