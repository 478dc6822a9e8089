"""A body writes its own framework with forms, and nothing of it is lost."""

import pytest
from django.urls import reverse

from mercat.common.refusals import Refused
from mercat.learning import actions, frameworks
from mercat.learning.frameworks import editing
from mercat.learning.models import FrameworkDraft, FrameworkVersion
from tests.factories.council import NOW
from tests.learning.addresses import small
from tests.learning.frameworks.test_checking import GOOD
from tests.passports.views.reading import errors_of, said_on


@pytest.fixture
def draft(council):
    return actions.draft_framework(text=GOOD, by=council.administrator, at=NOW)


@pytest.fixture
def desk(council, client):
    council.sign_in(client, "administrator")
    return client


def at(draft, name, *more):
    return reverse(f"learning:{name}", args=[draft.public_id, *more])


def part_of(draft, kind, key):
    draft.refresh_from_db()
    return editing.opened(draft.text).part(kind, key)


def was(draft, kind, key):
    return editing.fingerprint_of(part_of(draft, kind, key))


def question(**changed):
    return {
        "text": "We go.",
        "capability": "culture",
        "stage": "begun",
        "audience": "organisation",
        "evidence_hint": "",
        "easy_read": "",
        **changed,
    }


def test_copy_of_one_for_all_is_the_first_version_of_our_own(council, desk):
    version = small()

    page = desk.post(reverse("learning:copy_framework", args=[version.public_id]), follow=True)
    draft = FrameworkDraft.objects.get()
    used = desk.post(at(draft, "use_draft"), follow=True)

    assert said_on(page, "h1") == ["Social media readiness, by Strathbeg Council"]
    assert "Put into use it is version 1, and never changes." in page.content.decode()
    assert said_on(used, "h1") == ["Social media readiness, by Strathbeg Council"]
    ours = FrameworkVersion.objects.get(framework__organisation=council.organisation)
    assert ours.number == "1"
    assert ours.sha256 == frameworks.fingerprint(ours.text)
    assert ours.data.capabilities == version.data.capabilities


def test_add_change_move_and_remove_each_kind_of_part(draft, desk):
    desk.post(at(draft, "add_part", "stages"), {"name": "Far", "meaning": "It is far."})
    about = {"name": "Feedback", "about": "What comes back."}
    desk.post(at(draft, "add_part", "capabilities"), {**about, "social": "on"})
    for stage in ("begun", "ready", "far"):
        given = question(capability="feedback", stage=stage, text=f"We ask: {stage}.")
        desk.post(at(draft, "add_part", "indicators"), given)
    far = question(stage="far", text="It is far.", facts=["accounts_purpose"])
    desk.post(at(draft, "add_part", "indicators"), far)
    desk.post(at(draft, "move_part", "capabilities", "feedback"))
    changed = question(text="We began well.", was=was(draft, "indicators", "a"))
    desk.post(at(draft, "change_part", "indicators", "a"), changed)
    gone = {"was": was(draft, "indicators", "c")}
    desk.post(at(draft, "remove_part", "indicators", "c"), gone)

    found = frameworks.check(FrameworkDraft.objects.get().text)
    assert [each.sentence for each in found.faults] == [
        "Views of “worker” are wanted, but no indicator asks them."
    ]
    writing = editing.opened(FrameworkDraft.objects.get().text)
    assert [each["key"] for each in writing.capabilities()] == ["feedback", "culture"]
    assert writing.part("capabilities", "feedback")["relevant_to"] == ["social_media"]
    assert writing.part("indicators", "a")["text"] == "We began well."
    assert writing.part("indicators", "culture_far_1")["facts"] == ["accounts_purpose"]
    assert writing.part("indicators", "c") is None


def test_fault_is_shown_with_the_page_that_mends_it(council, desk):
    text = GOOD.replace("stage: ready", "stage: gone").replace("name: Culture", "name: ''")
    draft = actions.draft_framework(text=text, by=council.administrator, at=NOW)

    page = desk.get(at(draft, "draft_framework")).content.decode()

    assert "There is no stage “gone”." in page
    assert f'href="{at(draft, "change_part", "indicators", "b")}"' in page
    assert f'href="{at(draft, "draft_capability", "culture")}"' in page
    assert "Put it into use" not in page


def test_what_only_the_text_can_mend_has_no_forms(council, desk):
    text = GOOD.replace("order: 1", "order: first")
    draft = actions.draft_framework(text=text, by=council.administrator, at=NOW)

    page = desk.get(at(draft, "draft_framework")).content.decode()

    assert "These can be mended in the text alone." in page
    assert "Line 6 of the text" in page
    assert desk.get(at(draft, "add_part", "stages")).status_code == 404
    assert desk.get(at(draft, "describe_draft")).status_code == 404


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"text": ""}, {"text": "Write the sentence that is answered"}),
        (
            {"text": "x" * 501},
            {"text": "Your answer to “What is said?” must be 500 characters or fewer"},
        ),
        ({"stage": "gone"}, {"stage": "Choose one of the answers shown for “At which stage?”"}),
        (
            {"audience": "worker", "facts": ["accounts_purpose"]},
            {"facts": "The system counts for the organisation’s own questions alone"},
        ),
    ],
)
def test_question_that_will_not_do_says_why(draft, desk, given, errors):
    page = desk.post(at(draft, "add_part", "indicators"), question(**given))

    assert errors_of(page) == errors
    assert FrameworkDraft.objects.get().text == GOOD


def test_version_in_use_is_refused_beside_its_field(council, draft, desk):
    actions.load(text=GOOD, organisation=council.organisation, by=None, at=NOW)
    given = {"name": "Ours", "version": "1", "licence": "CC0-1.0", "source": "us"}
    given["was"] = editing.fingerprint_of(editing.opened(GOOD).data)

    refused = desk.post(at(draft, "describe_draft"), given)
    desk.post(at(draft, "describe_draft"), {**given, "version": "2"})

    assert errors_of(refused) == {"version": "Version 1 is in use already. Choose another"}
    draft.refresh_from_db()
    assert (draft.name, editing.opened(draft.text).data["version"]) == ("Ours", "2")


def test_rules_are_set_and_shown(draft, desk):
    given = {"counts_from": "half", "views_of": [], "evidence": "2"}
    given |= {"shared": "0", "learned_from": "3", "was": editing.fingerprint_of({})}
    given["was"] = editing.fingerprint_of(editing.opened(GOOD).rules())

    desk.post(at(draft, "set_draft_rules"), given)

    draft.refresh_from_db()
    assert editing.opened(draft.text).data["rules"] == {
        "counts_from": "half",
        "first_stage": {"views_of": [], "evidence": 2},
        "last_stage": {"shared": 0, "learned_from": 3},
    }
    assert frameworks.check(draft.text).faults == []


def test_two_people_on_one_part_see_both(council, draft, desk):
    seen = was(draft, "indicators", "a")
    theirs = {"draft": draft, "kind": "indicators", "by": council.learning_lead, "at": NOW}
    values = {"text": "Theirs.", "stage": "begun", "audience": "organisation"}
    actions.change_part(**theirs, key="a", values=values, was=seen, within="culture")

    mine = question(text="Mine.", was=seen)
    page = desk.post(at(draft, "change_part", "indicators", "a"), mine)

    name = council.learning_lead.person.name
    assert f"{name} changed this since you opened it." in page.content.decode()
    assert said_on(page, "dd") == ["Theirs."]
    assert "Mine.</textarea>" in page.content.decode()
    now = question(text="Both.", was=was(draft, "indicators", "a"))
    assert f'value="{now["was"]}"' in page.content.decode()
    desk.post(at(draft, "change_part", "indicators", "a"), now)
    assert part_of(draft, "indicators", "a")["text"] == "Both."


def test_two_people_on_two_parts_lose_nothing(council, draft, desk):
    given = question(text="Mine.", was=was(draft, "indicators", "b"), stage="ready")
    actions.remove_part(
        draft=draft,
        kind="indicators",
        key="a",
        was=was(draft, "indicators", "a"),
        by=council.learning_lead,
        at=NOW,
    )

    desk.post(at(draft, "change_part", "indicators", "b"), given)

    assert part_of(draft, "indicators", "a") is None
    assert part_of(draft, "indicators", "b")["text"] == "Mine."


def test_remove_is_undone_and_done_again(draft, desk):
    desk.post(at(draft, "remove_part", "stages", "begun"), {"was": was(draft, "stages", "begun")})
    assert part_of(draft, "indicators", "a") is None

    desk.post(at(draft, "undo_draft"), {"row_version": "1"})  # a page of before
    assert part_of(draft, "stages", "begun") is None
    desk.post(at(draft, "undo_draft"), {"row_version": "2"})
    assert FrameworkDraft.objects.get().text == GOOD
    desk.post(at(draft, "undo_draft"), {"row_version": "3"})

    assert part_of(draft, "stages", "begun") is None


def test_remove_asks_first_and_says_what_goes_along(draft, desk):
    page = desk.get(at(draft, "remove_part", "stages", "begun")).content.decode()

    assert "2 questions go along with it." in page
    desk.post(at(draft, "remove_part", "stages", "begun"), {"was": "older"})
    assert part_of(draft, "stages", "begun")


@pytest.mark.parametrize("kind", ["stages", "capabilities", "indicators"])
def test_parts_that_are_not_there_are_not_found(draft, desk, kind):
    for name in ("change_part", "remove_part"):
        assert desk.get(at(draft, name, kind, "gone")).status_code == 404
    assert desk.post(at(draft, "move_part", kind, "gone")).status_code == 404
    assert desk.get(at(draft, "add_part", "others")).status_code == 404


def next_version(council, desk):
    version = actions.load(text=GOOD, organisation=council.organisation, by=None, at=NOW)
    desk.post(reverse("learning:copy_framework", args=[version.public_id]))
    return FrameworkDraft.objects.get()


def test_next_version_says_what_became_of_each_question(council, desk):
    draft = next_version(council, desk)
    form = desk.get(f"{at(draft, 'add_part', 'indicators')}?beside=c").context["form"]
    assert form["came_from"].value() == ["c"]
    assert [key for key, _text in form.fields["came_from"].choices] == ["a", "b", "c"]
    second = question(text="I may try.", audience="worker", came_from=["c"])
    desk.post(at(draft, "add_part", "indicators"), second)
    first = question(text="We began in earnest.", came_from=["a"])
    first["was"] = was(draft, "indicators", "a")
    desk.post(at(draft, "change_part", "indicators", "a"), first)
    desk.post(at(draft, "remove_part", "indicators", "b"), {"was": was(draft, "indicators", "b")})
    desk.post(at(draft, "add_part", "indicators"), question(text="It is new.", stage="ready"))

    used = desk.post(at(draft, "use_draft"), follow=True)

    assert said_on(used, "h1") == ["ours"]
    newest = FrameworkVersion.objects.get(number="2")
    assert newest.content["mappings"] == [
        {
            "from": "1",
            "changes": [
                {"change": "reworded", "old": ["a"], "new": ["a"]},
                {"change": "split", "old": ["c"], "new": ["c", "culture_begun_worker_1"]},
                {"change": "dropped", "old": ["b"]},
                {"change": "new", "new": ["culture_ready_1"]},
            ],
        }
    ]


def test_split_and_merged_at_once_is_refused_beside_the_field(council, desk):
    draft = next_version(council, desk)
    given = question(text="Both.", came_from=["a", "b"])

    page = desk.post(at(draft, "add_part", "indicators"), given)

    assert errors_of(page)["came_from"].startswith("An earlier question is split into several")
    assert FrameworkDraft.objects.get().row_version == 1


def test_draft_that_is_in_use_meanwhile_is_not_changed(council, draft):
    actions.use_draft(draft=draft, by=council.administrator, at=NOW)

    with pytest.raises(Refused) as refusal:
        actions.move_part_up(
            draft=draft, kind="stages", key="ready", by=council.administrator, at=NOW
        )

    assert refusal.value.sentence == "This draft is in use or thrown away meanwhile."


def test_pages_take_the_same_queries_whatever_the_framework_holds(
    council, draft, desk, django_assert_num_queries
):
    text = next(each for each in frameworks.shipped() if "organisational-capabilities" in each)
    version = actions.load(text=text, organisation=None, by=None, at=NOW)
    large = actions.copy_framework(version=version, by=council.administrator, at=NOW)

    for each in (draft, large):
        with django_assert_num_queries(6):
            desk.get(at(each, "draft_framework"))
