import pytest

from mercat.audit.models import Event
from mercat.common.refusals import Refused
from mercat.organisations import actions, queries
from mercat.organisations.department_forms import DepartmentForm
from mercat.organisations.models import Department
from tests.common.together import together
from tests.factories import AccountFactory, DepartmentFactory, InvitationFactory, PersonFactory


@pytest.fixture
def culture(db):
    return DepartmentFactory(name="Culture")


@pytest.fixture
def libraries(culture):
    return DepartmentFactory(name="Libraries", organisation=culture.organisation, parent=culture)


def change(department, at, *, name="Renamed", parent=None):
    return actions.change_department(
        department=department, name={"en": name}, parent=parent, by=PersonFactory(), at=at
    )


def remove(department, at):
    actions.remove_department(department=department, by=PersonFactory(), at=at)


def test_change_department_renames_and_moves(libraries, at):
    changed = change(libraries, at, name="Reading")

    event = Event.objects.latest("pk")
    assert (str(changed), changed.parent) == ("Reading", None)
    assert (event.verb, event.facts) == ("organisations.department.changed", {"parent": ""})


def test_change_department_into_itself_or_below_is_refused(culture, libraries, at):
    for parent in (culture, libraries):
        with pytest.raises(Refused, match="cannot move there"):
            change(culture, at, parent=parent)


def test_two_moves_at_once_close_no_circle(flushable, at):
    first = DepartmentFactory()
    second = DepartmentFactory(organisation=first.organisation)

    def move(department, parent):
        try:
            change(department, at, parent=parent)
        except Refused:
            return "refused"
        return "moved"

    outcomes = together(lambda: move(first, second), lambda: move(second, first))

    assert sorted(outcomes) == ["moved", "refused"]
    assert len(queries.department_tree(first.organisation)) == 2


def test_remove_department_leaves_an_event_that_names_it(libraries, at):
    public_id = libraries.public_id

    remove(libraries, at)

    event = Event.objects.latest("pk")
    assert (event.verb, event.subject_id) == ("organisations.department.removed", public_id)


def test_remove_department_in_use_is_refused(culture, libraries, at):
    AccountFactory(organisation=culture.organisation, department=libraries)
    invited = DepartmentFactory(organisation=culture.organisation)
    InvitationFactory(organisation=culture.organisation, department=invited)

    for department in (culture, libraries, invited):
        with pytest.raises(Refused, match="is in use"):
            remove(department, at)

    assert Department.objects.count() == 3


def test_department_form_offers_no_place_below_itself(culture, libraries):
    form = DepartmentForm(organisation=culture.organisation, department=culture)

    assert form.fields["parent"].choices == [("", "None: it stands at the top")]


def test_department_form_keeps_names_in_other_languages(culture):
    culture.organisation.nation = "wales"
    culture.name = {"en": "Culture", "cy": "Diwylliant", "gd": "Cultar"}
    form = DepartmentForm(
        {"name": "Arts", "second": "Celf", "parent": ""},
        organisation=culture.organisation,
        department=culture,
    )

    assert form.is_valid()
    assert form["second"].label == "Its name in Welsh"
    assert form.given()["name"] == {"en": "Arts", "cy": "Celf", "gd": "Cultar"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "CULTURE"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Parks", "parent": "elsewhere"}, "parent"),
    ],
)
def test_department_form_refuses_beside_the_field(culture, typed, field):
    form = DepartmentForm(typed, organisation=culture.organisation)

    assert list(form.errors) == [field]
