"""What is closed refuses every write, whoever asks and however; the database shows no change.

The lists are made from the URL map and from the commands that are there, so that what comes later
is asked too.
"""

import json
from typing import Any

import pytest
from django.core.management import call_command, get_commands
from django.db import connections, transaction
from django.test import Client

from mercat.archive.management import running
from mercat.archive.management.running import ALLOWED
from mercat.archive.middleware import READS
from mercat.organisations import actions as organisations
from mercat.register.actions import gather
from tests.archive.closed import close, everything
from tests.factories import AccountFactory
from tests.test_outsiders import ROUTES

METHODS = ("post", "put", "patch", "delete")
# What each command of ours takes that a closed site refuses, or lets run because it finds nothing.
WRITING = {
    "setup": ["--organisation", "New Body", "--nation", "wales"],
    "import_register": ["{list}", "--organisation", "strathbeg"],
    "propose_election": ["scotland", "Local elections", "2027-03-22", "2027-05-06"],
    "load_framework": [],
    "reset_second_step": ["{email}"],
    "seal": [],
    "demo": ["--fill-only"],
    "make_operator": ["{email}"],
    "bring_in_guidance": [],
    "tick": [],
    "publish": ["{folder}"],
}


@pytest.mark.parametrize("method", METHODS)
def test_closed_site_refuses_every_route(council, address, at, method):
    close(None, at=at)
    before, client = everything(), Client()
    for name in ROUTES:
        answer = getattr(client, method)(address(name))
        if name in READS:
            assert answer.status_code in {200, 302, 405}, name
        else:
            assert answer.status_code == 409, name
            assert "closed" in answer.content.decode(), name
    assert everything() == before


def test_closed_site_refuses_those_who_were_signed_in(council, address, at):
    client = Client()
    client.force_login(council.administrator.person)
    close(None, at=at)
    before = everything()
    for name in ROUTES:
        client.post(address(name))
    assert everything() == before


def test_closed_organisation_refuses_all_who_were_there(council, outside, address, at):
    clients = {part: Client() for part in ("administrator", "keeper", "clerk", "applicant")}
    for part, client in clients.items():
        client.force_login(getattr(council, part).person)
    close(council.organisation, at=at)
    before = everything(of=council.organisation)
    for client in [*clients.values(), Client(), stranger(outside)]:
        for name in ROUTES:
            if name in {"account_logout", "lookup:look_up_list"}:
                continue
            answer = client.post(address(name), {"organisation": council.organisation.slug})
            for close_file in answer._resource_closers:  # not the connection
                close_file()
            assert answer.status_code < 500, name
    assert everything(of=council.organisation) == before


def stranger(outside: Any) -> Client:
    client = Client()
    client.force_login(outside.administrator.person)
    return client


def test_program_of_a_closed_organisation_writes_nothing(council, address, at):
    _, secret = organisations.make_token(
        organisation=council.organisation,
        name="Forms",
        scopes=["people", "applications:write", "applications:read", "register:read"],
        by=council.administrator.person,
        at=at,
    )
    close(council.organisation, at=at)
    before, client = everything(of=council.organisation), Client()
    headers = {"Authorization": f"Bearer {secret}", "On-Behalf-Of": "a@b.example"}
    for name in ROUTES:
        if not address(name).startswith(("/api/v1/private/", "/api/scim/")):
            continue
        for method in METHODS:
            answer = getattr(client, method)(
                address(name),
                json.dumps({}),
                content_type="application/json",
                headers=headers,
            )
            assert answer.status_code in {401, 404, 405, 429}, name
    assert everything(of=council.organisation) == before


def test_public_report_about_a_closed_organisation_is_refused(council, address, at):
    close(council.organisation, at=at)
    before = everything()
    answer = Client().post(
        "/lookup/report/",
        {
            "organisation": council.organisation.slug,
            "url": "https://x.com/strathbegfake",
            "kind": "pretends",
            "words": "It asks for money.",
            "email": "",
        },
    )
    assert answer.status_code in {200, 409}
    assert everything() == before


def test_every_command_of_ours_is_named_here():
    ours = {name for name, app in get_commands().items() if str(app).startswith("mercat.")}
    assert ours == {*WRITING, *ALLOWED}


@pytest.mark.parametrize("name", sorted(WRITING))
def test_closed_site_refuses_every_command(council, at, name, tmp_path):
    AccountFactory(organisation=council.organisation)
    gather(at=at)
    close(None, at=at)
    before = everything()
    accounts = tmp_path / "list.csv"
    accounts.write_text("name,url\nLibraries,https://x.com/strathbeglib\n")
    told = {
        "{list}": str(accounts),
        "{folder}": str(tmp_path / "published"),
        "{email}": council.clerk.person.email,
    }
    arguments = [told.get(each, each) for each in WRITING[name]]
    if name in ALLOWED:
        call_command(name, *arguments)
    else:
        assert "closed" in running.run(["manage.py", name, *arguments])
    assert everything() == before


def test_command_about_a_closed_organisation_is_refused(council, at, tmp_path, monkeypatch):
    monkeypatch.setattr(connections, "close_all", lambda: None)  # what manage.py does at its end
    close(council.organisation, at=at)
    before = everything(of=council.organisation)
    accounts = tmp_path / "list.csv"
    accounts.write_text("name,url\nLibraries,https://x.com/strathbeglib\n")
    slug = council.organisation.slug
    arguments = ["manage.py", "import_register", str(accounts), "--organisation", slug]
    with transaction.atomic():
        assert "closed" in running.run(arguments)
    assert everything(of=council.organisation) == before
