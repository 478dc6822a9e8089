from mercat.passports import question_sets
from mercat.passports.views import rows

SPEAK = question_sets.load("speak-1")


def shown(application, answers):
    sections = rows.sections(application, SPEAK, answers, change=False)
    return {row["key"]: row["value"] for section in sections for row in section["rows"]}


def test_sections_show_answers_as_people_read_them(council):
    application = council.case("submitted")

    found = shown(application, application.revisions.get().content["answers"])

    assert found["Service"] == "Archives"
    assert found["Account"] == (
        "Instagram: strathbeg.archives\nhttps://www.instagram.com/strathbeg.archives"
    )
    assert found["Backup administrator"] == "Colleague\ncolleague@strathbeg.example"


def test_sections_without_answers_say_so(council):
    application = council.case("draft")

    assert set(shown(application, {}).values()) == {"Not answered yet"}


def test_sections_name_no_service_of_another_organisation(council, outside):
    application = council.case("draft")

    found = shown(application, {"department": outside.department.public_id})

    assert found["Service"] == "A service that is no longer listed"


def test_sections_lead_to_their_pages_where_they_may_be_changed(council):
    application = council.case("draft")

    found = rows.sections(application, SPEAK, {}, change=True)

    assert {row["change_url"] for row in found[-1]["rows"]} == {
        f"/passports/applications/{application.public_id}/sections/risks/"
    }
