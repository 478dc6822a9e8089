"""What the demonstration's people applied for, and the accounts that its council has."""

from dataclasses import dataclass
from typing import Any

# platform address, name, department, purpose, who owns it, who backs it up, status
ACCOUNTS = (
    ("facebook.com/StrathbegLibraries", "Strathbeg Libraries", "Libraries", "What is on in our eleven libraries, and answers about your loans", "callum", "morag", "active"),
    ("youtube.com/@StrathbegCouncil", "Strathbeg Council", "Communications", "Council meetings in full, and short films about services", "elspeth", "shona", "active"),
    ("x.com/StrathbegRoads", "Strathbeg Roads", "Roads", "Closures, diversions and winter gritting", "kirsty", "hamish", "active"),
    ("roads.strathbeg.example on bluesky", "Strathbeg Roads", "Roads", "Closures, diversions and winter gritting", "kirsty", "hamish", "active"),
    ("linkedin.com/company/strathbeg-council", "Strathbeg Council", "Communications", "Jobs, and the people who do them", "shona", "elspeth", "active"),
    ("tiktok.com/@strathbegyouth", "Strathbeg Youth Voice", "Libraries", "Made with and by the youth forum", "callum", "iona", "dormant"),
    ("flickr.com/photos/strathbegarchive", "Strathbeg Archive pictures", "Archives", "Old photographs, to name the people in them", "rory", "ailsa", "paused"),
    ("threads.com/@strathbegevents", "Strathbeg Events", "Museums", "The summer season of 2024", "iona", "morag", "closed_parked"),
    ("github.com/strathbeg", "Strathbeg open source", "Communications", "Programs that we wrote and share", "hamish", "elspeth", "active"),
)  # fmt: skip
# A list that somebody kept, with the faults of such lists, as the keeper found and imported it.
OLD_LIST = """Strathbeg Council: our social media,,,
Spring 2024,,,
,,,
Team,Platform,Link,What for
Libraries,Facebook,https://www.facebook.com/strathbeglibraries/,
Museums,Facebook,facebook.com/StrathbegMuseums,Exhibitions and talks
Parks,Instagram,@strathbegparks,Paths and trees and what flowers now
Roads,Twitter,https://twitter.com/StrathbegRoads,
Museums,Facebook,https://m.facebook.com/StrathbegMuseums?ref=page,
Communications,YouTube,https://www.facebook.com/StrathbegEvents,Films
Archives,Facebook,https://www.facebook.com/share/p/1aB2cD3,
Communications,X,https://www.strathbeg.example/news,News
"""
GLENTARBET_ACCOUNTS = (
    ("facebook.com/GlentarbetCare", "Glentarbet Care", "Care at home", "News for families and carers", "una", "una", "active"),
)  # fmt: skip
STRATHBEG_LEISURE_ACCOUNTS = (
    ("facebook.com/StrathbegLeisure", "Strathbeg Leisure", "Pools", "Opening hours, classes and closures", "sorcha", "sorcha", "active"),
    ("instagram.com/strathbegicerink", "Strathbeg Ice Rink", "Pools", "Evenings on the ice", "sorcha", "sorcha", "active"),
)  # fmt: skip
BRO_GARWEN_ACCOUNTS = (
    ("facebook.com/LlyfrgelloeddBroGarwen", "Llyfrgelloedd Bro Garwen Libraries", "Libraries", {"en": "What is on in our four libraries, in Welsh and English", "cy": "Beth sydd ymlaen yn ein pedair llyfrgell, yn Gymraeg a Saesneg"}, "nia", "gethin", "active"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    applicant: str
    days_ago: int
    reaches: str  # the last step of the journey that it has taken
    answers: dict[str, Any]
    outcome: str = "approved"


# What the full question set asks beyond the ten of the first.
FULL: dict[str, Any] = {
    "request": "new",
    "position": "staff",
    "level": "respond",
    "touches": ["pictures"],
    "platform": "Two in three of those who ask at the desk use it every week.",
    "official_page": "https://www.strathbeg.example/culture/",
    "bio": "Run by Strathbeg Council. We answer on weekdays.",
    "branding": "agreed",
    "objective": "The culture plan: everybody within a bus ride of a collection, or online with it.",
    "frequency": "Three times a week",
    "content": (
        "Week one: who we are, one object, one question to readers. Week two: behind the counter, "
        "the oldest thing we keep, answers to the question."
    ),
    "measures": "300 answers to families by June, and one in ten visitors who name it.",
    "budget": "",
    "publishers": "",
    "mailbox": "culture.desk@strathbeg.example",
    "hours": "4",
    "leaving": "The head of culture takes access away on the day and names somebody else.",
    "cover": "Weekdays 9 to 5. Out of hours the description says where to call.",
    "moderation": "House rules on the page. Two people may hide; each block is written down.",
    "escalation": "Complaints desk, safeguarding lead, press desk, duty officer.",
    "enquiries": "To the service’s desk the same day; requests for information to the FOI officer.",
    "consent": "A form for each person in a picture, kept with the picture; taken down when asked.",
    "security": ["two_steps", "password", "tool", "communications"],
    "accessibility": ["pictures", "films", "words"],
    "review": "6",
    "exit": "The name stays parked, with a link to the website. Pictures go to the archive.",
}


# Of each: what, to whom, how likely, how bad, what is done now, what else and by whom.
RISKS = (
    {
        "hazard": "A picture of somebody who did not agree",
        "who": "The person in it",
        "likelihood": "medium",
        "impact": "medium",
        "control": "A second pair of eyes before posting; consent on file.",
        "action": "Consent forms in the reading room, by the head of culture.",
    },
    {
        "hazard": "A post that takes sides before an election",
        "who": "The council",
        "likelihood": "low",
        "impact": "high",
        "control": "Nothing is posted that touches an election.",
        "action": "",
    },
)


def _rows(question: str, rows: tuple[dict[str, str], ...]) -> dict[str, str]:
    """A table's answer, as its form takes it."""
    return {
        f"{question}_{number}_{key}": text
        for number, row in enumerate(rows)
        for key, text in row.items()
    }


def _case(
    department: str, name: str, account: str, administrator: str, backup: str, purpose: str
) -> dict[str, Any]:
    return {
        **FULL,
        "department": department,
        "owner": f"{administrator}@strathbeg.example",
        "account_name": name,
        "account": account,
        "purpose": purpose,
        "audience": "People who ask us by e-mail now. A survey at the desk found two in three there.",
        "existing": "No. The accounts that we have speak of something else, a year ahead.",
        "administrator": f"{administrator}@strathbeg.example",
        "backup": f"{backup}@strathbeg.example",
        "replies": (
            "Weekdays 9 to 5, within one working day. Out of hours the page says so. Complaints go "
            "to the service’s own desk; abuse is hidden, recorded and never argued with."
        ),
        **_rows("risks", RISKS),
    }


REASON = "The purpose is clear, and nobody else here does this."
REASONS = {
    "declined": "The roads page reaches the same people. Please use that one.",
    "deferred": "The culture plan is decided in two months. Then we know which festivals it keeps.",
}
CASES = (
    Case(
        "morag",
        20,
        "released",
        _case(
            "Museums",
            "Strathbeg Book Festival",
            "facebook.com/StrathbegBookFestival",
            "morag",
            "iona",
            "Who reads where, and what has sold out.",
        ),
        outcome="deferred",
    ),
    Case(
        "iona",
        60,
        "released",
        _case(
            "Museums",
            "Strathbeg Museums",
            "instagram.com/strathbegmuseums",
            "iona",
            "morag",
            "One object a day, told by the people who look after it.",
        ),
        outcome="approved_with_conditions",
    ),
    Case(
        "callum",
        12,
        "decided",
        _case(
            "Libraries",
            "Strathbeg Reads",
            "threads.com/@strathbegreads",
            "callum",
            "morag",
            "A reading group for people who cannot come to one.",
        ),
        outcome="approved_with_conditions",
    ),
    Case(
        "rory",
        8,
        "panel",
        _case(
            "Archives",
            "Strathbeg Records",
            "bsky.app/profile/records.strathbeg.example",
            "rory",
            "ailsa",
            "Tell researchers when newly opened records can be read.",
        ),
    ),
    Case(
        "ailsa",
        2,
        "submitted",
        _case(
            "Archives",
            "Strathbeg Archives",
            "instagram.com/strathbeg.archives",
            "ailsa",
            "rory",
            "Answer family historians in public, so that one answer serves many.",
        ),
    ),
    Case(
        "morag",
        1,
        "submitted",
        {
            "request": "post",
            "position": "staff",
            "department": "Libraries",
            "listed": "Strathbeg Libraries",
            "reason": "I open the Saturday desk, and nobody can answer those who write then.",
            "agreed": "agrees",
            "secure": ["two_steps", "own", "leaving"],
        },
    ),
    Case(
        "kirsty",
        16,
        "released",
        _case(
            "Roads",
            "Strathbeg Potholes",
            "facebook.com/StrathbegPotholes",
            "kirsty",
            "hamish",
            "Answer people who report a hole, and show what was mended.",
        ),
        outcome="declined",
    ),
    Case(
        "kirsty",
        1,
        "draft",
        _case(
            "Roads",
            "Strathbeg Gritters",
            "facebook.com/StrathbegGritters",
            "kirsty",
            "hamish",
            "Where the gritters are tonight, by name.",
        ),
    ),
)

# In the draft of the next policy, so that one can see what a draft is.
QUESTION = {
    "section": "case",
    "label": "Have you talked to the people at the front desk?",
    "short": "Front desk",
    "type": "line",
    "hint": "They know what people ask for every day.",
    "required": False,
    "missing": "",
    "max_length": 200,
}

LEARNING = {
    "purpose": "Follow how other libraries reach people who cannot come to them.",
    "tools": "YouTube, LinkedIn and Bluesky",
    "brings": "A home library that borrows ideas instead of inventing them.",
}

# Granted by the adviser before the panel meets.
EMERGENCY = {
    "holder": "kirsty@strathbeg.example",
    "department": "Roads",
    "account_name": "Strathbeg Bridge Works",
    "account": "facebook.com/StrathbegBridgeWorks",
    "purpose": "Which way round while the old bridge is shut, hour by hour",
    "reason": "The bridge was shut last night. People need the way round before the panel meets.",
}

# Callum's own, listed so that nobody takes it for the library's.
OWN = ("instagram.com/callum.baird.reads", "Callum Baird, librarian")
