"""roles.yaml: what a person in a role may do and which groups of fields it may at most see."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from dayaq.core.pack.schema.base import Code, Codes, Entry, Text

Group = Literal["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10"]
Groups = tuple[Group, ...]


class Permission(StrEnum):
    """Everything a role can be allowed to do; the list is closed, a pack only distributes it."""

    CASE_OPEN = "case.open"
    CASE_READ = "case.read"
    CASE_WRITE = "case.write"
    CASE_SEARCH = "case.search"
    CASE_REVEAL_IDENTITY = "case.reveal_identity"
    CASE_ASSERT_STATUS = "case.assert_status"
    CASE_ACCESS_LOG = "case.access_log"
    REFERRAL_SEND = "referral.send"
    REFERRAL_RECEIVE = "referral.receive"
    REFERRAL_FEEDBACK = "referral.feedback"
    REFERRAL_BREACH = "referral.breach"
    SCREENING_FILL = "screening.fill"
    IDENTIFICATION_INQUIRE = "identification.inquire"
    IDENTIFICATION_DECIDE = "identification.decide"
    IDENTIFICATION_COMMENT = "identification.comment"
    IDENTIFICATION_REVIEW = "identification.review"
    FIGURES_READ = "figures.read"
    FIGURES_EXPORT = "figures.export"
    REGISTER_IMPORT = "register.import"
    PEOPLE_MANAGE = "people.manage"
    ROLES_READ = "roles.read"
    AUDIT_READ = "audit.read"
    PACK_READ = "pack.read"
    PACK_CONFIRM = "pack.confirm"
    ASSESS_READ = "assess.read"
    ASSESS_COMMISSION = "assess.commission"
    ASSESS_WORK = "assess.work"
    ASSESS_RAW = "assess.raw"
    ASSESS_DESK = "assess.desk"
    SURVEY_TAKE = "survey.take"
    OVERVIEW_READ = "overview.read"
    JOBS_RUN = "jobs.run"
    HOTLINE_ANSWER = "hotline.answer"
    NETWORK_MANAGE = "network.manage"
    NETWORK_LINK = "network.link"
    EVENT_RECORD = "event.record"
    RESIDENCE_WORK = "residence.work"
    RESIDENCE_DECIDE = "residence.decide"
    SHELTER_MANAGE = "shelter.manage"
    SHELTER_MONITOR = "shelter.monitor"
    SHELTER_ACCREDIT = "shelter.accredit"
    SUPPORT_PLAN = "support.plan"
    RIGHTS_ANSWER = "rights.answer"
    FUND_REQUEST = "fund.request"
    FUND_WORK = "fund.work"
    FUND_APPROVE = "fund.approve"
    PROTECTION_WORK = "protection.work"
    JUSTICE_WORK = "justice.work"
    JUSTICE_COURT = "justice.court"
    LEGAL_WORK = "legal.work"
    INSPECTION_WORK = "inspection.work"
    CASE_TRANSFER = "case.transfer"
    CASE_MERGE = "case.merge"
    CASE_PRINT = "case.print"
    CASE_IMPORT = "case.import"
    WINDOW_OPEN = "window.open"


CASE_PERMISSIONS = frozenset(
    p for p in Permission if p.split(".")[0] in {"case", "referral", "screening", "support", "residence", "protection", "legal", "justice"}
)


class Role(Entry):
    """A role as a civil servant can read it. Groups are a ceiling; a grant gives the actual access.

    Of the groups in ``read`` and ``write``: ``consent`` only with the person's consent, ``order`` only with an
    order of the competent authority, ``break_glass`` also in an emergency, ``own`` only what one wrote oneself.
    """

    label: Text
    description: Text
    kind: Literal["person", "service"] = "person"
    session: Literal["case", "planning"]
    permissions: tuple[Permission, ...]
    read: Groups = ()
    write: Groups = ()
    consent: Groups = ()
    order: Groups = ()
    break_glass: Groups = ()
    own: Groups = ()
    state_only: bool = False
    ngo_only: bool = False
    excludes: Codes = ()

    @property
    def sees_cases(self) -> bool:
        """Whether the role works on cases; such a role is never held by auditor or administrator."""
        return bool(CASE_PERMISSIONS.intersection(self.permissions)) and self.kind == "person"


class RolesFile(Entry):
    """The whole of roles.yaml; ``groups`` names the field groups for people."""

    roles: Mapping[Code, Role]
    groups: Mapping[Group, Text]
