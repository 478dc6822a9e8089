"""A reported account, as far along as a test needs, by the same actions as any other."""

from io import BytesIO
from typing import Any

from lxml import html
from PIL import Image

from mercat.common.uploads import check
from mercat.files import actions as files
from mercat.platforms import likely, recognise
from mercat.register.reports import actions
from mercat.register.reports.models import OwnerReview, ReportedAccount
from tests.factories.council import NOW, Council

URL = "https://x.com/StrathbegNews1"
TITLE = "StrathbegNews1 on X"
CANARY = "canary.reporter@example.org"


def attributes(response: Any, path: str) -> list[str]:
    """Of a page: `input[@name='a']/@value`."""
    page = html.document_fromstring(response.content.decode())
    return [str(each) for each in page.xpath(f"//{path}")]


def png(colour: str = "red") -> bytes:
    made = BytesIO()
    Image.new("RGB", (8, 8), colour).save(made, "PNG")
    return made.getvalue()


def make_report(council: Council, *, url: str = URL, at: Any = NOW, **said: Any) -> ReportedAccount:
    given = {"does": "pretends", "words": "It uses the crest and asks people to write.", **said}
    recognised = likely(recognise(url))
    assert recognised
    return actions.report(organisation=council.organisation, recognised=recognised, at=at, **given)


def evidence(council: Council, part: str = "keeper", **changed: Any) -> dict[str, Any]:
    by = council.members[part]
    picture = files.store(checked=check("seen.png", png()), by=by, at=NOW)
    return {
        "does": "pretends",
        "since": NOW.date(),
        "evidence": "“The official page of Strathbeg Council”, with our crest.",
        "picture": picture,
        "by": by,
        "at": NOW,
        **changed,
    }


def proposed(council: Council, **said: Any) -> ReportedAccount:
    return actions.propose(reported=make_report(council, **said), **evidence(council))


def known_false(council: Council, *, by: str = "adviser", **said: Any) -> ReportedAccount:
    found = proposed(council, **said)
    return actions.agree(reported=found, by=council.members[by], at=NOW)


def in_state(council: Council, state: str) -> ReportedAccount:
    if state == "proposed":
        return proposed(council)
    if state in {"known_false", "lifted"}:
        found = known_false(council)
        if state == "known_false":
            return found
        return actions.lift(reported=found, words="A mistake", by=council.keeper, at=NOW)
    found = make_report(council)
    given = {"reported": found, "by": council.keeper, "at": NOW}
    if state == "looked_at":
        return actions.look(**given)
    if state == "not_false":
        return actions.clear(why="namesake", words="", **given)
    return actions.set_aside(**given) if state == "set_aside" else found


def ask_review(reported: ReportedAccount, **said: Any) -> OwnerReview:
    given = {"words": "It is my own name.", "email": CANARY, "at": NOW, **said}
    return actions.ask_review(reported=reported, **given)


def ids_of_a_report(council: Council) -> dict[str, str]:
    """One that waits; and a review, though nobody calls it false yet."""
    reported = make_report(council)
    review = OwnerReview.objects.create(
        organisation=council.organisation,
        reported=reported,
        email=CANARY,
        asked_at=NOW,
        due_on=NOW.date(),
    )
    return {
        "reported_id": reported.public_id,
        "report_id": reported.reports.get().public_id,
        "owner_review_id": review.public_id,
    }
