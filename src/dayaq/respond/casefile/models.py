"""The case file. One table one field group; facts are values or unknown, not asked, refused; nothing is overwritten silently."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

FACT_STATES = [("known", _("known")), ("unknown", _("unknown")), ("not_asked", _("not asked")), ("refused", _("refused"))]


def fact(name: str) -> list[models.CheckConstraint]:
    """The constraint of a fact kept in columns ``name`` and ``name_state``: a value exactly when known."""
    return [holds(name, models.Q(**{f"{name}_state": "known"}), models.Q(**{name: ""}))]


def holds(name: str, known: models.Q, empty: models.Q) -> models.CheckConstraint:
    """The constraint itself, for facts whose emptiness is written in another way."""
    return models.CheckConstraint(name=f"case_{name}_fact", condition=(known & ~empty) | (~known & empty))


def state_field() -> models.CharField[str, str]:
    """The state column beside a fact's value."""
    return models.CharField(max_length=10, choices=FACT_STATES, default="not_asked")


class Case(models.Model):
    """The core of a case (G1); its id is the id of the access file."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pack = models.CharField(max_length=20)
    pack_version = models.CharField(max_length=20)
    opened_at = models.DateTimeField()  # event time: the first suspicion or contact
    recorded_at = models.DateTimeField(auto_now_add=True)
    opened_unit = models.UUIDField()
    source_kind = models.CharField(max_length=40, blank=True)  # pack codes: referral_sources
    sex = models.CharField(max_length=20, blank=True)
    sex_state = state_field()
    nationality = models.CharField(max_length=2, blank=True)  # ISO 3166 alpha-2, XX = stateless
    nationality_state = state_field()
    age_band = models.CharField(max_length=20, blank=True)
    age_band_state = state_field()
    under_18 = models.CharField(max_length=20, default="not_asked")  # yes | no | cannot_be_excluded | not_asked
    under_18_reason = models.CharField(max_length=40, blank=True)  # coded, obligatory for "no"
    languages = ArrayField(models.CharField(max_length=10), default=list)
    languages_state = models.CharField(max_length=10, choices=FACT_STATES, default="not_asked", db_default="not_asked")
    interpreter_needed = models.BooleanField(null=True)
    interpreter_state = models.CharField(max_length=10, choices=FACT_STATES, default="not_asked", db_default="not_asked")
    exploitation = models.CharField(max_length=40, blank=True)
    exploitation_state = state_field()
    route = models.CharField(max_length=40, blank=True)  # pack codes: routes
    route_state = state_field()
    stage = models.CharField(max_length=40, default="first_assistance")
    refers = models.CharField(max_length=20, default="not_asked")  # agreed | refused | not_asked | withdrawn: the person's word on referral
    ngo_only = models.BooleanField(default=False)
    cooperates = models.CharField(max_length=20, default="not_asked")  # recorded, never a gate
    closed_at = models.DateTimeField(null=True)
    same_as = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="doubles"
    )  # another file of the person is the one that counts
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            *fact("sex"),
            *fact("nationality"),
            *fact("age_band"),
            *fact("exploitation"),
            *fact("route"),
            holds("languages", models.Q(languages_state="known"), models.Q(languages=[])),
            holds("interpreter", models.Q(interpreter_state="known"), models.Q(interpreter_needed__isnull=True)),
        ]
        indexes = [models.Index(fields=["-opened_at"], name="case_opened")]


class CaseCode(models.Model):
    """The code of a case in one organisation; the same person has different codes elsewhere."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="codes")
    organisation = models.UUIDField()
    code = models.CharField(max_length=20, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="case_code_once")]


class Identity(models.Model):
    """Who the person is (G2)."""

    GROUP = "G2"
    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="identity")
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    other_names = models.CharField(max_length=200, blank=True)
    birth_value = models.CharField(max_length=20, blank=True)  # as told: 2001, 2001-05, 2001-05-14, ~2001
    birth_earliest = models.DateField(null=True)
    birth_latest = models.DateField(null=True)
    document = models.CharField(max_length=60, blank=True)
    match_keys = ArrayField(models.CharField(max_length=200), default=list)
    sort_key = models.CharField(max_length=400, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [GinIndex(fields=["match_keys"], name="identity_match")]


class SafeContact(models.Model):
    """How the person may be reached without danger (G5)."""

    GROUP = "G5"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contacts")
    channel = models.CharField(max_length=20)  # phone | messenger | email | in_person | through
    value = models.CharField(max_length=200)
    safe_times = models.CharField(max_length=120, blank=True)
    leave_message = models.BooleanField(default=False)
    caution = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)


class StoryNote(models.Model):
    """What the person told about the exploitation (G3), in the language it was told in."""

    GROUP = "G3"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="story")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField()
    language = models.CharField(max_length=10, default="en")
    text = models.TextField()


class Guardian(models.Model):
    """Representative of a child (G7); independent where guardian and provider coincide."""

    GROUP = "G7"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="guardians")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    organisation = models.UUIDField(null=True)
    independent = models.BooleanField(default=True)
    appointed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Assertion(models.Model):
    """One body says which status the person has: by whom, when, on what basis. Several stand side by side."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assertions")
    status = models.CharField(max_length=30)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    body = models.CharField(max_length=60)  # organisation code
    by = models.UUIDField()
    basis = models.CharField(max_length=60, blank=True)  # legal key of the pack
    evidence = models.CharField(max_length=60, blank=True)  # kind and id of the record it rests on
    superseded_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="supersedes")
    removed_at = models.DateTimeField(null=True)  # recorded in error: kept, no longer counted
    removed_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="assertion_case")]


class Assistance(models.Model):
    """Help given or offered from the first minute, before any screening or decision (coded, G1)."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assistance")
    kind = models.CharField(max_length=40)  # pack codes: first_assistance
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    outcome = models.CharField(max_length=20, default="given")  # given | offered | refused_by_person | not_available
    reason = models.CharField(max_length=40, blank=True)
    by = models.UUIDField()


class TimelineEvent(models.Model):
    """One entry of the case's timeline and of the event log: codes only, never a story."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="timeline")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=60)  # area.verb, e.g. referral.sent
    organisation = models.UUIDField()
    by = models.UUIDField()
    facts = models.JSONField(default=dict)  # codes and ids

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="timeline_case")]


class Task(models.Model):
    """Something due on a case, from a rule or set by hand."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=60)
    rule = models.CharField(max_length=60, blank=True)
    unit = models.UUIDField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "due_at"], name="task_open", condition=models.Q(done_at__isnull=True))]


class Closing(models.Model):
    """One closing of a case: why, with which outcome, and if it was opened again, why (coded, G1)."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="closings")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    by = models.UUIDField()
    reason = models.CharField(max_length=40, blank=True)  # pack codes: close_reason
    outcome = models.CharField(max_length=40, blank=True)  # pack codes: close_outcome
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.UUIDField(null=True)
    reopened_reason = models.CharField(max_length=40, blank=True)  # pack codes: reopen_reason

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(reopened_at__isnull=True), name="closing_once"),
        ]


class SearchNotice(models.Model):
    """Tells the owner of a case that somebody searched for this person; the searcher learns nothing (G1 of the owner)."""

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="search_notices")
    at = models.DateTimeField()
    organisation = models.UUIDField()
    seen_at = models.DateTimeField(null=True)


class SearchRequest(models.Model):
    """A search waiting to be matched against the files its asker must not know; digests only, read by the guard alone."""

    GROUP = "none"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    at = models.DateTimeField()
    user = models.UUIDField()
    unit = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    digests = ArrayField(models.CharField(max_length=64), default=list)
    born = models.SmallIntegerField(null=True)
