"""Forms on paper: two people read each of them, what differs is settled, then the answers go into the urn without the code."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.framework.rules.answering import cleaned, problems
from dayaq.assess.survey.access import raw
from dayaq.assess.survey.actions.depositing import deposit, finished
from dayaq.assess.survey.models import Entry, Paper
from dayaq.assess.survey.queries import entered, instrument_of, urn_key
from dayaq.assess.survey.rules import page
from dayaq.assess.survey.rules.paper import differences, paper_code
from dayaq.assess.survey.rules.sealing import seal
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, require
from dayaq.core.words import N_

Fields = Mapping[str, Sequence[str]]
SAME_PERSON = N_("The second reading is for another person: whoever read the form first would read the same mistake again.")
DONE = N_("This form is in the urn already.")
DIFFER = N_("The two readings still differ.")
NOT_READ_TWICE = N_("The form has not been read by two people yet.")


@transaction.atomic
def register(*, assessment: Assessment, by: Actor, at: datetime) -> Paper:
    """Give the next form on paper its code: three letters of the country, ``sur``, a number."""
    del at
    require(raw(by))
    last = Paper.objects.filter(assessment_id=assessment.id).order_by("-number").values_list("number", flat=True).first() or 0
    country = next(iter(assessment.countries), "")
    return Paper.objects.create(assessment_id=assessment.id, number=last + 1, code=paper_code(country, last + 1))


@transaction.atomic
def enter(*, paper: Paper, section: str, fields: Fields, language: str, by: Actor, at: datetime, finished: bool = False) -> Entry:
    """Keep one page of one person's reading; ``finished`` when it was the last. Refused for the person of the other reading's turn."""
    del at
    require(raw(by))
    if paper.done:
        raise Refused(Decision.refuse(Reason("survey.done", DONE)))
    entry = Entry.objects.filter(paper=paper, by=by.user_id).first()
    held = json.loads(entered(entry)) if entry else {"pages": {}}
    text = json.dumps({"pages": {**held["pages"], section: dict(fields)}, "language": language}, ensure_ascii=False)
    sealed = seal(urn_key(), text, str(paper.id))
    if entry:
        Entry.objects.filter(id=entry.id).update(sealed=sealed, finished=entry.finished or finished)
        entry.refresh_from_db()
        return entry
    turn = Entry.objects.filter(paper=paper).count() + 1
    try:
        with transaction.atomic():
            return Entry.objects.create(
                assessment_id=paper.assessment_id, paper=paper, turn=turn, finished=finished, sealed=sealed, by=by.user_id
            )
    except IntegrityError:
        raise Refused(Decision.refuse(Reason("survey.same_person", SAME_PERSON))) from None


def readings(paper: Paper) -> list[tuple[str, dict[str, Sequence[str]]]]:
    """The finished readings: language and fields of each, the first one first."""
    held = [json.loads(entered(entry)) for entry in paper.entries.filter(finished=True).order_by("turn")]
    return [
        (one.get("language", ""), {name: values for fields in one["pages"].values() for name, values in fields.items()}) for one in held
    ]


@transaction.atomic
def agree(*, paper: Paper, assessment: Assessment, settled: Fields, by: Actor, at: datetime) -> int:
    """Settle what differs (``settled``: fields that decide) and put the form into the urn; the readings are thrown away."""
    require(raw(by))
    if paper.done:
        raise Refused(Decision.refuse(Reason("survey.done", DONE)))
    both = readings(paper)
    if len(both) < 2:
        raise Refused(Decision.refuse(Reason("survey.once", NOT_READ_TWICE)))
    instrument = instrument_of(assessment)
    (language, first), (_again, second) = both
    open_items = [item.code for item in differences(instrument, first, second)]
    if any(f"settled:{code}" not in settled for code in open_items):
        raise Refused(Decision.refuse(Reason("survey.differ", DIFFER)))
    whole = dict(first)
    for item in differences(instrument, first, second):
        source = second if page.first(settled, f"settled:{item.code}") == "2" else first
        for name in page.field_names(instrument, item):
            whole.pop(name, None)
            if source.get(name):
                whole[name] = source[name]
    given = page.answers(instrument, whole)
    wrong = problems(instrument, given, complete=False)
    if wrong:
        raise Refused(Decision.refuse(*wrong.values()))
    Paper.objects.filter(id=paper.id).update(done=True)
    paper.entries.all().delete()
    return deposit(assessment=assessment, answers=[finished(language, cleaned(instrument, given))], channel="paper", by=by, at=at)
