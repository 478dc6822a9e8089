"""The pages of the full question set: help, why something is asked, and accounts to find."""

from mercat.register import actions as register
from tests.factories import AccountFactory
from tests.factories.full_case import fill_in, save, start
from tests.passports.views.reading import errors_of, said_on


def url(application, page):
    return f"/passports/applications/{application.public_id}/{page}/"


def test_find_shows_accounts_and_loses_nothing_that_was_typed(council, client):
    account = AccountFactory(organisation=council.organisation, name="Strathbeg Maps")
    register.publish(account=account, at=account.created_at)
    application = start(council)
    save(application, council, "request", council.answers())
    council.sign_in(client, "applicant")
    typed = {"purpose": "Half a sentence", "find_considered": "maps", "find": "1", "row_version": 0}

    page = client.post(url(application, "sections/case"), typed)

    text = page.content.decode()
    assert "Strathbeg Maps on Facebook" in text
    assert ">\nHalf a sentence</textarea>" in text
    assert errors_of(page) == {}
    assert not application.sections.filter(section="case").exists()


def test_section_says_why_it_asks_and_helps(council, client):
    application = start(council)
    fill_in(application, council, level="respond", touches=["children"])
    council.sign_in(client, "applicant")

    text = client.get(url(application, "sections/risks")).content.decode()

    assert "We ask this because of your answer to What it touches: “Children" in text
    assert "Help with “What could go wrong" in text


def test_check_page_says_why_and_what_is_not_sent(council, client):
    application = start(council)
    fill_in(application, council, level="respond")
    save(application, council, "request", council.answers(level="broadcast"))
    save(application, council, "conversations", council.answers(level="broadcast"))
    council.sign_in(client, "applicant")

    page = client.get(url(application, "send"))

    text = page.content.decode()
    assert "Asked because of your answer to Level of use: “To tell”" in text
    assert "Kept, and not sent" in said_on(page, "h2")
    assert "Weekdays 9 to 5, in one working day" in text


def test_section_that_is_not_called_for_is_not_there(council, client):
    application = start(council)
    save(application, council, "request", council.answers())
    council.sign_in(client, "applicant")

    found = {
        name: client.get(url(application, f"sections/{name}")).status_code
        for name in ("risks", "conversations", "nothing")
    }

    assert found == {"risks": 200, "conversations": 200, "nothing": 404}
