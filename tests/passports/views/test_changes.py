"""What changed between versions: word by word, for the panel, the clerk and the applicant."""

from typing import Any

import pytest
from lxml import html

from mercat.passports import actions
from tests.factories.council import NOW, fill
from tests.factories.full_case import DECLARED, fill_in, save, send, start
from tests.passports.states import in_state


def answered_again(council: Any, *versions: dict[str, str]) -> Any:
    """A case of the first set that was asked and answered once for each of these."""
    application = council.case("in_panel")
    for changed in versions:
        actions.ask(application=application, question="And?", by=council.chair, at=NOW)
        fill(application, council.answers(**changed), by=council.applicant, at=NOW)
        actions.answer(
            application=application,
            declarations=["policy", "belongs", "manager"],
            shows_name=False,
            by=council.applicant,
            at=NOW,
        )
    application.refresh_from_db()
    return application


def shown(client: Any, application: Any, query: str = "") -> list[tuple[str, str]]:
    """Each changed answer, with what was removed in brackets and what was added in braces."""
    page = html.document_fromstring(
        client.get(f"/passports/applications/{application.public_id}/{query}").content.decode()
    )
    found = []
    for row in page.xpath("//section[@class='m-changes']//dl/div"):
        for hidden in row.xpath(".//span[contains(@class, 'hidden')]"):
            hidden.drop_tree()
        for each in row.xpath(".//del"):
            each.text = f"[{each.text}]"
        for each in row.xpath(".//ins"):
            each.text = f"{{{each.text}}}"
        found.append(tuple(" ".join(each.text_content().split()) for each in row))
    return found


@pytest.mark.parametrize("part", ["chair", "clerk", "panel_member", "adviser", "applicant"])
def test_changes_stand_on_the_page_of_everybody_who_reads_the_case(part, council, client):
    application = answered_again(council, {"risks": "Records of living people: the 110-year rule"})
    council.sign_in(client, part)

    assert shown(client, application) == [
        ("Risks", "Records of living people: the [100]{110}-year rule")
    ]


def test_changes_are_read_aloud_too(council, client):
    application = answered_again(council, {"risks": "None"})
    council.sign_in(client, "chair")

    page = client.get(f"/passports/applications/{application.public_id}/").content.decode()

    assert "Removed: </span>Records" in page
    assert "Added: </span>None" in page


def test_changes_since_the_first_version_are_asked_for_by_a_link(council, client):
    application = answered_again(council, {"purpose": "One"}, {"purpose": "One", "risks": "Two"})
    council.sign_in(client, "chair")

    assert [key for key, _ in shown(client, application)] == ["Risks"]
    assert [key for key, _ in shown(client, application, "?since=1")] == ["Purpose", "Risks"]


@pytest.mark.parametrize("since", ["0", "3", "99", "-1", "x", "\u0663", "1" * 5000, ""])
def test_changes_since_no_such_version_are_those_since_the_one_before(since, council, client):
    application = answered_again(council, {"purpose": "One"}, {"purpose": "One", "risks": "Two"})
    council.sign_in(client, "chair")

    assert [key for key, _ in shown(client, application, f"?since={since}")] == ["Risks"]


def test_changes_of_the_same_answers_say_so(council, client):
    application = answered_again(council, {})
    council.sign_in(client, "chair")

    page = client.get(f"/passports/applications/{application.public_id}/").content.decode()

    assert "Nothing: the same answers came again." in page


def test_first_version_has_no_changes(council, client):
    application = in_state(council, "in_panel")
    council.sign_in(client, "chair")

    assert shown(client, application) == []


def test_changes_name_what_is_asked_no_more_and_what_is_new(council, client):
    application = start(council)
    fill_in(application, council, level="respond")
    send(application, council)
    actions.ask(application=application, question="Really?", by=council.clerk, at=NOW)
    save(application, council, "request", council.answers(level="broadcast"))
    save(application, council, "conversations", council.answers(level="broadcast"))
    actions.answer(
        application=application,
        declarations=DECLARED,
        shows_name=False,
        by=council.applicant,
        at=NOW,
    )
    council.sign_in(client, "clerk")

    found = dict(shown(client, application))

    assert found["Level of use"] == "To tell[ and answer]"
    assert found["Replies (no longer asked)"] == "[Weekdays 9 to 5, in one working day]"
    assert found["Those who write (new)"] == "{About silence}"
