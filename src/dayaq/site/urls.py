"""The Door: every address of the site; gates of views that come with libraries are declared here."""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from dayaq.base.access.gate import Gate, gate_others

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("gallery/", include("dayaq.ui.urls")),
    path("work/", include("dayaq.base.jobs.urls")),
]
gate_others({"set_language": Gate(public=True), "ui:gallery": Gate(public=True)})
