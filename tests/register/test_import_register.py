import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from mercat.audit import queries as audit
from mercat.audit.models import Event
from mercat.register.models import Account, Publication
from tests.factories import OrganisationFactory

US_REGISTER = Path(__file__).parent / "data" / "us-registry-2014.csv"
OUTCOMES = [
    "new",
    "same",
    "changed",
    "contradiction",
    "duplicate",
    "unknown_organisation",
    "not_an_account",
]


@pytest.fixture
def organisation(db, settings, tmp_path):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    return OrganisationFactory(slug="strathbeg")


@pytest.fixture
def file(tmp_path):
    def file(text, name="list.csv"):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(tmp_path / name)

    return file


def said(file, *options, slug="strathbeg"):
    out = StringIO()
    call_command("import_register", file, "--organisation", slug, *options, stdout=out)
    return out.getvalue()


def refusal(file, *options, slug="strathbeg"):
    with pytest.raises(CommandError) as refused:
        said(file, *options, slug=slug)
    assert refused.value.returncode == 1
    return str(refused.value)


def test_old_us_register_is_accounted_for_row_by_row_and_again_changes_nothing(organisation):
    first = json.loads(said(US_REGISTER, "--json"))
    before = [*Account.objects.values(), *Publication.objects.values(), *Event.objects.values()]
    again = json.loads(said(US_REGISTER, "--json"))

    assert list(first) == ["rows", "counts", "report"]
    assert list(first["counts"]) == OUTCOMES
    for report in (first, again):
        assert report["rows"] == sum(report["counts"].values()) == 1262
        assert [each["row"] for each in report["report"]] == list(range(1, 1263))
        assert {tuple(each) for each in report["report"]} == {("row", "outcome", "reason")}
    assert first["counts"]["new"] == Account.objects.count() == Publication.objects.count()
    assert first["counts"]["new"] + first["counts"]["duplicate"] == 1262
    assert again["counts"]["same"] == first["counts"]["new"]
    assert again["counts"]["duplicate"] == first["counts"]["duplicate"]
    assert [
        *Account.objects.values(),
        *Publication.objects.values(),
        *Event.objects.values(),
    ] == before
    assert Event.objects.count() == 1
    assert list(audit.faults()) == []


def test_dry_run_says_the_same_and_writes_nothing(organisation):
    tried = said(US_REGISTER, "--dry-run", "--json")

    assert Account.objects.count() == Event.objects.count() == 0
    assert said(US_REGISTER, "--json") == tried


def test_summary_shows_fifty_of_the_rows_that_need_a_person(organisation, file):
    bad = "".join(f"https://strathbeg.example/{n}\n" for n in range(60))

    text = said(file("URL\nx.com/StrathParks\n" + bad)).splitlines()

    assert text[:5] == [
        "61 rows",
        "      1  new",
        "     60  not recognised as an account",
        "",
        "60 rows need a person:",
    ]
    assert text[5].startswith("  row 2: 'https://strathbeg.example/0': ")
    assert text[54].startswith("  row 51: ")
    assert text[55] == "  and 10 more"
    assert text[57].startswith("Every row: imports/")


def test_summary_of_a_dry_run_says_where_all_rows_are(organisation, file):
    text = said(file("x.com/StrathParks\n"), "--dry-run")

    assert text.splitlines() == [
        "1 row",
        "      1  new",
        "",
        "Nothing was written. Every row: the same command with --json.",
    ]


def test_yaml_is_known_by_its_name(organisation, file):
    name = "- name: {official_full: Ada Lee}\n  social: {twitter: AdaLee}\n"

    assert json.loads(said(file(name, "people.yaml"), "--json"))["counts"]["new"] == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"PK\x03\x04" + bytes(100), "This workbook could not be read."),
        (bytes(range(256)) * 40, "This is not a file of text."),
        (b"one\ntwo\nthree\n", "No column of this file holds accounts."),
        (b'URL,Name\nx.com/strath,"Parks\n', "A quotation mark near line 2 is never closed."),
    ],
)
def test_bad_file_is_refused_in_a_sentence(organisation, file, content, sentence):
    assert refusal(file(content)).startswith(sentence)


def test_missing_file_is_refused(organisation, tmp_path):
    assert refusal(f"{tmp_path}/none.csv") == f"There is no file {tmp_path}/none.csv."


def test_unknown_organisation_is_refused_with_those_that_are_near(organisation, file):
    OrganisationFactory(slug="glentarbet")

    assert refusal(file("x.com/a"), slug="strathbg") == (
        "No organisation is called strathbg. Is it one of these: strathbeg?"
    )


def test_first_organisation_is_still_to_come(db, file):
    assert refusal(file("x.com/a")) == (
        "No organisation is called strathbeg. There is none here yet."
    )
