"""process.yaml: a person's way through the response as one country orders it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from dayaq.core.pack.schema.base import Binding, Code, Codes, Entry, ItemCode, Text
from dayaq.core.pack.schema.bodies import Selector
from dayaq.core.pack.schema.clocks import Clocks

YesNoUnknown = Literal["yes", "no", "unknown"]
RouteCondition = Literal["always", "cooperating", "not_cooperating", "child", "adult"]


class Stage(Entry):
    """One station of the stepper. ``waits_for`` is a hint of order; help never waits."""

    label: Text
    waits_for: Codes = ()


class Recipient(Binding):
    """A body, or one of its units, to which a person and papers may be handed over."""

    body: Code
    unit: Code | None = None


class Forbidden(Binding):
    """Bodies to which nobody may be handed over, with the reason a refusal prints."""

    bodies: tuple[Selector, ...]
    reason: Text


class NgoDuty(Binding):
    """Whether non-governmental organisations are bound to refer; ``unknown`` where no text says it."""

    bound: YesNoUnknown


class PersonRefusal(Binding):
    """Whether an adult may refuse to be referred, and by whom the refusal is then respected."""

    allowed: bool
    respected_by: tuple[Selector, ...] = ()
    child_needs: Codes = ()


class RoutingLine(Binding):
    """Where people of one kind are usually sent for help."""

    body: Code
    sex: Codes = ()
    age_band: Codes = ()
    exploitation: Codes = ()


class Allowed(Binding):
    """A plain yes or no with its basis."""

    allowed: bool


class CoAssessor(Binding):
    """Who may take part in the assessment beside the deciding body, and how far."""

    who: tuple[Selector, ...]
    may: tuple[Literal["attend_interview", "comment", "vote"], ...]


class Referral(Entry):
    """Handing a person over: from whom, to whom, and what comes back."""

    recipients: tuple[Recipient, ...]
    only_recipients: bool
    forbidden: tuple[Forbidden, ...] = ()
    ngo_duty_to_refer: NgoDuty
    person_refusal: PersonRefusal
    information_without_identity: Allowed
    co_assessor: CoAssessor | None
    routing: tuple[RoutingLine, ...] = ()


class Step(Binding):
    """One step of identification, in the pack's order; ``sets`` names the status it may give."""

    label: Text
    by: tuple[Selector, ...]
    lists: tuple[ItemCode, ...] = ()
    sets: Code | None = None
    threshold: Text | None = None
    clock: Code | None = None


class Route(Entry):
    """One way to a decision; a country may have several side by side."""

    label: Text
    when: RouteCondition
    decided_by: tuple[Selector, ...]
    positive: Code
    negative: Code
    steps: Mapping[Code, Step]


class Participant(Binding):
    """Somebody who takes part when the person may be a child. Not obligatory: absence needs a reason."""

    label: Text
    obligatory: bool
    independent_of_provider: bool = False


class Notice(Binding):
    """What the notice of a decision names; that there is one, in a language the person understands, is no choice."""

    contains: Codes


class Review(Binding):
    """A second look at a negative decision; ``clock`` is the time in which it may be asked for."""

    clock: Code
    by: tuple[Selector, ...]
    grounds: Codes


class ElementTest(Binding):
    """The elements of the offence as a test: they inform, a human decides."""

    child_means_required: bool
    consent_counts: bool


class Identification(Entry):
    """How a country decides who is a victim."""

    routes: Annotated[Mapping[Code, Route], Field(min_length=1)]
    test: ElementTest
    child_participants: Mapping[Code, Participant]
    notice: Notice
    review: Review | None
    disqualification: Codes = ()


class Age(Binding):
    """Who is a child, and what holds while the age is not known."""

    child_under: int
    disputed_treated_as_child: bool


class Removal(Binding):
    """While one of these holds the person is not removed from the country."""

    blocked_while: Codes


class Reflection(Binding):
    """The reflection period: for whom, from which status, who tells the person, who grants it."""

    clock: Code
    given_on: Codes
    scope: Codes
    notify_by: tuple[Selector, ...]
    grant_by: tuple[Selector, ...]
    conditional_on_cooperation: bool
    scope_disputed: Text | None = None


class Shelter(Binding):
    """Stay in a shelter: the clocks of guarantee and cap, and what is no condition of it."""

    adult: Code
    adult_cap: Code | None
    child: Code
    extend_by: Code | None
    conditional_on_cooperation: bool
    requires_decision: bool
    leave_needs_request: bool


class Return(Binding):
    """Before a return: the risk is looked at, and from this age the child's own view is required."""

    risk_assessment_first: bool
    child_opinion_age: int
    child_opinion_disputed: bool


class Lawyer(Binding):
    """Who may represent a person in criminal proceedings."""

    bar_membership: bool


class Inspection(Binding):
    """Labour inspection: notice, and which firms it reaches."""

    clock: Code | None
    registered_only: bool


class ProcessFile(Entry):
    """The whole of process.yaml."""

    stages: Annotated[Mapping[Code, Stage], Field(min_length=1)]
    clocks: Clocks
    referral: Referral
    identification: Identification
    age: Age
    removal: Removal
    reflection: Reflection
    shelter: Shelter
    returning: Return
    lawyer: Lawyer
    inspection: Inspection
