import pytest

from mercat.audit import queries as audit
from mercat.audit.models import EventWords
from mercat.common.fields import Words
from mercat.common.refusals import NotAllowed, Refused
from mercat.register import actions, queries
from mercat.register.models import Publication
from tests.factories.council import NOW
from tests.register.asking import owned


def change(account, by, row_version=0, **details):
    return actions.change_details(
        account=account, details=details, row_version=row_version, by=by, at=NOW
    )


def public_name():
    return Publication.objects.get().name


def test_change_by_the_keeper_is_published_at_once(council):
    account = owned(council)

    assert change(account, council.keeper, name="Strathbeg Library Service") is None

    assert public_name() == "Strathbeg Library Service"


def test_change_by_the_owner_waits_where_the_public_reads_it(council):
    account = owned(council)

    waits = change(account, council.applicant, name="Libs!", mailbox="libs@strathbeg.example")

    account.refresh_from_db()
    assert (public_name(), account.name) == ("Strathbeg Libraries", "Strathbeg Libraries")
    assert account.mailbox == "libs@strathbeg.example"
    assert waits.content == {"name": ["Strathbeg Libraries", "Libs!"]}


def test_change_of_the_owner_is_published_when_it_is_agreed(council):
    account = owned(council)
    new = {"department": council.department, "purpose": Words(en="News", gd="Naidheachdan")}
    waits = change(account, council.applicant, name="Libs!", **new)

    actions.agree(change=waits, by=council.keeper, at=NOW)

    said = Publication.objects.get()
    assert (said.name, str(said.department_name), said.purpose) == (
        "Libs!",
        "Archives",
        {"en": "News", "gd": "Naidheachdan"},
    )


def test_change_keeps_before_and_after_where_they_can_be_erased(council):
    account = owned(council)

    change(account, council.keeper, name="Libs", languages=["en", "gd"])

    event = audit.events_of(account).get()
    assert (event.verb, event.facts) == (
        "register.account.changed",
        {"fields": ["languages", "name"]},
    )
    assert EventWords.objects.get(event_id=event.pk).words == {
        "name": ["Strathbeg Libraries", "Libs"],
        "languages": ["", "en, gd"],
    }
    told = queries.history_of(account)[0]
    assert (told["by"], told["text"]) == (
        "Keeper",
        "Name: Strathbeg Libraries → Libs\nLanguages: – → en, gd",
    )


def test_change_of_nothing_leaves_no_event(council):
    account = owned(council)

    change(account, council.keeper, name="Strathbeg Libraries")

    assert not audit.events_of(account).exists()


def test_change_of_an_old_version_is_refused(council):
    account = owned(council)
    change(account, council.keeper, name="First")

    with pytest.raises(Refused):
        change(account, council.keeper, name="Second")

    assert public_name() == "First"


@pytest.mark.parametrize("part", ["member", "clerk", "chair", "adviser", "auditor", "colleague"])
def test_change_is_for_keeper_and_owner(part, council, outside):
    account = owned(council)

    for by in (council.members[part], outside.members[part], outside.keeper):
        with pytest.raises(NotAllowed):
            change(account, by, name="Mine")
