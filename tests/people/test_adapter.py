import re

from django.utils import timezone
from lxml import html

from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.people.models import Person
from tests.letters import text_of

CONFIRM = "/sign-in/code/confirm/"


def ask(client, email):
    return client.post("/sign-in/code/", {"email": email})


def code_in(message):
    return re.fullmatch(r"(\S+) is your code to sign in", message["Subject"])[1]


def signed_in(client):
    return Person.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_code_from_the_mail_signs_in(ailsa, client, letter_box):
    asked = ask(client, ailsa.email)
    outbox.send_due(at=timezone.now())

    code = code_in(letter_box.to(ailsa.email)[0])
    response = client.post(CONFIRM, {"code": code})

    assert (asked.url, response.url) == (CONFIRM, "/dashboard/")
    assert signed_in(client) == ailsa


def test_code_stands_in_the_mails_text_too(ailsa, client, letter_box):
    ask(client, ailsa.email)
    outbox.send_due(at=timezone.now())

    (message,) = letter_box.messages
    assert code_in(message) in text_of(message).splitlines()


def test_code_signs_in_once(ailsa, client, letter_box):
    ask(client, ailsa.email)
    outbox.send_due(at=timezone.now())
    code = code_in(letter_box.messages[0])
    client.post(CONFIRM, {"code": code})
    client.post("/sign-out/")

    client.post(CONFIRM, {"code": code})

    assert signed_in(client) is None


def test_code_that_is_wrong_signs_nobody_in(ailsa, client, letter_box):
    ask(client, ailsa.email)

    response = client.post(CONFIRM, {"code": "WRONG1"})

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["code"])
    assert signed_in(client) is None


def test_code_is_readable_neither_while_it_waits_nor_afterwards(ailsa, client, letter_box):
    ask(client, ailsa.email)
    waiting = OutboxMail.objects.values().get()

    outbox.send_due(at=timezone.now())

    code = code_in(letter_box.messages[0])
    sent = OutboxMail.objects.values().get()
    assert (code in repr(waiting), code in repr(sent), sent["sealed"]) == (False, False, "")


def test_code_asked_for_without_a_mail_server_is_no_error(ailsa, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    response = ask(client, ailsa.email)

    assert (response.status_code, OutboxMail.objects.count()) == (302, 1)


def test_code_asked_for_by_an_unknown_address_looks_the_same_and_sends_the_other_mail(
    ailsa, client, letter_box
):
    known = ask(client, ailsa.email)
    client.cookies.clear()

    unknown = ask(client, "nobody@strathbeg.example")
    outbox.send_due(at=timezone.now())

    (message,) = letter_box.to("nobody@strathbeg.example")
    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert client.get(CONFIRM).status_code == 200
    assert message["Subject"] == "Somebody asked to sign in with this address"


def test_code_asked_for_by_somebody_who_left_signs_nobody_in(ailsa, client, letter_box):
    Person.objects.update(is_active=False)

    ask(client, ailsa.email)
    outbox.send_due(at=timezone.now())

    subjects = [message["Subject"] for message in letter_box.messages]
    assert subjects == ["Somebody asked to sign in with this address"]


def test_code_page_without_an_address_says_what_is_missing(db, client):
    response = client.post("/sign-in/code/", {})

    assert response.context["form"].errors == {"email": ["Enter your e-mail address"]}


def test_code_page_without_a_code_says_what_is_missing(ailsa, client):
    ask(client, ailsa.email)

    response = client.post(CONFIRM, {})

    assert response.context["form"].errors == {"code": ["Enter the code from the mail"]}


def test_code_confirmed_without_asking_goes_back_to_asking(db, client):
    response = client.get(CONFIRM)

    assert (response.status_code, response.url) == (302, "/sign-in/code/")


def test_code_asked_for_by_a_mistyped_address_can_be_asked_for_again(ailsa, client):
    ask(client, "alisa@strathbeg.example")
    page = html.document_fromstring(client.get(CONFIRM).content)

    (form,) = page.xpath("//form[.//button[normalize-space()='Get another code']]")
    response = client.post(form.get("action"), dict(form.form_values()))

    assert (response.status_code, response.url) == (302, "/sign-in/code/")
    assert client.get("/sign-in/code/").status_code == 200
    assert ask(client, ailsa.email).url == CONFIRM
    assert list(OutboxMail.objects.order_by("pk").values_list("to", flat=True)) == [
        "alisa@strathbeg.example",
        "ailsa@strathbeg.example",
    ]
