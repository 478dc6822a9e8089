from datetime import datetime

from django.db import transaction

from mercat.audit import actions as audit
from mercat.audit.models import EventWords
from mercat.common import outbox
from mercat.common.models import ActLink, OutboxMail
from mercat.common.refusals import Refused
from mercat.home import personal, personal_links, personal_texts, rules
from mercat.home.erasure import naming, rehearsal
from mercat.home.models import Disposal
from mercat.home.retention import disposing
from mercat.home.retention.due import ERASED_MAIL
from mercat.organisations import actions as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.passports import actions as passports
from mercat.passports.models import Application, Passport
from mercat.people import actions as people
from mercat.people.models import Person
from mercat.register.models import Custodian

ASKED, LEFT = "asked", "left"


@transaction.atomic
def erase_person(*, membership: Membership, reason: str, by: Membership, at: datetime) -> Person:
    """Take somebody out of this organisation; out of the site too, if no other one has them.

    What has to stay points to a stand-in without a name, made for them alone, so that one can
    still see that the same person did two things. Returns the stand-in.
    """
    rules.check_can_erase(by)
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    person = Person.objects.select_for_update().get(pk=membership.person_id)
    membership = Membership.objects.select_related("person", "organisation").get(pk=membership.pk)
    organisation = membership.organisation
    if found := next(rehearsal.refusals(membership, by=by.person, at=at), None):
        raise Refused(found)
    elsewhere = rehearsal.stays_elsewhere(person, organisation)
    _leave(person, organisation, by=by, at=at)
    counts = _destroy(person, organisation)
    _tell(person, organisation, elsewhere=elsewhere, at=at)
    stand_in = people.stand_in(at=at)
    _point_to(stand_in, person, organisation)
    for text in personal_texts.TEXTS:
        naming.take_out(text, person, organisation)
    if not elsewhere:
        people.erase(person=person)
    for rule, count in counts.items():
        if count:
            disposing.add_line(rule, count, organisation, how=Disposal.How.ERASURE, at=at)
    audit.record(
        "home.person.erased",
        subject=membership,
        organisation=organisation,
        by=by.person,
        at=at,
        facts={"reason": reason, "elsewhere": elsewhere, **counts},
    )
    return stand_in


def _leave(person: Person, organisation: Organisation, *, by: Membership, at: datetime) -> None:
    for open_one in Membership.objects.filter(
        person=person, organisation=organisation, ended_at=None
    ):
        organisations.end_membership(membership=open_one, by=by.person, at=at)
    held = Passport.objects.filter(organisation=organisation, holder=person)
    passports.end_passports(passports=held, by=by.person, at=at)
    looks_after = Custodian.objects.filter(person=person, account__organisation=organisation)
    looks_after.filter(until=None).update(until=at)


def _destroy(person: Person, organisation: Organisation) -> dict[str, int]:
    cases = Application.objects.filter(organisation=organisation)
    ids = cases.values_list("public_id", flat=True)
    counts = {
        "words": rehearsal.words(person, organisation).count(),
        "drafts": rehearsal.drafts(person, organisation).count(),
        "mails": rehearsal.mails(person, organisation).count(),
        "invitations": rehearsal.invitations(person, organisation).count(),
        "own_accounts": rehearsal.own_accounts(person, organisation).count(),
        "people": 1,
    }
    words = list(rehearsal.words(person, organisation).values_list("pk", flat=True))
    EventWords.objects.filter(pk__in=words).delete()
    rehearsal.drafts(person, organisation).delete()
    rehearsal.own_accounts(person, organisation).delete()
    rehearsal.mails(person, organisation).delete()
    rehearsal.invitations(person, organisation).delete()
    ActLink.objects.filter(person_key=person.audit_key, subject__in=ids).delete()
    return counts


def _tell(
    person: Person, organisation: Organisation, *, elsewhere: bool, at: datetime
) -> OutboxMail:
    """The last mail to them. It goes itself soon after it is sent."""
    return outbox.queue(
        ERASED_MAIL,
        to=person.email,
        at=at,
        organisation_id=organisation.public_id,
        context={
            "organisation": str(organisation),
            "elsewhere": elsewhere,
            "contact": organisation.contacts.get("data_protection", {}).get("email", ""),
        },
    )


def _point_to(stand_in: Person, person: Person, organisation: Organisation) -> None:
    for link in personal.LINKS:
        if link.then == personal_links.FORMER:
            rows = link.rows(person, organisation)
            keys = list(rows.values_list("pk", flat=True))
            rows = link.model._default_manager.filter(pk__in=keys)
            rows.update(**{link.field: stand_in, **link.clears})
        elif link.then == personal_links.EMPTY:
            link.rows(person, organisation).update(**{link.field: None})
