"""Addresses of case work: pages of one case beneath it, the desk and lists over several cases at casework/."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.casework import views

app_name = "casework"
CASE = "cases/<str:code>/"
urlpatterns = [
    path("casework/", views.desk, name="desk"),
    path("casework/seen/", views.seen, name="seen"),
    path("casework/bulk/", views.bulk, name="bulk"),
    path("casework/hand-over/", views.hand_over, name="hand_over"),
    path("casework/doubles/", views.doubles, name="doubles"),
    path("casework/activity/", views.activity, name="activity"),
    path("casework/transfers/", views.transfers, name="transfers"),
    path("casework/searches/keep/", views.keep_search, name="keep_search"),
    path("casework/searches/<uuid:key>/drop/", views.drop_search, name="drop_search"),
    path("casework/drafts/", views.drafts, name="drafts"),
    path(f"{CASE}work/", views.work, name="work"),
    path(f"{CASE}work/task/", views.task, name="task"),
    path(f"{CASE}work/flag/", views.flag, name="flag"),
    path(f"{CASE}work/flag/<uuid:key>/off/", views.resolve, name="resolve"),
    path(f"{CASE}work/assign/", views.assign, name="assign"),
    path(f"{CASE}work/stage/", views.stage, name="stage"),
    path(f"{CASE}work/contact/", views.contact, name="contact"),
    path(f"{CASE}notes/", views.notes, name="notes"),
    path(f"{CASE}files/", views.files, name="files"),
    path(f"{CASE}files/<uuid:key>/version/", views.version, name="version"),
    path(f"{CASE}files/<uuid:key>/error/", views.file_error, name="file_error"),
    path(f"{CASE}conferences/", views.conferences, name="conferences"),
    path(f"{CASE}conferences/<uuid:key>/", views.conference, name="conference"),
    path(f"{CASE}transfer/", views.transfer, name="transfer"),
    path(f"{CASE}transfer/<uuid:key>/<str:step>/", views.transfer_step, name="transfer_step"),
    path(f"{CASE}links/", views.links, name="links"),
    path(f"{CASE}links/<uuid:key>/end/", views.end_link, name="end_link"),
    path(f"{CASE}join/", views.merge, name="merge"),
    path(f"{CASE}join/<uuid:key>/undo/", views.unmerge, name="unmerge"),
    path(f"{CASE}letters/", views.letters, name="letters"),
    path(f"{CASE}letters/<uuid:key>/<str:step>/", views.letter_step, name="letter_step"),
    path(f"{CASE}summary/", views.summary, name="summary"),
]
