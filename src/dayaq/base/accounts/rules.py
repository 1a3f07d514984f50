"""Who may hold which role, which ties of one person get in each other's way, how long invitations and sessions last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from dayaq.core.decision import Decision, Reason
from dayaq.core.pack.schema.roles import Permission, Role
from dayaq.core.words import N_

CONDUCT = "1"  # version of the code of conduct people accept before use
INVITATION_LIFE = timedelta(hours=24)
CASE_IDLE, PLANNING_IDLE = 15, 30  # quiet minutes
ABSOLUTE = timedelta(hours=12)
AT_ONCE = 2  # open sessions of one person
WATCHERS = frozenset({Permission.AUDIT_READ, Permission.PEOPLE_MANAGE})
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz", "йцукенгшщзхъ", "фывапролджэ")


class State(StrEnum):
    """Where a person stands with the system."""

    ACTIVE = "active"
    INVITED = "invited"
    DEACTIVATED = "deactivated"


STATES = {State.ACTIVE: N_("active"), State.INVITED: N_("invited"), State.DEACTIVATED: N_("deactivated")}


class Ended(StrEnum):
    """Why a session is over."""

    IDLE = "idle"
    ABSOLUTE = "absolute"
    NEWER = "newer"
    OWN = "own"
    ADMINISTRATOR = "administrator"


PERMISSIONS: Mapping[str, str] = {
    "case.open": N_("open a case file"),
    "case.read": N_("read the case files this person was given access to"),
    "case.write": N_("write into the case files this person was given access to"),
    "case.search": N_("search for a person before opening a file"),
    "case.reveal_identity": N_("see a name on demand; each time is logged"),
    "case.assert_status": N_("say what status a person has, in the words of the own body"),
    "case.access_log": N_("see who opened the files of the own organisation"),
    "referral.send": N_("refer a person to the competent body"),
    "referral.receive": N_("receive people and papers, accept or decline a referral"),
    "referral.feedback": N_("tell the sender what became of a referral"),
    "referral.breach": N_("record what should not have happened in a hand-over"),
    "screening.fill": N_("fill in an indicator list"),
    "identification.inquire": N_("lead the steps of identification"),
    "identification.decide": N_("decide on identification, with reasons"),
    "identification.comment": N_("comment on an identification the own organisation referred"),
    "identification.review": N_("ask for a review of a decision, or decide it"),
    "figures.read": N_("read the figures"),
    "figures.export": N_("take figures out as files, protected"),
    "register.import": N_("load statistical files"),
    "people.manage": N_("invite people, give and end roles"),
    "roles.read": N_("read what each role may do"),
    "audit.read": N_("read the log of who did what"),
    "pack.read": N_("read the rules of the country"),
    "pack.confirm": N_("confirm or override a value of the rules"),
    "assess.read": N_("read the assessments of the own team, or those the own organisation commissioned"),
    "assess.commission": N_("commission an assessment and name its team"),
    "assess.work": N_("plan an assessment, judge with evidence and write the report"),
    "assess.raw": N_("read answers and interviews of the own assessments"),
    "assess.desk": N_("carry out commands about assessments given on the server"),
    "survey.take": N_("take the answers of a survey and part them from the invitation"),
    "overview.read": N_("see overdue terms and breaches by case code"),
    "jobs.run": N_("run background work"),
    "hotline.answer": N_("answer calls of the own line and note them"),
    "network.manage": N_("keep the directory of services of the own body"),
    "network.link": N_("take what comes through an expiring link"),
    "event.record": N_("record a raid, a stop or information about trafficking"),
    "residence.work": N_("record reflection, permits and returns of people in the own files"),
    "residence.decide": N_("decide on permits of residence"),
    "shelter.manage": N_("keep places, beds and stays of the own shelter"),
    "shelter.monitor": N_("visit shelters and record findings"),
    "shelter.accredit": N_("accredit shelters and providers of services"),
    "support.plan": N_("plan help with the person and record it"),
    "rights.answer": N_("answer complaints and requests about own data"),
    "fund.request": N_("ask the fund for a person"),
    "fund.work": N_("prepare payments and keep the ledger"),
    "fund.approve": N_("approve a payment; two people are needed"),
    "protection.work": N_("assess danger, plan safety, offer measures"),
    "justice.work": N_("keep proceedings, suspects, verdicts and assets"),
    "justice.court": N_("see hearings, mandate and measures of a proceeding shared with the own body"),
    "legal.work": N_("represent people: mandate, claims, privileged notes"),
    "inspection.work": N_("inspect work places and record the answers of workers"),
    "case.transfer": N_("assign cases, transfer them and hand over those of a leaving colleague"),
    "case.merge": N_("join two files of one person and part them again"),
    "case.print": N_("print a summary of a case"),
    "case.import": N_("take over a case list kept elsewhere"),
    "window.open": N_("open the person's own window on the words of the receipt"),
}
"""Every permission in words."""

MARKS: Mapping[str, str] = {
    "read": N_("reads"),
    "write": N_("writes"),
    "own": N_("own only"),
    "consent": N_("with consent"),
    "order": N_("on an order"),
    "break_glass": N_("in an emergency"),
}
"""What a cell of the matrix of roles can say."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie of a person to an organisation: a role in it, or a declared function without one."""

    organisation: UUID
    name: Mapping[str, str]
    state: bool
    role: str = ""


def over(*, started: datetime, seen: datetime, idle: int, now: datetime) -> Ended | None:
    """Why a session is over at ``now``, None while it goes on; ``idle`` in minutes.

    Basis: OWASP ASVS 5.0, 7.3 (inactivity and absolute limits by risk).
    """
    if now >= started + ABSOLUTE:
        return Ended.ABSOLUTE
    return Ended.IDLE if now >= seen + timedelta(minutes=idle) else None


def quiet_minutes(roles: Iterable[str], known: Mapping[str, Role]) -> int:
    """Minutes of quiet a person has: the shorter ones as soon as one of the roles works on cases."""
    return CASE_IDLE if any(known[role].session == "case" for role in roles if role in known) else PLANNING_IDLE


def guessable(password: str, common: Collection[str]) -> bool:
    """Whether a long password is easy to guess all the same: few letters, a piece repeated, a walk over the keys, a common one padded.

    Basis: NIST SP 800-63B-4, 3.1.1.2 (commonly used, expected or compromised values).
    """
    text = password.lower()
    steps = list(pairwise(text))
    beside = {pair for row in KEYS for pair in [*pairwise(row), *pairwise(row[::-1])]}
    walked = sum(pair in beside for pair in steps)
    repeated = (text + text).find(text, 1) < len(text)
    core = text.strip("0123456789 .,-_!?*#$%&+")
    return len(set(text)) < 6 or repeated or walked >= 0.7 * len(steps) or not core or core in common


def needs_second_factor(permissions: Collection[str], mode: str) -> bool:
    """Whether a role must sign in with two factors: who sees cases, gives rights or reads the trail, outside the demonstration."""
    guarded = {"case", "referral", "screening", "identification", "people", "audit"}
    return mode != "demo" and any(p.split(".")[0] in guarded for p in permissions)


def may_hold(*, held: Collection[str], wanted: str, state: bool, known: Mapping[str, Role]) -> Decision:
    """Whether somebody with the roles ``held`` may take ``wanted`` in a body of the State (or outside it).

    Who watches or hands out access never works on cases, whatever a pack says.
    Basis: IOM needs assessment 2016, rec. 63 (conflict of interest); CoE Convention Art. 11.
    """
    role = known.get(wanted)
    if role is None or role.kind != "person":
        return Decision.refuse(Reason("role_unknown", N_("This role is not for people.")))
    if role.state_only and not state:
        return Decision.refuse(Reason("state_only", N_("%(role)s is a role of State bodies only."), {"role": role.label}))
    if role.ngo_only and state:
        return Decision.refuse(Reason("ngo_only", N_("%(role)s is a role of organisations outside the State only."), {"role": role.label}))
    against = [known[code] for code in sorted(held) if code in known and exclude(code, wanted, known)]
    if not against:
        return Decision.allow()
    return Decision.refuse(
        *(
            Reason(
                "roles_exclude", N_("%(role)s and %(other)s exclude each other: nobody holds both."), {"role": role.label, "other": o.label}
            )
            for o in against
        )
    )


def exclude(one: str, other: str, known: Mapping[str, Role]) -> bool:
    """Whether two roles may never meet in one person."""
    if one == other:
        return False
    first, second = known[one], known[other]
    if other in first.excludes or one in second.excludes:
        return True
    return (watches(first) and second.sees_cases) or (watches(second) and first.sees_cases)


def watches(role: Role) -> bool:
    """Whether the role reads the trail or hands out access."""
    return bool(WATCHERS.intersection(role.permissions))


def conflicts(ties: Iterable[Tie], known: Mapping[str, Role]) -> tuple[Reason, ...]:
    """Conflicts of interest of one person, in words; they are shown, and both sides of one step are refused.

    Basis: IOM needs assessment 2016, rec. 63: the director of a State shelter also chaired an organisation.
    """
    listed = list(ties)
    bodies = {tie.organisation: tie for tie in listed}
    found = []
    inside = [tie for tie in bodies.values() if tie.state]
    outside = [tie for tie in bodies.values() if not tie.state]
    if inside and outside:
        text = N_("Tied to a State body (%(state)s) and to one outside the State (%(other)s): may not take part on both sides of one case.")
        found.append(Reason("state_and_other", text, {"state": inside[0].name, "other": outside[0].name}))
    elif len(bodies) > 1:
        first, second, *_rest = bodies.values()
        text = N_("Tied to two organisations (%(first)s, %(second)s): may not take part on both sides of one case.")
        found.append(Reason("two_organisations", text, {"first": first.name, "second": second.name}))
    roles = sorted({tie.role for tie in listed if tie.role in known})
    text = N_("%(role)s and %(other)s exclude each other: one of them has to end.")
    found += [
        Reason("roles_exclude", text, {"role": known[one].label, "other": known[other].label})
        for i, one in enumerate(roles)
        for other in roles[i + 1 :]
        if exclude(one, other, known)
    ]
    return tuple(found)


def one_side_only(*, acting_for: UUID | None, other_side: UUID | None, tied: Collection[UUID]) -> Decision:
    """Whether somebody acting for one organisation may receive, decide or monitor what the other side sent.

    ``tied``: every organisation the person has a tie to, the own one included.
    Basis: IOM needs assessment 2016, rec. 63.
    """
    if other_side is None or other_side == acting_for or other_side not in tied:
        return Decision.allow()
    text = N_("You have a tie to the organisation on the other side. Somebody without such a tie has to do this.")
    return Decision.refuse(Reason("both_sides", text))
