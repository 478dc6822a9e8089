from django.urls import path

from mercat.passports import views

app_name = "passports"
case = "applications/<slug:application_id>/"
talk = "advice/<slug:advice_id>/"
message = f"{talk}messages/<slug:comment_id>/"
urlpatterns = [
    path("", views.index, name="index"),
    path("apply/", views.apply, name="apply"),
    path("learn/", views.learn, name="learn"),
    path("emergency/", views.grant_emergency, name="grant_emergency"),
    path("held/", views.held, name="held"),
    path("people/<slug:person_id>/", views.person, name="person"),
    path("recognise/", views.recognise, name="recognise"),
    path("advice/", views.advice_list, name="advice_list"),
    path("advice/ask/", views.ask_communications, name="ask_communications"),
    path("accounts/<slug:account_id>/advice/", views.account_advice, name="account_advice"),
    path(talk, views.advice, name="advice"),
    path(f"{talk}take/", views.take_advice, name="take_advice"),
    path(f"{talk}give-back/", views.give_back_advice, name="give_back_advice"),
    path(f"{talk}settle/", views.settle_advice, name="settle_advice"),
    path(f"{message}change/", views.change_message, name="change_message"),
    path(f"{message}withdraw/", views.withdraw_message, name="withdraw_message"),
    path(f"{message}share/", views.share_message, name="share_message"),
    path(f"{message}flag/", views.flag_message, name="flag_message"),
    path(case, views.application, name="application"),
    path(f"{case}advice/", views.application_advice, name="application_advice"),
    path(f"{case}sections/<slug:section>/", views.section, name="section"),
    path(f"{case}send/", views.send, name="send"),
    path(f"{case}files/<slug:file_id>/", views.file, name="file"),
    path(f"{case}helpers/add/", views.add_helper, name="add_helper"),
    path(f"{case}helpers/stop/", views.stop_helping, name="stop_helping"),
    path(f"{case}helpers/<slug:person_id>/remove/", views.remove_helper, name="remove_helper"),
    path(f"{case}withdraw/", views.withdraw, name="withdraw"),
    path(f"{case}view/", views.give_view, name="give_view"),
    path(f"{case}advise/", views.advise, name="advise"),
    path(f"{case}manager/", views.name_manager, name="name_manager"),
    path(f"{case}open/", views.open_case, name="open"),
    path(f"{case}ask/", views.ask, name="ask"),
    path(f"{case}discuss/", views.discuss, name="discuss"),
    path(f"{case}decide/", views.decide, name="decide"),
    path(f"{case}reopen/", views.reopen, name="reopen"),
    path(f"{case}release/", views.release, name="release"),
    path("manager-view/<str:token>/", views.manager_view, name="manager_view"),
    path("certify/", views.certify, name="certify"),
    path("certify/<str:token>/", views.certify_by_link, name="certify_by_link"),
    path("certification/", views.certification, name="certification"),
    path("certification/told/", views.certification_told, name="certification_told"),
    path("certification/told/<slug:answer_id>/", views.deal_with_answer, name="deal_with_answer"),
    path("<slug:passport_id>/", views.passport, name="passport"),
]
