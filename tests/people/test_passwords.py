import pytest
from django.utils import timezone

from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.people.models import Person
from tests.factories.models import PASSWORD
from tests.people.security import add_app, events, sign_in, signed_in

ASK = "/sign-in/password/"
CODE = "/sign-in/password/code/"
NEW = "/sign-in/password/new/"
CHANGE = "/people/security/password/"
GOOD = "heron umbrella tuesday"


def passwords(first=GOOD, second=GOOD):
    return {"password1": first, "password2": second}


@pytest.fixture
def code(ailsa, client, letter_box):
    client.post(ASK, {"email": ailsa.email})
    outbox.send_due(at=timezone.now())
    return letter_box.to(ailsa.email)[0]["Subject"].split()[0]


def test_forgotten_password_is_replaced_by_way_of_a_mail(ailsa, client, code):
    confirmed = client.post(CODE, {"code": code})
    saved = client.post(NEW, passwords())

    assert (confirmed.url, saved.url) == (NEW, "/sign-in/password/done/")
    assert client.get(saved.url).status_code == 200
    assert Person.objects.get().check_password(GOOD)
    assert signed_in(client) is None
    assert events() == [("people.password.changed", {"forgotten": True, "ended": 0})]
    assert OutboxMail.objects.last().context["what"] == "Your password was changed."


def test_new_password_after_forgetting_still_asks_for_the_second_step(ailsa, client, code):
    add_app(ailsa)
    client.post(CODE, {"code": code})
    client.post(NEW, passwords())

    response = sign_in(client, ailsa.email, GOOD)

    assert (response.url, signed_in(client)) == ("/sign-in/second-step/", None)


def test_code_for_a_password_is_readable_neither_while_it_waits_nor_afterwards(
    ailsa, client, letter_box
):
    client.post(ASK, {"email": ailsa.email})
    waiting = repr(OutboxMail.objects.values().get())
    outbox.send_due(at=timezone.now())

    code = letter_box.messages[0]["Subject"].split()[0]

    sent = OutboxMail.objects.values().get()
    assert (code in waiting, code in repr(sent), sent["sealed"]) == (False, False, "")


def test_code_for_a_password_that_is_wrong_three_times_is_void(ailsa, client, code):
    answers = [client.post(CODE, {"code": "WRONG1"}).status_code for _ in range(3)]

    response = client.post(CODE, {"code": code})

    assert answers == [200, 200, 302]
    assert response.url == "/sign-in/"


def test_new_password_page_without_a_code_leads_back(db, client):
    assert client.get(NEW).url == ASK


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        (
            passwords("short", "short"),
            "password1",
            "This password is too short. It must contain at least 12 characters.",
        ),
        (passwords("qwerty123456", "qwerty123456"), "password1", "This password is too common."),
        (passwords("ailsarennie1", "ailsarennie1"), "password1", None),
        (passwords(GOOD, GOOD + "!"), "password2", "You must type the same password each time."),
        (passwords("", ""), "password1", "Enter a new password"),
    ],
)
def test_password_that_will_not_do_is_refused_with_a_sentence(ailsa, client, typed, field, said):
    client.force_login(ailsa)

    response = client.post(CHANGE, {"oldpassword": PASSWORD, **typed})

    errors = response.context["form"].errors[field]
    assert errors == [said] if said else errors
    assert Person.objects.get().check_password(PASSWORD)


def test_password_is_not_changed_without_the_old_one(ailsa, client):
    client.force_login(ailsa)

    response = client.post(CHANGE, {"oldpassword": "not it", **passwords()})

    assert response.context["form"].errors == {"oldpassword": ["This is not your password now."]}


def test_person_without_a_password_chooses_one(ailsa, client):
    ailsa.set_unusable_password()
    ailsa.save()
    client.force_login(ailsa)

    led = client.get(CHANGE)
    saved = client.post(led.url, passwords())

    assert (led.url, saved.url) == (f"{CHANGE}first/", "/people/security/")
    assert Person.objects.get().check_password(GOOD)
