from datetime import timedelta

import pytest

from mercat.audit.models import Event, EventWords
from mercat.common import links, outbox
from mercat.common.models import OutboxMail
from mercat.common.refusals import Refused
from mercat.organisations import actions
from mercat.organisations.models import Invitation, Membership
from mercat.organisations.roles import Role
from mercat.people.models import Person
from tests.common.together import together
from tests.factories import DepartmentFactory, MembershipFactory, PersonFactory
from tests.letters import link_in, text_of

IONA = "iona@strathbeg.example"
DAY = timedelta(days=1)


def invite(council, at, *addressees, **changed):
    given = {"department": None, "manager": None, "job_title": "", "roles": [], **changed}
    return actions.invite(
        organisation=council.organisation,
        addressees=addressees or [("Iona Sinclair", IONA)],
        **given,
        by=council.administrator.person,
        at=at,
    )


@pytest.fixture
def post(letter_box, settings):
    """Sends what waits; the tokens of the links in the mails to Iona."""
    settings.SITE_URL = "http://testserver"

    def send(at):
        outbox.send_due(at=at)
        return [link_in(mail).rstrip("/").rpartition("/")[2] for mail in letter_box.to(IONA)]

    return send


def linked(token, at):
    return links.read(token, purpose="organisations.accept", at=at)


def accept(invitation, token, at, **changed):
    given = {"name": "Iona Sinclair", "password": "", **changed}
    return actions.accept(invitation=invitation, **given, link=linked(token, at), at=at)


def recorded():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_invite_writes_a_mail_and_an_event_without_the_address(council, at):
    (invitation,) = invite(council, at, roles=[Role.CLERK, Role.CHAIR])

    mail, event = OutboxMail.objects.get(), Event.objects.latest("pk")
    assert (mail.to, mail.purpose) == (IONA, "organisations/invitation")
    assert (event.verb, event.subject_id) == (
        "organisations.invitation.sent",
        invitation.public_id,
    )
    assert event.facts == {"roles": ["chair", "clerk"], "mail": 1}
    assert EventWords.objects.latest("pk").words == {"email": IONA}


def test_invite_mail_says_who_invites_and_where(council, at, post, letter_box):
    invite(council, at)
    post(at)

    (mail,) = letter_box.to(IONA)
    assert mail["Subject"] == "Strathbeg Council invites you to Mercat"
    assert "Administrator invites you to join Strathbeg Council" in text_of(mail)


def test_invite_of_a_member_or_twice_is_refused_and_sends_nothing(council, at):
    invite(council, at)

    for email, sentence in (
        (council.member.person.email.upper(), "is a member already"),
        (IONA.upper(), "was invited already"),
    ):
        with pytest.raises(Refused, match=sentence):
            invite(council, at, ("", "new@strathbeg.example"), ("", email))

    assert OutboxMail.objects.count() == 1


def test_accept_makes_a_person_who_can_sign_in(council, at, post):
    department = council.department
    (invitation,) = invite(
        council,
        at,
        department=department,
        manager=council.manager.person,
        job_title="Museums officer",
        roles=[Role.CLERK],
    )
    (token,) = post(at)

    membership = accept(invitation, token, at + DAY, password="three odd words")

    person = Person.objects.get(email=IONA)
    assert (person.name, person.check_password("three odd words")) == ("Iona Sinclair", True)
    assert (membership.department, membership.manager) == (department, council.manager.person)
    assert [held.role for held in membership.roles.all()] == ["clerk"]
    assert recorded()[-3:] == [
        "people.person.joined",
        "organisations.membership.started",
        "organisations.invitation.accepted",
    ]


def test_accept_without_a_password_leaves_the_code(council, at, post):
    (invitation,) = invite(council, at)
    (token,) = post(at)

    membership = accept(invitation, token, at)

    assert membership.person.has_usable_password() is False


def test_accept_of_somebody_with_an_account_here_adds_a_membership(council, outside, at, post):
    person = PersonFactory(email=IONA, name="Iona S", password="an older password")
    elsewhere = MembershipFactory(organisation=outside.organisation, person=person)
    (invitation,) = invite(council, at)
    (token,) = post(at)

    membership = accept(invitation, token, at, name="Other", password="another password")

    person.refresh_from_db()
    assert membership.person == person
    assert (person.name, person.check_password("an older password")) == ("Iona S", True)
    assert set(Membership.objects.filter(person=person)) == {elsewhere, membership}


def test_accept_of_somebody_who_left_lets_them_sign_in_again(council, at, post):
    left = MembershipFactory(organisation=council.organisation, person__email=IONA)
    actions.end_membership(membership=left, by=None, at=at)
    (invitation,) = invite(council, at)
    (token,) = post(at)

    membership = accept(invitation, token, at)

    assert (membership.person, membership.person.is_active) == (left.person, True)


def test_accept_when_a_member_meanwhile_is_refused(council, at, post):
    (invitation,) = invite(council, at)
    (token,) = post(at)
    MembershipFactory(organisation=council.organisation, person__email=IONA)

    with pytest.raises(Refused, match="You are a member already"):
        accept(invitation, token, at)

    assert linked(token, at).used_at is None


def test_accept_by_somebody_named_as_their_own_manager_has_none(council, outside, at, post):
    person = PersonFactory(email=IONA)
    (invitation,) = invite(council, at, manager=person)
    (token,) = post(at)

    assert accept(invitation, token, at).manager is None


def test_accept_of_a_withdrawn_invitation_is_refused(council, at, post):
    (invitation,) = invite(council, at)
    (token,) = post(at)
    actions.withdraw_invitation(invitation=invitation, by=council.administrator.person, at=at)

    with pytest.raises(Refused, match="accepted or withdrawn"):
        accept(invitation, token, at)


def test_accept_by_two_at_once_makes_one_member(flushable, council, at, post):
    (invitation,) = invite(council, at)
    (token,) = post(at)

    def try_it():
        try:
            accept(invitation, token, at)
        except Refused:
            return "refused"
        return "in"

    assert sorted(together(try_it, try_it)) == ["in", "refused"]
    assert Person.objects.filter(email=IONA).count() == 1


def test_invite_again_sends_a_new_mail(council, at, post):
    (invitation,) = invite(council, at)

    actions.invite_again(invitation=invitation, by=council.administrator.person, at=at + DAY)

    first, second = post(at + DAY)
    invitation.refresh_from_db()
    assert (invitation.revision, invitation.invited_at) == (2, at + DAY)
    assert (linked(first, at + DAY).revision, linked(second, at + DAY).revision) == (1, 2)


def test_withdrawn_invitation_can_be_made_anew(council, at):
    (invitation,) = invite(council, at, department=DepartmentFactory())
    actions.withdraw_invitation(invitation=invitation, by=council.administrator.person, at=at)

    (anew,) = invite(council, at)

    assert list(Invitation.objects.filter(withdrawn_at=None)) == [anew]
    for action in (actions.withdraw_invitation, actions.invite_again):
        with pytest.raises(Refused, match="accepted or withdrawn"):
            action(invitation=invitation, by=council.administrator.person, at=at)
