from django.urls import path

from mercat.register.elections import views

app_name = "elections"
period = "elections/<slug:period_id>/"
marked = f"{period}accounts/<slug:account_id>/"
urlpatterns = [
    path("elections/", views.periods, name="periods"),
    path("elections/set/", views.set_period, name="set_period"),
    path("elections/proposals/", views.proposals, name="proposals"),
    path("elections/proposals/propose/", views.propose, name="propose"),
    path("elections/proposals/<slug:proposal_id>/withdraw/", views.withdraw, name="withdraw"),
    path("elections/rules/<str:token>/", views.acknowledge_by_link, name="acknowledge_by_link"),
    path(period, views.period, name="period"),
    path(f"{period}change/", views.change, name="change"),
    path(f"{period}accept/", views.accept, name="accept"),
    path(f"{period}decline/", views.decline, name="decline"),
    path(f"{period}off/", views.call_off, name="call_off"),
    path(f"{period}chase/", views.chase, name="chase"),
    path(f"{period}report.csv/", views.report, name="report"),
    path(f"{period}rules/", views.acknowledge, name="acknowledge"),
    path(f"{period}stand/", views.stand, name="stand"),
    path(f"{period}stand/no/", views.stand_no_longer, name="stand_no_longer"),
    path(f"{period}candidates/", views.candidates, name="candidates"),
    path(
        f"{period}candidates/<slug:person_id>/remove/",
        views.remove_candidate,
        name="remove_candidate",
    ),
    path(f"{marked}partnership/", views.mark_partnership, name="mark_partnership"),
    path(f"{marked}alone/", views.unmark_partnership, name="unmark_partnership"),
]
