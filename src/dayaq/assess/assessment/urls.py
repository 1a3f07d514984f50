"""Addresses of the area."""

from django.urls import path

from dayaq.assess.assessment.views import bodies, documents, plan, team

app_name = "assessment"
urlpatterns = [
    path("", plan.listing, name="list"),
    path("new/", plan.new, name="new"),
    path("<slug:assessment>/", plan.overview, name="overview"),
    path("<slug:assessment>/plan/", plan.plan, name="plan"),
    path("<slug:assessment>/steps/<slug:code>/", plan.step, name="step"),
    path("<slug:assessment>/tool/", plan.tool, name="tool"),
    path("<slug:assessment>/circumstances/", plan.circumstances, name="circumstances"),
    path("<slug:assessment>/publication/", plan.publication, name="publication"),
    path("<slug:assessment>/team/", team.team, name="team"),
    path("<slug:assessment>/team/add/", team.engage, name="engage"),
    path("<slug:assessment>/team/<uuid:member>/end/", team.dismiss, name="dismiss"),
    path("<slug:assessment>/stakeholders/", bodies.stakeholders, name="stakeholders"),
    path("<slug:assessment>/stakeholders/add/", bodies.add_stakeholder, name="add_stakeholder"),
    path("<slug:assessment>/stakeholders/file/", bodies.import_stakeholders, name="import_stakeholders"),
    path("<slug:assessment>/stakeholders/<slug:code>/", bodies.stakeholder, name="stakeholder"),
    path("<slug:assessment>/stakeholders/<slug:code>/change/", bodies.change_stakeholder, name="change_stakeholder"),
    path("<slug:assessment>/stakeholders/<slug:code>/invitation/", bodies.approach, name="approach"),
    path("<slug:assessment>/stakeholders/<slug:code>/people/", bodies.contact, name="add_contact"),
    path("<slug:assessment>/stakeholders/<slug:code>/people/<uuid:person>/", bodies.contact, name="contact"),
    path("<slug:assessment>/stakeholders/<slug:code>/people/<uuid:person>/delete/", bodies.drop_contact, name="drop_contact"),
    path("<slug:assessment>/sources/", documents.sources, name="sources"),
    path("<slug:assessment>/sources/add/", documents.add_source, name="add_source"),
    path("<slug:assessment>/sources/file/", documents.import_sources, name="import_sources"),
    path("<slug:assessment>/sources/check/", documents.check, name="check"),
    path("<slug:assessment>/sources/<uuid:source>/", documents.change_source, name="source"),
    path("<slug:assessment>/treaties/", documents.treaties, name="treaties"),
    path("<slug:assessment>/treaties/add/", documents.treaty, name="add_treaty"),
    path("<slug:assessment>/treaties/<uuid:treaty>/", documents.treaty, name="treaty"),
    path("<slug:assessment>/treaties/<uuid:treaty>/delete/", documents.drop_treaty, name="drop_treaty"),
    path("<slug:assessment>/inquiries/", documents.inquiries, name="inquiries"),
    path("<slug:assessment>/inquiries/add/", documents.inquiry, name="add_inquiry"),
    path("<slug:assessment>/inquiries/<uuid:inquiry>/", documents.inquiry, name="inquiry"),
    path("<slug:assessment>/inquiries/<uuid:inquiry>/delete/", documents.drop_inquiry, name="drop_inquiry"),
]
