"""Addresses of papers."""

from __future__ import annotations

from django.urls import path

from dayaq.respond.papers.views import apart, case, making

app_name = "papers"
CASE = "cases/<str:code>/papers"
urlpatterns = [
    path("papers/style.css", making.style, name="style"),
    path("papers/blank/", apart.blanks, name="blanks"),
    path("papers/blank/<slug:template>/<slug:tongue>/", apart.blank, name="blank"),
    path("papers/call/<uuid:call>/<slug:tongue>.<slug:form>", apart.call, name="call"),
    path("papers/visit/<uuid:visit>/<slug:tongue>.<slug:form>", apart.visit, name="visit"),
    path(f"{CASE}/", case.index, name="index"),
    path(f"{CASE}/new/<slug:template>/", making.make, name="make"),
    path(f"{CASE}/<uuid:paper>/", case.paper, name="paper"),
    path(f"{CASE}/<uuid:paper>/file/<slug:form>/", case.download, name="download"),
    path(f"{CASE}/<uuid:paper>/sign/", case.sign, name="sign"),
    path(f"{CASE}/<uuid:paper>/letter/", case.letter, name="letter"),
]
