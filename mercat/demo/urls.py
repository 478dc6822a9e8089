from django.urls import path

from mercat.demo import views

app_name = "demo"
urlpatterns = [
    path("letter-box/", views.letter_box, name="letter_box"),
    path("letter-box/<str:name>/", views.letter, name="letter"),
]
