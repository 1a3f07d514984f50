"""Addresses of the area, beneath one assessment."""

from django.urls import path

from dayaq.assess.interviews import views

app_name = "interviews"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="new"),
    path("coding/", views.documents, name="documents"),
    path("coding/add/", views.add_text, name="add_text"),
    path("coding/survey/", views.survey_texts, name="survey_texts"),
    path("coding/<uuid:document>/", views.coding, name="coding"),
    path("coding/<uuid:document>/finish/", views.finish, name="finish"),
    path("coding/<uuid:document>/coders/", views.coders, name="coders"),
    path("coding/<uuid:document>/compare/", views.compare, name="compare"),
    path("themes/", views.themes, name="themes"),
    path("themes/new/", views.new_theme, name="new_theme"),
    path("themes/<uuid:theme>/", views.theme, name="theme"),
    path("paraphrases/", views.paraphrases, name="paraphrases"),
    path("exchange/", views.exchange, name="exchange"),
    path("exchange/codebook.qdc", views.codebook_file, name="codebook_file"),
    path("exchange/project.qdpx", views.project_file, name="project_file"),
    path("named/", views.suggestions, name="suggestions"),
    path("held/<slug:interview>/", views.one, name="one"),
    path("held/<slug:interview>/header/", views.header, name="header"),
    path("held/<slug:interview>/consent/", views.consent, name="consent"),
    path("held/<slug:interview>/apart/", views.apart, name="apart"),
    path("held/<slug:interview>/close/", views.close, name="close"),
    path("held/<slug:interview>/withdraw/", views.withdraw, name="withdraw"),
    path("held/<slug:interview>/key/", views.key, name="key"),
    path("held/<slug:interview>/notes/<slug:section>/", views.notes, name="notes"),
]
