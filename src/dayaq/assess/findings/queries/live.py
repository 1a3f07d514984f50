"""What data say today: survey tables, themes of interviews, figures of the register; and what a token or piece of evidence stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils import timezone

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings.models import Evidence
from dayaq.assess.findings.rules.evidence import Piece, stale, worded
from dayaq.assess.findings.rules.tokens import WITHHELD, Bound, Lookup, Token
from dayaq.assess.framework.rules.instrument import Choice
from dayaq.assess.results.rules.leaving import THRESHOLD
from dayaq.assess.results.rules.tables import exclusive
from dayaq.core.decision import Decision, Reason
from dayaq.core.period import Period
from dayaq.core.table.cells import HIDDEN_MARK
from dayaq.core.words import N_

if TYPE_CHECKING:
    from dayaq.assess.interviews.rules.themes import ThemeCount
    from dayaq.assess.results.rules.leaving import Leaves
    from dayaq.assess.results.rules.tables import ItemTable

Value = dict[str, Any]  # value, status, source, label of a figure
NOTHING_TO_READ = Reason("no_answers_read", N_("(no answers that you may read)"))
NOBODY = Reason("nobody", N_("(nobody answered)"))
NO_REGISTER = Reason("no_register", N_("There is no register of figures here. Type the figure with its source."))


class Data:
    """The data of one assessment, each read once and only when somebody asks; ``outward``: as they may leave it today."""

    def __init__(self, assessment: Assessment, *, outward: bool = False) -> None:
        self.assessment, self.outward = assessment, outward
        self.asked: dict[tuple[str, str, tuple[str, ...]], Sequence[Any] | Reason] = {}  # tables of the register asked already

    @cached_property
    def tables(self) -> Mapping[str, ItemTable | Leaves]:
        """The survey's tables by item."""
        from dayaq.assess.results import queries as results

        return results.leaving(self.assessment) if self.outward else results.tables(self.assessment)

    @cached_property
    def themes(self) -> Mapping[str, ThemeCount]:
        """Theme counts by code; free themes by their identity."""
        from dayaq.assess.interviews import queries as interviews

        return {theme.code or str(theme.guid): theme for theme in interviews.themes(self.assessment)}

    @cached_property
    def figures(self) -> Sequence[Mapping[str, Any]]:
        """Figures in evidence, the latest taken last."""
        rows = Evidence.objects.filter(assessment_id=self.assessment.id, kind="figure", withdrawn_because="")
        return [row.facts for row in rows.order_by("at", "id")]

    def lookup(self, token: Token) -> Bound | None:
        """What a token stands for; None when there is nothing of that name."""
        match token.kind:
            case "survey":
                return self.survey(token.code, token.choices)
            case "themes":
                return self.theme(token.code)
            case _:
                return self.figure(token)

    def survey(self, code: str, choices: Iterable[str]) -> Bound | None:
        """How many chose any of the choices, of the base of the item."""
        table = self.tables.get(code)
        if table is None or not set(choices) <= set(table.counts) or (len(tuple(choices)) > 1 and not exclusive(table.kind)):
            return None
        if not table.respondents:
            return Bound(None, withheld=NOTHING_TO_READ)
        if table.base == 0 or any(reason.code == "results.nobody" for reason in withheld(table)):
            return Bound(None, withheld=NOBODY)
        if withheld(table):
            return Bound(None, withheld=WITHHELD)
        counts = [table.counts[choice] for choice in choices]
        return Bound(None, withheld=WITHHELD) if None in counts else Bound(sum(count or 0 for count in counts), table.base)

    def theme(self, code: str) -> Bound | None:
        """How many interviews mention a theme, of those asked about it."""
        found = self.themes.get(code)
        if found is None:
            return None if self.reads else Bound(None, withheld=NOTHING_TO_READ)
        kept = self.theme_kept_back(found) or (None if found.base else NOBODY)
        return Bound(None, withheld=kept) if kept else Bound(found.n, found.base)

    def theme_kept_back(self, theme: ThemeCount) -> Reason | None:
        """Outward a count of interviews leaves when it is of at least five and not of every one of them."""
        return WITHHELD if self.outward and not (theme.base >= THRESHOLD and theme.n < theme.base) else None

    @cached_property
    def reads(self) -> bool:
        """Whether the acting person reads what respondents said."""
        return desk.may(self.assessment, "raw")

    def figure(self, token: Token) -> Bound | None:
        """A figure as it was taken into evidence; a hidden one stays hidden."""
        asked = (token.code, token.period, dict(token.dims))
        for facts in reversed(self.figures):
            if (facts.get("measure"), facts.get("period"), facts.get("dims") or {}) == asked:
                shown = worded(facts)
                return Bound(None, withheld=shown) if isinstance(shown, Reason) else Bound(str(shown))
        return None

    def statement(self, row: Evidence) -> Reason | None:
        """What a piece of evidence says from data; None for kinds that say it in words."""
        match row.kind:
            case "survey":
                return self.survey_said(str(row.facts.get("item")), row.facts.get("choices") or ())
            case "interviews":
                return self.theme_said(str(row.facts.get("theme")))
            case "figure":
                return figure_said(row.facts)
            case _:
                return None

    def survey_said(self, code: str, choices: Sequence[str]) -> Reason:
        """A survey statistic in words, with the base."""
        table = self.tables.get(code)
        if table is None:
            return Reason("item_gone", N_("The survey has no item %(item)s."), {"item": code})
        if kept := kept_back(table):
            return kept
        wanted = list(choices) or list(table.counts)
        shown = {"item": code, "text": table.text, "base": table.base, "counts": spread(table, wanted)}
        return Reason("survey_said", N_("Item %(item)s, %(text)s: %(counts)s (n = %(base)s)."), shown)

    def theme_said(self, code: str) -> Reason:
        """A theme count in words, with the base."""
        theme = self.themes.get(code)
        if theme is None:
            return Reason("theme_gone", N_("No interview is coded with %(theme)s."), {"theme": code}) if self.reads else NOTHING_TO_READ
        if kept := self.theme_kept_back(theme):
            return kept
        text = N_("%(n)s of %(base)s interviews asked about it speak of: %(theme)s.")
        return Reason("theme_said", text, {"n": theme.n, "base": theme.base, "theme": theme.label})

    def piece(self, row: Evidence, today: date | None = None) -> Piece:
        """A piece of evidence with what data say now."""
        old = self.stale(row, today or timezone.localdate()) if row.kind == "figure" else None
        return Piece(str(row.id), row.kind, row.facts, row.words, row.part, self.statement(row), old)

    def stale(self, row: Evidence, today: date) -> Reason | None:
        """Whether a figure in evidence should be looked at again."""
        if row.facts.get("typed"):
            return None
        dims = row.facts.get("dims") or {}
        key = (str(row.facts["measure"]), str(row.facts["period"]), tuple(sorted(dims)))
        if key not in self.asked:
            self.asked[key] = figures_by(self.assessment, *key)
        table = self.asked[key]
        now = table if isinstance(table, Reason) else one_figure(table, key[0], dims)
        return stale(row.facts, None if isinstance(now, Reason) else now, today)


def kept_back(table: ItemTable | Leaves) -> Reason | None:
    """Why a table tells nothing here: its reader may not see answers, or it does not leave."""
    if not table.respondents:
        return NOTHING_TO_READ
    return next(iter(withheld(table)), None)


def withheld(table: ItemTable | Leaves) -> tuple[Reason, ...]:
    """Why a table does not leave; nothing for one that does, and for the team's own."""
    return getattr(table, "withheld", ())


def spread(table: ItemTable | Leaves, choices: Sequence[str]) -> dict[str, str]:
    """Counts with their labels, in every language the labels have: "adequate 4, neither 2"."""
    languages = dict.fromkeys(language for choice in choices if choice in table.labels for language in table.labels[choice])
    return {
        language: ", ".join(
            f"{table.labels[choice].get(language, choice)} {table.counts[choice]}" for choice in choices if choice in table.counts
        )
        for language in languages
    }


def counted(table: ItemTable | Leaves, choice: str) -> int | str:
    """A count, or the mark of a hidden one."""
    count = table.counts[choice]
    return HIDDEN_MARK if count is None else count


def figure_said(facts: Mapping[str, Any]) -> Reason:
    """A figure in evidence in words."""
    shown = {
        "period": facts.get("period"),
        "value": worded(facts),
        "label": facts.get("label") or facts.get("measure"),
        "source": facts.get("source"),
    }
    if facts.get("typed"):
        return Reason(
            "figure_typed", N_("%(period)s, %(label)s: %(value)s (%(source)s, p. %(page)s)."), shown | {"page": facts.get("page")}
        )
    taken = {"taken": date.fromisoformat(str(facts["taken_on"]))}
    return Reason("figure_said", N_("%(period)s, %(label)s: %(value)s (%(source)s; taken on %(taken)s)."), shown | taken)


def figure(assessment: Assessment, measure: str, period: str, dims: Mapping[str, str]) -> Value | Reason:
    """A figure of the register as it leaves the office (small counts hidden), or why there is none."""
    found = figures_by(assessment, measure, period, tuple(sorted(dims)))
    return found if isinstance(found, Reason) else one_figure(found, measure, dims)


def figures_by(assessment: Assessment, measure: str, period: str, by: tuple[str, ...]) -> Sequence[Any] | Reason:
    """The protected table a figure stands in. The register is asked only where it is installed: an assessment also runs alone."""
    if not apps.is_installed("dayaq.count.figures"):
        return NO_REGISTER
    from dayaq.count.figures import queries as figures

    known = figures.find(measure)
    try:
        span = Period.parse(period)
    except ValueError:
        return Reason("period_unknown", N_("%(period)s is no period: write 2017, 2017-Q3 or 2016-2017."), {"period": period})
    if known is None:
        return Reason("measure_unknown", N_("The register has no measure %(measure)s."), {"measure": measure})
    country = next((pack.code for pack in figures.countries() if pack.manifest.country in assessment.countries[:1]), "")
    if not country:
        return Reason("no_country", N_("The register holds no figures of this country. Type the figure with its source."))
    try:
        return figures.cells(known, figures.Query(span, country, by, protect=True))
    except figures.WrongDimension:
        return Reason("dims_unknown", N_("The measure %(measure)s is not broken down so."), {"measure": measure})


def one_figure(table: Sequence[Any], measure: str, dims: Mapping[str, str]) -> Value | Reason:
    """The one figure asked for; several printed ones compete, and a person picks one with its source."""
    chosen = [one for one in table if dict(one.dims) == dict(dims)]
    if len(chosen) != 1 or str(chosen[0].status) == "unknown":
        text = N_("The register has not one figure for it but %(n)s. Type the one you mean with its source.")
        return Reason("figure_not_one", text, {"n": sum(str(one.status) != "unknown" for one in chosen)})
    [one] = chosen
    value = one.value if isinstance(one.value, int) or one.value is None else str(one.value)
    return {"value": value, "status": str(one.status), "source": one.source, "label": measure_label(measure), "measure": measure}


def measure_label(measure: str) -> dict[str, str]:
    """What a measure is called, in every language it has."""
    from dayaq.count.figures import queries as figures

    known = figures.find(measure)
    return dict(known.label) if known else {}


def item_exists(assessment: Assessment, code: str, choices: Iterable[str]) -> Decision:
    """Whether the survey of the assessment asks the item and offers the choices."""
    from dayaq.assess.survey import queries as survey

    instrument = survey.instrument_of(assessment)
    item = next((one for one in instrument.items if one.code == code), None)
    offered: Sequence[Choice] = instrument.offered(item) if item and item.kind != "text" else ()
    if item is not None and set(choices) <= {choice.code for choice in offered}:
        return Decision.allow()
    shown = {"item": " ".join((code, *choices))}
    return Decision.refuse(Reason("item_unknown", N_("The survey has no item or answer %(item)s."), shown))


def lookup(assessment: Assessment, *, outward: bool = False) -> Lookup:
    """What the tokens of this assessment's texts stand for: inside the team, or as they may leave today."""
    return Data(assessment, outward=outward).lookup
