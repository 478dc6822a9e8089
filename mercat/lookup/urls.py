from django.urls import path

from mercat.lookup import views

app_name = "lookup"
urlpatterns = [
    path("", views.lookup, name="lookup"),
    path("list/", views.look_up_list, name="look_up_list"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("accounts/<slug:account_id>/", views.account, name="account"),
    path("passports/<slug:passport_id>/", views.passport, name="passport"),
]
