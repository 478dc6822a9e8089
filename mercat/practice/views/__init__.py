from mercat.practice.views.adapting import adapt, fields, original
from mercat.practice.views.attachments import (
    add_file,
    add_picture,
    attachment,
    face,
    remove_attachment,
)
from mercat.practice.views.bringing import bring_in, download
from mercat.practice.views.exchange import (
    decline,
    follow,
    following,
    suggest,
    suggestion,
    suggestions,
    take_back,
    unfollow,
    unsay_use,
    use,
)
from mercat.practice.views.feeds import feed, feed_of_organisation, feed_of_tag, sitemap
from mercat.practice.views.finding import index, organisation
from mercat.practice.views.history import history, restore, revision, sources
from mercat.practice.views.moderating import appeal, judge, moderation, report, reports, reviews
from mercat.practice.views.pages import change, page, publish, set_visibility, withdraw, write
from mercat.practice.views.people import merge_tags, profile, remove_writer, tags, writers

__all__ = [
    "adapt",
    "add_file",
    "add_picture",
    "appeal",
    "attachment",
    "bring_in",
    "change",
    "decline",
    "download",
    "face",
    "feed",
    "feed_of_organisation",
    "feed_of_tag",
    "fields",
    "follow",
    "following",
    "history",
    "index",
    "judge",
    "merge_tags",
    "moderation",
    "organisation",
    "original",
    "page",
    "profile",
    "publish",
    "remove_attachment",
    "remove_writer",
    "report",
    "reports",
    "restore",
    "reviews",
    "revision",
    "set_visibility",
    "sitemap",
    "sources",
    "suggest",
    "suggestion",
    "suggestions",
    "tags",
    "take_back",
    "unfollow",
    "unsay_use",
    "use",
    "withdraw",
    "write",
    "writers",
]
