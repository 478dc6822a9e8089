"""What the end of an organisation here means for those who worked in it, and its coming back."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from mercat.common.fields import Words
from mercat.organisations.models import ApiToken, Consent, Invitation, Membership, Organisation
from mercat.people.models import Person, SignIn


@dataclass
class Ended:
    memberships: int = 0
    sign_ins: int = 0
    tokens: int = 0
    invitations: int = 0

    def as_facts(self) -> dict[str, int]:
        return asdict(self)


def end_all(*, organisation: Organisation, at: datetime) -> Ended:
    """Inside the closing's transaction, which records it. Sign-in ends with the last membership."""
    here = Membership.objects.filter(organisation=organisation, ended_at=None)
    people = list(here.values_list("person", flat=True))
    Consent.objects.filter(membership__in=here, ended_at=None).update(ended_at=at)
    ended = Ended(memberships=here.update(ended_at=at))
    tokens = ApiToken.objects.filter(organisation=organisation, ended_at=None)
    ended.tokens = tokens.update(ended_at=at)
    open_ones = Invitation.objects.filter(
        organisation=organisation, accepted_at=None, withdrawn_at=None
    )
    ended.invitations = open_ones.update(withdrawn_at=at)
    for start in range(0, len(people), 500):
        ended.sign_ins += _end_sign_ins(people[start : start + 500])
    return ended


def _end_sign_ins(people: list[int]) -> int:
    """Of those who work nowhere else here. Who runs the site can still sign in to it."""
    elsewhere = Membership.objects.filter(person=OuterRef("pk"), ended_at=None)
    gone = Person.objects.filter(~Exists(elsewhere), pk__in=people)
    ended: int = SignIn.objects.filter(person__in=gone.values("pk")).delete()[0]
    gone.filter(is_operator=False).update(is_active=False)
    return ended


def seal(*, organisation: Organisation, words: Words, contact: str, at: datetime) -> None:
    """The copy of the chain's mark, and the last words, for public pages."""
    organisation.sealed_at, organisation.closing_words = at, words
    organisation.closing_contact = contact
    organisation.save(update_fields=["sealed_at", "closing_words", "closing_contact"])


def unseal(*, organisation: Organisation) -> int:
    """Whoever was a member when it was closed is one again; returns how many."""
    since = organisation.sealed_at
    organisation.sealed_at, organisation.closing_words = None, Words()
    organisation.closing_contact = ""
    organisation.save(update_fields=["sealed_at", "closing_words", "closing_contact"])
    back = Membership.objects.filter(organisation=organisation, ended_at=since)
    keys = list(back.values_list("person", flat=True))
    for start in range(0, len(keys), 500):
        Person.objects.filter(pk__in=keys[start : start + 500]).update(is_active=True)
    return back.update(ended_at=None)
