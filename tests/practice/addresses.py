"""Every address of shared practice, and who may see it."""

from typing import Any

from mercat.practice import actions
from mercat.practice.models import Attachment, Profile, Tag
from tests.factories.council import NOW
from tests.practice.written import published, stored

# Open to strangers as far as something is public; the page of these tests is not.
READ = {
    "practice:page": 200,
    "practice:attachment": 200,
    "practice:download": 200,
    "practice:history": 200,
    "practice:revision": 200,
    "practice:suggest": 200,
    "practice:suggestions": 200,
    "practice:suggestion": 200,
    "practice:use": 200,
    "practice:adapt": 200,
    "practice:report": 200,
    "practice:reports": 200,
    "practice:original": 200,
    "practice:comments": 200,
    "practice:comment": 200,
    "practice:comment_of": 200,
    "practice:reply": 200,
    "practice:report_comment": 200,
}
MEMBERS = {
    "practice:write": 200,
    "practice:bring_in": 200,
    "practice:profile": 200,
    "practice:following": 200,
    "practice:face": 200,
    "practice:tags": 200,
    "practice:notices": 200,
    "practice:choose_notices": 200,
    "practice:see_notices": 405,
    "practice:follow": 405,  # by a press alone
    "practice:unfollow": 405,
}
WRITERS = {
    "practice:change",
    "practice:set_visibility",
    "practice:publish",
    "practice:withdraw",
    "practice:writers",
    "practice:sources",
    "practice:describe_pictures",
    "practice:add_picture",
    "practice:add_file",
    "practice:fields",
    "practice:decline",
    "practice:appeal",
    "practice:look_again",
    "practice:change_comment",
}
WRITERS_LISTS = {"practice:brought"}
WRITERS_POST_ONLY = {
    "practice:remove_writer",
    "practice:remove_attachment",
    "practice:ask_for_pictures",
    "practice:restore",
}
PUBLIC_ONLY = {"practice:cover"}  # of a page that is public, whoever asks
# For anybody, as far as something is public.
OPEN = {
    "sitemap": 200,
    "practice:index": 200,
    "practice:feed": 200,
    "practice:feed_of_tag": 200,
    "practice:feed_of_organisation": 200,
    "practice:organisation": 200,
    "practice:moderation": 200,
}
READERS_POST_ONLY = {"practice:take_back", "practice:unsay_use", "practice:withdraw_comment"}
REVIEWERS = {"practice:judge"}
REVIEWERS_LISTS = {"practice:reviews", "practice:merge_tags"}
OF_ONE = {
    *PUBLIC_ONLY,
    *READ,
    *WRITERS,
    *WRITERS_LISTS,
    *WRITERS_POST_ONLY,
    *READERS_POST_ONLY,
    *REVIEWERS,
}
PRACTICE = {*OF_ONE, *MEMBERS, *REVIEWERS_LISTS}


def of_practice(council: Any) -> dict[str, Any]:
    first = published(council.member, title="The original")
    page = published(council.colleague, adapted_from=first, adapted_number=1)
    file = Attachment.objects.create(
        page=page, stored=stored(council.colleague), number=1, words="The plan"
    )
    profile = Profile.objects.create(
        membership=council.colleague, picture=stored(council.colleague), changed_at=NOW
    )
    given = {"page": page, "by": council.manager, "at": NOW}
    suggestion = actions.suggest(body="Better", why="Shorter", number=1, **given)
    report = actions.report(wrong="false", words="", **given)
    report.state = "hidden"
    report.save()
    follow = actions.follow(by_mail=False, **given)
    said = actions.comment(page=page, text="Who answers on Sundays?", by=council.colleague, at=NOW)
    return {
        "page_id": page.public_id,
        "attachment_id": file.public_id,
        "profile_id": profile.public_id,
        "suggestion_id": suggestion.public_id,
        "page_report_id": report.public_id,
        "page_comment_id": said.comment.public_id,
        "follow_id": follow.public_id,
        "tag_id": Tag.objects.get(key="foster care").public_id,
        "number": 1,
        "ending": "md",
        "kind": "uses",
        "verb": "keep",
    }
