"""What was seen of one account at one time."""

from dataclasses import dataclass, field

from mercat.common.fetching import JSON, NotFetched, Page, Reason, fetch
from mercat.platforms import Account as Recognised
from mercat.register.checks.lifecycle import Kind, Result, Trouble
from mercat.register.checks.reading import data

PATIENCE = 8.0
# What says nothing about the account: we did not really ask.
NOT_ASKED = {Reason.SWITCHED_OFF, Reason.LATER}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one proof."""

    kind: Kind
    result: Result
    evidence_url: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Whether the account is there, and what it says of itself.

    `result` FOUND: it is there, under the name that we know. NOT_FOUND: `trouble` says why not.
    """

    result: Result
    trouble: Trouble | None = None
    evidence_url: str = ""
    seen: str = ""
    stable_id: str = ""
    now_called: Recognised | None = None
    links: tuple[str, ...] = ()  # to which its profile leads
    verified: tuple[str, ...] | None = None  # those that its server checked; None: it does not say
    words: str = ""  # of its profile
    is_readable: bool = False  # whether the profile's words can be read at all


@dataclass(slots=True)
class Asking:
    """One round of questions: what several accounts need is asked once."""

    answers: dict[str, Page | NotFetched] = field(default_factory=dict)

    def page(
        self, url: str, *, accept: tuple[str, ...] = (), secret: tuple[str, str] | None = None
    ) -> Page:
        if url not in self.answers:
            try:
                self.answers[url] = fetch(url, accept=accept, timeout=PATIENCE, secret=secret)
            except NotFetched as error:
                self.answers[url] = error
        answer = self.answers[url]
        if isinstance(answer, NotFetched):
            raise answer
        return answer

    def json(
        self, url: str, *, accept: tuple[str, ...] = JSON, secret: tuple[str, str] | None = None
    ) -> object:
        return data.parse(self.page(url, accept=accept, secret=secret).text)


def not_told(error: NotFetched) -> Result:
    """What a failed question comes to: never an answer."""
    return Result.UNKNOWN if error.reason in NOT_ASKED else Result.ERROR


def unseen(error: NotFetched, *, url: str) -> Sighting:
    return Sighting(not_told(error), evidence_url=url, seen=error.sentence)


def gone(seen: str, *, url: str) -> Sighting:
    return Sighting(Result.NOT_FOUND, Trouble.GONE, evidence_url=url, seen=seen)
