from mercat.practice.actions.adapting import adapt, attribution_of, set_fields, take_change
from mercat.practice.actions.attachments import (
    add_attachment,
    describe_pictures,
    remove_attachment,
    set_profile,
)
from mercat.practice.actions.commenting import change_comment, comment, withdraw_comment
from mercat.practice.actions.exchange import (
    accept,
    decline,
    follow,
    say_use,
    suggest,
    take_back,
    unfollow,
    unsay_use,
)
from mercat.practice.actions.moderating import appeal, hide, hold, keep, report, show, uphold
from mercat.practice.actions.noticing import choose_notices, forget_notices, see_notices
from mercat.practice.actions.pages import (
    SavedMeanwhile,
    begin,
    change,
    publish,
    restore,
    set_visibility,
    withdraw,
)
from mercat.practice.actions.reminding import look_again, remind_of_reviews, tell_of_originals
from mercat.practice.actions.telling import tell_followers
from mercat.practice.actions.tidying import add_writer, merge_tags, remove_writer

__all__ = [
    "SavedMeanwhile",
    "accept",
    "adapt",
    "add_attachment",
    "add_writer",
    "appeal",
    "attribution_of",
    "begin",
    "change",
    "change_comment",
    "choose_notices",
    "comment",
    "decline",
    "describe_pictures",
    "follow",
    "forget_notices",
    "hide",
    "hold",
    "keep",
    "look_again",
    "merge_tags",
    "publish",
    "remind_of_reviews",
    "remove_attachment",
    "remove_writer",
    "report",
    "restore",
    "say_use",
    "see_notices",
    "set_fields",
    "set_profile",
    "set_visibility",
    "show",
    "suggest",
    "take_back",
    "take_change",
    "tell_followers",
    "tell_of_originals",
    "unfollow",
    "unsay_use",
    "uphold",
    "withdraw",
    "withdraw_comment",
]
