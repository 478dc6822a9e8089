from django.urls import path

from mercat.practice import views

app_name = "practice"
one = "<slug:page_id>/"
urlpatterns = [
    path("", views.index, name="index"),
    path("write/", views.write, name="write"),
    path("people/<slug:profile_id>/picture/", views.face, name="face"),
    path(one, views.page, name="page"),
    path(f"{one}change/", views.change, name="change"),
    path(f"{one}publish/", views.publish, name="publish"),
    path(f"{one}visibility/", views.set_visibility, name="set_visibility"),
    path(f"{one}withdraw/", views.withdraw, name="withdraw"),
    path(f"{one}files/<slug:attachment_id>/", views.attachment, name="attachment"),
]
