"""What is reported of a comment on a paper, what is decided of it, and second looks."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from mercat.audit.models import Event
from mercat.common.lifecycle import can_move
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.practice.lifecycle import ReportState
from mercat.practice.models import PageReport
from mercat.practice.papers import actions
from mercat.practice.papers.lifecycle import COMMENT_MOVES, REPORT_MOVES, CommentState
from mercat.practice.papers.models import Paper, PaperComment
from tests.practice.papers.test_pages import address
from tests.practice.papers.written import DAY, NOW, link_of, mails, opened, said

VERBS = ("keep", "hide", "hold", "uphold", "show")
REASON = "It names a pupil."


def made(comment, state):
    if state:
        PageReport.objects.create(in_paper=comment, state=state, wrong="person", made_at=NOW)


def is_allowed(action, comment, report, who):
    """The tables, and that what is decided of is either reported or shown."""
    if action == "report":
        return who != "writer" and comment == CommentState.SHOWN
    if action == "appeal":
        return who == "writer" and comment == CommentState.HIDDEN and report == ReportState.HIDDEN
    if who not in {"author", "adviser", "administrator"}:
        return False
    if not can_move(COMMENT_MOVES, action=action, old=comment):
        return False
    if action == "show" and comment == CommentState.WAITING:
        return True
    begins = can_move(REPORT_MOVES, action=action, old="") and comment != CommentState.HIDDEN
    return begins or bool(report and can_move(REPORT_MOVES, action=action, old=report))


@pytest.mark.parametrize("action", ["report", "appeal", *VERBS])
@pytest.mark.parametrize("state", CommentState)
def test_each_step_from_each_state_of_both_by_each(council, outside, action, state):
    paper = opened(council, "public", by=council.clerk)
    one = said(paper, by=council.colleague)
    Paper.objects.filter(pk=paper.pk).update(comment_count=99)
    one.part.__class__.objects.filter(pk=one.part_id).update(comment_count=99)
    people = {
        **{who: council.members[who] for who in ("adviser", "administrator", "member")},
        "author": council.clerk,
        "writer": council.colleague,
        "elsewhere": outside.adviser,
    }
    given = {"report": {"wrong": "false", "words": ""}, "appeal": {"words": "Look again"}}
    for report in ("", *ReportState):
        for who, by in people.items():
            PageReport.objects.all().delete()
            PaperComment.objects.filter(pk=one.pk).update(state=state)
            made(one, report)
            words = given.get(action, {"why": REASON})
            step = {"paper": paper, "comment": one, **words, "by": by, "at": NOW}
            if is_allowed(action, state, report, who):
                getattr(actions, action)(**step)
                continue
            with pytest.raises((Refused, NotAllowed)):
                getattr(actions, action)(**step)
            assert PaperComment.objects.get(pk=one.pk).state == state
            assert [each.state for each in PageReport.objects.all()] == [report] * bool(report)


def test_every_open_state_of_a_report_has_an_exit():
    for state in (ReportState.OPEN, ReportState.HELD, ReportState.APPEALED):
        assert any(move.old == state for move in REPORT_MOVES)


def report(client, paper, one, **more):
    given = {"wrong": "person", "words": "The second line", **more}
    return client.post(address("report_comment", paper, said_id=one.public_id), given, follow=True)


def decide(client, paper, one, verb, why=REASON):
    return client.post(address(verb, paper, said_id=one.public_id), {"why": why}, follow=True)


def shown(client, paper):
    return client.get(address("part", paper)).content.decode()


def states():
    return [each.state for each in PageReport.objects.order_by("pk")]


def to(purpose):
    return sorted(OutboxMail.objects.filter(purpose=purpose).values_list("to", flat=True))


def test_reported_held_hidden_appealed_and_shown_again(client, council, outside):
    paper = opened(council, "everyone", by=council.clerk)
    one = said(paper, by=outside.colleague, text="It was Jo Bloggs")
    council.sign_in(client, "member")
    assert "is hidden" not in shown(client, paper)
    again = client.post(address("report_comment", paper, said_id=one.public_id), {"words": "Kept"})
    assert "Choose what is wrong" in again.content.decode()
    assert "Kept" in again.content.decode()
    assert "Thank you. Somebody looks at it" in report(client, paper, one).content.decode()
    whom = [f"{who}@strathbeg.example" for who in ("administrator", "adviser", "clerk")]
    assert to("practice/reported") == whom
    assert "Jo Bloggs" in shown(client, paper)  # a report alone hides nothing

    council.sign_in(client, "clerk")
    waiting = client.get(address("waiting", paper)).content.decode()
    assert "The second line" in waiting
    assert "It has waited" in waiting
    decide(client, paper, one, "hold", "We look whether it names somebody.")
    assert "Hidden meanwhile" in client.get(address("waiting", paper)).content.decode()
    council.sign_in(client, "member")
    assert "We look whether it names somebody." in shown(client, paper)
    assert "Jo Bloggs" not in shown(client, paper)
    council.sign_in(client, "clerk")
    decide(client, paper, one, "hide")
    assert to("practice/judged") == ["member@strathbeg.example"] * 2
    assert to("papers/judged") == ["colleague@glentarbet.example"] * 2
    paper.refresh_from_db()
    assert paper.comment_count == 0

    appeal = address("appeal", paper, said_id=one.public_id)
    council.sign_in(client, "member")
    assert client.get(appeal).status_code == 403
    assert client.post(appeal, {"words": "x"}).status_code == 403
    outside.sign_in(client, "colleague")
    assert "It is yours" in shown(client, paper)
    mine = client.get(appeal).content.decode()
    assert "Jo Bloggs" in mine
    assert REASON in mine
    assert "Say why" in client.post(appeal, {"words": ""}).content.decode()
    client.post(appeal, {"words": "He is invented"})
    assert "a second look was had" in client.get(appeal).content.decode()
    client.post(appeal, {"words": "Once more"})
    assert PageReport.objects.get().appeal == "He is invented"
    assert to("practice/appealed") == whom[:2]

    council.sign_in(client, "clerk")
    waiting = client.get(address("waiting", paper)).content.decode()
    assert "You looked at it the first time." in waiting
    assert "He is invented" in waiting
    again = decide(client, paper, one, "show").content.decode()
    assert "Somebody else looks now." in again
    council.sign_in(client, "adviser")
    assert "Say why" in decide(client, paper, one, "show", "").content.decode()
    decide(client, paper, one, "show", "He is invented.")
    council.sign_in(client, "member")
    assert "Jo Bloggs" in shown(client, paper)
    assert states() == ["shown"]
    paper.refresh_from_db()
    assert paper.comment_count == 1
    verbs = Event.objects.filter(verb__startswith="practice.paper_comment").order_by("pk")
    assert [each.verb.rpartition(".")[2] for each in verbs] == [
        *("said", "reported", "held", "hidden", "appealed", "shown"),
    ]


def test_what_is_hidden_without_a_report_can_be_appealed_and_upheld(client, council):
    paper = opened(council)
    one = said(paper, by=council.colleague)
    council.sign_in(client, "adviser")
    decide(client, paper, one, "hide")
    assert states() == ["hidden"]
    assert to("practice/judged") == []
    council.sign_in(client, "colleague")
    client.post(address("appeal", paper, said_id=one.public_id), {"words": "Nobody is named"})
    council.sign_in(client, "administrator")
    assert client.get(reverse("practice:reviews")).content.decode().count("A second look") == 1
    decide(client, paper, one, "uphold", "The pupil is known in the village.")
    council.sign_in(client, "member")
    assert "The pupil is known in the village." in shown(client, paper)
    council.sign_in(client, "colleague")
    appeal = client.get(address("appeal", paper, said_id=one.public_id)).content.decode()
    assert "Why should somebody else look again?" not in appeal
    with pytest.raises(Refused, match="A second look was asked for already"):
        actions.appeal(paper=paper, comment=one, words="x", by=council.colleague, at=NOW)
    actions.show(paper=paper, comment=one, why="We were wrong.", by=council.adviser, at=NOW)
    assert states() == ["shown"]
    actions.hide(paper=paper, comment=one, why="Again.", by=council.adviser, at=NOW)
    actions.appeal(paper=paper, comment=one, words="x", by=council.colleague, at=NOW)
    assert states() == ["shown", "appealed"]


def test_somebody_without_an_account_asks_by_the_link_in_the_mail(client, council):
    paper = opened(council, "public")
    one = said(paper, text="They are all thieves")
    client.post(link_of(mails("papers/confirm")[0]))
    council.sign_in(client, "adviser")
    decide(client, paper, one, "hide", "It is unkind.")
    client.logout()
    (mail,) = mails("papers/judged")
    assert (mail.to, mail.context["reason"]) == ("mairi@post.example", "It is unkind.")
    link = link_of(mail)
    page = client.get(link)
    assert "They are all thieves" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert "Say why" in client.post(link, {"words": ""}).content.decode()
    assert states() == ["hidden"]
    done = client.post(link, {"words": "I meant the seagulls"}).content.decode()
    assert "Somebody else looks at it now" in done
    assert client.post(link, {"words": "Again"}).status_code == 410
    assert client.get(link).status_code == 410
    assert states() == ["appealed"]
    made = PageReport.objects.get()
    assert (made.appealed_by, made.appeal) == (None, "I meant the seagulls")
    with pytest.raises(Refused, match="Somebody else looks now"):
        actions.show(paper=paper, comment=one, why="Yes.", by=council.adviser, at=NOW)
    actions.show(paper=paper, comment=one, why="Seagulls.", by=council.administrator, at=NOW)
    assert "They are all thieves" in shown(client, paper)
    assert mails("papers/judged")[-1].context["state"] == "shown"


def test_a_wrong_link_or_another_purpose_opens_nothing(client, council):
    paper = opened(council, "public")
    said(paper)
    confirm = link_of(mails("papers/confirm")[0])
    token = confirm.rstrip("/").rpartition("/")[2]
    for secret in ("nonsense", token):
        for method in (client.get, client.post):
            assert method(reverse("papers:appeal_by_link", args=[secret])).status_code == 410


def test_nobody_judges_or_reports_what_they_wrote(client, council):
    paper = opened(council, by=council.clerk)
    one = said(paper, by=council.adviser)
    given = {"paper": paper, "comment": one, "at": NOW}
    actions.report(wrong="false", words="", by=council.member, **given)
    for verb in ("keep", "hide", "hold"):
        with pytest.raises(Refused, match="You wrote this comment"):
            getattr(actions, verb)(why="x", by=council.adviser, **given)
    with pytest.raises(Refused, match="your own comment"):
        actions.report(wrong="false", words="", by=council.adviser, **given)
    assert "adviser@strathbeg.example" not in to("practice/reported")
    council.sign_in(client, "adviser")
    assert "You wrote this comment." in client.get(address("waiting", paper)).content.decode()
    assert "Report" not in shown(client, paper)


def test_all_reports_of_a_comment_are_answered_at_once(council):
    paper = opened(council)
    one = said(paper, by=council.colleague)
    for who in ("member", "manager"):
        actions.report(
            paper=paper, comment=one, wrong="false", words="", by=council.members[who], at=NOW
        )
    given = {"paper": paper, "comment": one, "at": NOW}
    actions.hold(why="We look.", by=council.adviser, **given)
    actions.keep(why="It is an opinion.", by=council.adviser, **given)
    assert states() == ["kept", "kept"]
    assert len(to("practice/judged")) == 4
    with pytest.raises(Refused, match="Nothing of this comment waits"):
        actions.keep(why="Again.", by=council.adviser, **given)


def test_what_was_withdrawn_meanwhile_is_answered_still(client, council):
    paper = opened(council)
    one = said(paper, by=council.colleague)
    council.sign_in(client, "member")
    report(client, paper, one)
    actions.withdraw_comment(paper=paper, comment=one, by=council.colleague, at=NOW)
    council.sign_in(client, "adviser")
    waiting = client.get(address("waiting", paper)).content.decode()
    assert "It stays" in waiting
    assert "Hide it" not in waiting
    decide(client, paper, one, "keep", "It was withdrawn.")
    assert states() == ["kept"]
    one.refresh_from_db()
    assert one.state == "withdrawn"


def test_whoever_is_new_reports_five_things_a_day(client, council):
    paper = opened(council)
    council.member.started_at = NOW - DAY
    council.member.save()
    council.sign_in(client, "member")
    for number in range(6):
        one = said(paper, by=council.colleague, text=f"{number}")
        answer = report(client, paper, one).content.decode()
    assert "That is a lot for one of your first days." in answer
    assert len(states()) == 5


@pytest.mark.parametrize("visibility", ["organisation", "everyone", "public"])
def test_decisions_stand_where_whoever_reads_the_paper_finds_them(
    client, council, outside, visibility
):
    paper = opened(council, visibility)
    one = said(paper, by=council.colleague)
    actions.hide(paper=paper, comment=one, why=REASON, by=council.adviser, at=NOW)
    where = reverse("practice:moderation")
    seen = [REASON in client.get(where).content.decode()]
    for people in (council, outside):
        people.sign_in(client, "member")
        seen.append(REASON in client.get(where).content.decode())
    expected = {"organisation": [0, 1, 0], "everyone": [0, 1, 1], "public": [1, 1, 1]}
    assert seen == expected[visibility]
    if seen[0]:
        client.logout()
        listed = client.get(where).content.decode()
        assert "A comment on “A social media policy”" in listed
        assert "Hidden before anybody reported it" in listed


def test_reviewers_find_papers_beside_pages_and_authors_their_own(client, council, outside):
    paper = opened(council, by=council.member)
    other = opened(council, by=council.clerk)
    for each in (paper, other):
        one = said(each, by=council.colleague, text=each.public_id)
        given = {"wrong": "false", "words": "", "by": council.manager, "at": NOW}
        actions.report(paper=each, comment=one, **given)
    council.sign_in(client, "adviser")
    listed = client.get(reverse("practice:reviews")).content.decode()
    assert listed.count("/waiting/") == 2
    assert "\xa0minute" in listed
    council.sign_in(client, "member")
    assert client.get(reverse("practice:reviews")).status_code == 403
    assert "1 waits to be looked at" in client.get(address("paper", paper)).content.decode()
    assert client.get(address("waiting", other)).status_code == 403
    outside.sign_in(client, "adviser")
    assert "/waiting/" not in client.get(reverse("practice:reviews")).content.decode()


def test_nobody_answers_what_is_hidden_or_reads_it_there(client, council):
    paper = opened(council)
    one = said(paper, by=council.colleague, text="CANARY")
    actions.hide(paper=paper, comment=one, why=REASON, by=council.adviser, at=NOW)
    council.sign_in(client, "member")
    for name in ("reply", "report_comment"):
        assert client.get(address(name, paper, said_id=one.public_id)).status_code == 404
    assert (
        "CANARY"
        not in client.get(address("comment_of", paper, said_id=one.public_id)).content.decode()
    )
    with pytest.raises(Refused, match="not shown any more"):
        said(paper, by=council.member, replies_to=one)


def test_the_list_of_what_waits_asks_as_much_for_many(client, council, django_assert_num_queries):
    paper = opened(council)
    council.sign_in(client, "adviser")
    given = {"wrong": "false", "words": "", "by": council.manager, "at": NOW}
    one = said(paper, by=council.colleague)
    actions.report(paper=paper, comment=one, **given)
    for count in range(2):
        with django_assert_num_queries(9):
            client.get(address("waiting", paper))
        with django_assert_num_queries(7):
            client.get(reverse("practice:reviews"))
        for number in range(5 * (1 - count)):
            more = said(paper, by=council.colleague, text=f"{number}")
            actions.report(paper=paper, comment=more, **given)


def test_what_was_hidden_before_there_were_rows_can_be_appealed(council):
    paper = opened(council)
    one = said(paper, by=council.colleague)
    actions.hide(paper=paper, comment=one, why=REASON, by=council.adviser, at=NOW)
    PageReport.objects.all().delete()
    step = import_module("mercat.practice.migrations.0005_rows_of_hidden_comments")
    for _ in range(2):
        step.begin_rows_of_what_is_hidden(apps, None)
    made = PageReport.objects.get()
    assert (made.reason, made.judged_by) == (REASON, council.adviser.person)
    actions.appeal(paper=paper, comment=one, words="x", by=council.colleague, at=NOW)
    assert states() == ["appealed"]
