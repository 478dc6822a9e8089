"""The field on a page of its own: nothing that was fit is lost, whatever else is wrong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from mercat.common import forms
from mercat.common.uploads import MOST_BYTES
from mercat.common.uploads.handler import TooLarge
from mercat.files import actions
from mercat.files.forms import MOST_FILES, FilesField
from mercat.files.models import StoredFile
from tests.common.uploads import samples
from tests.factories.council import NOW


class PlanForm(forms.Form):
    title = forms.CharField(missing="Enter a title")

    def __init__(self, *args, member, attached=(), required=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"] = FilesField(
            label="Plans",
            member=member,
            attached=attached,
            required=required,
            missing="Choose a plan",
        )


def sent(member, *files, title="A plan", held=(), remove=(), **options):
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    data = MultiValueDict({"title": [title], "plan_held": held, "plan_remove": remove})
    form = PlanForm(data, MultiValueDict({"plan": uploads}), member=member, **options)
    form.is_valid()
    kept = form.fields["plan"].keep(by=member, at=NOW)
    return form, [each.name for each in kept]


PLAN = ("plan.pdf", samples.PDF)
NOTES = ("notes.txt", b"Two posts a week")
BAD = ("holiday.jpg", samples.PROGRAM)


def test_files_that_are_fit_are_kept(council):
    form, kept = sent(council.member, PLAN, NOTES)

    assert form.is_valid()
    assert kept == ["plan.pdf", "notes.txt"]
    assert StoredFile.objects.count() == 2


def test_file_stays_when_another_field_is_wrong(council):
    form, kept = sent(council.member, PLAN, title="")
    page = str(form["plan"])
    held = StoredFile.objects.get().public_id

    assert form.errors == {"title": ["Enter a title"]}
    assert kept == ["plan.pdf"]
    assert f'name="plan_held" value="{held}"' in page
    again, kept = sent(council.member, held=[held])
    assert again.is_valid()
    assert kept == ["plan.pdf"]
    assert StoredFile.objects.count() == 1


def test_each_fault_is_told_and_what_is_fit_stays(council):
    form, kept = sent(council.member, BAD, PLAN, ("empty.pdf", b""))

    assert [said.split("”")[0] for said in form.errors["plan"]] == ["“holiday.jpg", "“empty.pdf"]
    assert kept == ["plan.pdf"]


def test_file_of_thirty_megabytes_gets_its_sentence(council):
    form = PlanForm({"title": "A plan"}, member=council.member)
    form.files = MultiValueDict({"plan": [TooLarge("film.pdf", 3 * MOST_BYTES)]})

    assert form.errors["plan"][0].startswith("“film.pdf” is larger than 10 MB. Make it smaller")


def test_same_file_twice_is_one_file(council):
    _, kept = sent(council.member, PLAN, ("other name.pdf", samples.PDF))
    held = StoredFile.objects.get().public_id
    _, again = sent(council.member, PLAN, held=[held])

    assert kept == again == ["plan.pdf"]
    assert StoredFile.objects.count() == 1


def test_ticked_file_is_removed_from_the_answer(council):
    sent(council.member, PLAN, NOTES)
    plan, notes = StoredFile.objects.order_by("pk")

    form, kept = sent(
        council.member, held=[plan.public_id, notes.public_id], remove=[plan.public_id]
    )

    assert form.is_valid()
    assert kept == ["notes.txt"]


def test_attached_file_stays_though_the_page_did_not_know_of_it(council):
    sent(council.member, PLAN)
    attached = actions.attach(stored=StoredFile.objects.get(), at=NOW)

    _, kept = sent(council.clerk, NOTES, attached=[attached])

    assert kept == ["plan.pdf", "notes.txt"]


@pytest.mark.parametrize("part", ["clerk", "stranger"])
def test_file_of_somebody_else_cannot_be_claimed_by_its_id(council, outside, part):
    sent(council.member, PLAN)
    thief = outside.clerk if part == "stranger" else council.clerk

    _, kept = sent(thief, held=[StoredFile.objects.get().public_id, "\x00", "x" * 500])

    assert kept == []


def test_more_than_the_most_are_left_out_with_a_word(council):
    many = [(f"{n}.txt", f"number {n}".encode()) for n in range(MOST_FILES + 2)]

    form, kept = sent(council.member, *many)

    assert form.errors["plan"] == ["Keep 10 files at most. Those after the first were left out"]
    assert len(kept) == MOST_FILES


def test_required_files_are_asked_for(council):
    form, _ = sent(council.member, required=True)

    assert form.errors["plan"] == ["Choose a plan"]
    assert form["plan"].first_id == "id_plan_new"
    assert "Choose files" in str(form["plan"])


def test_page_escapes_names(council):
    form, _ = sent(council.member, ("a&b'c.txt", b"Hello"), title="")

    assert "a&amp;b&#x27;c.txt" in str(form["plan"])
