"""What the page says for each answer: a heading, a sentence, and what it rests on."""

from datetime import date
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.lookup.queries import Claim, LookUp
from mercat.lookup.similar import Similar
from mercat.register.models import Publication

TONES = {
    "official": "ok",
    "was_official": "wait",
    "known_false": "stop",
    "not_controlled": "stop",
    "disputed": "wait",
    "own_account": "plain",
    "not_registered": "plain",
    "lookalike": "stop",
    "not_an_account": "plain",
    "not_recognised": "plain",
}
HEADINGS = {
    "official": _("Yes, this is official"),
    "was_official": _("This was official, and is no longer"),
    "known_false": _("No, this pretends to be somebody else"),
    "not_controlled": _("Careful: this is out of its owner’s hands"),
    "disputed": _("Two organisations say different things"),
    "own_account": _("This is a person’s own account"),
    "not_registered": _("It is not on any register here"),
    "lookalike": _("No: this address only imitates a real one"),
    "not_an_account": _("This is not the address of an account"),
    "not_recognised": _("We cannot tell what this is"),
}
NOT_REGISTERED = _(
    "This does not mean that it is false: not every public body is here, and not every account "
    "has been recorded yet. Look for a link to it on the organisation’s own website."
)
WARNINGS = {
    "unconfirmed": _("Nobody has confirmed it in the last 180 days"),
    "passport_ended": _("Its passport has ended, and the renewal is not decided yet"),
    "passport_suspended": _("Its passport is suspended for now"),
}
# Said to strangers, so in other words than a keeper reads.
PROOFS = {
    "official_page": _("The organisation’s website links to it, seen {day}"),
    "schema_org": _("The organisation’s website names it to search engines, seen {day}"),
    "trust_txt": _("The organisation’s trust.txt names it, seen {day}"),
    "rel_me": _("The organisation’s website and its profile link to each other, seen {day}"),
    "mastodon": _("Its server checked the link to the organisation’s website, seen {day}"),
    "activitypub": _("Its profile names the organisation’s website, seen {day}"),
    "domain_handle": _("Its name is the organisation’s web address, seen {day}"),
    "own_host": _("It stands on a server of the organisation, seen {day}"),
}
LIKENESSES = {
    "letters": _("Its name reads like {handle} on {platform}, which is run by {organisation}."),
    "words": _(
        "Its name is like {handle} on {platform}, which is run by {organisation}, "
        "with a word or a number more or less."
    ),
    "slip": _("Its name is one letter away from {handle} on {platform}, run by {organisation}."),
}
SIMILAR = _(
    "A like name can be chance. If the account says that it speaks for the organisation below, "
    "ask there before you trust it."
)
SENTENCES = {
    "official": _("{name} on {platform}, {handle}, is run by {who}."),
    "was_official": _("{name} on {platform}, {handle}, was run by {who} until {since}."),
    "known_false": _("{handle} on {platform} is not run by {organisation}."),
    "not_controlled": _("{who} has not controlled {name} on {platform}, {handle}, since {since}."),
    "own_account": _("{name} on {platform}, {handle}, does not speak for {organisation}."),
}
RENAMED = _("The account is called {handle} now; whoever has the old name may be somebody else.")


def card(found: LookUp) -> dict[str, Any]:
    return {
        "tone": TONES[found.answer],
        "heading": HEADINGS[found.answer],
        "body": body(found),
        "proofs": [proof for claim in found.claims for proof in _proofs(claim)],
        **_similar(found),
    }


def _similar(found: LookUp) -> dict[str, Any]:
    """Beside an answer that calls nobody false: the official accounts that it may be taken for."""
    if not found.similar:
        return {}
    return {
        "tone": "wait",
        "heading": gettext("It is not on any register here, and its name is like one that is"),
        "body": f"{body(found)} {SIMILAR}",
        "proofs": [
            {
                "state": "unknown",
                "text": likeness(each),
                "url": reverse("lookup:account", args=[each.publication.account.public_id]),
            }
            for each in found.similar
        ],
    }


BADGE = """<a href="{register}?q={url}" data-mercat-badge="{key}">{words}</a>
<script src="{files}badge.js" async></script>"""


def badge(publication: Publication) -> str:
    """The lines for a web page that shows the answer, where the files for it are published."""
    if not settings.LOOKUP_FILES_URL or publication.answer != "official":
        return ""
    return BADGE.format(
        register=settings.SITE_URL + reverse("lookup:lookup"),
        url=quote(publication.url, safe=""),
        key=escape(publication.key),
        words=escape(gettext("Is this account really theirs?")),
        files=settings.LOOKUP_FILES_URL,
    )


def likeness(similar: Similar) -> str:
    said = similar.publication
    return str(LIKENESSES[similar.likeness]).format(
        handle=said.handle, platform=said.platform_name, organisation=said.organisation.name
    )


def pre_election(found: LookUp) -> list[str]:
    told = gettext("A pre-election period runs at {organisation} until {day}.")
    return [told.format(organisation=of.name, day=_day(until)) for of, until in found.pre_election]


def body(found: LookUp) -> str:
    if found.claims:
        return " ".join(sentence(claim) for claim in found.claims)
    if found.account:
        return f"{found.platform_name}, {found.account.handle}. {NOT_REGISTERED}"
    return found.refusal.said(gettext) if found.refusal else ""


def sentence(claim: Claim) -> str:
    said = claim.publication
    department, organisation = str(said.department_name), str(said.organisation.name)
    told = SENTENCES[said.answer].format(
        name=said.name,
        platform=said.platform_name,
        handle=said.handle,
        organisation=organisation,
        who=_who(department, organisation),
        since=_day(said.since),
    )
    return f"{told} {str(RENAMED).format(handle=said.renamed_to)}" if said.renamed_to else told


def _who(department: str, organisation: str) -> str:
    if not department:
        return organisation
    at = gettext("{department} at {organisation}")
    return at.format(department=department, organisation=organisation)


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _proofs(claim: Claim) -> list[dict[str, str]]:
    said = claim.publication
    if said.answer != "official":
        return []
    on_register = gettext("On the register of {organisation}")
    proofs = [{"state": "yes", "text": on_register.format(organisation=said.organisation.name)}]
    if claim.confirmed_on and "unconfirmed" not in claim.warnings:
        confirmed = gettext("Confirmed by the people who run it, {day}")
        day = _day(claim.confirmed_on)
        proofs.append({"state": "yes", "text": confirmed.format(day=day)})
    proofs += [
        {"state": "yes", "text": str(PROOFS[each.kind]).format(day=_day(claim.seen_on(each)))}
        for each in claim.proofs
    ]
    proofs += [{"state": "unknown", "text": str(WARNINGS[each])} for each in claim.warnings]
    return proofs
