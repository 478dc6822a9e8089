from django.urls import path, register_converter

from mercat.practice import views


class Verb:
    """What may be decided of a report."""

    regex = "keep|hide|hold|uphold|show"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Verb, "verb")
app_name = "practice"
one = "<slug:page_id>/"
file = f"{one}files/<slug:attachment_id>/"
suggestion = f"{one}suggestions/<slug:suggestion_id>/"
comment = f"{one}comments/<slug:page_comment_id>/"
report = f"{one}reports/<slug:page_report_id>/"
urlpatterns = [
    path("", views.index, name="index"),
    path("atom/", views.feed, name="feed"),
    path("write/", views.write, name="write"),
    path("bring-in/", views.bring_in, name="bring_in"),
    path("you/", views.profile, name="profile"),
    path("follow/", views.follow, name="follow"),
    path("following/", views.following, name="following"),
    path("following/<slug:follow_id>/stop/", views.unfollow, name="unfollow"),
    path("notices/", views.notices, name="notices"),
    path("notices/seen/", views.see_notices, name="see_notices"),
    path("notices/choose/", views.choose_notices, name="choose_notices"),
    path("tags/", views.tags, name="tags"),
    path("tags/merge/", views.merge_tags, name="merge_tags"),
    path("tags/<slug:tag_id>/atom/", views.feed_of_tag, name="feed_of_tag"),
    path("reviews/", views.reviews, name="reviews"),
    path("moderation/", views.moderation, name="moderation"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path(
        "organisations/<slug:slug>/atom/", views.feed_of_organisation, name="feed_of_organisation"
    ),
    path("people/<slug:profile_id>/picture/", views.face, name="face"),
    path(one, views.page, name="page"),
    path(f"{one}cover-<int:number>.png", views.cover, name="cover"),
    path(f"{one}change/", views.change, name="change"),
    path(f"{one}publish/", views.publish, name="publish"),
    path(f"{one}visibility/", views.set_visibility, name="set_visibility"),
    path(f"{one}withdraw/", views.withdraw, name="withdraw"),
    path(f"{one}writers/", views.writers, name="writers"),
    path(f"{one}writers/<slug:person_id>/remove/", views.remove_writer, name="remove_writer"),
    path(f"{one}sources/", views.sources, name="sources"),
    path(f"{one}brought/", views.brought, name="brought"),
    path(f"{one}brought/fetch/", views.ask_for_pictures, name="ask_for_pictures"),
    path(f"{one}pictures/describe/", views.describe_pictures, name="describe_pictures"),
    path(f"{one}pictures/add/", views.add_picture, name="add_picture"),
    path(f"{one}files/add/", views.add_file, name="add_file"),
    path(file, views.attachment, name="attachment"),
    path(f"{file}remove/", views.remove_attachment, name="remove_attachment"),
    path(f"{one}history/", views.history, name="history"),
    path(f"{one}history/<int:number>/", views.revision, name="revision"),
    path(f"{one}history/<int:number>/restore/", views.restore, name="restore"),
    path(f"{one}download/<slug:ending>/", views.download, name="download"),
    path(f"{one}adapt/", views.adapt, name="adapt"),
    path(f"{one}fields/", views.fields, name="fields"),
    path(f"{one}original/", views.original, name="original"),
    path(f"{one}suggest/", views.suggest, name="suggest"),
    path(f"{one}suggestions/", views.suggestions, name="suggestions"),
    path(suggestion, views.suggestion, name="suggestion"),
    path(f"{suggestion}decline/", views.decline, name="decline"),
    path(f"{suggestion}take-back/", views.take_back, name="take_back"),
    path(f"{one}look-again/", views.look_again, name="look_again"),
    path(f"{one}comment/", views.comment, name="comment"),
    path(f"{one}comments/", views.comments, name="comments"),
    path(comment, views.comment_of, name="comment_of"),
    path(f"{comment}reply/", views.reply, name="reply"),
    path(f"{comment}change/", views.change_comment, name="change_comment"),
    path(f"{comment}withdraw/", views.withdraw_comment, name="withdraw_comment"),
    path(f"{comment}report/", views.report_comment, name="report_comment"),
    path(f"{one}use/", views.use, name="use"),
    path(f"{one}use/<slug:kind>/remove/", views.unsay_use, name="unsay_use"),
    path(f"{one}report/", views.report, name="report"),
    path(f"{one}reports/", views.reports, name="reports"),
    path(f"{report}appeal/", views.appeal, name="appeal"),
    path(f"{report}<verb:verb>/", views.judge, name="judge"),
]
