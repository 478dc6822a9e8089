import pytest

from mercat.demo.management.commands import demo
from mercat.demo.people import PASSWORD, everybody


def test_demo_serves_with_the_web_server_and_the_worker():
    web, worker = demo.commands(8123)

    assert web[1:4] == ["-m", "gunicorn", "mercat.config.wsgi"]
    assert "127.0.0.1:8123" in web
    assert worker[-1] == "worker"


@pytest.mark.parametrize("part", everybody(), ids=lambda part: part.key)
def test_demo_person_can_sign_in_with_the_password_that_the_page_names(filled, client, part):
    response = client.post("/sign-in/", {"login": part.email, "password": PASSWORD})

    assert (response.status_code, response.url) == (302, "/dashboard/")
    assert client.get(response.url).status_code == 200


def test_demo_people_stand_on_the_sign_in_page(db, client):
    page = client.get("/sign-in/").content.decode()

    assert [part.email for part in everybody() if part.email not in page] == []
    assert PASSWORD in page


@pytest.mark.parametrize("path", ["/", "/lookup/", "/nowhere/"])
def test_demo_people_stand_on_no_other_page(db, client, path):
    page = client.get(path).content.decode()

    assert (PASSWORD in page, "This is a demonstration." in page) == (False, True)
