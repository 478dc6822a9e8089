from django.urls import path

from mercat.register.reports import views

app_name = "reports"
reported = "reported/<slug:reported_id>/"
urlpatterns = [
    path("reported/", views.reported_accounts, name="reported_accounts"),
    path(reported, views.reported_account, name="reported_account"),
    path(f"{reported}look/", views.look, name="look"),
    path(f"{reported}clear/", views.clear, name="clear"),
    path(f"{reported}aside/", views.set_aside, name="set_aside"),
    path(f"{reported}reopen/", views.reopen, name="reopen"),
    path(f"{reported}propose/", views.propose, name="propose"),
    path(f"{reported}agree/", views.agree, name="agree"),
    path(f"{reported}decline/", views.decline, name="decline"),
    path(f"{reported}back/", views.take_back, name="take_back"),
    path(f"{reported}lift/", views.lift, name="lift"),
    path(f"{reported}letter/", views.letter, name="letter"),
    path(f"{reported}picture/", views.picture, name="picture"),
    path(
        f"{reported}reports/<slug:report_id>/picture/", views.report_picture, name="report_picture"
    ),
    path(f"{reported}reviews/<slug:owner_review_id>/", views.review, name="review"),
]
