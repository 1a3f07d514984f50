"""Addresses of the area."""

from django.urls import path

from dayaq.assess.framework.views import drafts, reading

app_name = "framework"
urlpatterns = [
    path("", reading.listing, name="list"),
    path("guide/", reading.guide, name="guide"),
    path("criteria/", reading.criteria, name="criteria"),
    path("upload/", drafts.upload, name="upload"),
    path("drafts/<uuid:draft>/", drafts.texts, name="draft"),
    path("drafts/<uuid:draft>/language/", drafts.language, name="language"),
    path("drafts/<uuid:draft>/question/", drafts.question, name="question"),
    path("drafts/<uuid:draft>/raise/", drafts.raise_version, name="raise"),
    path("drafts/<uuid:draft>/drop/", drafts.drop, name="drop"),
    path("drafts/<uuid:draft>/publish/", drafts.publish, name="publish"),
    path("drafts/<uuid:draft>/discard/", drafts.discard, name="discard"),
    path("<str:reference>/", reading.shown, name="instrument"),
    path("<str:reference>/changes/", reading.changes, name="changes"),
    path("<str:reference>/xlsform/", reading.xlsform, name="xlsform"),
    path("<str:reference>/draft/", drafts.start, name="start"),
]
