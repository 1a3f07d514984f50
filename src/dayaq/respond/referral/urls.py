"""Paths of referrals: lists under /referrals/, everything about one case under its code."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.referral import views

app_name = "referral"
CASE, ONE = "cases/<str:code>/referrals/", "cases/<str:code>/referrals/<uuid:referral_id>/"
urlpatterns = [
    path("referrals/", views.inbox, name="inbox"),
    path("referrals/sent/", views.sent, name="sent"),
    path("referrals/report/", views.report, name="report"),
    path("referrals/arrival/", views.arrival, name="arrival"),
    path("referrals/overview/", views.overview, name="overview"),
    path(CASE, views.of_case, name="of_case"),
    path(f"{CASE}next/", views.next_step, name="next"),
    path(f"{CASE}send/", views.send, name="send"),
    path(f"{CASE}suspicion/", views.suspicion, name="suspicion"),
    path(f"{CASE}keep-back/", views.keep_back, name="keep_back"),
    path(f"{CASE}breach/", views.breach, name="breach"),
    path(ONE, views.one, name="one"),
    path(f"{ONE}arrive/", views.arrive, name="arrive"),
    path(f"{ONE}receive/", views.receive, name="receive"),
    path(f"{ONE}accept/", views.accept, name="accept"),
    path(f"{ONE}decline/", views.decline, name="decline"),
    path(f"{ONE}answer/", views.answer, name="answer"),
    path(f"{ONE}withdraw/", views.withdraw, name="withdraw"),
]
