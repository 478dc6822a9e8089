"""What changes in a paper, and in what is said of it."""

from mercat.practice.papers.actions.adopting import adopt
from mercat.practice.papers.actions.answering import answer
from mercat.practice.papers.actions.commenting import (
    agree,
    agree_no_longer,
    comment,
    confirm,
    forget_addresses,
    forget_unconfirmed,
    withdraw_comment,
)
from mercat.practice.papers.actions.following import (
    follow,
    follow_no_longer,
    invite,
    remind_before_closing,
    stop_by_link,
)
from mercat.practice.papers.actions.moderating import (
    appeal,
    hide,
    hold,
    keep,
    report,
    show,
    uphold,
)
from mercat.practice.papers.actions.opening import (
    extend,
    follow_days,
    open_paper,
    publish_answers,
    withdraw,
)
from mercat.practice.papers.actions.writing import (
    add_author,
    add_part,
    change,
    move_up,
    remove_part,
    revise,
    start,
)

__all__ = [
    "add_author",
    "add_part",
    "adopt",
    "agree",
    "agree_no_longer",
    "answer",
    "appeal",
    "change",
    "comment",
    "confirm",
    "extend",
    "follow",
    "follow_days",
    "follow_no_longer",
    "forget_addresses",
    "forget_unconfirmed",
    "hide",
    "hold",
    "invite",
    "keep",
    "move_up",
    "open_paper",
    "publish_answers",
    "remind_before_closing",
    "remove_part",
    "report",
    "revise",
    "show",
    "start",
    "stop_by_link",
    "uphold",
    "withdraw",
    "withdraw_comment",
]
