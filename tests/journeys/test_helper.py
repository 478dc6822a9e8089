"""Two people write one draft: nothing of either is lost, and a bad file is told beside it."""

import pytest
from django.utils import timezone

from mercat.common import outbox
from tests.common.uploads import samples
from tests.factories.full_case import start
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.letters import link_in

pytestmark = pytest.mark.journey
CONTENT = "#id_content_files_new"


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_two_people_write_one_draft(walk, council, letter_box, javascript):
    case = f"/passports/applications/{start(council).public_id}/"
    applicant, helper = walk(javascript=javascript), walk(javascript=javascript, width=320)
    applicant.sign_in("applicant@strathbeg.example", PASSWORD)
    asks_a_colleague(applicant, case)
    outbox.send_due(at=timezone.now())
    helper.sign_in("colleague@strathbeg.example", PASSWORD)
    helper.go(link_in(letter_box.to("colleague@strathbeg.example")[0]))
    helper.sees("This is the application of Applicant, and you help to write it.")
    files = f"{case}sections/files/"
    applicant.go(files)
    helper.go(files)
    helper_adds_files(helper)
    applicant_adds_one_too(applicant)
    applicant.go(case)
    applicant.press("Remove Colleague")
    applicant.sees("Colleague no longer helps.")


def asks_a_colleague(applicant, case):
    applicant.go(case)
    applicant.follow("Ask a colleague to help")
    applicant.type("Name or work e-mail of a colleague", "colle")
    applicant.press("Find")
    applicant.press("Ask to help Colleague")
    applicant.sees("Colleague can write in it now, and has a mail.")


def helper_adds_files(helper):
    bad = {"name": "holiday.jpg", "mimeType": "image/jpeg", "buffer": samples.PROGRAM}
    good = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": samples.picture_that_tells()}
    helper.page.locator(CONTENT).set_input_files([bad, good])
    helper.press("Add the files that I chose")
    helper.sees("“holiday.jpg” is a program")
    helper.sees("photo.jpg")
    helper.press("Save and continue")


def applicant_adds_one_too(applicant):
    plan = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": samples.PDF}
    applicant.page.locator(CONTENT).set_input_files([plan])
    applicant.press("Save and continue")
    applicant.sees("Colleague saved this part since you opened it.")
    applicant.sees("photo.jpg")
    applicant.sees("plan.pdf")
    applicant.press("Save and continue")
