"""Writing a finding: a draft by one person, read by another, final when its words hold. Every step keeps the words it stood on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db.models import F

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings.access import may_work
from dayaq.assess.findings.actions.judging import written
from dayaq.assess.findings.models import Finding, Step
from dayaq.assess.findings.queries.attention import attention
from dayaq.assess.findings.queries.written import author_of, following_code, text_faults, unanswered
from dayaq.assess.findings.rules.writing import may_be_named, may_finish, may_review
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a finding says: place in the report, words by language, criteria it bears on, who is named."""

    area: int
    title: Mapping[str, str]
    text: Mapping[str, str]
    section: str = ""
    order: int = 0
    criteria: Sequence[str] = field(default=())
    attribution: str = "anonymous"
    institution: str = ""
    consent: str = ""

    def columns(self) -> dict[str, object]:
        """As columns, texts tidied."""
        plain = asdict(self)
        return plain | {"title": written(self.title), "text": written(self.text), "criteria": list(self.criteria)}


def write(*, assessment: Assessment, draft: Draft, by: Actor, at: datetime, code: str = "") -> Finding:
    """Write a new finding; its code is given when none is asked for."""
    require(may_work(by))
    require(sound(draft))
    finding = Finding(assessment_id=assessment.id, code=code or following_code(assessment), by=by.user_id, at=at, **draft.columns())
    finding.save(force_insert=True)
    stepped(finding, "draft", by, at)
    return finding


def change(*, finding: Finding, draft: Draft, version: int, by: Actor, at: datetime) -> Finding:
    """Change a finding: it is a draft again, and whoever changed it is its author. Stale when somebody was faster."""
    require(may_work(by))
    require(sound(draft))
    stored(finding, version, status="draft", **draft.columns())
    stepped(finding, "draft", by, at)
    return finding


def review(*, finding: Finding, version: int, by: Actor, at: datetime, note: str = "") -> Finding:
    """Read by a second person and found right."""
    require(may_work(by))
    require(may_review(finding.status, author=author_of(finding), reviewer=by.user_id))
    stored(finding, version, status="reviewed")
    stepped(finding, "reviewed", by, at, note)
    return finding


def finish(*, finding: Finding, version: int, by: Actor, at: datetime, looked: str = "") -> Finding:
    """Make a reviewed finding final; refused while a number has no data, a citation no source, or a reply no answer.

    ``looked``: what somebody says about words that look like a name the team knows.
    """
    require(may_work(by))
    names = sum(look.named for look in attention(finding))
    require(may_finish(finding.status, text_faults(finding), unanswered=unanswered(finding), names=names, looked=looked))
    stored(finding, version, status="final")
    stepped(finding, "final", by, at, looked.strip())
    return finding


def reopen(*, finding: Finding, version: int, note: str, by: Actor, at: datetime) -> Finding:
    """Make a draft of it again, with the reason."""
    require(may_work(by))
    if not note.strip():
        raise Refused(Decision.refuse(Reason("reopened_why", N_("Write why it is opened again."))))
    stored(finding, version, status="draft")
    stepped(finding, "draft", by, at, note.strip())
    return finding


def leave_alone(*, finding: Finding, because: str, version: int, by: Actor, at: datetime) -> Finding:
    """Say why nothing is recommended; without words it is open again. The finding keeps its status: its own words stay."""
    require(may_work(by))
    if finding.grounds.exists():
        raise Refused(Decision.refuse(Reason("recommended_already", N_("A recommendation rests on this finding."))))
    stored(finding, version, alone=because.strip())
    return finding


def sound(draft: Draft) -> Decision:
    """Whether a draft can be kept at all: a title and a text in one language, and an attribution that says what it needs."""
    reasons = list(may_be_named(draft.attribution, draft.institution, draft.consent).values())
    if not written(draft.title) or not written(draft.text):
        reasons.append(Reason("finding_empty", N_("A finding needs a title and a text in at least one language.")))
    if draft.area not in range(1, 6):
        reasons.append(Reason("finding_area", N_("Choose one of the five areas.")))
    return Decision.refuse(*reasons) if reasons else Decision.allow()


def stored(finding: Finding, version: int, **columns: object) -> None:
    """Keep columns if the version is the one seen."""
    rows = Finding.objects.filter(id=finding.id, version=version).update(version=F("version") + 1, **columns)
    if not rows:
        raise Stale
    finding.refresh_from_db()


def stepped(finding: Finding, status: str, by: Actor, at: datetime, note: str = "") -> None:
    """Add a step with the words as they stand now."""
    Step(
        assessment_id=finding.assessment_id, finding=finding, status=status, title=finding.title, text=finding.text, note=note,
        by=by.user_id, at=at,
    ).save(force_insert=True)  # fmt: skip
