from django.urls import path

from mercat.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("advice/", views.advice_queue, name="advice_queue"),
    path("start/<str:token>/", views.first_run, name="first_run"),
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/policy/", views.policy, name="policy"),
    path("organisation/policy/adopt/", views.adopt_policy, name="adopt_policy"),
    path("organisation/retention/", views.retention, name="retention"),
    path("organisation/retention/change/", views.change_periods, name="change_periods"),
    path("organisation/holds/", views.holds, name="holds"),
    path("organisation/holds/place/", views.place_hold, name="place_hold"),
    path("organisation/holds/<slug:hold_id>/end/", views.end_hold, name="end_hold"),
    path("organisation/disposals/", views.disposals, name="disposals"),
    path("organisation/disposals/csv/", views.disposals_csv, name="disposals_csv"),
    path("organisation/reviews/", views.reviews, name="reviews"),
    path("organisation/reviews/<slug:review_id>/", views.review, name="review"),
    path(
        "organisation/reviews/<slug:review_id>/destroy/",
        views.destroy_reviewed,
        name="destroy_reviewed",
    ),
    path(
        "organisation/people/<slug:membership_id>/erase/", views.erase_person, name="erase_person"
    ),
    path(
        "organisation/people/<slug:membership_id>/erase/confirm/",
        views.confirm_erasure,
        name="confirm_erasure",
    ),
    path("people/my-data/", views.my_data, name="my_data"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    path("about/cookies/", views.cookies, name="cookies"),
    path("about/complain/", views.complain, name="complain"),
    path("organisation/contacts/", views.contacts, name="contacts"),
    path("organisation/contacts/change/", views.change_the_contacts, name="change_contacts"),
    path("organisation/complaints/", views.complaints, name="complaints"),
    path("organisation/complaints/<slug:complaint_id>/", views.complaint, name="complaint"),
    path(
        "organisation/complaints/<slug:complaint_id>/answer/",
        views.answer_complaint,
        name="answer_complaint",
    ),
    path("about/privacy/", views.privacy, name="privacy"),
    path("language/", views.choose_language, name="choose_language"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
