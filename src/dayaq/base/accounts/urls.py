"""Addresses of people, roles and one's own account."""

from django.urls import path

from dayaq.base.accounts.views import joining, own, people, roles

app_name = "accounts"
urlpatterns = [
    path("", people.people, name="people"),
    path("invite/", people.invite, name="invite"),
    path("roles/", roles.roles, name="roles"),
    path("roles/<slug:code>/", roles.role, name="role"),
    path("me/", own.profile, name="profile"),
    path("me/tie/", own.declare, name="declare_own"),
    path("me/sessions/end/", own.end_sessions, name="end_sessions"),
    path("me/sessions/<uuid:session_id>/end/", own.end_session, name="end_session"),
    path("me/work-as/", own.act_as, name="act_as"),
    path("me/stay/", own.stay, name="stay"),
    path("me/conduct/", own.conduct, name="conduct"),
    path("me/factor.svg", own.factor_image, name="factor_image"),
    path("ended/", own.ended, name="ended"),
    path("join/<str:token>/", joining.join, name="join"),
    path("<uuid:person_id>/", people.person, name="person"),
    path("<uuid:person_id>/role/", people.give_role, name="give_role"),
    path("<uuid:person_id>/role/<uuid:membership_id>/end/", people.end_role, name="end_role"),
    path("<uuid:person_id>/tie/", people.declare, name="declare"),
    path("<uuid:person_id>/tie/<uuid:affiliation_id>/end/", people.end_tie, name="end_tie"),
    path("<uuid:person_id>/deactivate/", people.close, name="deactivate"),
    path("<uuid:person_id>/reactivate/", people.reopen, name="reactivate"),
    path("<uuid:person_id>/link/", people.send_link, name="send_link"),
]
