"""Addresses of the area."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.fund import views

app_name = "fund"
urlpatterns = [
    path("fund/", views.home, name="home"),
    path("fund/requests/", views.listing, name="requests"),
    path("fund/accounts/", views.accounts, name="accounts"),
    path("fund/accounts/new/", views.pot, name="pot"),
    path("fund/income/", views.income, name="income"),
    path("fund/income/<uuid:key>/arrived/", views.arrived, name="arrived"),
    path("fund/journal/", views.journal, name="journal"),
    path("fund/journal/csv/", views.journal_file, name="journal_file"),
    path("fund/journal/<uuid:key>/reverse/", views.reverse, name="reverse"),
    path("fund/gifts/", views.gifts, name="gifts"),
    path("fund/gifts/new/", views.gift, name="gift"),
    path("fund/grants/", views.grants, name="grants"),
    path("fund/grants/new/", views.grant, name="grant"),
    path("fund/grants/<uuid:key>/", views.grant_decided, name="grant_decided"),
    path("fund/year/<int:year>/", views.statement, name="statement"),
    path("fund/year/<int:year>/chart/", views.year_chart, name="year_chart"),
    path("cases/<str:code>/money/", views.money, name="money"),
    path("cases/<str:code>/money/ask/", views.ask, name="ask"),
    path("cases/<str:code>/money/end/", views.end, name="end"),
    path("cases/<str:code>/money/requests/<uuid:key>/", views.one, name="one"),
    path("cases/<str:code>/money/requests/<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
    path("cases/<str:code>/money/requests/<uuid:key>/decide/", views.decide, name="decide"),
    path("cases/<str:code>/money/requests/<uuid:key>/release/", views.release, name="release"),
    path("cases/<str:code>/money/requests/<uuid:key>/pay/<int:number>/", views.pay, name="pay"),
    path("cases/<str:code>/money/payments/<uuid:key>/receipt/", views.receipt, name="receipt"),
    path("cases/<str:code>/money/payments/<uuid:key>/returned/", views.returned, name="returned"),
    path("cases/<str:code>/money/claims/new/", views.file_claim, name="file_claim"),
    path("cases/<str:code>/money/claims/<uuid:key>/", views.claim, name="claim"),
    path("cases/<str:code>/money/claims/<uuid:key>/award/", views.award, name="award"),
    path("cases/<str:code>/money/claims/<uuid:key>/paid/", views.claim_paid, name="claim_paid"),
    path("cases/<str:code>/money/claims/<uuid:key>/attorney/", views.attorney, name="attorney"),
    path("cases/<str:code>/money/claims/<uuid:key>/end/", views.claim_end, name="claim_end"),
]
