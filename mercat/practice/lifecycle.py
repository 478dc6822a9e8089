from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.languages import Text
from mercat.common.lifecycle import Move


class Kind(models.TextChoices):
    POLICY = "policy", _("Policy")
    NOTE = "note", _("Practice note")
    CASE_STUDY = "case_study", _("Case study")
    GUIDANCE = "guidance", _("Guidance")
    REFERENCE = "reference", _("Reference")


class Visibility(models.TextChoices):
    ORGANISATION = "organisation", _("Our organisation")
    EVERYONE = "everyone", _("All organisations here")
    PUBLIC = "public", _("Everybody, on the web")


# What it will mean, beside each choice.
MEANINGS: dict[str, Text] = {
    Visibility.ORGANISATION: _("People who work here can find and read it. Nobody else can."),
    Visibility.EVERYONE: _(
        "Whoever is signed in here, in any organisation, can find, read, quote and adapt it."
    ),
    Visibility.PUBLIC: _(
        "Anybody can read it without signing in, search engines find it, and copies of it stay "
        "where others keep them, even if you change your mind."
    ),
}


class Licence(models.TextChoices):
    OGL = "ogl-3", _("Open Government Licence 3.0")
    CC_BY = "cc-by-4", _("Creative Commons Attribution 4.0")
    CC_BY_SA = "cc-by-sa-4", _("Creative Commons Attribution-ShareAlike 4.0")
    CC0 = "cc0-1", _("CC0 1.0: no rights reserved")


LICENCE_URLS = {
    Licence.OGL: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    HIDDEN = "hidden", _("Hidden")
    WITHDRAWN = "withdrawn", _("Taken down")


class PictureState(models.TextChoices):
    """Of a picture that a document named and did not bring."""

    NAMED = "named", _("Not fetched")
    WAITS = "waits", _("Will be fetched")
    FETCHED = "fetched", _("Fetched")
    FAILED = "failed", _("Could not be fetched")


class SuggestionState(models.TextChoices):
    OPEN = "open", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


class UseKind(models.TextChoices):
    USES = "uses", _("We use this")
    LEARNT = "learnt", _("We learnt from this")


class Wrong(models.TextChoices):
    """What is said to be wrong with a page."""

    PERSON = "person", _("It names or shows somebody who should be kept private")
    UNSAFE = "unsafe", _("It may put somebody at risk")
    RIGHTS = "rights", _("It belongs to somebody else, or its licence is not kept")
    FALSE = "false", _("What it says is false")
    UNKIND = "unkind", _("It is unkind, or advertises something")


class ReportState(models.TextChoices):
    OPEN = "open", _("Waits for an answer")
    HELD = "held", _("Hidden while somebody looks at it")
    KEPT = "kept", _("It stays")
    HIDDEN = "hidden", _("It was hidden")
    APPEALED = "appealed", _("Whoever wrote it asks for a second look")
    UPHELD = "upheld", _("It stays hidden after a second look")
    SHOWN = "shown", _("It is shown again after a second look")


WAITS = (ReportState.OPEN, ReportState.HELD, ReportState.APPEALED)


class Reach(models.TextChoices):
    """Who could read a page when something was said of it."""

    WRITERS = "writers", _("Those who write the page")
    ORGANISATION = "organisation", _("Our organisation")
    EVERYONE = "everyone", _("All organisations here")
    PUBLIC = "public", _("Everybody, on the web")


class CommentState(models.TextChoices):
    SHOWN = "shown", _("Shown")
    HIDDEN = "hidden", _("Hidden")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class News(models.TextChoices):
    """What somebody can be told of."""

    MENTIONED = "mentioned", _("Somebody names you with @")
    REPLIED = "replied", _("Somebody answers what you said")
    COMMENTED = "commented", _("Somebody comments on a page or a paper that you write")
    ORIGINAL = "original", _("A page that yours was adapted from changes")
    REVIEW = "review", _("A page that you write is to be looked at again")


class How(models.TextChoices):
    MAIL = "mail", _("Here, and by mail")
    HERE = "here", _("Here only")
    NOT = "not", _("Not at all")


TONES = {
    Status.DRAFT: "plain",
    Status.PUBLISHED: "ok",
    Status.HIDDEN: "stop",
    Status.WITHDRAWN: "plain",
}
# What came with Mercat: pages of an organisation where nobody works.
LIBRARY = "mercat-library"
JUDGES = "adviser, administrator; of what came with Mercat an operator"
PAGE_MOVES = (
    Move("write", "", Status.DRAFT, "any member", "title, kind, text"),
    Move("publish", Status.DRAFT, Status.PUBLISHED, "its writers", "who can read it"),
    Move("publish", Status.WITHDRAWN, Status.PUBLISHED, "its writers", "who can read it"),
    Move("withdraw", Status.PUBLISHED, Status.WITHDRAWN, "its writers", "reason"),
    Move("hide", Status.PUBLISHED, Status.HIDDEN, JUDGES, "reason, public"),
    Move("show", Status.HIDDEN, Status.PUBLISHED, JUDGES, "reason, public"),
    Move("hold", Status.PUBLISHED, Status.HIDDEN, JUDGES, "reason, public"),
    Move("keep", Status.HIDDEN, Status.PUBLISHED, JUDGES, "reason, public"),
)
SAID = "whoever may read the page, signed in"
COMMENT_MOVES = (
    Move("comment", "", CommentState.SHOWN, SAID, "text, passage, revision, who could read it"),
    Move("change", CommentState.SHOWN, CommentState.SHOWN, "whoever wrote it, for a day"),
    Move("withdraw", CommentState.SHOWN, CommentState.WITHDRAWN, "whoever wrote it"),
    Move("hold", CommentState.SHOWN, CommentState.HIDDEN, JUDGES, "reason, public"),
    Move("keep", CommentState.HIDDEN, CommentState.SHOWN, JUDGES, "reason, public"),
    Move("hide", CommentState.SHOWN, CommentState.HIDDEN, JUDGES, "reason, public"),
    Move("show", CommentState.HIDDEN, CommentState.SHOWN, JUDGES, "reason, public"),
)
PICTURE_MOVES = (
    Move("name", "", PictureState.NAMED, "who brings a document in"),
    Move("ask_for_pictures", PictureState.NAMED, PictureState.WAITS, "its writers"),
    Move("ask_for_pictures", PictureState.FAILED, PictureState.WAITS, "its writers"),
    Move("fetch_pictures", PictureState.WAITS, PictureState.FETCHED, "system", "the picture"),
    Move("fetch_pictures", PictureState.WAITS, PictureState.FAILED, "system", "why"),
)
SUGGESTION_MOVES = (
    Move("suggest", "", SuggestionState.OPEN, "any reader", "text, why"),
    Move("accept", SuggestionState.OPEN, SuggestionState.ACCEPTED, "its writers", "revision"),
    Move("decline", SuggestionState.OPEN, SuggestionState.DECLINED, "its writers", "why"),
    Move("take_back", SuggestionState.OPEN, SuggestionState.WITHDRAWN, "who made it"),
)
REPORT_MOVES = (
    Move("report", "", ReportState.OPEN, "any reader", "what is wrong, in words"),
    Move("keep", ReportState.OPEN, ReportState.KEPT, JUDGES, "reason, public"),
    Move("hide", ReportState.OPEN, ReportState.HIDDEN, JUDGES, "reason, public"),
    Move("hold", ReportState.OPEN, ReportState.HELD, JUDGES, "reason, public"),
    Move("keep", ReportState.HELD, ReportState.KEPT, JUDGES, "reason, public"),
    Move("hide", ReportState.HELD, ReportState.HIDDEN, JUDGES, "reason, public"),
    Move("appeal", ReportState.HIDDEN, ReportState.APPEALED, "whoever wrote it", "why"),
    Move(
        *("uphold", ReportState.APPEALED, ReportState.UPHELD),
        *("another adviser or administrator", "reason, public"),
    ),
    Move(
        *("show", ReportState.APPEALED, ReportState.SHOWN),
        *("another adviser or administrator", "reason, public"),
    ),
)
# What a copy under another licence must have: whose pages may be adapted into which.
ADAPTABLE: dict[str, frozenset[str]] = {
    Licence.CC0: frozenset(Licence),
    Licence.CC_BY: frozenset({Licence.CC_BY, Licence.CC_BY_SA, Licence.OGL}),
    Licence.OGL: frozenset({Licence.OGL, Licence.CC_BY, Licence.CC_BY_SA}),
    Licence.CC_BY_SA: frozenset({Licence.CC_BY_SA}),
}
