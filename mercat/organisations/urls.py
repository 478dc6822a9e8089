from django.urls import path

from mercat.organisations import views

app_name = "organisations"
person = "people/<slug:membership_id>/"
invitation = "invitations/<slug:invitation_id>/"
department = "departments/<slug:department_id>/"
urlpatterns = [
    path("name/", views.change_organisation, name="change_organisation"),
    path("licence/", views.choose_licence, name="choose_licence"),
    path("choose/", views.choose, name="choose"),
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/list/", views.roster, name="roster"),
    path(person, views.member, name="member"),
    path(f"{person}change/", views.change_member, name="change_member"),
    path(f"{person}end/", views.end_membership, name="end_membership"),
    path("invitations/", views.invitations, name="invitations"),
    path(invitation, views.invitation, name="invitation"),
    path(f"{invitation}again/", views.invite_again, name="invite_again"),
    path(f"{invitation}withdraw/", views.withdraw_invitation, name="withdraw_invitation"),
    path("domains/", views.domains, name="domains"),
    path("domains/add/", views.add_domain, name="add_domain"),
    path("domains/<str:host>/", views.domain, name="domain"),
    path("domains/<str:host>/check/", views.check_domain, name="check_domain"),
    path("domains/<str:host>/remove/", views.remove_domain, name="remove_domain"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/make/", views.make_token, name="make_token"),
    path("tokens/<slug:token_id>/end/", views.end_token, name="end_token"),
    path("programs/", views.programs, name="programs"),
    path("programs/<slug:token_id>/allow/", views.allow_program, name="allow_program"),
    path("programs/<slug:token_id>/stop/", views.stop_program, name="stop_program"),
    path("accept/<str:token>/", views.accept, name="accept"),
    path("departments/", views.departments, name="departments"),
    path("departments/add/", views.add_department, name="add_department"),
    path(department, views.change_department, name="change_department"),
    path(f"{department}remove/", views.remove_department, name="remove_department"),
]
