"""Values of papers that concern no case: a call to a hotline, a visit to a house. No person is in them."""

from __future__ import annotations

from typing import Any

from dayaq.base.access.rules import Group
from dayaq.core.pack.schema.shelter import ShelterFile
from dayaq.respond.casefile.queries import country, language
from dayaq.respond.hotline import queries as hotline
from dayaq.respond.papers.queries.values import Asking, source
from dayaq.respond.papers.rules.filling import Rows
from dayaq.respond.papers.rules.sources import Blank
from dayaq.respond.shelter import queries as shelter
from dayaq.ui.templatetags.dayaq import codes as in_words


def of(name: str, label: str, value: Any) -> None:
    """A blank of the call or the visit itself."""

    def found(asking: Asking) -> str:
        return value(asking, asking.about) if asking.about is not None else ""

    source(name, Blank(Group(0), label))(found)


def line(asking: Asking, call: Any) -> str:
    """The line in words."""
    found = hotline.lines(asking.pack.calendar.local_date(call.started_at)).get(call.line)
    return hotline.line_name(found, language()) if found else call.line


of("call.line", "Telephone line", line)
of("call.begun", "Begun", lambda asking, call: asking.time(call.started_at))
of("call.ended", "Ended", lambda asking, call: asking.time(call.ended_at))
of("call.topic", "Topic", lambda asking, call: hotline.topic_word(call.topic))
of("call.caller", "Who calls", lambda asking, call: asking.code("caller_kind", call.caller))
of("call.language", "Language", lambda asking, call: asking.code("language", call.language))
of("call.interpreter", "Interpreter", lambda asking, call: asking.yes(call.interpreter))
of("call.country", "Country", lambda asking, call: country(call.caller_country) if call.caller_country else "")
of("call.outcome", "Outcome", lambda asking, call: asking.code("call_outcome", call.outcome))
of("call.wished", "At the caller's wish", lambda asking, call: asking.yes(call.caller_wished))
of("call.note", "Note", lambda asking, call: call.note)
of("visit.body", "Body visited", lambda asking, visit: asking.unit(visit.provider))
of("visit.day", "Day of the visit", lambda asking, visit: asking.day(visit.at))
of("visit.announced", "Announced before", lambda asking, visit: asking.yes(visit.announced))
of("visit.residents", "Residents spoken to", lambda asking, visit: str(visit.residents_heard))
of("visit.staff", "Staff spoken to", lambda asking, visit: str(visit.staff_heard))


@source("visit.findings", Blank(Group(0), "Findings", ("Standard", "Result", "What was found", "To be put right by", "Seen on")))
def _findings(asking: Asking) -> Rows:
    found = shelter.findings(asking.about) if asking.about is not None else ()
    return [
        (
            standard(asking, one.standard),
            asking.code("shelter_finding_result", one.result),
            one.text,
            asking.day(one.due_on),
            asking.day(one.settled_on),
        )
        for one in found
    ]


@source("visit.replies", Blank(Group(0), "Answers of the body visited", ("Standard", "Agrees", "Answer")))
def _replies(asking: Asking) -> Rows:
    found = shelter.findings(asking.about) if asking.about is not None else ()
    return [(standard(asking, one.standard), asking.yes(reply.agrees), reply.text) for one in found for reply in one.replies.all()]


def standard(asking: Asking, code: str) -> str:
    """A minimum standard in words."""
    found = asking.pack.area(ShelterFile).standards.get(code)
    return in_words(found.label) if found else code
