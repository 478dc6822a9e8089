"""An answer to a freedom of information request, from the register to its release."""

import hashlib
import io
import json
from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse

from mercat.audit.models import Event
from mercat.common.refusals import NotAllowed, Refused
from mercat.passports import actions, queries
from mercat.passports.models import FoiAnswer, FoiLine, FoiPart
from tests.factories import AccountFactory, MembershipFactory, OrganisationFactory
from tests.factories.council import NOW
from tests.passports.foi import certified, drafted, harbour_of, judged, officer_of
from tests.passports.views.reading import said_on

BROKEN = "[Ask HR: nothing about discipline is kept here]"


@pytest.fixture
def officer(council):
    return officer_of(council)


def words(answer):
    return {part.key: part.text for part in answer.parts.all()}


def test_draft_says_what_the_register_says(council, officer):
    harbour = harbour_of(council)
    AccountFactory(
        organisation=council.organisation,
        name="Old pier",
        handle="Pier",
        status="closed_parked",
        closed_on=date(2024, 5, 6),
        confirmed_at=None,
    )
    for status in ("own", "false", "proposed"):
        AccountFactory(organisation=council.organisation, status=status)
    certified(harbour, council.manager, blocked=12, spent="1250.50")

    said = words(drafted(council, by=officer))

    assert said["accounts"] == (
        "On 18 November 2026 our register named 2 accounts, of which 1 were in use.\n\n"
        "Together the accounts in use have 7 administrators; somebody who looks after several "
        "accounts is counted for each. We give this number as a total only, as one for each "
        "account would help somebody who wants to take it over.\n\n"
        "The list follows below, and as a workbook."
    )
    assert said["policy"] == (
        "How we decide about social media at work is laid down in “Small panel”, since 1 June 2026."
    )
    assert said["tools"] == (
        "These tools, suppliers and contracts are on record:\n\nPoster, Until March 2027: 1 account"
    )
    assert said["spend"] == (
        "Those who look after 1 account say that £1,250.50 were spent on adverts and tools in the "
        "year before. Working time is not recorded."
    )
    assert said["blocks"] == (
        "Those who look after 1 account say that 12 people are blocked there now.\n\n"
        "[Say by what rule people are blocked]"
    )
    assert said["discipline"] == BROKEN
    assert list(FoiLine.objects.order_by("number").values_list("name", "role", "owner_name")) == [
        ("Harbour", "Harbour master", ""),
        ("Old pier", "", ""),
    ]
    assert "Manager" not in " ".join(said.values())


def test_count_under_five_is_marked(council, officer):
    certified(harbour_of(council), council.manager, blocked=3, spent=None)
    said = words(drafted(council, by=officer))
    assert "[3 is fewer than five: judge whether to give it] people are blocked" in said["blocks"]
    assert said["spend"] == (
        "[Nobody has said so far what was spent. Ask those who look after the accounts]"
    )


LAW = {
    "scotland": (
        "Freedom of Information (Scotland) Act 2002",
        ("38", "35"),
        "Scottish Information Commissioner",
    ),
    **dict.fromkeys(
        ["england", "wales", "northern_ireland"],
        ("Freedom of Information Act 2000", ("40", "31"), "Wycliffe House"),
    ),
}


@pytest.mark.parametrize("nation", LAW)
def test_each_nation_has_its_act_its_sections_and_its_commissioner(nation, db):
    organisation = OrganisationFactory(nation=nation)
    officer = MembershipFactory(organisation=organisation, roles=["foi_officer"])
    answer = actions.begin_foi(reference="", received_on=None, by=officer, at=NOW)
    said = words(answer)
    act, (personal, enforcement), commissioner = LAW[nation]
    assert f"under the {act}." in said["covering"]
    assert f"under section {personal} of the Act" in said["withheld"]
    assert f"is withheld under section {enforcement}:" in said["withheld"]
    assert commissioner in said["review"]
    assert "internal review" in said["review"]
    assert said["tools"].startswith("[The register names no tool.")
    assert said["policy"].startswith("[No policy is kept here")


def test_answer_is_due_in_twenty_working_days(council, officer):
    answer = drafted(council, by=officer, received_on=date(2026, 11, 2))
    assert queries.foi_due_on(answer) == date(2026, 12, 1)  # St Andrew's day is no working day
    assert queries.foi_due_on(drafted(council, by=officer)) is None


def test_release_waits_for_every_note_and_is_final(council, officer):
    harbour_of(council)
    answer = drafted(council, by=officer)
    with pytest.raises(Refused, match="wait for your judgement"):
        actions.release_foi(answer=answer, by=officer, at=NOW)
    judged(answer, officer)

    actions.release_foi(answer=answer, by=officer, at=NOW + timedelta(days=1))

    answer.refresh_from_db()
    assert (answer.status, answer.released_by) == ("released", officer.person)
    assert answer.released_at == NOW + timedelta(days=1)
    line = answer.lines.get()
    said = [
        *([part.key, part.text] for part in answer.parts.order_by("number")),
        [
            *(1, line.account_id, "Harbour", "Facebook", "Harbour"),
            *("https://www.facebook.com/Harbour", "2019-04-01", "Archives", "Harbour master"),
            *("", "Berths", "In use", None, "2026-06-01", ""),
        ],
    ]
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in said)
    assert answer.sha256 == hashlib.sha256(text.encode()).hexdigest()
    part = answer.parts.first()
    for act in (
        lambda: actions.change_foi_part(part=part, text="x", row_version=1, by=officer, at=NOW),
        lambda: actions.change_foi_line(line=line, values={}, row_version=1, by=officer, at=NOW),
        lambda: actions.release_foi(answer=answer, by=officer, at=NOW),
        lambda: actions.discard_foi(answer=answer, by=officer, at=NOW),
    ):
        with pytest.raises(Refused, match="released"):
            act()
    told = Event.objects.filter(verb__startswith="passports.foi.").order_by("sequence")
    verbs = [event.verb for event in told]
    assert (verbs[0], verbs[-1]) == ("passports.foi.begun", "passports.foi.released")
    assert set(verbs[1:-1]) == {"passports.foi.changed"}


def test_two_editors_of_one_part_lose_nothing(council, officer):
    answer = drafted(council, by=officer)
    part = answer.parts.get(key="covering")
    actions.change_foi_part(part=part, text="First", row_version=1, by=officer, at=NOW)
    with pytest.raises(Refused, match="Somebody changed this"):
        actions.change_foi_part(part=part, text="Second", row_version=1, by=officer, at=NOW)
    assert words(answer)["covering"] == "First"


def test_only_the_officer_acts(council, officer):
    answer = drafted(council, by=officer)
    for who in (council.administrator, council.auditor, council.keeper):
        with pytest.raises(NotAllowed):
            actions.begin_foi(reference="", received_on=None, by=who, at=NOW)
        with pytest.raises(NotAllowed):
            actions.discard_foi(answer=answer, by=who, at=NOW)


def test_discarded_draft_leaves_nothing(council, officer):
    harbour_of(council)
    actions.discard_foi(answer=drafted(council, by=officer), by=officer, at=NOW)
    assert [model.objects.count() for model in (FoiAnswer, FoiPart, FoiLine)] == [0, 0, 0]


def sheet(client, answer):
    sent = client.get(reverse("passports:download_foi", args=[answer.public_id]))
    book = openpyxl.load_workbook(io.BytesIO(sent.content))
    rows = {each.title: [list(row) for row in each.iter_rows(values_only=True)] for each in book}
    return sent, rows


def test_workbook_to_the_cell(council, officer, client):
    harbour_of(council)
    AccountFactory(
        organisation=council.organisation, name="=Pier", handle="Pier", purpose={"en": "+1"}
    )
    AccountFactory(organisation=council.organisation, name="Quay", handle="Quay")
    answer = drafted(council, by=officer)
    pier, harbour, quay = answer.lines.order_by("number")
    changes = {pier: {"role": "@post"}, harbour: {"owner_name": "Una Manager"}}
    changes[quay] = {"withheld_because": "Section 35: an investigation"}
    for line, values in changes.items():
        actions.change_foi_line(line=line, values=values, row_version=1, by=officer, at=NOW)
    judged(answer, officer)
    actions.release_foi(answer=answer, by=officer, at=NOW)
    answer.refresh_from_db()
    client.force_login(officer.person)

    sent, rows = sheet(client, answer)

    assert sent["Content-Disposition"] == f'attachment; filename="foi-{answer.public_id}.xlsx"'
    assert rows["Accounts"] == [
        [
            *("Number", "Account", "Platform", "Handle", "Address", "Set up on", "Service"),
            *("Post", "Name", "What it is for", "Status", "Closed on", "Last reviewed"),
        ],
        [
            *("1", "'=Pier", "Facebook", "Pier", "https://www.facebook.com/Pier", None, None),
            *("'@post", "Withheld", "'+1", "In use", None, "2026-06-01"),
        ],
        [
            *("2", "Harbour", "Facebook", "Harbour", "https://www.facebook.com/Harbour"),
            *("2019-04-01", "Archives", "Harbour master", "Una Manager", "Berths", "In use"),
            *(None, "2026-06-01"),
        ],
        ["3", "Withheld: Section 35: an investigation", *[None] * 11],
    ]
    assert rows["Answer"][:5] == [
        ["Reference", "FOI 2026/114"],
        ["Organisation", "Strathbeg Council"],
        ["As of", "2026-11-18"],
        ["Released on", "2026-11-18"],
        ["SHA-256", answer.sha256],
    ]
    assert rows["Answer"][5:] == [
        [str(part), part.text] for part in answer.parts.order_by("number")
    ]


def test_page_to_print_has_all_of_it_and_nothing_private(council, officer, client):
    harbour_of(council)
    answer = drafted(council, by=officer)
    client.force_login(officer.person)
    page = client.get(reverse("passports:print_foi", args=[answer.public_id]))
    assert said_on(page, "main//h2") == [
        *(str(part) for part in answer.parts.order_by("number")),
        "The list of accounts",
    ]
    text = page.content.decode()
    assert "Harbour master" in text
    assert council.manager.person.name not in text
    assert "canary" not in text
    assert "draft, not released" in text


def test_what_changed_since_the_last_answer(council, officer, client):
    harbour = harbour_of(council)
    gone = AccountFactory(organisation=council.organisation, name="Gone", handle="Gone")
    same = AccountFactory(organisation=council.organisation, name="Same", handle="Same")
    first = drafted(council, by=officer)
    gone.delete()
    harbour.closed_on, harbour.status = date(2026, 11, 1), "closed_parked"
    harbour.save()
    AccountFactory(organisation=council.organisation, name="New", handle="New")
    second = drafted(council, by=officer)

    found = queries.foi_difference(second, first)

    assert [line.name for line in found.new] == ["New"]
    assert [line.name for line in found.gone] == ["Gone"]
    assert [(line.name, pairs) for line, pairs in found.changed] == [
        (
            "Harbour",
            [
                ("status", "In use", "Closed, name kept"),
                ("closed_on", None, date(2026, 11, 1)),
            ],
        )
    ]
    assert [title for title, _, _ in found.parts] == [
        "Our accounts",
        "Tools, suppliers and contracts",
    ]
    assert same.name not in {line.name for line in [*found.new, *found.gone]}
    client.force_login(officer.person)
    address = reverse("passports:compare_foi", args=[second.public_id, first.public_id])
    assert "New accounts" in client.get(address).content.decode()
    same_as_itself = reverse("passports:compare_foi", args=[first.public_id, first.public_id])
    assert "Nothing changed" in client.get(same_as_itself).content.decode()


def test_officer_drafts_changes_and_releases_on_pages(council, officer, client):
    harbour_of(council)
    client.force_login(officer.person)
    assert "No answer yet" in client.get("/passports/foi/").content.decode()
    page = client.post("/passports/foi/begin/", follow=True)
    answer = FoiAnswer.objects.get()
    assert BROKEN in page.content.decode()

    part = reverse("passports:change_foi_part", args=[answer.public_id, "discipline"])
    empty = client.post(part, {"text": "", "row_version": "1"}).content.decode()
    assert "Write what we answer, or that nothing is held" in empty
    client.post(part, {"text": "None.", "row_version": "1"})
    page = client.post(part, {"text": "Mine is newer", "row_version": "1"}).content.decode()
    assert "Mine is newer" in page
    assert "What stands there now" in page
    assert words(answer)["discipline"] == "None."

    line = reverse("passports:change_foi_line", args=[answer.public_id, 1])
    assert f"{council.manager.person.name} answers for it now" in client.get(line).content.decode()
    client.post(line, {"name": "Harbour", "owner_name": "Una", "row_version": "1"})
    assert FoiLine.objects.get().owner_name == "Una"

    release = reverse("passports:release_foi", args=[answer.public_id])
    assert "Not yet" in client.get(release).content.decode()
    assert "wait for your judgement" in client.post(release, follow=True).content.decode()
    judged(answer, officer)
    page = client.post(release, follow=True).content.decode()
    answer.refresh_from_db()
    assert answer.sha256 in page
    assert "Discard this draft" not in page


def test_bad_day_is_said_beside_the_field(council, officer, client):
    client.force_login(officer.person)
    given = {f"received_on_{n}": "31" for n in ("day", "month")} | {"received_on_year": "2026"}
    page = client.post("/passports/foi/begin/", {"reference": "FOI 1", **given})
    assert page.status_code == 200
    assert "FOI 1" in page.content.decode()
    assert "must be a real date" in page.content.decode()
    assert FoiAnswer.objects.count() == 0


@pytest.mark.parametrize("many", [2, 40])
def test_queries_do_not_grow_with_the_register(
    council, officer, client, many, django_assert_num_queries
):
    for _ in range(many):
        AccountFactory(organisation=council.organisation)
    with django_assert_num_queries(18):
        answer = drafted(council, by=officer)
    client.force_login(officer.person)
    for name, queries_ in (("foi_answer", 8), ("print_foi", 7), ("download_foi", 7)):
        with django_assert_num_queries(queries_):
            client.get(reverse(f"passports:{name}", args=[answer.public_id]))
