"""A keeper at the pages: upload, columns, rows, choose, put right, apply, report, undo, export."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mercat.register import imports
from mercat.register.imports.exporting import safe
from mercat.register.models import Account, Import
from tests.factories import AccountFactory

LIST = (
    "Team,Platform,Link\n"
    "Libraries,Facebook,https://facebook.com/StrathLibs\n"
    "Parks,Instagram,https://facebook.com/StrathParks\n"
    "Roads,X,https://strathbeg.example/roads\n"
    "Libraries,Facebook,http://m.facebook.com/strathlibs/\n"
    "Museums,X,@StrathMuseums\n"
)


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}


@pytest.fixture
def keeper(client, council):
    council.sign_in(client, "keeper")
    return client


def upload(client, content=LIST, name="our list.csv"):
    said = content.encode() if isinstance(content, str) else content
    return client.post("/register/imports/start/", {"file": SimpleUploadedFile(name, said)})


def work():
    imports.advance(at=timezone.now())


def columns(client, source, **changed):
    page = client.get(f"/register/imports/{source.public_id}/columns/")
    form = page.context["form"]
    values = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    return client.post(
        f"/register/imports/{source.public_id}/columns/",
        {name: value or "" for name, value in {**values, **changed}.items()},
    )


@pytest.fixture
def read(keeper):
    upload(keeper)
    source = Import.objects.get()
    columns(keeper, source)
    work()
    source.refresh_from_db()
    return source


def page_of(client, source, query=""):
    return client.get(f"/register/imports/{source.public_id}/{query}").content.decode()


def test_upload_shows_what_was_guessed_and_enters_nothing(keeper):
    answer = upload(keeper)

    source = Import.objects.get()
    assert answer.url == f"/register/imports/{source.public_id}/columns/"
    page = keeper.get(answer.url).content.decode()
    assert "1. Team: Libraries" in page
    assert "How we read its first rows" in page
    assert Account.objects.count() == 0


def test_reading_page_reloads_itself_until_the_worker_is_done(keeper):
    upload(keeper)
    source = Import.objects.get()
    columns(keeper, source)

    answer = keeper.get(f"/register/imports/{source.public_id}/")
    assert answer.headers["Refresh"] == "3"
    assert "Your list is being read" in answer.content.decode()
    work()
    answer = keeper.get(f"/register/imports/{source.public_id}/")
    assert "Refresh" not in answer.headers
    assert "What would this list do?" in answer.content.decode()


def test_every_row_says_its_outcome_and_why(keeper, read):
    page = page_of(keeper, read)

    assert read.counts == {"new": 2, "contradiction": 1, "not_an_account": 1, "duplicate": 1}
    assert "The file says Instagram, the address is on Facebook." in page
    assert "The same account as row 1." in page
    assert page.count("Put right") == 2
    only = page_of(keeper, read, "?outcome=duplicate")
    assert "The same account as row 1." in only
    assert "The file says Instagram" not in only


def test_rows_are_chosen_put_right_applied_and_undone(keeper, read, council):
    address = f"/register/imports/{read.public_id}/"
    keeper.post(f"{address}rows/", {"row": ["5"], "choose": "leave"})
    keeper.post(f"{address}rows/2/", {"address": "facebook.com/StrathParks"})
    assert "Left out" in page_of(keeper, read)
    keeper.post(f"{address}apply/")
    assert "being entered" in page_of(keeper, read)
    work()

    assert sorted(Account.objects.values_list("handle", flat=True)) == ["StrathLibs", "StrathParks"]
    assert "What this list did" in page_of(keeper, read)
    keeper.post(f"{address}undo/")
    work()
    assert Account.objects.count() == 0
    assert "This import is undone" in page_of(keeper, read)
    keeper.post(f"{address}again/")
    work()
    assert "What would this list do?" in page_of(keeper, read)


def test_row_that_cannot_be_put_right_keeps_what_was_typed(keeper, read):
    answer = keeper.post(
        f"/register/imports/{read.public_id}/rows/3/", {"address": "strathbeg.example/again"}
    )
    taken = keeper.post(
        f"/register/imports/{read.public_id}/rows/3/", {"address": "facebook.com/StrathLibs"}
    )

    assert "strathbeg.example/again" in answer.content.decode()
    assert "not an account on a platform we know" in answer.content.decode()
    assert "Row 1 is this account already." in taken.content.decode()


def test_all_new_rows_are_left_out_and_then_there_is_nothing_to_enter(keeper, read):
    address = f"/register/imports/{read.public_id}/"
    keeper.post(f"{address}rows/", {"choose": "leave new"})

    assert "Nothing is chosen that would enter or change anything." in page_of(keeper, read)
    answer = keeper.post(f"{address}apply/", follow=True)
    assert "No row is chosen" in answer.content.decode()
    keeper.post(f"{address}rows/", {"choose": "take all"})
    assert "Enter what is chosen" in page_of(keeper, read)


def test_other_column_and_other_encoding_are_believed(keeper):
    upload(keeper, "A;B;C\nGŵyl;x.com/StrathA;Parks\n".encode("iso8859_14"))
    source = Import.objects.get()
    answer = columns(keeper, source, encoding="iso8859_14")
    assert answer.url.endswith("/columns/")
    columns(keeper, source, encoding="iso8859_14", name="0", department="2")
    work()

    row = source.rows.get()
    assert (row.name, row.department_name, row.url) == ("Gŵyl", "Parks", "https://x.com/StrathA")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"PK\x03\x04 broken", "a.xlsx", "This workbook could not be read."),
        (b"hello", "a.csv", "No column of this file holds accounts."),
        (b"", "a.csv", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a.csv", "This is not a file of text."),
    ],
)
def test_bad_file_is_a_sentence_beside_the_field(keeper, content, name, sentence):
    answer = upload(keeper, content, name)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert Import.objects.count() == 0


def test_file_that_is_too_large_is_a_sentence(keeper, monkeypatch):
    from mercat.register.imports import forms

    monkeypatch.setattr(forms, "LARGEST", 20)

    assert "larger than 50 MB" in upload(keeper).content.decode()


def test_list_is_thrown_away_with_its_rows(keeper, read):
    keeper.post(f"/register/imports/{read.public_id}/discard/")

    assert Import.objects.count() == 0


def test_page_of_many_rows_costs_what_one_of_few_does(keeper, read):
    from django.db import connection

    with CaptureQueriesContext(connection) as captured:
        page_of(keeper, read)
    few = len(captured)
    upload(keeper, "URL\n" + "".join(f"x.com/s{n}\n" for n in range(300)))
    source = Import.objects.get(file_name="our list.csv", state="started")
    columns(keeper, source)
    work()
    with CaptureQueriesContext(connection) as captured:
        text = page_of(keeper, source)

    assert len(captured) == few
    assert "Next page" in text


def lines_of(answer):
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text)))


def cells_of(answer):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [["" if c is None else str(c) for c in row] for row in book.active.values]


def test_report_is_the_same_in_both_forms(keeper, read):
    address = f"/register/imports/{read.public_id}/report."
    lines = lines_of(keeper.get(f"{address}csv/"))

    assert [line[:2] for line in lines[1:]] == [
        ["1", "To enter"],
        ["2", "Contradicts"],
        ["3", "Not an account"],
        ["4", "Twice in the list"],
        ["5", "To enter"],
    ]
    assert lines[5][4] == "'@StrathMuseums"
    assert cells_of(keeper.get(f"{address}xlsx/")) == lines
    assert keeper.get(f"{address}pdf/").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_that_is_edited_comes_back_as_changes_renames_too(keeper, council, kind):
    for number, name in enumerate(("Libraries", "=1+1", "'@odd", "Parks")):
        AccountFactory(
            organisation=council.organisation,
            handle=f"Strath{number}",
            name=name,
            purpose="-all",
            department=council.department,
        )
    same = export(keeper, kind)
    report = imports.try_out(same, organisation=council.organisation, name=f"a.{kind}")
    assert report.counts["same"] == len(report.lines) == 4

    edited = same_with(
        same, kind, "https://www.facebook.com/Strath0", "https://facebook.com/NewLibs"
    )
    edited = same_with(edited, kind, "Parks", "Green places")
    report = imports.apply(
        edited, organisation=council.organisation, name=f"a.{kind}", by=None, at=timezone.now()
    )

    assert sorted(line.reason for line in report.lines) == [
        "As the register has it.",
        "As the register has it.",
        "The file gives another address.",
        "The file gives another name.",
    ]
    renamed = Account.objects.get(name="Libraries")
    assert (renamed.key, renamed.url) == ("facebook:newlibs", "https://www.facebook.com/NewLibs")
    assert renamed.publication.key == "facebook:newlibs"
    assert renamed.row_version == 1
    assert Account.objects.filter(name="Green places").exists()


def export(client, kind):
    return b"".join(client.get(f"/register/export.{kind}/").streaming_content)


def same_with(content, kind, old, new):
    if kind == "csv":
        return content.replace(old.encode(), new.encode())
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.active.iter_rows():
        for cell in row:
            cell.value = new if cell.value == old else cell.value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_export_changes_that_an_import_does_not_make_are_said(keeper, council):
    AccountFactory(organisation=council.organisation, name="Libraries", handle="StrathA")
    AccountFactory(organisation=council.organisation, name="Parks", handle="StrathB")
    AccountFactory(organisation=council.organisation, name="Roads", handle="StrathC")
    AccountFactory(organisation=council.organisation, name="Zoo", handle="StrathD")
    text = export(keeper, "csv").decode()
    lines = text.splitlines()
    said = "\n".join(
        [
            lines[0],
            lines[1].replace("In use", "Dormant"),
            lines[2].replace("facebook.com/StrathB", "facebook.com/StrathD"),
            "bcdfghjkmn" + lines[3][10:],
        ]
    )
    report = imports.try_out(said.encode(), organisation=council.organisation)

    assert [line.outcome for line in report.lines] == ["contradiction"] * 3
    assert [line.reason.split(".")[0] for line in report.lines] == [
        "An import changes no status",
        "Another account on the register has this address already",
        "The register has no account with this register id",
    ]


def test_persons_own_account_is_not_exported(keeper, council):
    AccountFactory(organisation=council.organisation, name="Cllr Reid", status="own")

    assert "Reid" not in export(keeper, "csv").decode()


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", "|x", "%0", "\t=1"])
def test_formula_is_only_words(text):
    assert safe(text).startswith(("'", " "))


def test_list_is_read_regularly_and_what_is_missing_is_answered_on_its_page(
    keeper, council, settings, tmp_path, at
):
    from datetime import timedelta

    from mercat.register.imports import remembered

    settings.IMPORT_FOLDER = tmp_path / "lists"
    (tmp_path / "lists" / "strathbeg").mkdir(parents=True)
    lines = ["URL", *(f"x.com/Strath{n}" for n in range(30))]
    imports.apply(
        "\n".join(lines).encode(),
        organisation=council.organisation,
        name="a.csv",
        by=None,
        at=timezone.now(),
    )
    address = f"/register/imports/{Import.objects.get().public_id}/"
    said = {"kind": "folder", "file": "../a.csv", "every_days": "7"}
    refused = keeper.post(f"{address}remember/", said).content.decode()
    assert "Give the name of the file alone" in refused
    keeper.post(f"{address}remember/", {**said, "file": "a.csv"})
    assert "read every 7 days" in keeper.get("/register/imports/").content.decode()

    (tmp_path / "lists" / "strathbeg" / "a.csv").write_text("\n".join(lines[:-1]))
    remembered.read_due(at=timezone.now() + timedelta(days=8))
    work()
    work()
    assert "no longer names some accounts" in keeper.get("/register/imports/").content.decode()
    page = keeper.get("/register/imports/missing/").content.decode()
    assert "Strath29" in page
    asked = remembered.open_disappearances(council.organisation).get()
    keeper.post(f"/register/imports/missing/{asked.pk}/", {"answer": "nonsense"})
    keeper.post(f"/register/imports/missing/{asked.pk}/", {"answer": "parked"})
    assert Account.objects.get(handle="Strath29").status == "closed_parked"
    assert "Nothing is missing" in keeper.get("/register/imports/missing/").content.decode()
    keeper.post(f"{address}forget/")
    assert "read every" not in keeper.get("/register/imports/").content.decode()
