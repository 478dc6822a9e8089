"""A keeper brings the messy list that somebody kept: looks, puts right, enters, undoes, enters."""

import pytest
from django.utils import timezone

from mercat.register import imports
from mercat.register.models import Account
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT

pytestmark = pytest.mark.journey
LIST = """Our social media;;
;;
Team;Platform;Link
B\u00fcchereien;Facebook;https://facebook.com/StrathLibs
Parks;Instagram;https://facebook.com/StrathParks
Roads;X;https://strathbeg.example/roads
Libraries;Facebook;http://m.facebook.com/strathlibs/
"""


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_keeper_imports_a_messy_list(walk, council, tmp_path, settings, javascript):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    file = tmp_path / "social media.csv"
    file.write_bytes(LIST.encode("cp1252"))
    keeper = walk(javascript=javascript, width=1280 if javascript else 320)
    keeper.sign_in("keeper@strathbeg.example", PASSWORD)
    keeper.go("/register/")
    keeper.follow("Import a list")
    keeper.page.locator("main").get_by_role("button", name="Import a list").click()
    keeper.look()
    keeper.page.locator("input[type=file]").set_input_files(file)
    keeper.press("Upload")
    keeper.sees("B\u00fcchereien")
    keeper.press("Read the list")
    keeper.sees("You can leave it")
    work(keeper)
    assert keeper.heading() == "What would this list do?"
    keeper.sees("The file says Instagram, the address is on Facebook.")
    keeper.follow("Put right", exact=False)
    keeper.press("Put right")
    keeper.sees("Row 2 is put right.")
    enter(keeper)

    keeper.follow("Undo this import")
    keeper.press("Undo this import")
    work(keeper)
    assert keeper.heading() == "This import is undone"
    assert Account.objects.count() == 0
    keeper.press("Read the list again")
    work(keeper)
    enter(keeper)


def enter(keeper):
    keeper.press("Enter what is chosen")
    work(keeper)
    assert keeper.heading() == "What this list did"
    assert Account.objects.filter(status="active").count() >= 1


def work(keeper):
    imports.advance(at=timezone.now())
    keeper.follow("Look again now")
