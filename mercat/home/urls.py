from django.urls import path

from mercat.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("start/<str:token>/", views.first_run, name="first_run"),
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/policy/", views.policy, name="policy"),
    path("organisation/policy/adopt/", views.adopt_policy, name="adopt_policy"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    path("about/privacy/", views.privacy, name="privacy"),
    path("language/", views.choose_language, name="choose_language"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
