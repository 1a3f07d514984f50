"""The trail in words: what was done, to what, with which outcome. Pure; a code nobody named is shown readable."""

from __future__ import annotations

from collections.abc import Mapping

from dayaq.core.words import N_

OPENED = ("read", "reveal", "print")
CHANGED = ("insert", "update", "delete")
TOGETHER: Mapping[str, tuple[str, ...]] = {"opened": OPENED, "changed": CHANGED}

ACTIONS: Mapping[str, str] = {
    "opened": N_("a file opened, revealed or printed"),
    "changed": N_("anything changed"),
    "read": N_("opened"),
    "list": N_("listed"),
    "search": N_("searched"),
    "reveal": N_("revealed"),
    "print": N_("printed"),
    "insert": N_("recorded"),
    "update": N_("changed"),
    "delete": N_("deleted"),
    "denied": N_("denied"),
    "refuse": N_("refused by a rule"),
    "failed": N_("failed"),
    "sign_in": N_("signed in"),
    "export": N_("taken as a file"),
    "import": N_("imported"),
}
OUTCOMES: Mapping[str, str] = {
    "ok": N_("done"),
    "refused": N_("refused"),
    "403": N_("page of another role"),
    "404": N_("not there for the person"),
    "409": N_("refused by a rule, or changed meanwhile"),
    "500": N_("fault of the system"),
    "503": N_("system not ready"),
}
THINGS: Mapping[str, str] = {
    "today": N_("Today"),
    "unknown address": N_("unknown address"),
    "removal check": N_("check before a removal"),
    "screenings": N_("screenings"),
    "account": N_("account"),
    "accounts_organisation": N_("organisation"),
    "accounts_unit": N_("unit"),
    "accounts_user": N_("account"),
    "accounts_membership": N_("role of a person"),
    "accounts_affiliation": N_("declared tie"),
    "accounts_invitation": N_("invitation"),
    "mfa_authenticator": N_("second factor"),
    "jobs_mail": N_("mail"),
    "access_file": N_("file"),
    "access_grant": N_("access to a file"),
    "access_role": N_("ceiling of a role"),
    "casefile_case": N_("core of the case"),
    "casefile_casecode": N_("code of the case"),
    "casefile_identity": N_("identity"),
    "casefile_safecontact": N_("safe contact"),
    "casefile_storynote": N_("account of the person"),
    "casefile_guardian": N_("guardian"),
    "casefile_assertion": N_("status"),
    "casefile_assistance": N_("help"),
    "casefile_timelineevent": N_("entry of the timeline"),
    "casefile_task": N_("task"),
    "casefile_searchnotice": N_("notice of a search"),
    "casefile_closing": N_("closing of a case"),
    "documents_file": N_("file kept with a case"),
    "documents_piece": N_("piece of a file"),
    "referral_referral": N_("referral"),
    "referral_message": N_("message with a referral"),
    "referral_breach": N_("breach"),
    "network_service": N_("service of the directory"),
    "network_onward": N_("referral to a service"),
    "network_link": N_("link for a service outside"),
    "network_linktext": N_("words of a link"),
    "network_package": N_("package for a partner abroad"),
    "network_packagerisk": N_("risk noted in a package"),
    "network_encounter": N_("report in six fields"),
    "network_answernote": N_("words or reminder about an answer"),
    "hotline_line": N_("line of a hotline"),
    "hotline_call": N_("call"),
    "hotline_callback": N_("call-back"),
    "hotline_draft": N_("draft of a call"),
    "hotline_handon": N_("caller handed on"),
    "hotline_shift": N_("shift of a line"),
    "hotline_calltally": N_("calls counted on paper"),
    "screening_screening": N_("screening"),
    "screening_answer": N_("answer of a screening"),
    "identification_stage": N_("step of identification"),
    "identification_formaldecision": N_("decision"),
    "identification_reasoning": N_("reasons of a decision"),
    "identification_personnotice": N_("notice to the person"),
    "identification_review": N_("review"),
    "identification_coassessment": N_("comment of a co-assessor"),
    "identification_removalhold": N_("hold on a removal"),
    "identification_holdconsent": N_("consent to a check before removal"),
    "figures_published": N_("published figure"),
    "register_dataset": N_("data set of the register"),
    "assessment_approach": N_("approach to a body"),
    "assessment_assessment": N_("plan of an assessment"),
    "assessment_contact": N_("contact of a body"),
    "assessment_inquiry": N_("written inquiry"),
    "assessment_journey": N_("assessment taken along"),
    "assessment_member": N_("member of an assessment's team"),
    "assessment_source": N_("source of the desk review"),
    "assessment_stakeholder": N_("stakeholder"),
    "assessment_step": N_("step of an assessment"),
    "assessment_treaty": N_("ratified instrument"),
    "findings_conflict": N_("conflict of interest"),
    "findings_earlier": N_("earlier recommendation"),
    "findings_evidence": N_("evidence"),
    "findings_fact": N_("printed figure of an assessment"),
    "findings_finding": N_("finding"),
    "findings_ground": N_("ground of a recommendation"),
    "findings_judgement": N_("judgement of a criterion"),
    "findings_limit": N_("limitation"),
    "findings_position": N_("reply of a body"),
    "findings_recommendation": N_("recommendation"),
    "findings_step": N_("step of a finding"),
    "findings_wording": N_("wording of a recommendation"),
    "framework_draft": N_("draft of an instrument"),
    "framework_instrumentversion": N_("published instrument"),
    "interviews_coding": N_("coded place"),
    "interviews_consent": N_("consent to an interview"),
    "interviews_document": N_("text to be coded"),
    "interviews_interview": N_("header of an interview"),
    "interviews_note": N_("note of an interview"),
    "interviews_observation": N_("observation kept apart"),
    "interviews_paraphrase": N_("paraphrase"),
    "interviews_pass": N_("coder's reading"),
    "interviews_respondent": N_("respondent"),
    "interviews_suggestion": N_("colleague named for the survey"),
    "interviews_theme": N_("theme"),
    "interviews_wording": N_("wording of a question as asked"),
    "report_build": N_("built report"),
    "report_file": N_("file of a report"),
    "report_order": N_("order of a report"),
    "report_passage": N_("typed passage"),
    "report_published": N_("published report"),
    "results_release": N_("entry of what was let out"),
    "survey_entry": N_("reading of a paper form"),
    "survey_intake": N_("file of answers taken in"),
    "survey_invitation": N_("invitation to a survey"),
    "survey_link": N_("link of an invitation"),
    "survey_paper": N_("paper form"),
    "survey_survey": N_("plan of a survey"),
    "validation_attendance": N_("attendance of a workshop"),
    "validation_ballot": N_("ballot of a group"),
    "validation_door": N_("voting link of a group"),
    "validation_feedback": N_("feedback on a recommendation"),
    "validation_group": N_("group of a workshop"),
    "validation_settled": N_("decision on a recommendation"),
    "validation_tally": N_("tally of votes"),
    "validation_workshop": N_("validation workshop"),
}
AREAS: Mapping[str, str] = {  # pages and everything of an area that has no word of its own
    "account": N_("signing in"),
    "accounts": N_("people and roles"),
    "audit": N_("trail"),
    "casefile": N_("case file"),
    "figures": N_("figures"),
    "identification": N_("identification"),
    "jobs": N_("long work"),
    "mfa": N_("second factor"),
    "referral": N_("referrals"),
    "register": N_("register"),
    "screening": N_("screening"),
    "framework": N_("instruments of assessments"),
    "assessment": N_("assessments"),
    "survey": N_("surveys"),
    "interviews": N_("interviews"),
    "results": N_("results of surveys"),
    "findings": N_("findings of assessments"),
    "validation": N_("workshops"),
    "report": N_("reports of assessments"),
    "network": N_("referral network"),
    "hotline": N_("hotline"),
    "detection": N_("raids and information"),
    "residence": N_("residence and return"),
    "shelter": N_("shelters"),
    "support": N_("support"),
    "rights": N_("rights and complaints"),
    "fund": N_("relief fund"),
    "protection": N_("protection"),
    "justice": N_("justice"),
    "inspection": N_("labour inspection"),
    "casework": N_("case work"),
    "papers": N_("papers"),
    "intake": N_("taking over of case lists"),
    "window": N_("own window"),
    "documents": N_("files"),
}
FOREIGN = ("account", "mfa")  # pages that come with a library: their names have a low line where ours have a colon


def action_words(action: str) -> str:
    """The message id of an action."""
    return ACTIONS.get(action, action.replace(".", ": ").replace("_", " "))


def outcome_words(outcome: str) -> str:
    """The message id of an outcome."""
    return OUTCOMES.get(outcome, outcome)


def thing_words(kind: str) -> str:
    """The message id of a table or page: its own word, else the word of its area."""
    area = kind.replace(".", ":").replace("_", ":").partition(":")[0]
    return THINGS.get(kind) or AREAS.get(area) or kind.replace("_", " ")


def mood(action: str, outcome: str) -> str:
    """How an outcome looks: a fault or refusal stands out from what went well."""
    if action == "failed":
        return "brick"
    return "neutral" if outcome == "ok" else "amber"
