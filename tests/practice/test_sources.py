"""Adding one more source by a button, without JavaScript."""

import pytest
from django.urls import reverse
from lxml import html

from mercat.practice.forms.more import MOST_SOURCES
from tests.practice.written import published


def address(name, *args):
    return reverse(f"practice:{name}", args=args)


def fields(answer):
    """What a browser without JavaScript would send: each field of the form as it stands."""
    tree = html.document_fromstring(answer.content)
    (form,) = (each for each in tree.forms if "source-TOTAL_FORMS" in each.fields)
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def test_another_source_is_added_without_a_script_and_keeps_what_was_typed(client, council):
    page = published(council.member)
    council.sign_in(client, "member")
    where = address("sources", page.public_id)
    typed = fields(client.get(where))
    assert typed["source-TOTAL_FORMS"] == "1"
    typed |= {"source-0-author": "NESTA", "source-0-url": "javascript:alert(1)"}
    answer = client.post(where, {**typed, "add": "yes"})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Source 2" in shown
    assert "Enter" not in shown  # nothing is said yet of what is half typed
    typed = fields(answer)
    assert typed["source-TOTAL_FORMS"] == "2"
    assert typed["source-0-author"] == "NESTA"
    assert typed["source-0-url"] == "javascript:alert(1)"
    page.refresh_from_db()
    assert (page.citations, page.number) == ([], 1)
    typed |= {"source-0-title": "Local by Social", "source-0-url": "https://example.org/"}
    typed |= {"source-1-title": "Local Government 3.0", "source-1-author": "LGiU"}
    assert client.post(where, typed).status_code == 302
    page.refresh_from_db()
    assert [each["author"] for each in page.citations] == ["NESTA", "LGiU"]
    typed = fields(client.get(where))
    assert (typed["source-INITIAL_FORMS"], typed["source-TOTAL_FORMS"]) == ("2", "3")
    typed = fields(client.post(where, {**typed, "source-0-title": "", "add": "yes"}))
    assert (typed.get("source-0-title", ""), typed["source-TOTAL_FORMS"]) == ("", "4")


@pytest.mark.parametrize("total", ["", "x", "-1", "²", "9" * 40, str(MOST_SOURCES), "1000"])
def test_another_source_is_not_added_beyond_the_most_or_to_nonsense(client, council, total):
    page = published(council.member)
    council.sign_in(client, "member")
    typed = {"source-TOTAL_FORMS": total, "source-INITIAL_FORMS": "0", "add": "yes"}
    answer = client.post(address("sources", page.public_id), typed)
    assert answer.status_code == 200
    assert answer.context["formset"].total_form_count() <= MOST_SOURCES
    if total == str(MOST_SOURCES):
        assert "Add another source" not in answer.content.decode()
    page.refresh_from_db()
    assert page.number == 1
