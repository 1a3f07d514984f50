"""A victim who is held responsible, and a suspect who is a victim: the questions that come first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.words import N_

HELD_RESPONSIBLE = frozenset({"suspect", "accused", "convicted"})
ANSWERS = frozenset({"yes", "no", "unknown"})


def needs_check(role: str, *, checked: bool) -> bool:
    """Whether the questions on coercion are due: somebody is held responsible and nobody asked.

    Basis: CoE Convention, Article 26 (non-punishment).
    """
    return role in HELD_RESPONSIBLE and not checked


def check_coercion(answers: Mapping[str, str], questions: Iterable[str], result: str, told: Iterable[str]) -> Decision:
    """Whether the questions are answered, with a result, and somebody was told; a doubt is no "no link".

    Basis: CoE Convention, Article 26.
    """
    asked = tuple(questions)
    lacking = [question for question in asked if answers.get(question) not in ANSWERS]
    if lacking:
        return Decision.refuse(Reason("questions", N_("Answer every question; “not known” is an answer."), basis="coe197.26"))
    coerced = {"linked", "forced", "child"} & {question for question in asked if answers[question] == "yes"}
    if result == "no_link" and coerced:
        text = N_("The answers speak of coercion: the result cannot be that there is no link.")
        return Decision.refuse(Reason("answers_speak", text, basis="coe197.26"))
    return allowed(bool(tuple(told)), "nobody_told", N_("Say who was told of the result."), "coe197.26")
