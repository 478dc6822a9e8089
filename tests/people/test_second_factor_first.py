import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as active
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from tests.people.security import add_app

FIRST = "/people/security/first/"
SAY = "import json; from django.conf import settings; print(json.dumps(settings.SECOND_FACTOR_FOR))"
DUTIES = ["administrator", "chair", "clerk", "keeper", "operator", "panel_member"]


@pytest.fixture
def wanted(settings):
    settings.SECOND_FACTOR_FOR = ["chair", "operator"]


@pytest.mark.parametrize("path", ["/dashboard/", "/passports/", "/register/"])
def test_role_without_a_second_step_is_led_to_add_one(council, client, wanted, path):
    council.sign_in(client, "chair")

    for method in (client.get, client.post):
        assert method(path).url == FIRST
    assert client.get(FIRST).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/lookup/", 200),
        ("/about/privacy/", 200),
        ("/people/security/", 200),
        ("/people/security/password/", 200),
        ("/sign-out/", 200),
        ("/nothing/here/", 404),
    ],
)
def test_what_is_public_or_sets_it_up_stays_open(council, client, wanted, path, status):
    council.sign_in(client, "chair")

    assert client.get(path).status_code == status


@pytest.mark.parametrize("part", ["clerk", "member"])
def test_other_roles_go_on(council, client, wanted, part):
    council.sign_in(client, part)

    assert client.get("/dashboard/").status_code == 200


def test_an_organisation_asks_more_roles_and_never_fewer(council, client, wanted):
    council.organisation.second_factor_for = ["clerk"]
    council.organisation.save()

    for part in ("clerk", "chair"):
        council.sign_in(client, part)
        assert client.get("/dashboard/").url == FIRST
    council.sign_in(client, "adviser")
    assert client.get("/dashboard/").status_code == 200


def test_role_with_a_second_step_goes_on(council, client, wanted):
    add_app(council.sign_in(client, "chair").person)

    assert client.get("/dashboard/").status_code == 200


def test_operator_is_asked_too(council, client, wanted):
    person = council.sign_in(client, "member").person
    person.is_operator = True
    person.save()

    assert client.get("/dashboard/").url == FIRST


def test_nobody_is_asked_where_nobody_is_named(council, client, django_assert_num_queries):
    council.sign_in(client, "chair")
    client.get("/about/privacy/")

    with django_assert_num_queries(
        5
    ):  # session, person, membership, its roles, the periods of the page
        client.get("/about/privacy/")


def asked(tmp_path, **environment):
    given = {"PATH": os.environ["PATH"], "MERCAT_VAR": str(tmp_path), **environment}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", SAY]
    done = subprocess.run(
        command, cwd=active.BASE_DIR, env=given, capture_output=True, text=True, check=True
    )
    return sorted(set(json.loads(done.stdout.splitlines()[-1])) - {"duties"})


@pytest.mark.parametrize(
    ("environment", "roles"),
    [
        ({}, []),
        ({"SITE_URL": "https://mercat.example", "SECRET_KEY": "x" * 50}, DUTIES),
        ({"SITE_URL": "https://mercat.example", "SECRET_KEY": "x", "MERCAT_DEMO": "true"}, []),
        ({"SITE_URL": "https://a.example", "SECRET_KEY": "x", "SECOND_FACTOR_FOR": ""}, []),
        ({"SECOND_FACTOR_FOR": "chair,foi_officer"}, ["chair", "foi_officer"]),
        ({"SECOND_FACTOR_FOR": "duties,ict", "SITE_URL": "http://localhost:1"}, ["ict"]),
    ],
)
def test_setting_asks_those_with_duties_on_a_real_site_alone(tmp_path, environment, roles):
    assert asked(tmp_path, **environment) == roles


def test_setting_with_a_role_that_is_none_is_refused(settings):
    settings.SECOND_FACTOR_FOR = ["chair", "clrek"]

    with pytest.raises(SystemCheckError, match="SECOND_FACTOR_FOR names 'clrek'"):
        call_command("check")
