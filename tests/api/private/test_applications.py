"""Applications and passports through a program: what its member sees, and no more."""

import json

import pytest

from mercat.access import actions as access
from mercat.audit.models import Event
from mercat.passports import actions
from mercat.passports.models import Application, PanelSeat
from tests.api.openapi import faults
from tests.api.programs import program


@pytest.fixture
def asker(council):
    return program(council, council.applicant)


def as_typed(council, **changed):
    """What a program sends: of the first set of questions, no more than it asks."""
    given = council.answers(**changed)
    asked = ("department", "account_name", "account", "purpose", "audience", "existing")
    asked += ("administrator", "backup", "replies", "risks")
    return {key: given[key] for key in asked}


def begin(asker, council, **changed):
    return asker.ask("post", "/applications", {"answers": as_typed(council, **changed)})


def test_program_begins_an_application_as_its_page_would(asker, council, client):
    answer = begin(asker, council)

    told = answer.json()
    application = Application.objects.get()
    document = client.get("/api/v1/openapi.json").json()
    assert answer.status_code == 201, told
    assert faults({**told, "answers": {}}, {"$ref": "#/components/schemas/CaseOut"}, document) == []
    assert (application.applicant, application.status) == (council.applicant.person, "draft")
    assert application.title == "Strathbeg Archives on Instagram"
    assert told["answers"]["account"]["key"] == "instagram:strathbeg.archives"
    assert told["actions"] == ["submit", "withdraw"]


def test_events_say_by_which_token(asker, council):
    begin(asker, council)

    events = Event.objects.filter(subject_id=Application.objects.get().public_id)
    assert {event.facts["token"] for event in events} == {asker.token.public_id}
    assert {str(event.person_key) for event in events} == {str(council.applicant.person.audit_key)}


def test_wrong_answers_are_told_beside_their_questions_and_nothing_is_kept(asker, council):
    answer = begin(asker, council, account="hello world", administrator="nobody@strathbeg.example")

    told = answer.json()
    assert (answer.status_code, Application.objects.count()) == (422, 0)
    assert told["errors"][0]["where"] in {"body.answers.account", "body.answers.administrator"}


@pytest.mark.parametrize(
    ("answers", "where"),
    [
        ({"colour": "red"}, "body.answers.colour"),
        ({"purpose": {"a": 1}}, "body.answers.purpose"),
        ({"purpose": "x\0y"}, "body.answers.purpose"),
        ({"department": "nowhere"}, "body.answers.department"),
    ],
)
def test_answers_to_nothing_or_of_another_shape_are_refused(answers, where, asker):
    answer = asker.ask("post", "/applications", {"answers": answers})

    assert answer.status_code == 422
    assert where in [each["where"] for each in answer.json()["errors"]]


def test_program_goes_on_with_a_draft(asker, council):
    found = begin(asker, council).json()["id"]

    answer = asker.ask("patch", f"/applications/{found}", {"answers": {"purpose": "Anew"}})

    told = answer.json()
    assert (answer.status_code, told["answers"]["purpose"]) == (200, "Anew")
    assert told["answers"]["account"]["key"] == "instagram:strathbeg.archives"


@pytest.mark.parametrize(
    ("body", "status"), [(b"{", 400), (b"[", 400), ([], 422), ({"kind": "appeal"}, 422)]
)
def test_what_is_no_draft_is_refused(body, status, asker):
    answer = asker.ask("post", "/applications", body)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_applicant_is_not_told_before_the_letter(asker, council):
    application = council.case("decided")

    one = asker.get(f"/applications/{application.public_id}").json()
    (listed,) = asker.get("/applications", open="true").json()["items"]
    clerks = program(council, council.clerk).get(f"/applications/{application.public_id}").json()

    assert (one["status"], one["decision"], listed["status"]) == ("in_panel", None, "in_panel")
    assert (clerks["status"], clerks["decision"]["outcome"]) == ("decided", "approved")


def test_who_steps_out_or_has_no_part_sees_nothing(council):
    application = council.case("in_panel", audience="CANARY")
    PanelSeat.objects.filter(person=council.panel_member.person).update(steps_out=True)

    for who in (council.panel_member, council.member, council.administrator):
        asker = program(council, who)
        assert asker.get(f"/applications/{application.public_id}").status_code == 404
        assert asker.get("/applications").json()["items"] == []


def test_panel_note_is_told_to_nobody(council):
    application = council.case("in_panel")
    application.refresh_from_db()
    asker = program(council, council.chair)
    step = {"action": "decide", "fields": DECISION | {"panel_note": "CANARY"}}

    decided = asker.ask("post", f"/applications/{application.public_id}/steps", step)

    assert decided.status_code == 200, decided.json()
    assert "CANARY" not in decided.content.decode()


DECISION = {"outcome": "approved", "reasons": "A clear purpose."}
STEPS = [
    ("submitted", "applicant", "withdraw", {"reason": "No time"}, "withdrawn"),
    ("submitted", "clerk", "ask", {"question": "Who replies?"}, "more_info"),
    ("submitted", "clerk", "open", {}, "in_panel"),
    ("in_panel", "chair", "decide", DECISION | {"expires_on": "2030-01-31"}, "decided"),
    ("decided", "chair", "reopen", {}, "in_panel"),
    ("decided", "clerk", "release", {}, "released"),
]


@pytest.mark.parametrize(("state", "part", "action", "fields", "new"), STEPS)
def test_step_is_taken_by_the_same_action(state, part, action, fields, new, council):
    application = council.case(state)
    asker = program(council, council.members[part])
    path = f"/applications/{application.public_id}"
    offered = asker.get(path).json()["actions"]

    answer = asker.ask("post", f"{path}/steps", {"action": action, "fields": fields})

    application.refresh_from_db()
    event = Event.objects.filter(subject_id=application.public_id).latest("pk")
    assert (answer.status_code, application.status) == (200, new), answer.json()
    assert action in offered
    assert event.facts["token"] == asker.token.public_id


@pytest.mark.parametrize(("state", "part", "action", "fields", "new"), STEPS)
def test_step_by_somebody_else_is_refused(state, part, action, fields, new, council):
    application = council.case(state)
    asker = program(council, council.auditor)
    path = f"/applications/{application.public_id}"

    answer = asker.ask("post", f"{path}/steps", {"action": action, "fields": fields})

    application.refresh_from_db()
    assert (answer.status_code, application.status) == (403, state)
    assert asker.get(path).json()["actions"] == []


def test_step_from_another_state_is_refused(council):
    application = council.case("submitted")
    asker = program(council, council.clerk)
    step = {"action": "release", "fields": {"text": "Yes."}}

    answer = asker.ask("post", f"/applications/{application.public_id}/steps", step)

    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")


def test_applicant_declares_and_sends(asker, council):
    found = begin(asker, council).json()["id"]
    path = f"/applications/{found}/steps"

    without = asker.ask("post", path, {"action": "submit", "fields": {"declarations": ["policy"]}})
    fields = {"declarations": ["policy", "belongs", "manager"], "shows_name": False}
    sent = asker.ask("post", path, {"action": "submit", "fields": fields})

    revision = Application.objects.get().revisions.get()
    assert (without.status_code, sent.status_code) == (422, 200), sent.json()
    assert [e["where"] for e in without.json()["errors"]] == [
        "body.fields.declare_belongs",
        "body.fields.declare_manager",
    ]
    assert (revision.content["declarations"], sent.json()["status"]) == (
        ["policy", "belongs", "manager"],
        "submitted",
    )


def test_decision_with_conditions_names_their_days(council):
    application = council.case("in_panel")
    asker = program(council, council.chair)
    path = f"/applications/{application.public_id}/steps"
    fields = DECISION | {"outcome": "approved_with_conditions", "conditions": "Publish the rules"}

    short = asker.ask("post", path, {"action": "decide", "fields": fields})
    fields |= {"conditions_due_on": "2030-01-31"}
    decided = asker.ask("post", path, {"action": "decide", "fields": fields})

    assert (short.status_code, decided.status_code) == (422, 200), decided.json()
    assert "Publish the rules" in decided.json()["decision"]["conditions"]


@pytest.mark.parametrize(
    "fields",
    [{"outcome": ["x"]}, {"expires_on": "soon"}, {"expires_on": 5}, {"colour": 1}, {"reasons": {}}],
)
def test_step_with_fields_of_another_shape_is_refused(fields, council):
    application = council.case("in_panel")
    asker = program(council, council.chair)
    step = {"action": "decide", "fields": DECISION | fields}

    answer = asker.ask("post", f"/applications/{application.public_id}/steps", step)

    assert answer.status_code == 422
    assert {each["where"] for each in answer.json()["errors"]} == {
        f"body.fields.{next(iter(fields))}"
    }


def test_passports_are_those_that_the_member_sees(council, client):
    application = council.case("released")
    document = client.get("/api/v1/openapi.json").json()
    found = f"/passports/{application.passport.public_id}"

    seen = {
        part: [
            each["id"]
            for each in program(council, council.members[part]).get("/passports").json()["items"]
        ]
        for part in ("applicant", "clerk", "member")
    }
    told = program(council, council.applicant).get(found).json()

    assert seen == {
        "applicant": [application.passport.public_id],
        "clerk": [application.passport.public_id],
        "member": [],
    }
    assert faults(told, {"$ref": "#/components/schemas/PassportOut"}, document) == []
    assert (told["status"], told["account"]["handle"]) == ("active", "strathbeg.archives")
    assert program(council, council.member).get(found).status_code == 404


@pytest.mark.parametrize("path", ["/applications", "/passports"])
def test_lists_take_few_queries_however_long_they_are(path, council, django_assert_num_queries):
    for number in range(4):
        council.case("released", account=f"instagram.com/strathbeg.{number}")
    asker = program(council, council.clerk)
    asker.get(path)

    with django_assert_num_queries(4):
        assert len(asker.get(path).json()["items"]) == 4


def test_answers_are_json_as_they_were_sent(council):
    application = council.case("submitted", audience="4,000 people")

    told = program(council, council.clerk).get(f"/applications/{application.public_id}").json()

    assert (told["answers"]["audience"], told["revision"]) == ("4,000 people", 1)
    assert json.dumps(told)


def test_program_is_told_which_barrier_an_application_waits_for(asker, council):
    application = council.case("submitted")
    path = f"/applications/{application.public_id}"
    given = {"kind": "tool", "tool": "Instagram", "title": "Instagram is blocked", "work": "Answer"}
    barrier = access.report(
        **given, for_whom="", seen="", site=None, by=council.applicant, at=application.created_at
    )
    before = asker.get(path).json()["barrier"]

    actions.name_barrier(
        application=application, barrier=barrier, by=council.applicant, at=application.created_at
    )

    expected = {"id": barrier.public_id, "title": "Instagram is blocked", "status": "reported"}
    assert (before, asker.get(path).json()["barrier"]) == (None, expected)
