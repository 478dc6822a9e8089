import pytest

from mercat.common.models import OutboxMail
from mercat.common.refusals import Refused
from mercat.passports import actions
from mercat.passports.models import ManagerView
from tests.factories.council import NOW
from tests.passports.states import in_state, verbs


def without_manager(council, state="submitted"):
    council.applicant.manager = None
    council.applicant.save()
    return in_state(council, state)


def name(application, council, manager="manager"):
    return actions.name_manager(
        application=application, manager=council.members[manager], by=council.clerk, at=NOW
    )


@pytest.mark.parametrize("state", ["submitted", "in_panel", "more_info"])
def test_name_manager_asks_them_and_moves_nothing(state, council):
    application = without_manager(council, state)

    view = name(application, council)

    application.refresh_from_db()
    assert (view.manager, view.view, application.status) == (council.manager.person, "", state)
    assert verbs()[-1] == "passports.application.manager_named"
    mail = OutboxMail.objects.filter(purpose="passports/manager_view").get()
    assert mail.to == "manager@strathbeg.example"


def test_name_manager_twice_is_refused(council):
    application = without_manager(council)
    name(application, council)

    with pytest.raises(Refused, match="asked about this case already"):
        name(application, council, "keeper")

    assert ManagerView.objects.get().manager == council.manager.person


@pytest.mark.parametrize("state", ["draft", "decided", "released", "withdrawn"])
def test_name_manager_when_no_view_is_needed_is_refused(state, council):
    application = without_manager(council, state)

    with pytest.raises(Refused, match="No view is needed"):
        name(application, council)


def test_name_manager_of_the_applicant_is_refused(council):
    with pytest.raises(Refused, match="Nobody is their own manager"):
        name(without_manager(council), council, "applicant")


def test_objection_is_told_to_the_clerk_and_the_panel_and_stops_nothing(council):
    application = council.case("in_panel")

    actions.give_view(
        manager_view=application.manager_view,
        view="object",
        text="Not this year",
        by=council.manager,
        at=NOW,
    )

    told = OutboxMail.objects.filter(purpose="passports/objection").values_list("to", flat=True)
    application.refresh_from_db()
    assert sorted(told) == [
        f"{part}@strathbeg.example" for part in ("chair", "clerk", "panel_member")
    ]
    assert application.status == "in_panel"
