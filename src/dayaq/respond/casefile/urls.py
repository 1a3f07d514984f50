"""Paths of the case file, mounted at /cases/. A search is a POST: what was asked never stands in an address."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.casefile import views

app_name = "casefile"
urlpatterns = [
    path("", views.cases, name="list"),
    path("search/", views.search, name="search"),
    path("new/", views.new, name="new"),
    path("<str:code>/", views.case, name="case"),
    path("<str:code>/facts/", views.facts, name="facts"),
    path("<str:code>/person/", views.person, name="person"),
    path("<str:code>/person/reveal/", views.reveal, name="reveal"),
    path("<str:code>/person/identity/", views.identity, name="identity"),
    path("<str:code>/person/contact/", views.contact, name="contact"),
    path("<str:code>/person/contact/<uuid:contact>/end/", views.end_contact, name="end_contact"),
    path("<str:code>/person/guardian/", views.guardian, name="guardian"),
    path("<str:code>/story/", views.story, name="story"),
    path("<str:code>/status/", views.status, name="status"),
    path("<str:code>/status/say/", views.say, name="say"),
    path("<str:code>/status/<uuid:assertion>/error/", views.remove, name="remove"),
    path("<str:code>/word/", views.word, name="word"),
    path("<str:code>/help/", views.help_, name="help"),
    path("<str:code>/tasks/<uuid:task>/done/", views.done, name="done"),
    path("<str:code>/close/", views.close, name="close"),
    path("<str:code>/reopen/", views.reopen, name="reopen"),
    path("<str:code>/notices/seen/", views.seen, name="seen"),
    path("<str:code>/access/", views.access, name="access"),
    path("<str:code>/history/<str:section>/", views.history, name="history"),
    path("<str:code>/print/", views.printed, name="print"),
]
