"""The words a plan is made of: codes with their names, as message ids.

Basis: CT-NAT method (IOM 2016, 1.1-1.3); assessment of assistance (OSCE 2012, ch. IV) for observation and written inquiry.
"""

from __future__ import annotations

from collections.abc import Mapping

from dayaq.core.words import N_

Words = Mapping[str, str]

PURPOSES: Words = {
    "views": N_("Bring together what stakeholders see of trafficking and of the response"),
    "situation": N_("Describe the situation, its trends and the gaps"),
    "recommend": N_("Draw conclusions and recommend what to strengthen, correct and add"),
    "regional": N_("Conclude for the region as well as for the country"),
    "tool": N_("Try the assessment tool and improve it"),
}
METHODS: Words = {
    "desk_review": N_("Desk review"),
    "interviews": N_("Interviews"),
    "survey": N_("Survey"),
    "observation": N_("Observation"),
    "written_inquiry": N_("Written inquiry"),
    "workshop": N_("Validation workshop"),
}
TEAM: Words = {
    "lead": N_("Lead"),
    "assessor": N_("Assessor"),
    "coder": N_("Coder of interviews"),
    "facilitator": N_("Facilitator of the workshop"),
    "observer": N_("Observer"),
}
KINDS: Words = {
    "state": N_("State body"),
    "ngo": N_("Non-governmental organisation"),
    "igo": N_("Intergovernmental organisation"),
    "other": N_("Other"),
}
CATEGORIES: Words = {
    "law_enforcement": N_("Law enforcement"),
    "justice": N_("Justice"),
    "government": N_("Government services"),
    "ngo": N_("Non-governmental organisations"),
    "igo": N_("Intergovernmental organisations"),
    "other": N_("Others"),
}
PLACES: Words = {"capital": N_("Capital"), "region": N_("Region")}
TO: Words = {"interview": N_("Interview"), "survey": N_("Survey"), "workshop": N_("Workshop")}
STATES: Words = {
    "invited": N_("Invited"),
    "accepted": N_("Accepted"),
    "refused": N_("Refused"),
    "no_answer": N_("No answer"),
}
RATIFIED: Words = {
    "ratified": N_("Ratified"),
    "acceded": N_("Acceded"),
    "signed": N_("Signed, not ratified"),
    "none": N_("Neither signed nor ratified"),
}
# Circumstances that no record can count: whoever leads the assessment declares them, and the limitations name them.
CIRCUMSTANCES: Words = {
    "political_tension": N_("Political or social tension may have coloured what people said"),
    "interpretation": N_("Interviews went through interpretation or translation"),
    "one_person": N_("One person collected and analysed everything"),
    "short_time": N_("There was little time"),
    "commissioner_selected": N_("The commissioner or its partners chose whom to ask"),
    "commissioner_present": N_("Staff of the commissioner sat in interviews"),
    "superiors_present": N_("Colleagues or superiors sat in interviews"),
    "capital_only": N_("Interviews took place in the capital only"),
    "notes_by_hand": N_("Interviews were noted by hand, without a recording"),
    "uneven_sources": N_("Sources are uneven between countries or subjects"),
    "old_sources": N_("Important sources are old"),
    "language_gap": N_("Sources in some languages could not be read"),
    "not_comparable": N_("Countries or rounds cannot be compared"),
    "government_input": N_("Government bodies took part in the final review of the text"),
    "rebuilt": N_("The records were rebuilt from what was published"),
}
SERIES = {"AM": "Arm", "AZ": "Aze", "GE": "Geo"}
GENERAL = "Gen"


def series_of(countries: tuple[str, ...] | list[str]) -> str:
    """The series a source is numbered in: one country's own, or the general one for several or none."""
    if len(countries) != 1:
        return GENERAL
    code = countries[0].upper()
    return SERIES.get(code, code.title())
