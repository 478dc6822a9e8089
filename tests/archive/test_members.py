"""`export_site --include organisation`: what members read, without names that nobody chose."""

import csv
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from lxml import html

from mercat.archive.export import addresses, members, verify
from mercat.archive.export.paths import file_of
from mercat.audit.models import Event
from mercat.learning import actions
from mercat.people.models import Person
from mercat.practice import actions as practice
from mercat.practice.models import Profile
from tests.access.addresses import made_barrier
from tests.archive.closed import close, everything
from tests.archive.test_export import faults_of
from tests.factories import MembershipFactory
from tests.factories.council import NOW
from tests.learning.addresses import assessed, shown
from tests.learning.test_assessments import judged
from tests.lookup.claims import published
from tests.outsiders import PUBLIC
from tests.practice import written as pages
from tests.practice.papers import written
from tests.test_outsiders import ROUTES


@pytest.fixture
def organisation(council, settings, tmp_path):
    settings.VAR = tmp_path / "var"
    for number, part in enumerate(council.members):
        person = council.members[part].person
        Person.objects.filter(pk=person.pk).update(name=f"Canary{number} MacName{number}")
    published(council.organisation, name="Strathbeg news")
    return council.organisation


def export(organisation, folder, **more):
    call_command(
        "export_site", folder, include="organisation", organisation=organisation.slug, **more
    )
    return folder


def text_of(folder: Path) -> str:
    kinds = {".html", ".json", ".csv", ".md", ".js", ".txt", ".yaml"}
    files = (each for each in folder.rglob("*") if each.suffix in kinds)
    return "\n".join(each.read_text(errors="replace") for each in files)


def filled(council):
    """One of everything that members read, with people in it."""
    given = {"visibility": "organisation", "title": "For us alone", "kind": "note"}
    pages.published(council.member, body="Ask Canary0 MacName0 about it.", **given)
    paper = written.opened(council)
    written.said(paper, by=council.colleague)
    barrier = made_barrier(council.colleague)
    evidence = {"text": "Canary0 MacName0 wrote it."}
    final = assessed(council)
    shown(final, by=council.learning_lead, **evidence)
    judged(final, council.learning_lead)
    final = actions.finish(assessment=final, by=council.learning_lead, at=NOW)
    return paper, barrier, final


def opens(client, path):
    answer = client.get(path)
    for close_file in answer._resource_closers:  # not the connection to the database
        close_file()
    return answer.status_code == 200


def test_every_page_of_a_plain_member_is_exported_or_says_why_not(client, council, address):
    member = MembershipFactory(organisation=council.organisation)
    client.force_login(member.person)
    private = set(ROUTES) - set(PUBLIC)
    families = (*addresses.LEFT_OUT_FAMILIES, "people_")
    open_to_them = {
        name for name in private if not name.startswith(families) and opens(client, address(name))
    }
    # Of what is final, and none of these tests' things is.
    final = {"learning:report", "learning:report_file"}
    told = addresses.PUBLIC | members.MEMBERS | set(members.LEFT_OUT)
    assert open_to_them <= told
    assert members.MEMBERS - final <= open_to_them
    final |= {"learning:assessment", "learning:plan", "learning:workbook", "learning:report_pdf"}
    assert set(members.LEFT_OUT) - final <= open_to_them


def test_members_read_theirs_without_names(organisation, council, tmp_path, capsys):
    paper, barrier, final = filled(council)
    folder = export(organisation, tmp_path / "ours")
    call_command("verify_site", folder, links=True)
    said = text_of(folder)
    assert "For us alone" in said
    assert (folder / file_of(f"/access/barriers/{barrier.public_id}/")).is_file()
    assert (folder / file_of(f"/practice/papers/{paper.public_id}/comments/")).is_file()
    report = json.loads((folder / file_of(f"/learning/{final.public_id}/report/file/")).read_text())
    assert report["title"] == "Ready for 2027"
    assert "a colleague wrote it." in said
    assert "Ask a colleague about it." in said
    assert "Canary" not in said
    emails = Person.objects.values_list("email", flat=True)
    assert [each for each in emails if each in said] == []
    chain = Event.objects.values_list("hash", "words_digest", "person_key")
    assert [
        each for row in chain for each in map(str, row) if len(each) > 20 and each in said
    ] == []
    robots = (folder / "robots.txt").read_text()
    assert "Disallow: /" in robots


def test_who_chose_it_is_named(organisation, council, tmp_path):
    Profile.objects.create(membership=council.member, is_public=True, changed_at=timezone.now())
    filled(council)
    number = list(council.members).index("member")
    said = text_of(export(organisation, tmp_path / "ours"))
    assert set(re.findall(r"Canary\d+", said)) == {f"Canary{number}"}


def test_the_public_reads_nothing_of_it(organisation, council, tmp_path):
    filled(council)
    call_command("export_site", tmp_path / "public")
    assert "For us alone" not in text_of(tmp_path / "public")
    assert not (tmp_path / "public/register").exists()
    assert not (tmp_path / "public/access").exists()


def test_shared_report_is_there_as_data_that_its_schema_describes(organisation, council, tmp_path):
    final = filled(council)[2]
    page = actions.draft_report_page(assessment=final, by=council.learning_lead, at=NOW)
    call_command("export_site", tmp_path / "before")
    assert not (tmp_path / "before/data/assessments").exists()
    given = {"visibility": "public", "by": council.learning_lead, "at": NOW}
    practice.publish(page=page, **given)
    call_command("export_site", tmp_path / "public")
    said = json.loads((tmp_path / f"public/data/assessments/{final.public_id}.json").read_text())
    schema = json.loads((tmp_path / "public/data/assessment.schema.json").read_text())
    assert list(faults_of(said, schema)) == []
    assert [each["key"] for each in said["capabilities"]] == ["purpose", "learning"]
    assert said["report_sha256"] == final.sha256
    lines = csv.DictReader((tmp_path / "public/data/dictionary.csv").read_text().splitlines())
    fields = [each["field"] for each in lines if "assessments" in each["file"]]
    assert fields == list(said)
    assert "wrote it." not in text_of(tmp_path / "public")  # evidence stays behind


def test_others_stay_apart(organisation, council, outside, tmp_path):
    filled(council)
    folder = export(outside.organisation, tmp_path / "theirs")
    assert "For us alone" not in text_of(folder)
    assert "Instagram is blocked" not in text_of(folder)


def test_what_was_kept_for_its_period_stays_behind(organisation, council, tmp_path):
    _paper, barrier, _final = filled(council)
    before = timezone.now() - timedelta(days=4000)
    type(barrier).objects.filter(pk=barrier.pk).update(state="declined", ended_at=before)
    folder = export(organisation, tmp_path / "ours")
    assert not (folder / file_of(f"/access/barriers/{barrier.public_id}/")).exists()
    assert list(verify.faults(folder)) == []
    report = json.loads((folder / "report.json").read_text())
    assert report["kept_for_its_period_so_left_out"] == {"barriers": 1}
    call_command("verify_site", folder, links=True)


def test_closed_site_changes_by_nothing(organisation, council, tmp_path):
    filled(council)
    close(None, at=timezone.now())
    before = everything()
    folder = export(organisation, tmp_path / "ours")
    assert everything() == before
    assert "For us alone" in text_of(folder)


def test_two_kinds_of_readers_never_share_a_folder(organisation, council, tmp_path):
    folder = export(organisation, tmp_path / "ours")
    with pytest.raises(CommandError, match="Take another folder"):
        call_command("export_site", folder)


def test_whose_members_has_to_be_said(organisation, outside, tmp_path):
    with pytest.raises(CommandError, match="--organisation"):
        call_command("export_site", tmp_path / "ours", include="organisation")


def test_each_language_has_its_pages_and_leads_to_the_others(
    organisation, council, settings, tmp_path
):
    settings.PUBLIC_LANGUAGES = ["en", "cy"]
    folder = tmp_path / "two"
    call_command("export_site", folder)
    call_command("verify_site", folder, links=True)
    for name, other in (("lookup/index.html", "../cy/"), ("cy/lookup/index.html", "../../")):
        tree = html.document_fromstring((folder / name).read_bytes())
        links = tree.xpath("//nav[@class='m-languages']/a")
        assert [each.get("href") for each in links] == [f"{other}lookup/index.html"]
    welsh = html.document_fromstring((folder / "cy/lookup/index.html").read_bytes())
    assert welsh.get("lang") == "cy"
    assert (
        welsh.xpath("//h1")[0].text_content()
        != html.document_fromstring((folder / "lookup/index.html").read_bytes())
        .xpath("//h1")[0]
        .text_content()
    )
    found = (folder / "cy/search/p0.js").read_text()
    assert '"cy/' not in found
    assert (folder / "cy/search/index.html").is_file()
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["languages"] == ["en", "cy"]
