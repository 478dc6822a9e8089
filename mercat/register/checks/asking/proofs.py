"""Everything that can be seen of one account without signing in anywhere."""

from dataclasses import dataclass

from mercat.register.checks.asking import bluesky, fediverse, keyed, website
from mercat.register.checks.asking.seen import Asking, Outcome, Sighting
from mercat.register.checks.asking.website import Website
from mercat.register.checks.lifecycle import Kind, Result

CANNOT = "A program cannot read this platform. A colleague can look."
SEERS = {"mastodon": fediverse.see, "bluesky": bluesky.see}


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be known of an account to look at it."""

    platform: str
    key: str
    handle: str
    url: str
    known_id: str
    website: Website
    code: str = ""  # the code that should stand in its profile
    other_keys: frozenset[str] = frozenset()  # of addresses that lead to the same account

    @property
    def keys(self) -> frozenset[str]:
        stable = f"{self.platform}:{self.known_id}" if self.known_id.startswith("did:") else ""
        numbered = keyed.key_of(self.platform, self.known_id)
        return self.other_keys | {self.key} | ({stable, numbered} - {""})


@dataclass(frozen=True, slots=True)
class Report:
    sighting: Sighting
    outcomes: tuple[Outcome, ...]


def look(question: Question, asking: Asking) -> Report:
    sighting = _see(question, asking)
    return Report(sighting, tuple(_outcomes(question, sighting, asking)))


def _see(question: Question, asking: Asking) -> Sighting:
    if question.platform in keyed.SERVICES:
        return keyed.see(question.key, known_id=question.known_id, asking=asking)
    see = SEERS.get(question.platform)
    if see is None or question.key.startswith("mastodon:!"):  # a community is no profile
        return Sighting(Result.UNKNOWN, seen=CANNOT)
    return see(question.handle, known_id=question.known_id, asking=asking)


def _outcomes(question: Question, sighting: Sighting, asking: Asking) -> list[Outcome]:
    site, keys = question.website, question.keys
    found = [
        website.official_page(site, keys, asking),
        website.schema_org(site, keys, asking),
        website.trust_txt_names(site, keys, asking),
        *_own_host(question),
    ]
    if question.platform == "mastodon":
        found += _fediverse(question, sighting, asking)
    if question.platform == "bluesky":
        found.append(_domain_handle(question, sighting))
    if question.code:
        found.append(_bio_code(question, sighting))
    return found


def _own_host(question: Question) -> list[Outcome]:
    """Only the fediverse lets everybody keep a server; elsewhere there is nothing to ask."""
    host = question.handle.rpartition("@")[2].lower()
    if question.platform != "mastodon" or not website.is_under(host, question.website.domains):
        return []
    return [Outcome(Kind.OWN_HOST, Result.FOUND, question.url, f"{host} is ours.")]


def _fediverse(question: Question, sighting: Sighting, asking: Asking) -> list[Outcome]:
    kinds = (Kind.ACTIVITYPUB, Kind.REL_ME, Kind.MASTODON)
    if sighting.result != Result.FOUND:
        result = Result.UNKNOWN if sighting.trouble else sighting.result
        return [Outcome(kind, result, sighting.evidence_url, sighting.seen) for kind in kinds]
    site, at = question.website, sighting.evidence_url
    named = next(website.owned(sighting.links, site), "")
    checked = next(website.owned(sighting.verified or (), site), "")
    return [
        Outcome(Kind.ACTIVITYPUB, _yes(named), at, f"It names {named}." if named else _SILENT),
        website.links_as_me(site, sighting.links, question.keys, asking),
        Outcome(
            Kind.MASTODON,
            Result.UNKNOWN if sighting.verified is None else _yes(checked),
            at,
            _checked_words(sighting, checked),
        ),
    ]


_SILENT = "The profile does not name our website."


def _checked_words(sighting: Sighting, checked: str) -> str:
    if sighting.verified is None:
        return "Its server is not Mastodon."
    return f"Its server checked {checked}." if checked else _SILENT


def _yes(text: str) -> Result:
    return Result.FOUND if text else Result.NOT_FOUND


def _domain_handle(question: Question, sighting: Sighting) -> Outcome:
    at = sighting.evidence_url
    if sighting.result != Result.FOUND:
        result = Result.UNKNOWN if sighting.trouble else sighting.result
        return Outcome(Kind.DOMAIN_HANDLE, result, at, sighting.seen)
    ours = website.is_under(question.handle.lower(), question.website.domains)
    seen = sighting.seen if ours else f"{question.handle} is no web address of ours."
    return Outcome(Kind.DOMAIN_HANDLE, _yes("yes" if ours else ""), at, seen)


def _bio_code(question: Question, sighting: Sighting) -> Outcome:
    if sighting.result != Result.FOUND or not sighting.is_readable:
        return Outcome(Kind.BIO_CODE, Result.UNKNOWN, sighting.evidence_url, sighting.seen)
    there = question.code.lower() in sighting.words.lower()
    seen = f"{question.code} stood in its profile." if there else "The code is not there yet."
    result = Result.FOUND if there else Result.NOT_FOUND
    return Outcome(Kind.BIO_CODE, result, sighting.evidence_url or question.url, seen)
