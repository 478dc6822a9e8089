from django.urls import path

from mercat.lookup import views
from mercat.lookup.reporting import views as reporting

app_name = "lookup"
urlpatterns = [
    path("", views.lookup, name="lookup"),
    path("list/", views.look_up_list, name="look_up_list"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("accounts/<slug:account_id>/", views.account, name="account"),
    path("accounts/<slug:account_id>/review/", reporting.ask_review, name="ask_review"),
    path("report/", reporting.report, name="report"),
    path("passports/<slug:passport_id>/", views.passport, name="passport"),
]
