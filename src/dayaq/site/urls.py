"""The Door: every address of the site; gates of views that come with libraries are declared here."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from dayaq.assess.survey.urls import respondent
from dayaq.assess.validation.views.voting import vote
from dayaq.base.access.gate import Gate, gate_others
from dayaq.base.accounts.views.own import language
from dayaq.site.library import GATES, library
from dayaq.site.stations import listen

if settings.ENV.parts == "all":
    from dayaq.site.views import today

    cases = [
        path("cases/", include("dayaq.respond.casefile.urls")),
        path("", include("dayaq.respond.screening.urls")),
        path("", include("dayaq.respond.identification.urls")),
        path("figures/", include("dayaq.count.figures.urls")),
        path("", include("dayaq.respond.referral.urls")),
        path("documents/", include("dayaq.base.documents.urls")),
        path("", include("dayaq.respond.network.urls")),
        path("", include("dayaq.respond.hotline.urls")),
        path("", include("dayaq.respond.detection.urls")),
        path("", include("dayaq.respond.residence.urls")),
        path("", include("dayaq.respond.shelter.urls")),
        path("", include("dayaq.respond.support.urls")),
        path("", include("dayaq.respond.rights.urls")),
        path("", include("dayaq.respond.fund.urls")),
        path("", include("dayaq.respond.protection.urls")),
        path("", include("dayaq.respond.justice.urls")),
        path("", include("dayaq.respond.inspection.urls")),
        path("", include("dayaq.respond.casework.urls")),
        path("", include("dayaq.respond.intake.urls")),
        path("", include("dayaq.respond.papers.urls")),
        path("", include("dayaq.respond.window.urls")),
    ]
else:
    from dayaq.site.alone import today

    cases = []

urlpatterns = [
    path("", today, name="today"),
    path("language/", language, name="set_language"),
    *cases,
    path("assess/instruments/", include("dayaq.assess.framework.urls")),  # before the codes of assessments
    path("assess/<slug:assessment>/interviews/", include("dayaq.assess.interviews.urls")),
    path("assess/", include("dayaq.assess.assessment.urls")),
    path("assess/<slug:assessment>/survey/", include("dayaq.assess.survey.urls")),
    path("answer/", include(respondent)),
    path("assess/<slug:assessment>/", include("dayaq.assess.findings.urls")),
    path("assess/<slug:assessment>/report/", include("dayaq.assess.report.urls")),
    path("assess/<slug:assessment>/validation/", include("dayaq.assess.validation.urls")),
    path("vote/<str:token>/", vote, name="vote"),
    path("assess/<slug:assessment>/results/", include("dayaq.assess.results.urls")),
    path("people/", include("dayaq.base.accounts.urls")),
    path("account/", include(library)),
    path("gallery/", include("dayaq.ui.urls")),
    path("work/", include("dayaq.base.jobs.urls")),
    path("trail/", include("dayaq.base.audit.urls")),
]
listen()
gate_others({"ui:gallery": Gate(public=True), **GATES})
