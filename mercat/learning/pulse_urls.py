"""What is asked without an account. Short, because it stands on posters."""

from django.urls import path

from mercat.learning import views

app_name = "pulse"
one = "<slug:pulse_id>/"
urlpatterns = [
    path("anonymous/", views.anonymous, name="anonymous"),
    path(one, views.answer_pulse, name="answer_pulse"),
    path(f"{one}card/", views.enter_card, name="enter_card"),
    path(f"{one}card/<slug:code>/", views.answer_by_card, name="answer_by_card"),
    path(f"{one}easy/", views.answer_easily, name="answer_easily"),
    path(f"{one}thanks/", views.thanks, name="thanks"),
]
