"""What the badge and the look-up script say, in each language that pages elsewhere are in."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common.languages import FIRST, Text
from mercat.platforms.account import DID_YOU_MEAN, ON_SITE, SENTENCES, THE_SITE

# More than our own pages have: a page elsewhere needs a few sentences of its language alone.
LANGUAGES = (FIRST, "cy", "gd")
Words = dict[str, dict[str, str]]

BADGE: dict[str, Text] = {
    "official": _("✓ Official account, on the register"),
    "was_official": _("This account was official, and is no longer"),
    "known_false": _("Not official: this pretends to be somebody else"),
    "not_controlled": _("Careful: this account is out of its owner’s hands"),
    "disputed": _("Organisations say different things about this account"),
    "own_account": _("A person’s own account"),
    "not_registered": _("This account is not on the register"),
}
LOOK_UP: dict[str, Text] = {
    "official": _("Yes, this is official."),
    "was_official": _("This was official, and is no longer."),
    "known_false": _("No, this pretends to be somebody else."),
    "not_controlled": _("Careful: this is out of its owner’s hands."),
    "disputed": _("Two organisations say different things about it."),
    "own_account": _("This is a person’s own account. It does not speak for an organisation."),
    "not_registered": _("It is not on the register. This does not mean that it is false."),
    "label": _("Link of the account"),
    "button": _("Check"),
    "broken": _("The register cannot be read at the moment. Try again later."),
}


def spoken(words: dict[str, Text]) -> Words:
    """By language. What has no translation is said in English, and left out here."""
    said: Words = {}
    for language in LANGUAGES:
        with translation.override(language):
            here = {name: str(text) for name, text in words.items()}
        said[language] = {
            name: text
            for name, text in here.items()
            if language == FIRST or text != said[FIRST][name]
        }
    return said


def refusals() -> Words:
    """The recogniser's sentences, by their English."""
    texts: Iterable[str] = [*SENTENCES.values(), THE_SITE, ON_SITE, DID_YOU_MEAN]
    said: Words = {}
    for language in LANGUAGES[1:]:
        with translation.override(language):
            here = {text: gettext(text) for text in texts}
        said[language] = {text: own for text, own in here.items() if own != text}
    return said
