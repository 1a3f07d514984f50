"""Addresses of the area, below an assessment."""

from django.urls import path

from dayaq.assess.findings.views import judging, recommending, stating, writing

app_name = "findings"
CELL = "matrix/<str:criterion>/<str:level>/"
urlpatterns = [
    path("matrix/", judging.matrix, name="matrix"),
    path("matrix/compare/", judging.compare, name="compare"),
    path(CELL, judging.cell, name="cell"),
    path(f"{CELL}judge/", judging.judge, name="judge"),
    path(f"{CELL}evidence/<slug:kind>/", judging.evidence, name="evidence"),
    path("matrix/evidence/<uuid:key>/withdraw/", judging.withdraw, name="withdraw"),
    path("findings/", writing.listing, name="list"),
    path("findings/new/", writing.new, name="new"),
    path("findings/limitations/", stating.limitations, name="limitations"),
    path("findings/limitations/<slug:code>/", stating.limit, name="limit"),
    path("findings/facts/", stating.facts, name="facts"),
    path("findings/facts/new/", stating.new_fact, name="new_fact"),
    path("findings/facts/<uuid:key>/withdraw/", stating.withdraw_fact, name="withdraw_fact"),
    path("findings/<slug:code>/", writing.finding, name="finding"),
    path("findings/<slug:code>/change/", writing.edit, name="edit"),
    path("findings/<slug:code>/alone/", writing.alone, name="alone"),
    path("findings/<slug:code>/step/", writing.step, name="step"),
    path("findings/<slug:code>/evidence/<slug:kind>/", writing.evidence, name="evidence_of"),
    path("findings/<slug:code>/reply/", writing.reply, name="reply"),
    path("findings/<slug:code>/replies/<uuid:key>/", writing.answer, name="answer"),
    path("findings/<slug:code>/conflict/", writing.conflict, name="conflict"),
    path("findings/<slug:code>/earlier/", recommending.confirm, {"kind": "findings"}, name="confirm_finding"),
    path("recommendations/", recommending.listing, name="recommendations"),
    path("recommendations/new/", recommending.new, name="recommend"),
    path("recommendations/asked-before/", recommending.earlier, name="earlier"),
    path("recommendations/<slug:code>/", recommending.recommendation, name="recommendation"),
    path("recommendations/<slug:code>/revise/", recommending.revise, name="revise"),
    path("recommendations/<slug:code>/findings/", recommending.grounds, name="grounds"),
    path("recommendations/<slug:code>/earlier/", recommending.confirm, {"kind": "recommendations"}, name="confirm_recommendation"),
]
