"""Paths of identification: pages of a case, lists of work, the check before a removal."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.identification import views

app_name = "identification"
CASE = "cases/<str:code>/identification"
urlpatterns = [
    path("identification/work/<str:which>/", views.work, name="work"),
    path("identification/removal-check/", views.check, name="check"),
    path(f"{CASE}/", views.index, name="index"),
    path(f"{CASE}/steps/<str:step>/begin/", views.begin, name="begin"),
    path(f"{CASE}/stages/<uuid:stage>/finish/", views.finish, name="finish"),
    path(f"{CASE}/presume/", views.presume, name="presume"),
    path(f"{CASE}/tell/<str:about>/", views.tell, name="tell"),
    path(f"{CASE}/decide/", views.decide, name="decide"),
    path(f"{CASE}/decisions/<uuid:decision>/", views.decision, name="decision"),
    path(f"{CASE}/decisions/<uuid:decision>/tell/", views.tell_decision, name="tell_decision"),
    path(f"{CASE}/decisions/<uuid:decision>/error/", views.remove, name="remove"),
    path(f"{CASE}/decisions/<uuid:decision>/review/", views.review, name="review"),
    path(f"{CASE}/reviews/<uuid:review>/", views.decision_review, name="decide_review"),
    path(f"{CASE}/comment/", views.comment, name="comment"),
    path(f"{CASE}/removal/", views.removal, name="removal"),
    path(f"{CASE}/removal/<uuid:hold>/lift/", views.lift, name="lift"),
    path(f"{CASE}/hint/", views.hint, name="hint"),
    path("identification/routes/", views.routes, name="routes"),
    path("identification/matrix/", views.matrix, name="matrix"),
    path(f"{CASE}/vote/", views.vote, name="vote"),
    path(f"{CASE}/time/<str:event>/", views.step_time, name="step_time"),
    path(f"{CASE}/stay/", views.stay, name="stay"),
    path(f"{CASE}/stay/<uuid:clock>/end/", views.stay_end, name="stay_end"),
    path(f"{CASE}/abroad/", views.abroad, name="abroad"),
    path(f"{CASE}/abroad/new/", views.new_abroad, name="new_abroad"),
    path(f"{CASE}/abroad/<uuid:recognition>/home/", views.at_home, name="at_home"),
    path(f"{CASE}/decisions/<uuid:decision>/again/<str:way>/", views.again, name="again"),
]
