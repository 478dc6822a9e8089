"""What happened on the invented council's register: corrections, people, a change that waits."""

from datetime import datetime, timedelta

from mercat.organisations.models import Membership
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register import actions as register
from mercat.register.lifecycle import Kind
from mercat.register.models import Account, Alias, Custodian

Members = dict[str, Membership]
DAY = timedelta(days=1)


def happen(members: Members, *, at: datetime) -> None:
    keeper = members["elspeth"]
    libraries = _account("StrathbegLibraries")
    _looked_after(libraries, members, at=at - 30 * DAY)
    _correct(libraries, keeper, at=at - 20 * DAY)
    _renamed(libraries, keeper, at=at - 15 * DAY)
    youth = _account("strathbegyouth")
    register.propose(
        account=youth,
        kind=Kind.STATUS,
        content={
            "action": "close",
            "new": "closed_parked",
            "since": (at - 3 * DAY).date().isoformat(),
            "exit_plan": "A last film says where the forum meets. The films are in the archive.",
        },
        reason="The forum has moved to the schools’ own accounts.",
        by=members["callum"],
        at=at - 2 * DAY,
    )
    register.save_view(
        name="Needs a second administrator", query="need=short", is_shared=True, by=keeper
    )
    register.count_register(at=at)


def _account(handle: str) -> Account:
    return Account.objects.get(handle__iexact=handle)


def _looked_after(account: Account, members: Members, *, at: datetime) -> None:
    publisher = register.add_custodian(
        account=account,
        person=members["ailsa"].person,
        level=Custodian.Level.PUBLISHER,
        reason="Writes about the archives on Thursdays",
        by=members["callum"],
        at=at,
    )
    register.end_custodian(
        custodian=publisher,
        reason="The archives would like an account of their own",
        by=members["callum"],
        at=at + 5 * DAY,
    )


def _correct(account: Account, keeper: Membership, *, at: datetime) -> None:
    account.refresh_from_db()
    register.change_details(
        account=account,
        details={
            "languages": ["en", "gd"],
            "mailbox": "libraries@strathbeg.example",
            "secret_place": "Password manager, folder Libraries",
            "second_factor": "on",
            "purpose": {
                "en": "What is on in our eleven libraries, and answers about your loans",
                "gd": "Na tha dol anns na leabharlannan againn",
            },
        },
        row_version=account.row_version,
        by=keeper,
        at=at,
    )


def _former() -> Recognised:
    found = recognise("facebook.com/StrathbegLibraryService")
    if not isinstance(found, Recognised):
        raise TypeError(found.sentence)
    return found


def _renamed(account: Account, keeper: Membership, *, at: datetime) -> None:
    register.add_alias(
        account=account,
        recognised=_former(),
        kind=Alias.Kind.FORMER,
        until=(at - 400 * DAY).date(),
        how="The page’s own history names it",
        by=keeper,
        at=at,
    )
