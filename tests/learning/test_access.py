import pytest
from django.urls import reverse

from tests.learning.addresses import (
    ACTION_LEAD_FORMS,
    ASSESSMENT_FORMS,
    DRAFTS,
    FILES,
    FORMS,
    LOADERS,
    LOADERS_POST_ONLY,
    MEMBERS,
    OF_ONE,
    PAGES,
    PLAN_FORMS,
    PULSE_FORMS,
    PULSE_PAGES,
    SHARE_POST_ONLY,
    of_learning,
)
from tests.test_outsiders import ROUTES


@pytest.fixture
def address(council):
    values = {**of_learning(council), "file_id": "bcdfghjkmn"}
    return lambda name: reverse(name, kwargs={key: values[key] for key in ROUTES[name]})


def asked(client, method, names, address):
    return {name: getattr(client, method)(address(name)).status_code for name in names}


def test_member_reads_frameworks_and_nothing_under_way(client, council, address):
    council.sign_in(client, "member")

    assert asked(client, "get", MEMBERS, address) == dict.fromkeys(MEMBERS, 200)
    assert asked(client, "get", OF_ONE | FILES, address) == dict.fromkeys(OF_ONE | FILES, 404)
    refused = LOADERS | DRAFTS | {"learning:start"}
    assert asked(client, "get", refused, address) == dict.fromkeys(refused, 403)
    assert asked(client, "post", LOADERS_POST_ONLY, address) == dict.fromkeys(
        LOADERS_POST_ONLY, 403
    )
    assert asked(client, "post", SHARE_POST_ONLY, address) == dict.fromkeys(SHARE_POST_ONLY, 404)


def test_member_elsewhere_finds_nothing_of_ours(client, council, outside, address):
    outside.sign_in(client, "learning_lead")

    for method in ("get", "post"):
        names = (OF_ONE | FILES | DRAFTS) if method == "get" else FORMS
        assert asked(client, method, names, address) == dict.fromkeys(names, 404)
    pulses = PULSE_FORMS | {"learning:moderate"}
    assert asked(client, "post", pulses, address) == dict.fromkeys(pulses, 404)
    posted = (SHARE_POST_ONLY | LOADERS_POST_ONLY) - {"learning:copy_framework"}
    assert asked(client, "post", posted, address) == dict.fromkeys(posted, 404)


def test_auditor_reads_and_changes_nothing(client, council, address):
    council.sign_in(client, "auditor")

    reads = PAGES | {"learning:judge", "learning:answer", "learning:pulse"}
    assert asked(client, "get", reads, address) == dict.fromkeys(reads, 200)
    forms = (FORMS | PULSE_PAGES) - reads
    assert asked(client, "get", forms, address) == dict.fromkeys(forms, 403)
    assert client.post(address("learning:judge"), {"stage": ""}).status_code == 403
    assert client.post(address("learning:answer")).status_code == 403
    assert asked(client, "post", SHARE_POST_ONLY, address) == dict.fromkeys(SHARE_POST_ONLY, 403)


def test_lead_opens_every_page(client, council, address):
    council.sign_in(client, "learning_lead")

    pages = OF_ONE | MEMBERS | LOADERS | DRAFTS | {"learning:start"}
    pages -= {"learning:report_file"}
    assert asked(client, "get", pages, address) == dict.fromkeys(pages, 200)
    assert client.get(address("learning:report_file")).status_code == 404  # it is not final
    posts = SHARE_POST_ONLY | LOADERS_POST_ONLY
    assert asked(client, "get", posts, address) == dict.fromkeys(posts, 405)


def test_who_answers_for_a_team_sees_that_team_alone(client, council, address):
    council.sign_in(client, "colleague")

    assert client.get(address("learning:assessment")).url == address("learning:share")
    seen = {"learning:share", "learning:answer"}
    seen |= {
        "learning:last_time",
        "learning:planned_action",
        "learning:complete_action",
    }  # the action is theirs
    assert asked(client, "get", seen, address) == dict.fromkeys(seen, 200)
    forms = ASSESSMENT_FORMS | PLAN_FORMS | ACTION_LEAD_FORMS
    forms |= {"learning:request_changes", "learning:remove", "learning:report", "learning:plan"}
    pulses = PULSE_FORMS | PULSE_PAGES
    assert asked(client, "get", pulses, address) == dict.fromkeys(pulses, 404)
    forms |= {"learning:workbook", "learning:report_pdf"}
    assert asked(client, "get", forms, address) == dict.fromkeys(forms, 403)


def test_who_reads_first_sees_the_words_and_no_pulse(client, council, address):
    council.sign_in(client, "clerk")

    assert client.get(address("learning:moderate")).status_code == 200
    pulses = PULSE_FORMS | PULSE_PAGES
    assert asked(client, "get", pulses, address) == dict.fromkeys(pulses, 403)
