"""The pages of docs/reference, each drawn from the code that it describes."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from mercat.access.lifecycle import MOVES as BARRIER_MOVES
from mercat.access.rules import PERMISSIONS as ACCESS_PERMISSIONS
from mercat.api.api import api, opened_by
from mercat.archive.lifecycle import MOVES as CLOSING_MOVES
from mercat.common.lifecycle import Move, diagram
from mercat.home.lifecycle import COMPLAINT_MOVES, REVIEW_MOVES
from mercat.home.retention.table import TABLE
from mercat.home.rules import PERMISSIONS as HOME_PERMISSIONS
from mercat.learning.frameworks import SCHEMA
from mercat.learning.lifecycle import ASSESSMENT_MOVES, PLAN_MOVES, PULSE_MOVES, SHARE_MOVES
from mercat.learning.rules import PERMISSIONS as LEARNING_PERMISSIONS
from mercat.organisations.models import ApiToken
from mercat.organisations.roles import Role
from mercat.organisations.rules import PERMISSIONS as ORGANISATION_PERMISSIONS
from mercat.passports.lifecycle import (
    APPEAL_MOVES,
    CONDITION_MOVES,
    COUNCILLOR_MOVES,
    EMERGENCY_MOVES,
    FOI_MOVES,
    HANDOVER_MOVES,
    MEETING_MOVES,
    MOVES,
    PASSPORT_MOVES,
    PLAIN,
    REVOCATION_MOVES,
)
from mercat.passports.lifecycle import Status as ApplicationStatus
from mercat.passports.rules import PERMISSIONS as PASSPORT_PERMISSIONS
from mercat.platforms.reference import reference as platforms
from mercat.practice.lifecycle import COMMENT_MOVES as PAGE_COMMENT_MOVES
from mercat.practice.lifecycle import PAGE_MOVES, REPORT_MOVES, SUGGESTION_MOVES
from mercat.practice.papers.lifecycle import COMMENT_MOVES
from mercat.practice.papers.lifecycle import MOVES as PAPER_MOVES
from mercat.practice.papers.lifecycle import REPORT_MOVES as PAPER_REPORT_MOVES
from mercat.practice.papers.rules import PERMISSIONS as PAPERS_PERMISSIONS
from mercat.practice.rules import PERMISSIONS as PRACTICE_PERMISSIONS
from mercat.register.checks.lifecycle import FOUND_MOVES
from mercat.register.checks.lifecycle import MOVES as FINDING_MOVES
from mercat.register.checks.rules import PERMISSIONS as CHECKS_PERMISSIONS
from mercat.register.elections.lifecycle import MOVES as PERIOD_MOVES
from mercat.register.elections.rules import PERMISSIONS as ELECTIONS_PERMISSIONS
from mercat.register.lifecycle import ANSWERS, BULK_MOVES, CHANGE_MOVES, IMPORT_MOVES
from mercat.register.lifecycle import MOVES as ACCOUNT_MOVES
from mercat.register.reports.lifecycle import MOVES as REPORTED_MOVES
from mercat.register.reports.lifecycle import REVIEW_MOVES as OWNER_REVIEW_MOVES
from mercat.register.reports.rules import PERMISSIONS as REPORTS_PERMISSIONS
from mercat.register.rules import PERMISSIONS as REGISTER_PERMISSIONS

FOLDER = settings.BASE_DIR / "docs" / "reference"
DRAWN = "*Drawn from the code by `manage.py reference`: change the code, not this page.*"
SETTING = re.compile(
    r"(?P<about>(?:^# .*\n)+)"
    r"^[A-Z_]+(?:: [\w\[\]]+)? = "
    r"env\.(?P<kind>\w+)\(\"(?P<name>\w+)\", (?P<default>.+?)\)(?:\.rstrip\(\"/\"\))?$",
    re.MULTILINE,
)


def stale() -> list[str]:
    """The pages that do not say what the code says now."""
    return [name for name, draw in PAGES.items() if _kept(FOLDER / name) != draw()]


def write() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw in PAGES.items():
        (FOLDER / name).write_text(draw(), encoding="utf-8")


def _kept(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", DRAWN, *parts]) + "\n"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def settings_page() -> str:
    text = Path(settings.BASE_DIR, "mercat", "config", "settings.py").read_text(encoding="utf-8")
    rows = [
        [f"`{found['name']}`", found["kind"], f"`{found['default']}`", _plain(found["about"])]
        for found in SETTING.finditer(text)
    ]
    about = "Every setting comes from the environment. None is needed on one's own machine."
    return _page("Settings", about, _table(["Name", "Type", "Default", "Meaning"], rows))


def _plain(comment: str) -> str:
    return " ".join(line.removeprefix("# ") for line in comment.splitlines())


SCIM = "`/api/scim/v2/Users`: find, create, switch on and off"


def verbs() -> dict[str, frozenset[Role]]:
    """Of every app: what may be done, and the roles that may."""
    return {
        **PASSPORT_PERMISSIONS,
        **REGISTER_PERMISSIONS,
        **CHECKS_PERMISSIONS,
        **REPORTS_PERMISSIONS,
        **ELECTIONS_PERMISSIONS,
        **ORGANISATION_PERMISSIONS,
        **LEARNING_PERMISSIONS,
        **PRACTICE_PERMISSIONS,
        **ACCESS_PERMISSIONS,
        **PAPERS_PERMISSIONS,
        **HOME_PERMISSIONS,
    }


def permissions_page() -> str:
    rows = [
        [str(role.label), *("yes" if role in holders else "" for holders in verbs().values())]
        for role in Role
    ]
    about = (
        "Default is no. Besides these: applicants see, change and withdraw their own application, "
        "say who helps to write it, and alone declare and send it; helpers see it and change its "
        "draft, may stop helping, and judge nothing of it in any role; managers give a view on the "
        "applications of those they manage; nobody acts on their own application in any role; "
        "members who step out of a case see nothing of it. The API's "
        "look-up and published register are public. A token of the organisation's lets a program "
        "do what its scopes say; on applications and passports only for a member who allows this "
        "program, and no more than this member may."
    )
    scopes = [[f"`{scope.value}`", str(scope.label), _opens(scope)] for scope in ApiToken.Scope]
    return _page(
        "Permissions",
        about,
        _table(["Role", *verbs()], rows),
        "## Tokens of programs",
        _table(["Scope", "What for", "Opens"], scopes),
    )


def _opens(scope: ApiToken.Scope) -> str:
    opened = [f"`{each}`" for each in opened_by(scope)]
    return ", ".join(opened) or SCIM


def statuses_page() -> str:
    plain = [[str(status.label), str(PLAIN[status])] for status in ApplicationStatus]
    answers = [[str(status.label), str(answer)] for status, answer in ANSWERS.items()]
    return _page(
        "Statuses",
        "## An application",
        diagram(MOVES),
        _moves(MOVES),
        "## An elected member’s own account: advice, never a vote",
        diagram(COUNCILLOR_MOVES),
        _moves(COUNCILLOR_MOVES),
        "## An emergency: the passport first, the panel at once",
        diagram(EMERGENCY_MOVES),
        _moves(EMERGENCY_MOVES),
        "## An appeal: heard by those who did not decide the first time",
        diagram(APPEAL_MOVES),
        _moves(APPEAL_MOVES),
        "What its applicant reads:",
        _table(["Status", "Words"], plain),
        "## A passport",
        diagram(PASSPORT_MOVES),
        _moves(PASSPORT_MOVES),
        "## A passport that the panel would take back",
        diagram(REVOCATION_MOVES),
        _moves(REVOCATION_MOVES),
        "## A condition of a passport",
        diagram(CONDITION_MOVES),
        _moves(CONDITION_MOVES),
        "## A meeting of the panel",
        diagram(MEETING_MOVES),
        _moves(MEETING_MOVES),
        "## An answer to an information request",
        diagram(FOI_MOVES),
        _moves(FOI_MOVES),
        "## What somebody left behind",
        diagram(HANDOVER_MOVES),
        _moves(HANDOVER_MOVES),
        "## What is due for review, under the retention table",
        diagram(REVIEW_MOVES),
        _moves(REVIEW_MOVES),
        "What is destroyed on review leaves a line in the disposal log.",
        "## A data-protection complaint",
        diagram(COMPLAINT_MOVES),
        _moves(COMPLAINT_MOVES),
        "## An account",
        diagram(ACCOUNT_MOVES),
        _moves(ACCOUNT_MOVES),
        "## A change of an account that needs a second person",
        diagram(CHANGE_MOVES),
        _moves(CHANGE_MOVES),
        "## What the look-up answers",
        _table(["Status", "Answer"], answers),
        "## A list that is imported",
        diagram(IMPORT_MOVES),
        _moves(IMPORT_MOVES),
        "## A change of many accounts together",
        diagram(BULK_MOVES),
        _moves(BULK_MOVES),
        "## What the checks found",
        diagram(FINDING_MOVES),
        _moves(FINDING_MOVES),
        "## An account that our own websites link to",
        diagram(FOUND_MOVES),
        _moves(FOUND_MOVES),
        "## An assessment of learning",
        diagram(ASSESSMENT_MOVES),
        _moves(ASSESSMENT_MOVES),
        "## What one team answers of it",
        diagram(SHARE_MOVES),
        _moves(SHARE_MOVES),
        "## An action of the plan after it",
        diagram(PLAN_MOVES),
        _moves(PLAN_MOVES),
        "## A page of shared practice",
        diagram(PAGE_MOVES),
        _moves(PAGE_MOVES),
        "## A pulse: that it runs is a matter of its days",
        diagram(PULSE_MOVES),
        _moves(PULSE_MOVES),
        "## A paper that is discussed",
        diagram(PAPER_MOVES),
        _moves(PAPER_MOVES),
        "## A comment on a paper",
        diagram(COMMENT_MOVES),
        _moves(COMMENT_MOVES),
        "## A report of such a comment, and the second look",
        diagram(PAPER_REPORT_MOVES),
        _moves(PAPER_REPORT_MOVES),
        "## A suggestion for such a page",
        diagram(SUGGESTION_MOVES),
        _moves(SUGGESTION_MOVES),
        "## A comment under such a page",
        diagram(PAGE_COMMENT_MOVES),
        _moves(PAGE_COMMENT_MOVES),
        "## A report of such a page, or of a comment under it",
        diagram(REPORT_MOVES),
        _moves(REPORT_MOVES),
        "## An account that somebody reported as pretending to be us",
        diagram(REPORTED_MOVES),
        _moves(REPORTED_MOVES),
        "## A review that the owner of an account called false asks for",
        diagram(OWNER_REVIEW_MOVES),
        _moves(OWNER_REVIEW_MOVES),
        "## A barrier between somebody and a tool",
        diagram(BARRIER_MOVES),
        _moves(BARRIER_MOVES),
        "## A pre-election period: that it runs or is over is its days alone",
        diagram(PERIOD_MOVES),
        _moves(PERIOD_MOVES),
        "## The closing of an organisation, or of the whole site",
        diagram(CLOSING_MOVES),
        _moves(CLOSING_MOVES),
    )


def _moves(moves: tuple[Move, ...]) -> str:
    rows = [[m.action, m.old, m.new, m.who, m.records] for m in moves]
    return _table(["Action", "From", "To", "Who", "Records"], rows)


def retention_page() -> str:
    rows = [
        [
            str(rule.thing),
            str(rule.trigger),
            str(rule.period({})),
            f"{rule.limits[0]} to {rule.limits[1]} {rule.unit}" if rule.limits else "fixed",
            "reviewed" if rule.then == "review" else "destroyed",
            str(rule.why),
        ]
        for rule in TABLE
    ]
    head = ["What", "From when", "How long", "An organisation may choose", "Then", "What for"]
    about = (
        "Each organisation chooses its periods within these limits. A hold on a person, on an "
        "application or on everything stops the destruction of what it covers. The disposal log "
        "keeps how many of what went when, for ever."
    )
    return _page("What is kept, and how long", about, _table(head, rows))


def api_page() -> str:
    return json.dumps(api.get_openapi_schema(), indent=2) + "\n"


def framework_schema() -> str:
    return json.dumps(SCHEMA, indent=2) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "permissions.md": permissions_page,
    "statuses.md": statuses_page,
    "retention.md": retention_page,
    "openapi.json": api_page,
    "framework.schema.json": framework_schema,
    "platforms.md": platforms,
}
