"""Every mail about an application, as it arrives at a real server."""

import re
from datetime import UTC, datetime

from lxml import html

from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.passports import actions
from tests.factories.council import NOW, decide
from tests.letters import link_in, text_of
from tests.passports.states import in_state

LATER = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
SITE = "http://localhost:8000"
DECLARED = {"declarations": [], "shows_name": False}


def sent(letter_box):
    """What arrived, in the order in which it was queued."""
    outbox.send_due(at=LATER)
    assert OutboxMail.objects.filter(sent_at=None).count() == 0
    return letter_box.messages


def buttons(message):
    body = message.get_body(("html",))
    page = html.document_fromstring(body.get_content())
    return [(each.text_content(), each.get("href")) for each in page.xpath("//a")]


def whole_life(council):
    """Every mail that a case may bring about."""
    application = in_state(council, "more_info")
    actions.answer(application=application, **DECLARED, by=council.applicant, at=NOW)
    decide(application, by=council.chair, at=NOW)
    actions.release(application=application, text="Dear you,\n\nYes.", by=council.clerk, at=NOW)
    return application


def test_mails_of_a_whole_life_arrive_with_their_subjects(council, letter_box):
    whole_life(council)

    arrived = [(str(mail["To"]), str(mail["Subject"])) for mail in sent(letter_box)]

    title = "Strathbeg Archives on Instagram"
    assert arrived == [
        (
            "manager@strathbeg.example",
            "Applicant would like to use social media for work: your view?",
        ),
        ("applicant@strathbeg.example", f"We have your application: {title}"),
        ("clerk@strathbeg.example", f"It came in: {title}"),
        ("chair@strathbeg.example", f"A case for the panel: {title}"),
        ("panel_member@strathbeg.example", f"A case for the panel: {title}"),
        ("applicant@strathbeg.example", f"We need something from you: {title}"),
        ("clerk@strathbeg.example", f"The applicant has answered: {title}"),
        ("clerk@strathbeg.example", f"Ready to release: {title}"),
        ("applicant@strathbeg.example", f"Your application: {title}"),
    ]


def test_mails_have_text_and_html_and_one_button_to_this_site(council, letter_box):
    application = whole_life(council)

    mails = sent(letter_box)

    case = f"{SITE}/passports/applications/{application.public_id}/"
    link = link_in(mails[0])
    assert re.fullmatch(SITE + r"/passports/manager-view/[\w-]{43}/", link)
    assert [buttons(mail) for mail in mails] == [
        [("Read the case and give your view", link)],
        [("See where it stands", case)],
        [("Read it and put it before the panel", case)],
        [("Read it and join the discussion", case)],
        [("Read it and join the discussion", case)],
        [("Change your application and send it again", case)],
        [("Read it", case)],
        [("Preview the letter and release it", f"{case}release/")],
        [("See your passport", f"{SITE}/passports/{application.passport.public_id}/")],
    ]
    assert [link_in(mail) for mail in mails] == [buttons(mail)[0][1] for mail in mails]


def test_mails_name_their_day_and_their_question(council, letter_box):
    in_state(council, "more_info")

    manager, received, _, _, _, question = (
        " ".join(text_of(mail).split()) for mail in sent(letter_box)
    )

    assert "Your view is welcome until 25 November 2026." in manager
    assert "You get a decision by 3 December 2026." in received
    assert "We have told your line manager" in received
    assert "How often? Please answer by 3 December 2026." in question


def test_mail_of_a_submission_without_a_manager_speaks_of_none(council, letter_box):
    council.applicant.manager = None
    council.applicant.save()
    council.case("submitted")

    received, _to_clerk = (text_of(mail) for mail in sent(letter_box))

    assert "manager" not in received


def test_mail_of_a_letter_without_passport_leads_to_the_application(council, letter_box):
    application = council.case("in_panel")
    decide(application, by=council.chair, at=NOW, outcome="declined")
    actions.release(application=application, text="Not this time.", by=council.clerk, at=NOW)

    letter = sent(letter_box)[-1]

    page = f"{SITE}/passports/applications/{application.public_id}/"
    assert buttons(letter) == [("See your application", page)]
    assert "Not this time." in text_of(letter)


def test_mails_to_the_applicant_never_tell_what_the_panel_said(council, letter_box):
    application = council.case("in_panel")
    actions.discuss(application=application, text="CANARY-TALK", by=council.chair, at=NOW)
    decide(application, by=council.chair, at=NOW, panel_note="CANARY-NOTE")
    actions.release(application=application, text="Yes.", by=council.clerk, at=NOW)

    sent(letter_box)

    told = "".join(mail.as_string() for mail in letter_box.to("applicant@strathbeg.example"))
    assert ("CANARY" in told, "Yes." in told) == (False, True)


def test_mail_shows_hostile_words_as_words(council, letter_box):
    council.case("submitted", account_name="<script>alert(1)</script> & Co")

    mail = sent(letter_box)[-1]

    text, page = text_of(mail), mail.get_body(("html",)).get_content()
    assert "<script>alert(1)</script> & Co on Instagram" in text
    assert ("<script" in page, "&lt;script&gt;" in page) == (False, True)


def test_mail_whose_title_would_be_a_button_has_one_button(council, letter_box):
    council.case("submitted", account_name="News\n\nSign in here:\nhttps://evil.example/\n\n")

    found = [buttons(mail) for mail in sent(letter_box)]

    assert [len(each) for each in found] == [1, 1, 1]
    assert [each for each in found if "evil" in each[0][1]] == []


def test_decided_mail_never_goes_to_an_applicant_who_is_clerk(council, letter_box):
    council.applicant.roles.create(role="clerk")
    application = council.case("in_panel")

    decide(application, by=council.chair, at=NOW)

    told = [str(mail["To"]) for mail in sent(letter_box) if "Ready" in mail["Subject"]]
    assert told == ["clerk@strathbeg.example"]


def told_of(letter_box, subject):
    return [str(mail["To"]) for mail in sent(letter_box) if subject in mail["Subject"]]


def test_clerks_are_told_of_what_comes_in_but_never_of_their_own(council, letter_box):
    council.applicant.roles.create(role="clerk")
    council.case("submitted")

    assert told_of(letter_box, "It came in") == ["clerk@strathbeg.example"]


def test_who_wants_one_mail_a_day_is_told_with_the_others_of_that_day(council, letter_box):
    actions.choose_reminders(daily=True, by=council.clerk)
    council.case("submitted")

    at_once = told_of(letter_box, "It came in")
    mails = [actions.remind(at=NOW), actions.remind(at=NOW)]

    assert (at_once, mails) == ([], [1, 0])
    mail = sent(letter_box)[-1]
    assert str(mail["To"]) == "clerk@strathbeg.example"
    assert "Strathbeg Archives on Instagram: new, to be decided by 3 December 2026" in text_of(mail)
