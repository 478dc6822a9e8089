from django.urls import path

from mercat.register.checks import views

app_name = "checks"
account = "accounts/<slug:account_id>/"
urlpatterns = [
    path("checks/", views.findings, name="findings"),
    path("checks/<slug:finding_id>/", views.finding, name="finding"),
    path("found/", views.found_accounts, name="found_accounts"),
    path("found/<slug:found_id>/", views.found_account, name="found_account"),
    path("found/<slug:found_id>/reconsider/", views.reconsider, name="reconsider"),
    path(f"{account}proofs/", views.proofs, name="proofs"),
    path(f"{account}proofs/again/", views.check_again, name="check_again"),
    path(f"{account}proofs/code/", views.make_code, name="make_code"),
    path(f"{account}proofs/page/", views.name_page, name="name_page"),
    path(f"{account}proofs/picture/", views.proof_picture, name="proof_picture"),
    path(f"{account}proofs/look/", views.attest, name="attest"),
]
