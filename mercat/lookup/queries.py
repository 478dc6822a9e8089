"""The one answer behind every door: page, API, and what follows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from mercat.lookup.similar import Similar, similar_to
from mercat.organisations.models import Organisation
from mercat.passports import queries as passports
from mercat.passports.lifecycle import PassportStatus
from mercat.platforms import Account, NotAnAccount, Reason, likely, platform_name, recognise
from mercat.register import queries as register
from mercat.register.checks import queries as checks
from mercat.register.checks.models import Proof
from mercat.register.lifecycle import NO, YES, Answer
from mercat.register.models import Publication

# Texts that are no account at all, told apart from addresses that nobody can judge.
NOT_RECOGNISED = frozenset(
    {
        Reason.EMPTY,
        Reason.TOO_LONG,
        Reason.NOT_A_URL,
        Reason.UNKNOWN_SITE,
        Reason.NEEDS_PLATFORM,
    }
)
STRONGEST_FIRST = (
    Answer.OFFICIAL,
    Answer.OWN_ACCOUNT,
    Answer.NOT_CONTROLLED,
    Answer.WAS_OFFICIAL,
    Answer.KNOWN_FALSE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    publication: Publication
    warnings: tuple[str, ...]
    proofs: tuple[Proof, ...] = ()
    pre_election_until: date | None = None  # of an official account, while a period runs there

    @property
    def confirmed_on(self) -> date | None:
        confirmed = self.publication.confirmed_at
        return self.publication.organisation.day(confirmed) if confirmed else None

    def as_json(self) -> dict[str, Any]:
        said = self.publication
        organisation = said.organisation
        return {
            "answer": said.answer,
            "organisation": {
                "name": str(organisation.name),
                "url": settings.SITE_URL + reverse("lookup:organisation", args=[organisation.slug]),
            },
            "account": {
                "name": said.name,
                "platform": said.platform,
                "handle": said.handle,
                "url": said.url,
                "page": settings.SITE_URL
                + reverse("lookup:account", args=[said.account.public_id]),
            },
            "department": str(said.department_name) or None,
            "since": said.since.isoformat(),
            "confirmed_on": _iso(self.confirmed_on),
            "pre_election_until": _iso(self.pre_election_until),
            "warnings": list(self.warnings),
            "proofs": [self._proof(each) for each in self.proofs],
        }

    def _proof(self, proof: Proof) -> dict[str, Any]:
        """What can be seen, where, and when we saw it last."""
        return {
            "kind": proof.kind,
            "url": proof.evidence_url or None,
            "seen_on": self.seen_on(proof).isoformat(),
        }

    def seen_on(self, proof: Proof) -> date:
        day: date = self.publication.organisation.day(proof.found_at or proof.checked_at)
        return day


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class LookUp:
    answer: str
    as_of: datetime
    account: Account | None = None
    refusal: NotAnAccount | None = None
    claims: tuple[Claim, ...] = field(default=())
    similar: tuple[Similar, ...] = field(default=())

    @property
    def reason(self) -> str | None:
        return str(self.refusal.reason.value) if self.refusal else None

    @property
    def platform_name(self) -> str:
        return platform_name(self.account.platform) if self.account else ""

    @property
    def pre_election(self) -> list[tuple[Organisation, date]]:
        """Those whose official account this is while a pre-election period runs there."""
        found = {
            claim.publication.organisation: claim.pre_election_until
            for claim in self.claims
            if claim.pre_election_until
        }
        return list(found.items())

    def as_json(self) -> dict[str, Any]:
        return {
            "answer": str(self.answer),
            "claims": [claim.as_json() for claim in self.claims],
            "similar": [each.as_json() for each in self.similar],
            "reason": self.reason,
            "as_of": self.as_of.isoformat(timespec="seconds"),
        }


def look_up(text: str, *, at: datetime, platform: str = "") -> LookUp:
    """Whose account this is, as far as the registers here know. At most six queries."""
    recognised = recognise(text, platform=platform or None)
    if isinstance(recognised, Account):
        return _claimed(recognised, at=at)
    if account := likely(recognised):
        return _claimed(account, at=at, refusal=recognised)
    return no_account(recognised, at=at)


def no_account(refusal: NotAnAccount, *, at: datetime) -> LookUp:
    return LookUp(answer=_refused(refusal.reason), as_of=at, refusal=refusal)


def _refused(reason: Reason) -> str:
    if reason == Reason.LOOKALIKE:
        return "lookalike"
    return "not_recognised" if reason in NOT_RECOGNISED else "not_an_account"


def _claimed(account: Account, *, at: datetime, refusal: NotAnAccount | None = None) -> LookUp:
    address = {"platform": account.platform, "key": account.key}
    found = [*register.claims_on(**address), *register.claims_by_alias(**address)]
    claims = tuple(with_warnings(found, at=at))
    return told(
        account,
        claims,
        at=at,
        refusal=refusal,
        similar=() if claims else similar_to(account),
    )


def told(
    account: Account,
    claims: tuple[Claim, ...],
    *,
    at: datetime,
    refusal: NotAnAccount | None = None,
    similar: tuple[Similar, ...] = (),
) -> LookUp:
    answer = combined(claim.publication.answer for claim in claims)
    return LookUp(
        answer=answer,
        as_of=at,
        account=account,
        refusal=refusal if answer == Answer.NOT_REGISTERED else None,
        claims=claims,
        similar=similar,
    )


def combined(answers: Iterable[str]) -> str:
    """One answer from all claims: `disputed` when one says yes and another no."""
    given = set(answers)
    if given & YES and given & NO:
        return "disputed"
    return next((str(each) for each in STRONGEST_FIRST if each in given), Answer.NOT_REGISTERED)


def with_warnings(found: list[Publication], *, at: datetime) -> Iterator[Claim]:
    official = [said.account for said in found if said.answer == Answer.OFFICIAL]
    ended = passports.accounts_without_valid_passport(official) if official else {}
    proofs = checks.public_proofs_of(official)
    for said in found:
        proved = tuple(proofs.get(said.account_id, ()))
        if said.answer != Answer.OFFICIAL:
            yield Claim(said, (), proved)
            continue
        warnings = []
        if register.is_unconfirmed(said, at=at):
            warnings.append("unconfirmed")
        if said.account_id in ended:
            suspended = ended[said.account_id] == PassportStatus.SUSPENDED
            warnings.append("passport_suspended" if suspended else "passport_ended")
        until = said.organisation.pre_election_ends(at)
        yield Claim(said, tuple(warnings), proved, pre_election_until=until)
