"""What each nation's Act says of answers, as far as an answer about social media needs it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from mercat.common.languages import Text
from mercat.organisations.models import Nation


@dataclass(frozen=True, slots=True)
class Law:
    act: Text
    personal: str  # the section on personal data
    enforcement: str  # the section on law enforcement, which keeps the keys of accounts safe
    review: Text
    commissioner: Text


UK = Law(
    act=_("Freedom of Information Act 2000"),
    personal="40",
    enforcement="31",
    review=_(
        "You may ask us for an internal review within 40 working days of this answer. Write to "
        "us, and say what you think should have been answered otherwise."
    ),
    commissioner=_(
        "If you are not satisfied after that, you may complain to the Information Commissioner "
        "under section 50 of the Act: Information Commissioner’s Office, Wycliffe House, Water "
        "Lane, Wilmslow, Cheshire SK9 5AF, ico.org.uk, 0303 123 1113."
    ),
)
SCOTLAND = Law(
    act=_("Freedom of Information (Scotland) Act 2002"),
    personal="38",
    enforcement="35",
    review=_(
        "You may ask us for an internal review, under section 20 of the Act, within 40 working "
        "days of this answer. Write to us, and say what you are not satisfied with."
    ),
    commissioner=_(
        "If you are not satisfied after that, you may apply to the Scottish Information "
        "Commissioner within six months, under section 47 of the Act: Kinburn Castle, "
        "Doubledykes Road, St Andrews, Fife KY16 9DS, www.foi.scot, 01334 464610."
    ),
)


def law_of(nation: str) -> Law:
    return SCOTLAND if nation == Nation.SCOTLAND else UK
