import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from mercat.common import links, outbox
from mercat.common.links import LinkPlan
from mercat.common.models import ActLink, OutboxMail
from mercat.demo.management.commands.demo import free_port
from tests.common.together import together
from tests.letters import LetterBox, link_in, text_of

AILSA = "ailsa@strathbeg.example"
QUESTION = {
    "title": "Archives & <Museums> on Instagram",
    "question": "Who answers at weekends?",
    "due_on": "2 December 2026",
    "path": "/passports/applications/kx7t4m29bc/",
}
CLOCK = "The clock stands still until then, so this costs you nothing."
PLAN = LinkPlan(
    purpose="tests.view",
    path="/view/{token}/",
    subject="kx7t4m29bc",
    person_key="5bb3e2f6-6f0f-4b1e-9f5a-0d3a8c1f7b11",
    revision=1,
    days=30,
)
VIEW = {"name": "Ailsa", "title": "Archives on Instagram", "due_on": "25 November 2026"}


def queue_question(at, to=AILSA):
    return outbox.queue("passports/question", to=to, at=at, context=QUESTION)


def queue_code(at, code="K7TM2X"):
    return outbox.queue("people/login_code", to=AILSA, at=at, secret={"code": code})


@pytest.fixture
def no_mail_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


@contextmanager
def serving(box, settings):
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield box
    controller.stop()


@dataclass
class BadMemory(LetterBox):
    """Keeps each mail, and says of the first that it did not."""

    async def handle_DATA(self, server, session, envelope):
        reply = await super().handle_DATA(server, session, envelope)
        return "451 Try again later" if len(self.messages) == 1 else reply


@dataclass
class OneEach(LetterBox):
    """Takes one mail by each connection, then hangs up."""

    async def handle_MAIL(self, server, session, envelope, address, options):
        if hasattr(session, "had_one"):
            return "421 One is enough"
        session.had_one = True
        envelope.mail_from = address
        return "250 Go on"


def test_send_due_waiting_mail_comes_as_text_and_html(db, letter_box, at):
    queue_question(at)

    sent = outbox.send_due(at=at)

    (message,) = letter_box.messages
    assert sent == 1
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert {name: message[name] for name in ("To", "From", "Subject", "Auto-Submitted")} == {
        "To": AILSA,
        "From": "Mercat <mercat@localhost>",
        "Subject": "We need something from you: Archives & <Museums> on Instagram",
        "Auto-Submitted": "auto-generated",
    }


def test_send_due_text_part_is_the_letter_without_its_subject(db, letter_box, at):
    queue_question(at)

    outbox.send_due(at=at)

    lines = text_of(letter_box.messages[0]).splitlines()
    assert lines[1:] == [
        "",
        "Who answers at weekends?",
        "",
        f"Please answer by 2 December 2026. {CLOCK}",
        "",
        "Change your application and send it again:",
        "http://localhost:8000/passports/applications/kx7t4m29bc/",
    ]


def test_send_due_html_part_has_one_button_and_no_markup_of_others(db, letter_box, at):
    queue_question(at)

    outbox.send_due(at=at)

    html = letter_box.messages[0].get_body(("html",)).get_content()
    assert re.findall(r'<a href="([^"]+)"', html) == [
        "http://localhost:8000/passports/applications/kx7t4m29bc/"
    ]
    assert "<Museums>" not in html
    assert "Archives & <Museums> on Instagram" in unescape(html)


def test_send_due_subject_over_two_lines_stays_one_header(db, letter_box, at):
    context = {**QUESTION, "title": "Archives\r\nBcc: everybody@strathbeg.example"}
    outbox.queue("passports/question", to=AILSA, at=at, context=context)

    outbox.send_due(at=at)

    (message,) = letter_box.messages
    assert (message["Bcc"], message["Subject"]) == (None, "We need something from you: Archives")


def test_send_due_sends_the_oldest_first_and_no_more_than_asked(db, letter_box, at):
    queue_question(at, to="second@strathbeg.example")
    queue_question(at - timedelta(hours=1), to="first@strathbeg.example")
    queue_question(at, to="third@strathbeg.example")

    sent = outbox.send_due(at=at, most=2)

    assert sent == 2
    assert [message["To"] for message in letter_box.messages] == [
        "first@strathbeg.example",
        "second@strathbeg.example",
    ]


def test_send_due_sends_each_mail_once(db, letter_box, at):
    queue_question(at)

    sent = [outbox.send_due(at=at), outbox.send_due(at=at + timedelta(days=1))]

    assert sent == [1, 0]
    assert OutboxMail.objects.get().sent_at == at


def test_send_due_with_nothing_waiting_costs_one_query(
    db, no_mail_server, at, django_assert_num_queries
):
    with django_assert_num_queries(1):
        sent = outbox.send_due(at=at)

    assert sent == 0


def test_send_due_without_a_mail_server_keeps_the_mail_and_counts(db, no_mail_server, at):
    queue_question(at)

    sent = [outbox.send_due(at=at), outbox.send_due(at=at + timedelta(minutes=4))]

    mail = OutboxMail.objects.get()
    assert sent == [0, 0]
    assert (mail.attempts, mail.sent_at, mail.latest_error) == (1, None, "ConnectionRefusedError")
    assert mail.claimed_until == at + timedelta(minutes=5)


def test_send_due_goes_on_when_the_mail_server_is_back(db, no_mail_server, at, settings):
    queue_question(at)
    outbox.send_due(at=at)

    with serving(LetterBox(), settings) as box:
        sent = outbox.send_due(at=at + timedelta(minutes=5))

    mail = OutboxMail.objects.get()
    assert (sent, len(box.messages), mail.attempts, mail.latest_error) == (1, 1, 2, "")


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [
        (1, timedelta(minutes=10)),
        (4, timedelta(minutes=80)),
        (7, timedelta(hours=6)),
        (60, timedelta(hours=6)),
    ],
)
def test_send_due_after_many_attempts_waits_longer_up_to_six_hours(
    db, no_mail_server, at, attempts, wait
):
    queue_question(at)
    OutboxMail.objects.update(attempts=attempts)

    outbox.send_due(at=at)

    mail = OutboxMail.objects.get()
    assert (mail.attempts, mail.claimed_until) == (attempts + 1, at + wait)


def test_send_due_twice_after_a_lost_reply_has_the_same_message_id(db, settings, at):
    mail = queue_question(at)

    with serving(BadMemory(), settings) as box:
        sent = [outbox.send_due(at=at), outbox.send_due(at=at + timedelta(minutes=5))]

    assert sent == [0, 1]
    assert [message["Message-ID"] for message in box.messages] == [
        f"<{mail.message_id}@localhost>",
        f"<{mail.message_id}@localhost>",
    ]


def test_send_due_to_a_server_that_hangs_up_loses_nothing(db, settings, at):
    for _ in range(3):
        queue_question(at)

    with serving(OneEach(), settings) as box:
        sent = [outbox.send_due(at=at), outbox.send_due(at=at + timedelta(minutes=5))]

    assert sent == [2, 1]
    assert len({message["Message-ID"] for message in box.messages}) == 3


def test_send_due_mail_that_cannot_be_opened_holds_up_no_other(db, letter_box, settings, at):
    lost = queue_code(at - timedelta(hours=1))
    settings.SECRET_KEY = "a new key"
    queue_question(at)

    sent = outbox.send_due(at=at)

    lost.refresh_from_db()
    assert (sent, len(letter_box.messages)) == (1, 1)
    assert (lost.sent_at, lost.attempts, lost.latest_error) == (None, 1, "InvalidToken")


def test_queue_secret_stands_nowhere_in_the_row(db, at):
    queue_code(at)

    row = OutboxMail.objects.values().get()
    assert "K7TM2X" not in repr(row)


def test_send_due_secret_is_in_the_mail_and_then_nowhere(db, letter_box, at):
    queue_code(at)

    outbox.send_due(at=at)

    (message,) = letter_box.messages
    row = OutboxMail.objects.values().get()
    assert message["Subject"] == "K7TM2X is your code to sign in"
    assert (row["sealed"], "K7TM2X" in repr(row)) == ("", False)


def test_send_due_failed_keeps_the_secret_for_the_next_time(db, no_mail_server, at, settings):
    queue_code(at)
    outbox.send_due(at=at)

    with serving(LetterBox(), settings) as box:
        outbox.send_due(at=at + timedelta(minutes=5))

    assert [message["Subject"] for message in box.messages] == ["K7TM2X is your code to sign in"]


def test_send_due_secret_is_in_no_log(db, no_mail_server, at, caplog):
    queue_code(at)

    outbox.send_due(at=at)

    assert "ConnectionRefusedError" in caplog.text
    assert "K7TM2X" not in caplog.text


def test_queue_link_has_no_secret_before_it_is_sent(db, at):
    outbox.queue("passports/manager_view", to=AILSA, at=at, context=VIEW, link=PLAN)

    assert ActLink.objects.count() == 0
    assert OutboxMail.objects.get().link["path"] == "/view/{token}/"


def test_send_due_link_is_minted_for_the_mail_and_is_nowhere_else(db, letter_box, at):
    outbox.queue("passports/manager_view", to=AILSA, at=at, context=VIEW, link=PLAN)

    later = at + timedelta(hours=2)
    outbox.send_due(at=later)

    token = link_in(letter_box.messages[0]).split("/")[-2]
    link = links.read(token, purpose="tests.view", at=later)
    assert (link.subject, link.expires_at) == ("kx7t4m29bc", later + timedelta(days=30))
    assert token not in repr([*OutboxMail.objects.values(), *ActLink.objects.values()])


def test_send_due_without_a_mail_server_mints_no_link(db, no_mail_server, at):
    outbox.queue("passports/manager_view", to=AILSA, at=at, context=VIEW, link=PLAN)

    outbox.send_due(at=at)

    assert ActLink.objects.count() == 0


def test_send_due_by_three_at_once_sends_each_mail_once(flushable, letter_box):
    at = timezone.now()
    waiting = [queue_question(at) for _ in range(20)]

    def send():
        return outbox.send_due(at=at)

    sent = together(send, send, send)

    came = Counter(message["Message-ID"] for message in letter_box.messages)
    assert came == Counter(f"<{mail.message_id}@localhost>" for mail in waiting)
    assert sum(sent) == 20
