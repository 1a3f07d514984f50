"""Screening: the dimension rule and its boundary, the case table, act-means-purpose, and what is missing."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from dayaq.core.pack import load
from dayaq.respond.screening.rules import (
    MEANS_DIMENSIONS,
    MINIMAL_POSITIVES,
    PROFILES,
    Answer,
    Circumstances,
    Counts,
    Dimension,
    DimensionResult,
    ElementTest,
    Indicator,
    IndicatorList,
    ListKind,
    Means,
    Participant,
    Presence,
    Profile,
    Weight,
    check_participants,
    consent_note,
    count,
    judge,
    means,
    one_more,
    profile,
    screen,
)

D1, D2, D3, D4, D5, D6 = Dimension
S, M, W = Weight
YES, NO, UNKNOWN, NOT_ASKED = Answer

LABOUR = IndicatorList(
    "labour",
    "1",
    ListKind.ILO,
    (
        Indicator("L01"),
        Indicator("L03", D5, S),
        Indicator("L06", D5, S),
        Indicator("L08", D4, S),
        Indicator("L09", D4, M),
        Indicator("L15", D5, M),
        Indicator("R01", D1, S),
        Indicator("R02", D1, W),
    ),
)


def counted(**counts: tuple[int, int, int]) -> dict[Dimension, DimensionResult]:
    return {key: DimensionResult(Counts(*counts.get(key, (0, 0, 0)))) for key in Dimension}


@pytest.mark.parametrize(
    ("counts", "positive"),
    [
        ((1, 0, 0), False),
        ((1, 0, 1), True),
        ((0, 2, 0), False),
        ((0, 2, 1), True),
        ((0, 1, 4), False),
        ((0, 0, 9), False),
        ((2, 0, 0), True),
        ((1, 1, 0), True),
        ((0, 3, 0), True),
    ],
)
def test_dimension_rule_gives_the_published_vectors(counts: tuple[int, int, int], positive: bool) -> None:
    assert Counts(*counts).positive is positive


def test_dimension_boundary_enumerated_has_exactly_the_five_minimal_positives() -> None:
    positives: set[tuple[int, ...]] = {c for c in product(range(6), repeat=3) if Counts(*c).positive}

    def smaller(c: tuple[int, ...]) -> list[tuple[int, ...]]:
        return [tuple(n - (i == at) for at, n in enumerate(c)) for i in range(3) if c[i]]

    minimal = {c for c in positives if not any(less in positives for less in smaller(c))}
    assert minimal == {(2, 0, 0), (1, 1, 0), (1, 0, 1), (0, 3, 0), (0, 2, 1)}


def test_dimension_rule_equals_the_sentence_it_was_written_as() -> None:
    for s, m, w in product(range(6), repeat=3):
        sentence = s >= 2 or (s >= 1 and m + w >= 1) or m >= 3 or (m >= 2 and w >= 1)
        assert Counts(s, m, w).positive is sentence


@pytest.mark.parametrize(
    ("positive", "expected"),
    [
        (set(), Profile.NONE),
        ({D4}, Profile.EXPLOITATION_ONLY),
        ({D1, D4}, Profile.DECEIVED_AND_EXPLOITED),
        ({D1, D4, D5}, Profile.FORCED_LABOUR),
        ({D2, D4, D5}, Profile.FORCED_LABOUR),
        ({D1, D2, D3, D4, D5, D6}, Profile.FORCED_LABOUR),
        ({D4, D5}, Profile.COERCION),
        ({D4, D5, D6}, Profile.COERCION),
        ({D2, D4}, Profile.COERCED_RECRUITMENT),
        ({D4, D6}, Profile.EXPLOITED_IN_VULNERABILITY),
        ({D5}, Profile.NO_EXPLOITATION),
    ],
)
def test_profile_follows_the_case_table_and_names_its_gaps(positive: set[Dimension], expected: Profile) -> None:
    assert profile(positive) is expected


def test_every_profile_has_its_own_sentence() -> None:
    assert set(PROFILES) == set(Profile)
    assert len(set(PROFILES.values())) == len(Profile)


def test_case_table_of_the_pack_and_of_the_rule_are_one() -> None:
    table = load("intl-minimum").profiles
    assert table is not None
    for n in range(64):
        have = {key for bit, key in enumerate(Dimension) if n >> bit & 1}
        fits = (code for code, row in table.profiles.items() if have >= set(row.all_of) and (not row.any_of or have & set(row.any_of)))
        assert profile(have) == next(fits)


def test_rule_of_the_pack_and_of_the_code_are_one() -> None:
    """IDN-05."""
    table = load("intl-minimum").profiles
    assert table is not None
    assert set(table.means) == MEANS_DIMENSIONS
    assert set(MINIMAL_POSITIVES) == {(row["strong"], row["medium"], row["weak"]) for row in (c.model_dump() for c in table.positive)}


@pytest.mark.parametrize("dimension", sorted(MEANS_DIMENSIONS))
def test_means_are_shown_by_any_dimension_but_exploitation(dimension: Dimension) -> None:
    assert means(counted(**{dimension: (2, 0, 0)}), child=False) is Means.YES
    assert means(counted(D4=(2, 0, 0)), child=False) is Means.NO


def test_means_are_unknown_while_open_answers_could_show_them() -> None:
    answers = {item.code: NO for item in LABOUR.indicators} | {"L06": YES}
    assert screen(LABOUR, answers, Circumstances()).element_test.means is Means.NO
    answers["L15"] = UNKNOWN
    assert screen(LABOUR, answers, Circumstances()).element_test.means is Means.UNKNOWN
    answers["L15"] = YES
    assert screen(LABOUR, answers, Circumstances()).element_test.means is Means.YES


def test_means_stay_no_when_open_answers_could_not_show_them() -> None:
    answers = {item.code: NO for item in LABOUR.indicators} | {"R02": UNKNOWN, "L08": UNKNOWN}
    assert screen(LABOUR, answers, Circumstances()).element_test.means is Means.NO


def test_child_of_16_harboured_and_exploited_meets_the_test_without_means() -> None:
    """IDN-03, CHI-01; scenario A5."""
    result = judge(counted(D4=(2, 0, 0)), Circumstances(frozenset({"harbouring"}), child=True))
    assert result.element_test == ElementTest(True, Means.NOT_REQUIRED, True)
    assert result.element_test.met
    adult = judge(counted(D4=(2, 0, 0)), Circumstances(frozenset({"harbouring"})))
    assert adult.element_test == ElementTest(True, Means.NO, True)
    assert not adult.element_test.met


def test_adult_who_agreed_to_prostitution_under_debt_without_papers_meets_the_test() -> None:
    given = Circumstances(frozenset({"recruitment"}), purpose="sexual_exploitation")
    result = judge(counted(D5=(2, 0, 0)), given)
    assert result.dimensions[D5].positive
    assert result.element_test == ElementTest(True, Means.YES, True)
    assert result.profile is Profile.NO_EXPLOITATION
    note = consent_note("thb-law.1.0.2")
    assert (note.basis, "thb-law.1.0.2" in str(note)) == ("thb-law.1.0.2", True)


def test_adult_with_papers_kept_long_hours_and_low_pay_is_exploitation_only_and_asks_on() -> None:
    result = screen(LABOUR, {"L06": YES, "L08": YES, "L09": YES}, Circumstances())
    assert result.dimensions[D5].counts == Counts(strong=1)
    assert not result.dimensions[D5].positive
    assert result.dimensions[D4].counts == Counts(strong=1, medium=1)
    assert result.dimensions[D4].positive
    assert result.profile is Profile.EXPLOITATION_ONLY
    assert result.drivers == ("L08", "L09", "L06")
    assert result.driven_by["D4"] == ("L08", "L09")
    ask = {entry.dimension: entry for entry in result.missing}[D5]
    assert ask.topics == ("isolation", "debt", "threats")
    assert ask.unanswered == ("L03", "L15")
    assert str(ask.hint) == "one more indicator of any weight makes D5 positive"


def test_labour_purpose_is_read_from_the_dimension_and_not_from_the_code() -> None:
    asked = Circumstances(frozenset({"recruitment"}), purpose="forced_labour")
    assert judge(counted(), asked).element_test.purpose is False
    assert judge(counted(D4=(1, 1, 0)), asked).element_test.purpose is True
    assert judge(counted(), Circumstances(purpose="organ_removal")).element_test.purpose is True


def test_act_is_asked_and_never_guessed() -> None:
    result = judge(counted(D4=(2, 0, 0), D5=(2, 0, 0)), Circumstances())
    assert (result.element_test.act, result.element_test.met) == (False, False)
    assert result.profile is Profile.COERCION


@pytest.mark.parametrize(
    ("counts", "start"),
    [
        ((1, 0, 0), "one more indicator of any weight"),
        ((0, 2, 0), "one more indicator of any weight"),
        ((0, 1, 1), "one more medium or strong indicator"),
        ((0, 1, 0), "one more strong indicator"),
        ((0, 0, 3), "one more strong indicator"),
        ((0, 0, 0), "at least two more indicators"),
    ],
)
def test_hint_names_the_single_answer_that_is_missing(counts: tuple[int, int, int], start: str) -> None:
    assert one_more(Counts(*counts)).startswith(start)


def test_dimensions_the_list_leaves_out_are_named() -> None:
    result = screen(LABOUR, {}, Circumstances())
    assert [str(entry.hint) for entry in result.missing if entry.dimension is None] == [
        "the list has no items on D2, D3, D6: ask about them freely"
    ]


def test_answer_to_an_item_the_list_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="has no item X99"):
        screen(LABOUR, {"X99": YES}, Circumstances())


def test_incomplete_list_says_so_beside_every_result() -> None:
    part = IndicatorList("part", "1", ListKind.ILO, LABOUR.indicators, complete=False)
    assert [note.code for note in screen(part, {}, Circumstances()).notes] == [
        "neither_decides",
        "list_incomplete",
    ]
    assert [note.code for note in screen(LABOUR, {}, Circumstances()).notes] == ["neither_decides"]


def test_any_yes_list_needs_one_yes_and_scores_no_dimension() -> None:
    brief = IndicatorList("brief", "1", ListKind.ANY_YES, (Indicator("Q1", D5, S), Indicator("Q2", D5, S)))
    result = screen(brief, {"Q1": YES, "Q2": YES}, Circumstances())
    assert (result.profile, result.drivers) == (Profile.ANY_YES, ("Q1", "Q2"))
    assert not result.dimensions[D5].positive
    assert screen(brief, {"Q1": UNKNOWN, "Q2": NO}, Circumstances()).profile is Profile.NO_YES


def test_list_without_score_stays_without_score() -> None:
    talk = IndicatorList("talk", "1", ListKind.NO_SCORE, (Indicator("Q1", D4, S), Indicator("Q2", D4, S)))
    result = screen(talk, {"Q1": YES, "Q2": YES}, Circumstances())
    assert result.profile is Profile.NOT_SCORED
    assert not result.element_test.purpose


some_answers = st.dictionaries(st.sampled_from([i.code for i in LABOUR.indicators]), st.sampled_from(Answer))


@given_any(some_answers, st.sampled_from([i.code for i in LABOUR.indicators]))
def test_one_more_yes_never_takes_a_positive_back(answers: dict[str, Answer], code: str) -> None:
    before = screen(LABOUR, answers, Circumstances(frozenset({"transport"})))
    after = screen(LABOUR, answers | {code: YES}, Circumstances(frozenset({"transport"})))
    for key in Dimension:
        assert after.dimensions[key].positive >= before.dimensions[key].positive
    assert after.element_test.met >= before.element_test.met


@given_any(some_answers)
def test_unknown_and_not_asked_count_like_silence(answers: dict[str, Answer]) -> None:
    spoken = {code: answer for code, answer in answers.items() if answer in (YES, NO)}
    full, short = count(LABOUR.indicators, answers), count(LABOUR.indicators, spoken)
    assert {k: (r.counts, r.unanswered) for k, r in full.items()} == {k: (r.counts, r.unanswered) for k, r in short.items()}


@given_any(some_answers)
def test_context_items_never_change_a_result(answers: dict[str, Answer]) -> None:
    with_yes, with_no = ({**answers, "L01": answer} for answer in (YES, NO))
    assert screen(LABOUR, with_yes, Circumstances()) == screen(LABOUR, with_no, Circumstances())


@given_any(some_answers)
def test_child_is_never_asked_for_means(answers: dict[str, Answer]) -> None:
    result = screen(LABOUR, answers, Circumstances(frozenset({"harbouring"}), child=True))
    assert result.element_test.means is Means.NOT_REQUIRED
    assert result.element_test.met is result.dimensions[D4].positive


def test_consent_is_no_input_of_any_result() -> None:
    """IDN-04."""
    assert "consent" not in " ".join(Circumstances.__dataclass_fields__)
    assert "consent" not in " ".join(Profile) + " ".join(Means)


CHILDS_PEOPLE = (
    Participant("legal_representative", obligatory=True),
    Participant("doctor"),
    Participant("psychologist"),
)
HERE = Presence(present=True)


def test_child_has_a_representative_and_the_others_are_there_or_not_needed_for_a_reason() -> None:
    """CHI-02."""
    at_hand = {
        "legal_representative": HERE,
        "doctor": HERE,
        "psychologist": Presence(False, "seen the day before"),
    }
    assert check_participants(CHILDS_PEOPLE, at_hand, child=True).ok


def test_no_reason_replaces_the_representative_of_a_child() -> None:
    at_hand = {"legal_representative": Presence(False, "not needed"), "doctor": HERE, "psychologist": HERE}
    refusal = check_participants(CHILDS_PEOPLE, at_hand, child=True)
    assert [(reason.code, reason.basis) for reason in refusal.reasons] == [("obligatory_absent", "coe197.10(4)")]


def test_everybody_missing_is_named_and_an_adult_needs_nobody() -> None:
    refusal = check_participants(CHILDS_PEOPLE, {}, child=True)
    assert [reason.params["participant"] for reason in refusal.reasons] == [
        "legal_representative",
        "doctor",
        "psychologist",
    ]
    assert check_participants(CHILDS_PEOPLE, {}, child=False).ok
