"""The table of a paper's life, walked: state × step × who."""

from datetime import timedelta

import pytest

from mercat.common.lifecycle import can_move
from mercat.common.refusals import NotAllowed, Refused
from mercat.practice.papers import actions, queries
from mercat.practice.papers.lifecycle import COMMENT_MOVES, MOVES, CommentState, State
from mercat.practice.papers.models import Paper, PaperComment
from tests.practice.papers.written import (
    FIRST,
    LAST,
    NOW,
    after,
    closed,
    make_paper,
    opened,
    part,
    revised,
    said,
)

WEEK = timedelta(days=7)
SYSTEM = {"begin", "close", "start"}
STEPS = sorted({move.action for move in MOVES} - SYSTEM)


def answered(council):
    return step("publish_answers", closed(council), council.adviser)


MAKE = {
    State.DRAFT: make_paper,
    State.ANNOUNCED: lambda council: opened(council, opens_on=FIRST + WEEK),
    State.OPEN: opened,
    State.CLOSED: closed,
    State.ANSWERED: answered,
    State.ADOPTED: lambda council: step("adopt", closed(council), council.adviser),
    State.WITHDRAWN: lambda council: step("withdraw", opened(council), council.adviser),
}


def step(name, paper, by):
    given = {
        "open": {"visibility": "organisation", "opens_on": FIRST, "closes_on": LAST},
        "extend": {"closes_on": LAST + WEEK},
        "withdraw": {"why": "It is not wanted now."},
        "publish_answers": {"we_did": "We listened."},
        "adopt": {"visibility": "organisation", "licence": "ogl-3"},
    }
    if name == "revise":
        revised(paper, "Other words.", by=by)
    else:
        action = getattr(actions, "open_paper" if name == "open" else name)
        action(paper=paper, **given[name], by=by, at=NOW)
    return Paper.objects.get(pk=paper.pk)


@pytest.mark.parametrize("who", ["author", "member", "administrator", "elsewhere"])
@pytest.mark.parametrize("state", State)
def test_each_step_from_each_state_by_each(council, outside, state, who):
    paper = MAKE[state](council)
    people = {"author": council.adviser, "elsewhere": outside.adviser}
    by = people.get(who) or council.members[who]
    for name in STEPS:
        allowed = who == "author" and can_move(MOVES, action=name, old=state)
        if not allowed:
            with pytest.raises(Refused if who == "author" else NotAllowed):
                step(name, paper, by)
            assert Paper.objects.get(pk=paper.pk).state == state


@pytest.mark.parametrize("state", State)
def test_each_step_that_the_table_has_can_be_taken(council, state):
    for name in STEPS:
        if not can_move(MOVES, action=name, old=state):
            continue
        paper = MAKE[state](council)
        new = step(name, paper, council.adviser).state
        assert any((m.action, m.old, m.new) == (name, state, new) for m in MOVES)


def test_each_open_state_has_an_exit():
    ended = {State.ADOPTED, State.WITHDRAWN}
    for state in set(State) - ended:
        assert any(move.old == state and move.new != state for move in MOVES)


@pytest.mark.parametrize("who", ["author", "adviser", "member", "writer", "elsewhere"])
@pytest.mark.parametrize("state", CommentState)
def test_each_step_of_a_comment_by_each(council, outside, state, who):
    paper = opened(council, "public", by=council.clerk)
    by = {
        "author": council.clerk,
        "writer": council.colleague,
        "elsewhere": outside.adviser,
        "adviser": council.adviser,
        "member": council.member,
    }[who]
    writes = {"writer"}
    steps = {
        "answer": ({"author"}, {"outcome": "partly", "words": "In part."}),
        "withdraw": (writes, {}),
    }
    for name, (may, given) in steps.items():
        one = said(paper, by=council.colleague, text=f"{name} {who}")
        PaperComment.objects.filter(pk=one.pk).update(state=state)
        Paper.objects.filter(pk=paper.pk).update(comment_count=5)
        one.part.__class__.objects.filter(pk=one.part_id).update(comment_count=5)
        action = actions.withdraw_comment if name == "withdraw" else getattr(actions, name)
        allowed = who in may and can_move(COMMENT_MOVES, action=name, old=state)
        if allowed:
            action(paper=paper, comment=one, **given, by=by, at=NOW)
        else:
            with pytest.raises(Refused if who in may else NotAllowed):
                action(paper=paper, comment=one, **given, by=by, at=NOW)
            assert PaperComment.objects.get(pk=one.pk).state == state


def test_it_opens_and_closes_by_its_days(council):
    paper = opened(council, opens_on=FIRST + WEEK, closes_on=LAST)
    with pytest.raises(Refused, match="not open for comments yet"):
        said(paper, by=council.member)

    assert actions.follow_days(at=NOW) == 0
    assert actions.follow_days(at=NOW + WEEK) == 1
    said(paper, by=council.member, at=NOW + WEEK)
    assert actions.follow_days(at=after(LAST) - timedelta(days=1)) == 0
    assert actions.follow_days(at=after(LAST)) == 1
    paper.refresh_from_db()
    assert paper.state == State.CLOSED
    with pytest.raises(Refused, match="closed"):
        said(paper, by=council.member, at=after(LAST), text="Late")


def test_it_takes_no_comment_after_its_day_though_nobody_closed_it(council):
    paper = opened(council)

    with pytest.raises(Refused, match="closed"):
        said(paper, by=council.member, at=after(LAST))


def test_two_authors_do_not_overwrite_each_other(council):
    paper = opened(council)
    old = part(paper)
    revised(paper, "First.", by=council.adviser)

    with pytest.raises(Refused, match="A colleague changed this part"):
        actions.revise(
            paper=paper,
            part=old,
            title="Purpose",
            text="Second.",
            why="x",
            number=1,
            by=council.adviser,
            at=NOW,
        )
    assert part(paper).text == "First."


def test_plain_member_opens_to_their_own_organisation_alone(council):
    paper = make_paper(council, by=council.member)
    days = {"opens_on": FIRST, "closes_on": LAST, "by": council.member, "at": NOW}
    for wide in ("everyone", "public"):
        with pytest.raises(NotAllowed):
            actions.open_paper(paper=paper, visibility=wide, **days)

    actions.open_paper(paper=paper, visibility="organisation", **days)
    assert queries.announced_for(council.colleague).get() == paper


def test_agreeing_twice_is_once_and_never_with_oneself(council):
    paper = opened(council)
    one = said(paper, by=council.colleague)
    for _ in range(2):
        actions.agree(paper=paper, comment=one, by=council.member, at=NOW)
    with pytest.raises(Refused, match="your own"):
        actions.agree(paper=paper, comment=one, by=council.colleague, at=NOW)
    one.refresh_from_db()
    assert one.agreed_count == 1
    for _ in range(2):
        actions.agree_no_longer(paper=paper, comment=one, by=council.member, at=NOW)
    one.refresh_from_db()
    assert one.agreed_count == 0
