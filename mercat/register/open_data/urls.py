from django.urls import path

from mercat.register.open_data import views

app_name = "open_data"
organisation = "organisations/<slug:slug>/"
urlpatterns = [
    path("data/", views.site, name="site"),
    path("data/<str:file_name>", views.site_file, name="site_file"),
    path(f"{organisation}data/", views.organisation, name="organisation"),
    path(f"{organisation}data/<str:file_name>", views.organisation_file, name="organisation_file"),
    path(f"{organisation}trust.txt", views.trust_txt, name="trust_txt"),
]
