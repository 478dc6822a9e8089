"""What the checks and the sweep would have seen of the invented council. Nobody is asked."""

from datetime import datetime, timedelta

from mercat.organisations.models import Organisation
from mercat.platforms import Account as Recognised
from mercat.platforms import likely, recognise
from mercat.register.checks import running
from mercat.register.checks.actions import record
from mercat.register.checks.asking.proofs import Report
from mercat.register.checks.asking.seen import Outcome, Sighting
from mercat.register.checks.lifecycle import Kind, Result, Trouble
from mercat.register.checks.models import Watch
from mercat.register.checks.sweeping import find

SITE = "https://www.strathbeg.example/"
DID = "did:plc:" + "strathbegroads2345abcdef"
LINKED = "StrathbegLibraries", "StrathbegRoads", "StrathbegCouncil", "strathbeg"
FOUND = (
    ("https://www.instagram.com/strathbeg.orchards/", f"{SITE}parks/"),
    ("https://www.youtube.com/@StrathbegHeritage", f"{SITE}museums/visit/"),
    ("https://x.com/RealStrathbeg", f"{SITE}news/2019/"),
)


def fill(organisation: Organisation, *, at: datetime) -> None:
    running.watch_new_accounts(at=at)
    watches = Watch.objects.filter(account__organisation=organisation).select_related("account")
    for watch in watches:
        record(watch=watch, report=_report(watch.account.handle), at=at - timedelta(days=2))
    Watch.objects.update(next_at=at + timedelta(days=5))
    for address, page in FOUND:
        account = recognise(address)
        if isinstance(account, Recognised):
            find(organisation, [account], page=page, at=at - timedelta(days=2))


def _report(handle: str) -> Report:
    linked = Result.FOUND if handle in LINKED else Result.NOT_FOUND
    seen = "It is there." if handle in LINKED else "It is on none of 2 pages."
    outcomes = (
        Outcome(Kind.OFFICIAL_PAGE, linked, f"{SITE}social/", seen),
        Outcome(Kind.TRUST_TXT, linked, f"{SITE}trust.txt", seen),
        Outcome(Kind.SCHEMA_ORG, Result.ERROR, SITE, "www.strathbeg.example took too long."),
    )
    if handle != "roads.strathbeg.example":
        return Report(
            Sighting(Result.UNKNOWN, seen="A program cannot read this platform."), outcomes
        )
    return Report(_renamed(), outcomes)


def _renamed() -> Sighting:
    return Sighting(
        Result.NOT_FOUND,
        Trouble.RENAMED,
        evidence_url=f"https://plc.directory/{DID}",
        seen="It is called travel.strathbeg.example now, and that name leads to it.",
        stable_id=DID,
        now_called=likely(recognise("travel.strathbeg.example", platform="bluesky")),
    )
