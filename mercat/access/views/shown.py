"""The words for what a browser is, and for what a desk can be asked."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mercat.browsers import Answer, Reason, Releases
from mercat.common.languages import Text

DAYS_OF_A_MONTH = 30.44


def age(released: date, *, today: date) -> str:
    months = int((today - released).days / DAYS_OF_A_MONTH)
    if months < 1:
        return _("less than a month old")
    if months < 24:
        return ngettext("%d month old", "%d months old", months) % months
    years = months // 12
    return ngettext("%d year old", "%d years old", years) % years


def verdict(answer: Answer) -> dict[str, str]:
    """In one word, with its tone."""
    if answer.supported:
        return {"text": _("Supported"), "tone": "ok"}
    if answer.supported is False:
        return {"text": _("Not supported any more"), "tone": "stop"}
    return {"text": _("We can’t tell"), "tone": "plain"}


def reason(answer: Answer, releases: Releases) -> str:
    words: dict[Reason, str] = {
        Reason.CURRENT: _("It is the newest release."),
        Reason.EXTENDED: _("It is an older release that its makers still update."),
        Reason.RECENT: _("A newer release is out, but this one is less than 180 days old."),
        Reason.NEWER: _("It is newer than the list that we have."),
        Reason.RETIRED: _retired(answer),
        Reason.UNKNOWN_BROWSER: _(
            "Our list does not have this browser. That says nothing against it."
        ),
        Reason.UNKNOWN_VERSION: _("Our list does not have this version of it."),
        Reason.BOT: _("It says that it is a program, and nobody’s browser."),
        Reason.NOTHING: _("Your browser says nothing of itself. It need not."),
    }
    said = words[answer.reason]
    as_of = date_format(releases.as_of)
    if answer.engine:
        said += " " + _("We judge it by its engine, {engine}.").format(engine=answer.engine)
    return said + " " + _("Our list is of {day}.").format(day=as_of)


def _retired(answer: Answer) -> str:
    if answer.followed is None:
        return _("Its makers ended it, and nothing came after it.")
    return _("Not supported since {day}, when its makers replaced it with a newer release.").format(
        day=date_format(answer.followed)
    )


def rows(answer: Answer, *, today: date) -> list[dict[str, str]]:
    released = answer.released
    when = f"{date_format(released)}, {age(released, today=today)}" if released else _("Not known")
    return [
        {"key": _("Browser"), "value": answer.name or _("It does not say")},
        {"key": _("System"), "value": answer.os or _("It does not say")},
        {"key": _("Released"), "value": when},
    ]


@dataclass(frozen=True, slots=True)
class Probe:
    key: str
    name: Text
    what_for: Text


# What a script finds out; without one the page says what each is for all the same.
PROBES = (
    Probe(
        "script",
        gettext_lazy("JavaScript"),
        gettext_lazy("Most tools show nothing without it"),
    ),
    Probe(
        "secure",
        gettext_lazy("Encrypted connection (TLS)"),
        gettext_lazy("Nobody on the way reads what you type"),
    ),
    Probe("cookies", gettext_lazy("Cookies"), gettext_lazy("You stay signed in to a tool")),
    Probe(
        "video",
        gettext_lazy("Video"),
        gettext_lazy("Lessons and interviews play on the page (the picture, not the sound)"),
    ),
    Probe(
        "socket",
        gettext_lazy("Live updates (WebSocket)"),
        gettext_lazy("Messages and live events come without loading the page again"),
    ),
    Probe(
        "clipboard",
        gettext_lazy("Copy buttons"),
        gettext_lazy("“Copy the link” works, so that you can share what you found"),
    ),
    Probe(
        "screen",
        gettext_lazy("Screen size"),
        gettext_lazy("Under 1,000 pixels across, tools show their pages for phones"),
    ),
    Probe(
        "zoom",
        gettext_lazy("Zoom"),
        gettext_lazy("Pages stay whole when you enlarge them"),
    ),
)
