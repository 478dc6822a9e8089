from django.urls import path

from mercat.practice.papers import views

app_name = "papers"
paper = "papers/<slug:paper_id>/"
part = f"{paper}parts/<slug:part_id>/"
comment = f"{paper}comments/<slug:said_id>/"
urlpatterns = [
    path("papers/", views.papers, name="papers"),
    path("papers/start/", views.start, name="start"),
    path("papers/confirm/<str:token>/", views.confirm, name="confirm"),
    path("papers/appeal/<str:token>/", views.appeal_by_link, name="appeal_by_link"),
    path("papers/stop/<str:token>/", views.stop, name="stop"),
    path(paper, views.paper, name="paper"),
    path(f"{paper}whole/", views.whole, name="whole"),
    path(f"{paper}change/", views.change, name="change"),
    path(f"{paper}authors/", views.add_author, name="add_author"),
    path(f"{paper}parts/", views.add_part, name="add_part"),
    path(f"{paper}open/", views.open_paper, name="open"),
    path(f"{paper}extend/", views.extend, name="extend"),
    path(f"{paper}withdraw/", views.withdraw, name="withdraw"),
    path(f"{paper}adopt/", views.adopt, name="adopt"),
    path(f"{paper}follow/", views.follow, name="follow"),
    path(f"{paper}follow/no/", views.follow_no_longer, name="follow_no_longer"),
    path(f"{paper}invite/", views.invite, name="invite"),
    path(f"{paper}comments/", views.comments, name="comments"),
    path(f"{paper}comments/print/", views.comments_print, name="comments_print"),
    path(f"{paper}comments.xlsx/", views.comments_xlsx, name="comments_xlsx"),
    path(f"{paper}waiting/", views.waiting, name="waiting"),
    path(f"{paper}you-said/", views.you_said, name="you_said"),
    path(f"{paper}you-said/publish/", views.publish_answers, name="publish_answers"),
    path(part, views.part, name="part"),
    path(f"{part}revise/", views.revise, name="revise"),
    path(f"{part}up/", views.move_up, name="move_up"),
    path(f"{part}remove/", views.remove_part, name="remove_part"),
    path(f"{part}comment/", views.comment, name="comment"),
    path(f"{part}since/<int:number>/", views.changes, name="changes"),
    path(comment, views.comment_of, name="comment_of"),
    path(f"{comment}reply/", views.reply, name="reply"),
    path(f"{comment}agree/", views.agree, name="agree"),
    path(f"{comment}agree/no/", views.agree_no_longer, name="agree_no_longer"),
    path(f"{comment}withdraw/", views.withdraw_comment, name="withdraw_comment"),
    path(f"{comment}answer/", views.answer, name="answer"),
    path(f"{comment}report/", views.report_comment, name="report_comment"),
    path(f"{comment}appeal/", views.appeal, name="appeal"),
    path(f"{comment}keep/", views.keep, name="keep"),
    path(f"{comment}hide/", views.hide, name="hide"),
    path(f"{comment}hold/", views.hold, name="hold"),
    path(f"{comment}uphold/", views.uphold, name="uphold"),
    path(f"{comment}show/", views.show, name="show"),
]
