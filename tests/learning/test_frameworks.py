from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from mercat.common.refusals import Refused
from mercat.learning import actions, frameworks, queries
from mercat.learning.models import Framework, FrameworkDraft, FrameworkVersion
from tests.factories.council import NOW
from tests.learning.addresses import assessed, small
from tests.learning.frameworks.test_checking import GOOD
from tests.passports.views.reading import errors_of, said_on


def load(text, council):
    given = {"organisation": council.organisation, "by": council.learning_lead.person}
    return actions.load(text=text, **given, at=NOW)


def test_load_twice_is_one_version(council):
    first, again = load(GOOD, council), load(GOOD, council)

    assert first == again
    assert first.sha256 == frameworks.fingerprint(GOOD)
    assert FrameworkVersion.objects.count() == 1


def test_load_refuses_another_text_under_the_same_version(council):
    load(GOOD, council)

    with pytest.raises(Refused) as refusal:
        load(GOOD.replace("We began.", "We have begun."), council)

    assert refusal.value.sentence == (
        "Version 1 is in use already, and a version never changes. Give this one another version, "
        "and say under mappings what became of each indicator."
    )


def test_load_of_a_faulty_framework_loads_nothing(council):
    with pytest.raises(actions.Faulty) as refusal:
        load(GOOD.replace("order: 1", "order: first"), council)

    assert [each.line for each in refusal.value.faults] == [6]
    assert not Framework.objects.exists()


def test_load_shipped_loads_each_once(db):
    assert actions.load_shipped(at=NOW) == 2
    assert actions.load_shipped(at=NOW) == 0
    assert sorted(FrameworkVersion.objects.values_list("name", flat=True)) == [
        "CLF organisational capabilities",
        "Social media readiness",
    ]


def test_load_framework_command_says_what_is_in_use_or_wrong(db, tmp_path):
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(GOOD.replace("order: 1", "order: first"), encoding="utf-8")
    out = StringIO()

    call_command("load_framework", str(good), stdout=out)
    with pytest.raises(CommandError) as refusal:
        call_command("load_framework", str(bad), stdout=out)

    assert out.getvalue() == f"In use: ours, version 1 ({frameworks.fingerprint(GOOD)})\n"
    assert str(refusal.value) == (
        "bad.yaml:6: “order” is of the wrong kind. Wanted: a whole number."
    )


def test_own_framework_is_not_there_for_another_organisation(council, outside):
    version = load(GOOD, council)

    assert version in queries.versions_for(council.organisation)
    assert version not in queries.versions_for(outside.organisation)


def test_upload_becomes_a_draft_with_its_faults_and_then_is_used(council, client):
    council.sign_in(client, "administrator")
    bad = GOOD.replace("order: 1", "order: first")
    file = SimpleUploadedFile("ours.yaml", bad.encode())

    shown = client.post(reverse("learning:upload_framework"), {"file": file}, follow=True)
    draft = FrameworkDraft.objects.get()
    address = reverse("learning:write_draft", args=[draft.public_id])
    refused = client.post(reverse("learning:use_draft", args=[draft.public_id]), follow=True)
    client.post(address, {"text": GOOD, "row_version": "1"})
    used = client.post(reverse("learning:use_draft", args=[draft.public_id]), follow=True)

    assert "“order” is of the wrong kind. Wanted: a whole number." in shown.content.decode()
    assert "The framework has faults." in refused.content.decode()
    assert said_on(used, "h1") == ["ours"]
    assert not FrameworkDraft.objects.exists()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"\xff\xfe\x00", "The file is no text in UTF-8. Save it again as such"),
        (b"MZ\0\0", "This is no text. Choose the YAML file"),
        (b"a" * 1_000_001, "The file must be smaller than 1 MB"),
    ],
)
def test_upload_of_no_framework_is_told(content, error, council, client):
    council.sign_in(client, "administrator")
    file = SimpleUploadedFile("ours.yaml", content)

    page = client.post(reverse("learning:upload_framework"), {"file": file})

    assert errors_of(page) == {"file": error}


def test_two_people_on_one_draft_lose_nothing(council, client):
    draft = actions.draft_framework(text=GOOD, by=council.administrator, at=NOW)
    actions.change_draft(
        draft=draft, text="theirs", row_version=1, by=council.learning_lead, at=NOW
    )
    council.sign_in(client, "administrator")
    address = reverse("learning:write_draft", args=[draft.public_id])

    page = client.post(address, {"text": "mine", "row_version": "1"}).content.decode()

    name = council.learning_lead.person.name
    assert f"{name} saved this framework since you opened it." in page
    assert ">theirs</pre>" in page
    assert "mine</textarea>" in page
    assert FrameworkDraft.objects.get().text == "theirs"


def test_file_of_a_framework_has_the_hash_that_its_page_says(council, client):
    version = small()
    council.sign_in(client, "member")

    answer = client.get(reverse("learning:framework_file", args=[version.public_id]))

    assert frameworks.fingerprint(answer.content.decode()) == version.sha256


def test_assessment_stays_on_its_version_when_a_newer_one_is_loaded(council):
    version = load(GOOD, council)
    assessment = assessed(council, version=version)
    load(GOOD.replace("version: 1", "version: 2").replace("We began.", "New words."), council)

    assessment.refresh_from_db()

    assert assessment.version == version
    assert assessment.version.data.indicators()["a"].text == "We began."
