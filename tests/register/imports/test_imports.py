import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mercat.audit.models import Event
from mercat.lookup import queries as lookup
from mercat.organisations.models import Department
from mercat.register import actions, imports, queries
from mercat.register.lifecycle import Status
from mercat.register.models import Account, Import, ImportedAccount, Publication
from tests.common.together import together
from tests.factories import AccountFactory, DepartmentFactory, OrganisationFactory

FILE = b"URL,Name,Department,Description\nfacebook.com/StrathLibs,Libraries,Culture,Opening hours\n"


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}


@pytest.fixture
def organisation(db):
    return OrganisationFactory(slug="strathbeg", name="Strathbeg Council", verified=True)


@pytest.fixture
def run(organisation, at):
    def run(content, **changed):
        text = content.encode() if isinstance(content, str) else content
        return imports.apply(
            text, **{"organisation": organisation, "by": None, "at": at, **changed}
        )

    return run


def outcomes(report):
    return [(str(each.outcome), each.reason) for each in report.lines]


def test_new_account_is_recorded_published_and_unconfirmed(run, organisation, at):
    report = run(FILE)

    account = Account.objects.get()
    assert outcomes(report) == [("new", "Not on the register yet.")]
    assert (account.platform, account.key) == ("facebook", "facebook:strathlibs")
    assert (account.name, str(account.department), str(account.purpose)) == (
        "Libraries",
        "Culture",
        "Opening hours",
    )
    assert (account.status, account.since, account.confirmed_at) == ("active", at.date(), None)
    answer = lookup.look_up("https://www.facebook.com/strathlibs/", at=at)
    assert (answer.answer, [claim.warnings for claim in answer.claims]) == (
        "official",
        [("unconfirmed",)],
    )
    assert str(answer.claims[0].publication.department_name) == "Culture"


def test_second_run_changes_nothing_and_writes_no_event(run):
    run(FILE)
    before = [*Account.objects.values(), *Publication.objects.values(), *Event.objects.values()]

    report = run(FILE)

    assert outcomes(report) == [("same", "As the register has it.")]
    assert report.kept_as == ""
    assert [
        *Account.objects.values(),
        *Publication.objects.values(),
        *Event.objects.values(),
    ] == before


def test_import_is_one_event_that_names_its_report(run, organisation):
    report = run(FILE)

    made, event = Import.objects.get(), Event.objects.get()
    with default_storage.open(report.kept_as) as kept:
        content = kept.read()
    assert (event.verb, event.subject_id) == ("register.import.applied", made.public_id)
    assert event.facts == {
        "file_sha256": sha256(FILE).hexdigest(),
        "report_sha256": sha256(content).hexdigest(),
        "counts": report.counts,
        "departments": [Department.objects.get().public_id],
    }
    assert json.loads(content) == report.as_json()


def test_history_of_an_account_shows_its_imports(run, organisation, at):
    other = AccountFactory(organisation=organisation)
    run(FILE)
    run(FILE.replace(b"Opening hours", b"Events"), at=at + timedelta(days=1))
    account = Account.objects.get(key="facebook:strathlibs")
    actions.set_status(account=account, status=Status.PAUSED, since=at.date(), by=None, at=at)

    assert [event.verb for event in queries.events_of(account)] == [
        "register.import.applied",
        "register.import.applied",
        "register.account.status_set",
    ]
    assert list(queries.events_of(other)) == []


@pytest.mark.parametrize(
    ("written", "reason", "now"),
    [
        (b"Strath Libraries,Culture,Opening hours", "name", ("Strath Libraries", "Culture")),
        (b"Libraries,Learning,Opening hours", "department", ("Libraries", "Learning")),
        (b"Libraries,Culture,All our events", "purpose", ("Libraries", "Culture")),
        (b"Strath,Learning,", "name and department", ("Strath", "Learning")),
    ],
)
def test_changed_account_takes_what_the_file_says(run, written, reason, now):
    run(FILE)

    report = run(FILE.replace(b"Libraries,Culture,Opening hours", written))

    account, publication = Account.objects.get(), Publication.objects.get()
    assert outcomes(report) == [("changed", f"The file gives another {reason}.")]
    assert (account.name, str(account.department)) == now
    assert (publication.name, str(publication.department_name)) == now
    assert publication.purpose == account.purpose


def test_changed_account_keeps_what_it_was_its_status_and_its_other_languages(run, organisation):
    account = AccountFactory(
        organisation=organisation,
        handle="StrathLibs",
        name="Llyfrgell",
        status="closed_parked",
        purpose={"en": "Books", "cy": "Llyfrau"},
    )

    run(FILE)

    account.refresh_from_db()
    assert account.status == "closed_parked"
    assert account.purpose == {"en": "Opening hours", "cy": "Llyfrau"}
    assert ImportedAccount.objects.get().before == {
        "name": "Llyfrgell",
        "department": None,
        "purpose": {"en": "Books", "cy": "Llyfrau"},
        "publication": None,
    }
    assert Publication.objects.get().answer == "was_official"


def test_empty_cells_of_the_file_change_nothing(run):
    run(FILE)

    report = run("URL,Name,Department,Description\nfacebook.com/StrathLibs,,,\n")

    assert outcomes(report) == [("same", "As the register has it.")]


def test_account_without_a_name_is_called_by_its_handle(run):
    run("facebook.com/StrathLibs\n")

    assert Account.objects.get().name == "StrathLibs"


def test_own_account_is_never_touched(run, organisation):
    AccountFactory(organisation=organisation, handle="StrathLibs", status="own", name="Cllr Reid")

    report = run(FILE)

    assert outcomes(report) == [("same", "A person's own account: an import leaves it alone.")]
    assert list(Account.objects.values_list("name", "status")) == [("Cllr Reid", "own")]


def test_account_that_pretends_to_be_us_is_a_contradiction(run, organisation):
    AccountFactory(organisation=organisation, handle="StrathLibs", status="false")

    report = run(FILE)

    assert outcomes(report) == [
        ("contradiction", "The register says that this account pretends to be us.")
    ]


def test_platform_that_contradicts_the_address_is_not_entered(run):
    report = run(
        "Platform,URL\nIntagram,https://facebook.com/StrathLibs\nFacebook,fb.com/StrathLibs\n"
    )

    assert outcomes(report) == [
        ("contradiction", "The file says Intagram, the address is on Facebook."),
        ("new", "Not on the register yet."),
    ]


def test_same_account_in_a_later_row_is_a_duplicate_whatever_it_says(run):
    report = run(
        "URL,Department\nfacebook.com/StrathLibs,Culture\nhttps://m.facebook.com/strathlibs/,Parks\n"
    )

    assert outcomes(report)[1] == ("duplicate", "The same account as row 1.")
    assert [str(each) for each in Department.objects.all()] == ["Culture"]


def test_what_is_no_account_says_why(run):
    report = run(
        "URL,Platform\n"
        "https://facebook.com/StrathLibs,\n"
        "https://x.com/StrathLibs/status/1234567,\n"
        "https://social.strathbeg.gov.uk/@libraries,\n"
        ",Facebook\n"
        "facebo\0ok.com/Strath,\n"
    )

    assert [reason for _, reason in outcomes(report)] == [
        "Not on the register yet.",
        "post",
        "maybe_fediverse",
        "empty",
        "not_a_url",
    ]
    assert report.counts["not_an_account"] == 4


def test_department_is_created_once_and_known_in_any_case_and_language(run, organisation):
    DepartmentFactory(organisation=organisation, name={"en": "Culture", "cy": "Diwylliant"})
    DepartmentFactory(name="Parks")  # of another organisation

    run(
        "URL,Agency\nx.com/StrathA,CULTURE\nx.com/StrathB,diwylliant\n"
        "x.com/StrathC,Parks\nx.com/StrathD,PARKS\n"
    )

    ours = Department.objects.filter(organisation=organisation)
    assert sorted(str(each) for each in ours) == ["Culture", "Parks"]


def test_organisation_itself_is_no_department_of_its_own(run):
    run("URL,Organisation\nx.com/StrathA,Strathbeg Council\nx.com/StrathB,STRATHBEG\n")

    assert Department.objects.count() == 0


def test_trial_run_writes_nothing(organisation):
    report = imports.try_out(FILE, organisation=organisation)

    assert report.counts["new"] == 1
    assert [model.objects.count() for model in (Account, Department, Event, Import)] == [0] * 4


def test_same_account_of_another_organisation_is_new_here(run):
    AccountFactory(handle="StrathLibs")

    assert outcomes(run(FILE))[0][0] == "new"


def table(rows, *, name, department="Department {}"):
    teams = [department.format(n % 7 + rows) for n in range(rows)]
    lines = (f"x.com/s{rows}x{n},{name} {n},{team}\n" for n, team in enumerate(teams))
    return "URL,Name,Department\n" + "".join(lines)


def counted(run, rows):
    """Statements for as many new rows, for the same rows, and for as many changed ones."""
    for name, department in (("A", "Team {}"), ("A", "Team {}"), ("B", "Group {}"), ("C", "")):
        with CaptureQueriesContext(connection) as captured:
            run(table(rows, name=name, department=department))
        yield len(captured)


def test_number_of_queries_does_not_grow_with_the_rows(run):
    run(FILE)  # the first event of an organisation makes its chain

    few, many = list(counted(run, 10)), list(counted(run, 500))

    assert few == [56, 27, 57, 54]
    # SQLite takes 111 rows of what changed in one statement.
    assert many == {"sqlite": [56, 27, 59, 56], "postgresql": few}[connection.vendor]


def test_two_imports_at_once_enter_each_account_once(flushable, at):
    organisation = OrganisationFactory()
    content = table(200, name="Account").encode()

    def call():
        return imports.apply(content, organisation=organisation, by=None, at=at)

    reports = together(call, call)

    assert sorted(report.counts["new"] for report in reports) == [0, 200]
    other = [report.counts["same"] + report.counts["contradiction"] for report in reports]
    assert sorted(other) == [0, 200]
    assert Account.objects.count() == Publication.objects.count() == 200


def test_account_entered_meanwhile_is_left_alone_and_the_report_says_so(organisation, at):
    source = imports.actions.start(
        organisation=organisation, content=FILE + b"x.com/StrathA,,,\n", name="", by=None, at=at
    )
    source = imports.actions.read(source=source)
    imports.advance(at=at)
    AccountFactory(organisation=organisation, handle="StrathLibs", name="By hand")
    source.refresh_from_db()
    imports.actions.apply(source=source, by=None, at=at)
    imports.advance(at=at)

    source.refresh_from_db()
    assert (source.counts["new"], source.counts["contradiction"]) == (1, 1)
    assert source.rows.get(number=1).reason.startswith("The register was changed after")
    assert sorted(Account.objects.values_list("name", flat=True)) == ["By hand", "StrathA"]
    assert Event.objects.get().facts["report_sha256"] == source.report_sha256
    with default_storage.open(f"imports/{source.public_id}.json") as kept:
        assert sha256(kept.read()).hexdigest() == source.report_sha256
