"""Every address of a paper, and who may see it."""

from typing import Any

from tests.practice.papers.written import opened, part, said

# Of the whole site; the secret in the address of the last three is the key, and this one is wrong.
OPEN = {
    "papers:papers": 200,
    "papers:confirm": 410,
    "papers:stop": 410,
    "papers:appeal_by_link": 410,
}
STARTS = {"papers:start": 200}
# For whoever may read the paper, signed in or not; the one of these tests is its organisation's.
READ = {
    f"papers:{name}": 200
    for name in (
        *("paper", "part", "whole", "changes", "comment", "reply"),
        *("comments", "comments_print", "comments_xlsx", "you_said", "comment_of"),
    )
}
# Signed in; the second is for whoever wrote the comment, a colleague in these tests.
READERS, SPEAKERS = {"papers:report_comment"}, {"papers:appeal"}
READERS_POST_ONLY = {
    *("papers:follow", "papers:follow_no_longer"),
    *("papers:agree", "papers:agree_no_longer", "papers:withdraw_comment"),
}
WRITERS = {
    *("papers:change", "papers:add_author", "papers:add_part", "papers:revise", "papers:open"),
    *("papers:extend", "papers:withdraw", "papers:publish_answers", "papers:adopt"),
    *("papers:invite", "papers:answer"),
}
WRITERS_POST_ONLY = {"papers:move_up", "papers:remove_part"}
MODERATORS = {f"papers:{name}" for name in ("waiting", "keep", "hide", "hold", "uphold", "show")}
PAPERS = {
    *(*STARTS, *READ, *READERS_POST_ONLY, *WRITERS, *WRITERS_POST_ONLY),
    *(*MODERATORS, *READERS, *SPEAKERS),
}


def of_a_paper(council: Any) -> dict[str, Any]:
    """The clerk writes it, a colleague spoke."""
    paper = opened(council, by=council.clerk)
    one = said(paper, by=council.colleague)
    return {
        "paper_id": paper.public_id,
        "part_id": part(paper).public_id,
        "said_id": one.public_id,
        "number": 1,
    }
