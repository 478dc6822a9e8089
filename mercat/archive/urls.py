from django.urls import path

from mercat.archive import views

app_name = "archive"
one = "organisations/<slug:slug>/"
site = {"slug": ""}
urlpatterns = [
    path("", views.closings, name="closings"),
    path("site/", views.closing, site, name="closing_site"),
    path("site/plan/", views.plan, site, name="plan_site"),
    path("site/confirm/", views.confirm, site, name="confirm_site"),
    path("site/drop/", views.drop, site, name="drop_site"),
    path("site/seal/", views.seal, site, name="seal_site"),
    path(one, views.closing, name="closing"),
    path(f"{one}plan/", views.plan, name="plan"),
    path(f"{one}confirm/", views.confirm, name="confirm"),
    path(f"{one}drop/", views.drop, name="drop"),
    path(f"{one}seal/", views.seal, name="seal"),
]
