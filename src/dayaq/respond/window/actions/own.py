"""What the person does in the window. Every write goes through the guard with the digest: it can touch this one file only."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings

from dayaq.core.decision import allowed, require
from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.rights import RightsFile
from dayaq.core.words import N_
from dayaq.respond.rights import rules as rights
from dayaq.respond.rights.actions.complaining import LETTERS, answer_due
from dayaq.respond.window import queries, rules
from dayaq.respond.window.actions.giving import Given, life_end

GONE = N_("This did not work. Type your words again.")


def home() -> Pack:
    """The country of the installation."""
    return load(settings.HOME_PACK)


def done(function: str, *values: object) -> bool:
    """Whether a deed of the guard was done."""
    with queries.service_context():
        return bool(queries.asked(function, *values))


def withdraw(*, secret: str, consent: UUID) -> None:
    """Take a consent back: whoever was let in on it is out at once.

    Rule: ASS-02. Basis: CoE Convention, Article 12(7).
    """
    require(
        allowed(done("window_withdraw", secret, consent), "not_there", N_("This consent is no longer there, or was taken back already."))
    )


def ask_to_go(*, secret: str, kind: str, wanted_from: datetime, wanted_until: datetime | None) -> None:
    """Ask to go out, be called or visited. Rule: SHE-06."""
    require(allowed(kind in home().codes["shelter_leave_kind"].items, "no_kind", N_("Choose what you ask for.")))
    require(allowed(wanted_until is None or wanted_until > wanted_from, "ends_before", N_("The end lies before the beginning.")))
    made = done("window_leave", secret, kind, wanted_from, wanted_until)
    require(allowed(made, "no_house", N_("There is nobody to ask just now. Speak with your worker.")))


def ask_about_data(*, secret: str, kind: str, words: str, language: str, at: datetime) -> None:
    """Ask to see, correct, restrict or erase the own data. Rule: DAT-04. Basis: Convention 108, Article 8."""
    require(allowed(kind in rights.KINDS, "no_request", N_("Choose what you ask for.")))
    due = answer_due(home(), home().area(RightsFile).request, at)
    require(allowed(done("window_ask", secret, kind, words.strip(), language, due, "data_answer"), "not_taken", GONE))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOwn:
    """A complaint made in the own window."""

    about: UUID
    subject: str
    words: str
    language: str
    may_name: bool = False


def complain(*, secret: str, new: NewOwn, at: datetime) -> str:
    """Take a complaint; the number is shown once. The body complained about reads none of it. Basis: CoE Convention, Article 15(1)."""
    pack = home()
    require(rights.check_complaint(new.subject, pack.codes["complaint_subject"].items, new.words))
    number = f"{pack.calendar.local_date(at).year}-{''.join(secrets.choice(LETTERS) for _ in range(6))}"
    due = answer_due(pack, pack.area(RightsFile).complaint, at)
    said = (new.about, number, new.subject, new.words.strip(), new.language, new.may_name, due)
    require(allowed(done("window_complain", secret, *said), "not_taken", GONE))
    return number


def change_words(*, secret: str, at: datetime) -> tuple[Given, str]:
    """Words only the person knows: all earlier ones end. Returns them with their digest, so that the visit goes on."""
    words, key, until = rules.new_words(), uuid4(), life_end(home(), at)
    following = rules.digest("".join(words), settings.SECRET_KEY)
    require(allowed(done("window_change", secret, key, following, until), "not_done", GONE))
    return Given(key, words, until), following


def stop_words(*, secret: str, at: datetime) -> None:
    """End every set of words of the file; a worker can give new ones."""
    require(allowed(done("window_change", secret, None, "", at), "not_done", GONE))
