"""Files of a case: kept with the draft, frozen with what is sent, for those who see the case."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mercat.common.refusals import Refused
from mercat.common.uploads import check
from mercat.files import actions as files
from mercat.files.models import StoredFile
from mercat.passports import actions
from mercat.passports.models import Application
from tests.common.uploads import samples
from tests.factories.council import NOW
from tests.factories.full_case import fill_in, save, send, start

PLAN = ("plan.pdf", samples.PDF)


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    return tmp_path / "private"


@pytest.fixture
def application(council):
    return start(council)


@pytest.fixture
def upload(application, client):
    """Post the page of files as the part who is signed in; returns the answer."""

    def post(*chosen: tuple[str, bytes], version: int | None = None, **typed: Any) -> Any:
        saved = application.sections.filter(section="files").first()
        now = saved.row_version if saved else 0
        data = {"row_version": now if version is None else version, **typed}
        uploads = [SimpleUploadedFile(name, content) for name, content in chosen]
        return client.post(url(application), {**data, "content_files": uploads})

    return post


def url(application: Application) -> str:
    return f"/passports/applications/{application.public_id}/sections/files/"


def names(application: Application, question: str = "content_files") -> list[str]:
    saved = application.sections.get(section="files")
    return [each["name"] for each in saved.answers[question]]


def contents(storage):
    return [each for each in storage.rglob("*") if each.is_file()]


def body(answer: Any) -> bytes:
    """Read to its end, which closes the file."""
    return b"".join(answer)


def get(client, application, stored):
    return client.get(f"/passports/applications/{application.public_id}/files/{stored.public_id}/")


def test_files_are_kept_with_the_draft_and_handed_out(application, upload, council, client):
    council.sign_in(client, "applicant")

    answer = upload(PLAN, ("photo.jpg", samples.picture_that_tells()))

    photo = StoredFile.objects.get(kind="jpeg")
    assert answer.status_code == 302
    assert names(application) == ["plan.pdf", "photo.jpg"]
    assert application.files.count() == 2
    sent = get(client, application, photo)
    assert b"CANARY" not in body(sent)
    assert sent["Content-Disposition"] == 'attachment; filename="photo.jpg"'
    page = client.get(url(application)).content.decode()
    assert "photo.jpg" in page
    assert 'enctype="multipart/form-data"' in page
    assert "add no picture of them" in page  # the safeguarding notice


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("film.pdf", b"x" * (30 * 1024 * 1024), "“film.pdf” is larger than 10 MB."),
        ("holiday.jpg", samples.PROGRAM, "“holiday.jpg” is a program, not a document."),
        ("photo.png", samples.png_bomb(), "“photo.png” has more than 40 million points."),
        ("plan.pdf", samples.PDF + samples.office(), "“plan.pdf” is a PDF and another kind"),
        ("plan.docx", samples.zip_bomb(), "“plan.docx” unpacks to far more than it is."),
        ("plan.docx", samples.office(more={"word/vbaProject.bin": b"x"}), "contains macros"),
        ("logo.svg", samples.SVG, "“logo.svg” is a web page or a drawing"),
        ("empty.pdf", b"", "“empty.pdf” is empty."),
        ("a\u202efdp.exe", samples.PROGRAM, "“afdp.exe” is a program"),
        ("../../etc/passwd", samples.PROGRAM, "“passwd” is a program"),
    ],
)
def test_bad_file_gets_a_sentence_and_the_good_one_stays(
    name, content, said, application, upload, council, client
):
    council.sign_in(client, "applicant")

    page = upload(PLAN, (name, content))

    text = page.content.decode()
    assert page.status_code == 200
    assert said in text.replace("&quot;", '"')
    assert "There is a problem" in text
    [kept] = StoredFile.objects.all()
    assert f'name="content_files_held" value="{kept.public_id}"' in text
    again = upload(content_files_held=[kept.public_id])
    assert again.status_code == 302
    assert names(application) == ["plan.pdf"]


def test_removed_file_is_gone_at_once(
    application, upload, council, client, storage, django_capture_on_commit_callbacks
):
    council.sign_in(client, "applicant")
    upload(PLAN, ("notes.txt", b"Two a week"))
    plan, notes = StoredFile.objects.order_by("pk")

    with django_capture_on_commit_callbacks(execute=True):
        upload(
            content_files_held=[plan.public_id, notes.public_id],
            content_files_remove=[plan.public_id],
        )

    assert names(application) == ["notes.txt"]
    assert [each.name for each in contents(storage)] == [notes.public_id]
    assert get(client, application, plan).status_code == 404


@pytest.fixture
def sent(application, upload, council, client):
    council.sign_in(client, "applicant")
    fill_in(application, council)
    upload(PLAN)
    revision = send(application, council)
    return revision, StoredFile.objects.get()


def test_sent_version_names_each_file_with_its_hash(sent, application):
    revision, stored = sent

    assert revision.content["answers"]["content_files"] == [
        {
            "file": stored.public_id,
            "name": "plan.pdf",
            "kind": "PDF",
            "size": len(samples.PDF),
            "sha256": stored.sha256,
        }
    ]


READERS = ["applicant", "clerk", "chair", "panel_member", "adviser", "auditor", "manager"]


def test_sent_file_is_for_those_who_see_the_case(sent, application, council, outside, client):
    _revision, stored = sent
    answers = {}
    for part, member in {**council.members, "stranger": outside.clerk}.items():
        client.force_login(member.person)
        answer = get(client, application, stored)
        answers[part] = answer.status_code
        body(answer)

    assert answers == {part: 200 if part in READERS else 404 for part in answers}


def test_nobody_is_sent_to_sign_in_before_a_file(sent, application, client):
    _revision, stored = sent
    client.logout()

    answer = get(client, application, stored)

    assert (answer.status_code, answer["Location"][:9]) == (302, "/sign-in/")


def test_readers_see_the_file_on_their_page(sent, application, council, client):
    _revision, stored = sent
    council.sign_in(client, "clerk")

    page = client.get(f"/passports/applications/{application.public_id}/").content.decode()

    assert f"/files/{stored.public_id}/" in page
    assert "plan.pdf" in page


def test_sent_file_stays_when_the_draft_lets_it_go_and_a_new_one_waits(
    sent, application, upload, council, client, storage
):
    _revision, plan = sent
    at = timezone.now()
    actions.ask(application=application, question="A newer plan?", by=council.clerk, at=at)
    upload(
        ("newer.txt", b"Three a week"),
        content_files_held=[plan.public_id],
        content_files_remove=[plan.public_id],
    )
    newer = StoredFile.objects.get(name="newer.txt")

    assert names(application) == ["newer.txt"]
    assert len(contents(storage)) == 2
    council.sign_in(client, "clerk")
    with_clerk = [get(client, application, each) for each in (plan, newer)]
    assert [answer.status_code for answer in with_clerk] == [200, 404]
    assert body(with_clerk[0]) == samples.PDF


def test_file_of_another_application_is_not_found_in_this_one(sent, council, client):
    _revision, stored = sent
    other = start(council)

    assert get(client, other, stored).status_code == 404


def test_files_of_two_who_write_at_once_are_both_there(application, upload, council, client):
    actions.add_helper(
        application=application, helper=council.colleague, by=council.applicant, at=NOW
    )
    council.sign_in(client, "applicant")
    upload(PLAN, version=0)
    council.sign_in(client, "colleague")

    page = upload(("notes.txt", b"Two a week"), version=0)
    text = page.content.decode()
    mine = StoredFile.objects.get(name="notes.txt")
    saved = application.sections.get(section="files")
    answer = upload(content_files_held=[mine.public_id], version=saved.row_version)

    assert "Applicant saved this part since you opened it." in text
    assert "plan.pdf" in text
    assert "notes.txt" in text
    assert answer.status_code == 302
    assert names(application) == ["plan.pdf", "notes.txt"]


def test_file_of_somebody_else_cannot_be_slipped_into_a_case(application, council, outside):
    theirs = files.store(checked=check(*PLAN), by=outside.member, at=NOW)

    with pytest.raises(Refused):
        actions.save_section(
            application=application,
            section="files",
            answers={"content_files": [{"file": theirs.public_id}]},
            row_version=0,
            by=council.applicant,
            at=NOW,
        )


def test_files_go_with_their_application(
    application, upload, council, client, storage, django_capture_on_commit_callbacks
):
    council.sign_in(client, "applicant")
    upload(PLAN)
    kept = StoredFile.objects.get()
    later = timezone.now() + timedelta(days=2)
    assert files.remove_unattached(at=later) == 0

    application.delete()
    with django_capture_on_commit_callbacks(execute=True):
        files.remove_unattached(at=later)

    assert not StoredFile.objects.filter(pk=kept.pk).exists()
    assert contents(storage) == []


def test_section_without_files_is_saved_and_says_nothing(application, council):
    save(application, council, "files", {})

    assert application.sections.get(section="files").answers == {
        "content_files": [],
        "branding_files": [],
        "risk_files": [],
    }
