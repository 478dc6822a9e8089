from django.urls import path

from mercat.register import views

app_name = "register"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("accounts/<slug:account_id>/", views.account, name="account"),
]
