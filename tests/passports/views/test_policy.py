"""The policy's pages, as the panel reads and administrators change them."""

from typing import Any

import pytest

from mercat.organisations.models import MembershipRole
from mercat.passports import actions, queries
from mercat.passports.models import PolicyDraft
from tests.factories.council import NOW
from tests.passports.policies import ask_too
from tests.passports.views.reading import errors_of, said_on

URL = "/passports/policy/"


def typed(council: Any, **changed: Any) -> dict[str, Any]:
    content = queries.policies(council.organisation).first().content
    return {
        "name": content["name"],
        "about": content["about"],
        "deciding": "chair_records",
        "quorum": "3",
        "tie": "chair",
        "working_days": "10",
        "answer_working_days": "10",
        "again_working_days": "5",
        "ask_manager": "yes",
        "ask_head": "no",
        "reply_working_days": "10",
        "appeal_working_days": "20",
        "manager_working_days": "5",
        "validity_months": "12",
        "trial_months": "6",
        "certify_days": "180",
        "handover_working_days": "10",
        "fast_tracks": ["renewal"],
        "asks_interest": "no",
        "question_set": content["question_set"],
        "declarations": "",
        **changed,
    }


@pytest.mark.parametrize("name", ["panel_member", "chair", "clerk", "adviser", "auditor"])
def test_panel_reads_the_policy_and_is_offered_no_change(council, client, name):
    council.sign_in(client, name)

    page = client.get(URL)

    assert page.status_code == 200
    assert "10 working days" in page.content.decode()
    assert "/policy/change/" not in page.content.decode()


def test_the_nation_s_bank_holidays_are_shown(council, client):
    council.organisation.nation = "scotland"
    council.organisation.save()
    council.sign_in(client, "administrator")

    text = client.get(URL).content.decode()

    assert "Saint Andrew" in text or "St. Andrew" in text


def test_an_administrator_changes_it_with_a_preview(council, client):
    council.case("submitted")
    council.case("draft")
    council.sign_in(client, "administrator")

    page = client.post(f"{URL}change/", typed(council, working_days="7", validity_months="6"))
    assert page.url == f"{URL}preview/"
    text = client.get(page.url).content.decode()

    assert "Of the 1 case open now none changes: 1 keeps version 1." in text
    assert "1 draft that is being written gets these questions" in text
    assert "A case sent today would be due on" in text
    assert "A passport granted today would end on" in text
    assert "10 working days" in text
    assert "7 working days" in text
    client.post(f"{URL}preview/")
    latest = queries.policies(council.organisation).first()
    assert (latest.version, latest.content["working_days"]) == (2, 7)
    assert "Version 1, from" in client.get(URL).content.decode()


def test_a_version_shows_what_it_changed(council, client):
    actions.draft_policy(terms={"working_days": 7}, by=council.administrator, at=NOW)
    actions.adopt_draft(by=council.administrator, at=NOW)
    council.sign_in(client, "chair")

    first, second = (client.get(f"{URL}{number}/") for number in (1, 2))

    assert said_on(second, "td") == ["10 working days", "7 working days"]
    assert said_on(first, "td") == []
    assert client.get(f"{URL}3/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "field", "error"),
    [
        ({"working_days": "0"}, "working_days", "must be 1 or more"),
        ({"working_days": "soon"}, "working_days", "must be a whole number"),
        ({"name": ""}, "name", "Give it a name"),
        ({"certify_days": "5"}, "certify_days", "must be 30 or more"),
        ({"deciding": "coin"}, "deciding", "Choose one of the answers"),
        ({"declarations": "x\n" * 11}, "declarations", "Keep 10 at most"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(council, client, changed, field, error):
    council.sign_in(client, "administrator")

    page = client.post(f"{URL}change/", typed(council, **changed))

    (said,) = errors_of(page).values()
    assert error in str(said)
    assert field in str(errors_of(page))
    assert not PolicyDraft.objects.exists()


def test_a_policy_without_a_chair_is_refused(council, client):
    MembershipRole.objects.filter(membership=council.chair).delete()
    council.sign_in(client, "administrator")

    page = client.post(f"{URL}change/", typed(council))

    assert "Nobody here is chair of the panel" in str(errors_of(page))


def test_begin_again_from_a_ready_policy(council, client):
    council.sign_in(client, "administrator")

    page = client.post(f"{URL}change/", {"begin": "one_adviser"}, follow=True)

    assert 'value="One adviser"' in page.content.decode()
    assert client.post(f"{URL}change/", {"begin": "nothing"}).status_code == 302


def test_a_draft_is_thrown_away(council, client):
    ask_too(council)
    council.sign_in(client, "administrator")

    client.post(f"{URL}discard/")

    assert not PolicyDraft.objects.exists()
    assert client.get(f"{URL}preview/").url == URL


def question(**changed: Any) -> dict[str, Any]:
    return {
        "section": "case",
        "label": "Which archive?",
        "short": "Archive",
        "type": "choice",
        "options": "Ours\nThe county’s",
        "hint": "",
        "required": "yes",
        **changed,
    }


def test_a_question_is_added_seen_changed_and_removed(council, client):
    council.sign_in(client, "administrator")

    page = client.post(f"{URL}questions/add/", question(), follow=True)

    assert "Which archive?" in page.content.decode()
    assert "The county’s" in page.content.decode()  # as the applicant sees it
    (added,) = PolicyDraft.objects.get().content["questions"]
    assert [each["value"] for each in added["options"]] == ["ours", "the-countys"]
    address = f"{URL}questions/{added['key']}/"
    assert 'value="Which archive?"' in client.get(address).content.decode()
    client.post(address, question(label="Which of them?"))
    (changed,) = PolicyDraft.objects.get().content["questions"]
    assert (changed["key"], changed["label"]) == (added["key"], "Which of them?")
    client.post(f"{address}remove/")
    assert PolicyDraft.objects.get().content["questions"] == []


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"options": "One"}, "Write two answers at least"),
        ({"label": ""}, "Write the question"),
        ({"section": "nowhere"}, "Choose one of the answers shown"),
        ({"type": "table"}, "Choose one of the answers shown"),
        ({"required": ""}, "Choose whether everybody has to answer it"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(council, client, changed, error):
    council.sign_in(client, "administrator")

    page = client.post(f"{URL}questions/add/", question(**changed))

    assert error in str(errors_of(page))
    assert not PolicyDraft.objects.exists()


def test_pages_cost_the_same_however_many_versions(council, client, django_assert_num_queries):
    council.sign_in(client, "chair")
    client.get(URL)
    with django_assert_num_queries(5):
        client.get(URL)
    for days in range(2, 6):
        actions.draft_policy(terms={"working_days": days}, by=council.administrator, at=NOW)
        actions.adopt_draft(by=council.administrator, at=NOW)
    with django_assert_num_queries(5):
        client.get(URL)


def test_policy_asks_more_roles_for_a_second_step(council, client, settings):
    settings.SECOND_FACTOR_FOR = ["keeper"]
    council.sign_in(client, "administrator")
    form = client.get(URL + "change/").content.decode()
    assert "These do anyway: Register keeper." in form
    assert 'name="second_factor_for" value="keeper"' not in form

    page = client.post(
        URL + "change/", typed(council, second_factor_for=["adviser", "ict"]), follow=True
    )
    actions.adopt_draft(by=council.administrator, at=NOW)

    council.organisation.refresh_from_db()
    assert "Also signs in with a second step" in page.content.decode()
    assert council.organisation.second_factor_for == ["adviser", "ict"]


def test_policy_cannot_name_a_role_that_is_none(council, client):
    council.sign_in(client, "administrator")

    page = client.post(URL + "change/", typed(council, second_factor_for=["mayor"]))

    assert list(errors_of(page)) == ["second_factor_for"]


def test_deputies_and_the_question_of_interests_are_for_every_policy(council, client):
    council.sign_in(client, "administrator")
    deputy = council.panel_member.public_id

    client.post(f"{URL}change/", typed(council, asks_interest="yes", deputies=[deputy]))
    text = client.get(f"{URL}preview/").content.decode()

    assert "Members are asked for interests" in text
    content = PolicyDraft.objects.get().content
    assert (content["asks_interest"], content["deputies"]) == (True, [deputy])


def test_other_standard_questions_are_chosen_and_counted(council, client):
    council.sign_in(client, "administrator")

    client.post(f"{URL}change/", typed(council, question_set="speak-3"))
    page = client.get(f"{URL}preview/")

    assert said_on(page, "td")[:2] == [
        "Ten questions, the same for everybody",
        "A short core, and more only where use and risks call for it",
    ]
    assert "answers 35 questions at least. Now it is 10." in page.content.decode()
    client.post(f"{URL}preview/")
    assert actions.start(by=council.member, at=NOW).question_set == "speak-3"


def test_each_term_has_its_place_under_a_heading(council, client):
    council.sign_in(client, "administrator")
    form = client.get(f"{URL}change/").context["form"]

    placed = [field.name for _heading, fields in form.parts() for field in fields]

    assert sorted(placed) == sorted(form.fields)
