import pytest

from dayaq.count.estimate.fitting.existence import Status, check_all
from dayaq.count.estimate.gates.assumptions import AssumptionFault, Assumptions, Linkage, Override, read
from dayaq.count.estimate.gates.gate import State
from dayaq.count.estimate.gates.judging import Modelled, coverage_gate, judge, linkage_gate, lists_gate, model_gate, overlap_gate
from tests.count.estimate.tables import small, table

OWN = Assumptions(own_recruitment=dict.fromkeys(("LA", "NG", "PF", "GO", "GP", "NCA"), True))
CHAIN = small(("A", 40), ("B", 30), ("C", 20), ("AB", 2), ("BC", 2))


def codes(gate):
    return [reason.code for reason in gate.reasons]


def test_g1_six_lists_of_unstated_origin():
    gate = lists_gate(table("UKdat"), Assumptions())
    assert (gate.state, codes(gate)) == (State.NOT_STATED, ["lists", "own_not_stated"])


def test_g1_passes_when_each_list_finds_people_itself():
    assert lists_gate(table("UKdat"), OWN).state is State.PASS


@pytest.mark.parametrize(
    ("share", "state", "code"), [(0.85, State.FAIL, "fed"), (0.3, State.WARN, "partly_fed"), (0.1, State.PASS, "lists")]
)
def test_g1_a_list_fed_by_referral(share, state, code):
    gate = lists_gate(table("UKdat"), Assumptions(own_recruitment=OWN.own_recruitment, referred={"GO": {"PF": share}}))
    assert gate.state is state
    assert code in codes(gate)
    assert [str(one) for one in gate.helps] == ([] if state is State.PASS else ["Leave list GO out, or merge it with PF."])


def test_g1_adds_the_referrals_from_several_lists():
    half = Assumptions(own_recruitment=OWN.own_recruitment, referred={"GO": {"PF": 0.5, "NG": 0.5}})
    gate = lists_gate(table("UKdat"), half)
    assert (gate.state, [str(reason) for reason in gate.causes]) == (State.FAIL, ["List GO is fed by referral from PF, NG."])
    tenths = Assumptions(own_recruitment=OWN.own_recruitment, referred={"GO": {"PF": 0.1, "NG": 0.1, "LA": 0.0}})
    assert "Part of list GO came by referral from PF, NG (20 %)." in map(str, lists_gate(table("UKdat"), tenths).reasons)


def test_g1_two_lists_are_too_few_and_three_warn():
    assert lists_gate(small(("A", 9), ("AB", 9), lists="AB"), Assumptions()).state is State.FAIL
    assert lists_gate(table("Artificial_3"), Assumptions()).state is State.WARN


def test_g2_passes_and_names_the_pairs_that_share_nobody():
    gate = overlap_gate(table("UKdat"))
    assert (gate.state, [str(reason) for reason in gate.reasons]) == (
        State.PASS,
        ["252 persons are on two or more lists.", "Pairs of lists that share nobody: LA:GP, LA:NCA."],
    )


def test_g2_six_shared_persons_warn_and_four_stop():
    warned, stopped = overlap_gate(table("Artificial_3")), overlap_gate(CHAIN)
    assert (warned.state, codes(warned)) == (State.WARN, ["few", "alone", "empty"])
    assert (stopped.state, stopped.final, codes(stopped)[0]) == (State.FAIL, False, "too_few")
    assert [reason.code for reason in stopped.helps][:2] == ["pool", "merge_lists"]


def test_g2_prints_no_count_below_its_limits():
    told = " ".join(str(reason) for reason in overlap_gate(small(("A", 40), ("B", 7), ("C", 20), ("AB", 2), ("BC", 1), ("AC", 1))).reasons)
    assert not {"7", "8", "4", "2", "1"} & set(told.replace("10", "").split())
    assert "Fewer than 5" in told


def test_g2_no_overlap_is_final():
    gate = overlap_gate(small(("A", 40), ("B", 30), ("C", 20)))
    assert (gate.state, gate.final, codes(gate)) == (State.FAIL, True, ["no_overlap"])


@pytest.mark.parametrize(
    ("status", "state", "final"),
    [("ok", "pass", False), ("extended", "pass", False), ("no_mle", "fail", True), ("not_identifiable", "fail", True)],
)
def test_g3_lets_only_estimates_through_that_exist(status, state, final):
    gate = model_gate(table("Artificial_3"), Modelled((3, 5), Status(status), (3,)))
    assert (gate.state, gate.final) == (State(state), final)


def test_g3_names_the_models_without_estimate():
    captures = table("Artificial_3")
    gate = model_gate(captures, Modelled((), Status.OK, failing=check_all(captures)))
    assert gate.state is State.WARN
    assert [str(reason) for reason in gate.reasons[1:]] == [
        "Models of pairs without an estimate, left out: A:B; A:B + A:C; A:B + B:C.",
        "Models whose parts the lists cannot tell apart, left out: A:B + A:C + B:C.",
    ]


def test_g4_needs_period_definition_and_ages():
    assert coverage_gate(Assumptions()).state is State.NOT_STATED
    assert len(coverage_gate(Assumptions()).reasons) == 3
    assert coverage_gate(Assumptions(same_period=True, same_definition=True, ages="all")).state is State.PASS
    assert codes(coverage_gate(Assumptions(same_period=True, same_definition=False, ages="all"))) == ["definitions"]


def test_g5_tells_the_bias_of_missed_links():
    assert linkage_gate(Assumptions()).state is State.NOT_STATED
    assert linkage_gate(Assumptions(linkage=Linkage(reviewed=False))).state is State.FAIL
    assert linkage_gate(Assumptions(linkage=Linkage(True, 0.02, 0.01))).state is State.PASS
    warned = linkage_gate(Assumptions(linkage=Linkage(True, 0.15, 0.05)))
    assert (warned.state, str(warned.reasons[0])) == (
        State.WARN,
        "About 15 % of the links were missed; the estimate comes out too high by about 18 %.",
    )


def test_g5_with_one_share_stated_asks_for_the_other_only():
    missed, false = (linkage_gate(Assumptions(linkage=links)) for links in (Linkage(missed=0.15), Linkage(false=0.02)))
    assert (missed.state, codes(missed)) == (State.WARN, ["links_missed", "false_not_stated"])
    assert (false.state, codes(false)) == (State.NOT_STATED, ["missed_not_stated"])


@pytest.mark.parametrize(
    ("assumptions", "bounded"),
    [
        (Assumptions(), True),
        (Assumptions(same_period=False), False),
        (Assumptions(same_definition=False), False),
        (Assumptions(linkage=Linkage(reviewed=False)), False),
        (Assumptions(linkage=Linkage(missed=0.15)), False),
        (Assumptions(linkage=Linkage(missed=0.02, false=0.2)), True),
        (Assumptions(own_recruitment={"LA": False}), True),
    ],
)
def test_a_lower_bound_needs_links_and_coverage_that_do_not_lift_it(assumptions, bounded):
    assert judge(table("UKdat"), Modelled((), Status.OK), assumptions).bounded is bounded


def test_an_override_goes_through_a_failing_gate_but_not_through_a_missing_number():
    decided = Override("Invented Person", "asked for by the parliament, marked as exploratory")
    weak = judge(CHAIN, Modelled((), Status.OK), Assumptions(), decided)
    assert ([gate.code for gate in weak.refusing], [gate.code for gate in weak.overridden]) == ([], ["G2"])
    assert [gate.code for gate in judge(CHAIN, Modelled((), Status.OK), Assumptions()).refusing] == ["G2"]
    none = judge(CHAIN, Modelled((3,), Status.NO_MLE), Assumptions(), decided)
    assert [gate.code for gate in none.refusing] == ["G3"]


def test_nobody_goes_on_with_fewer_than_five_persons():
    few = small(("A", 1), ("B", 1), ("AB", 2))
    found = judge(few, Modelled((), Status.OK), Assumptions(), Override("Invented Person", "a reason long enough"))
    assert [gate.code for gate in found.refusing] == ["G2"]


def test_referrals_of_more_than_everybody_are_refused():
    with pytest.raises(AssumptionFault, match="lists, A, referred_from: the shares add up to more than 1"):
        read({"lists": {"A": {"referred_from": {"B": 0.6, "C": 0.5}}}}, ("A", "B", "C"))


@pytest.mark.parametrize(("by", "reason"), [("", "a reason long enough"), ("Invented Person", "  so  "), (" ", "")])
def test_an_override_needs_a_name_and_a_reason(by, reason):
    with pytest.raises(AssumptionFault):
        Override(by, reason)


def test_assumptions_are_read_whole():
    found = read(
        {
            "lists": {"A": {"own_recruitment": True}, "B": {"own_recruitment": False, "referred_from": {"A": 0.9}}},
            "same_period": True,
            "linkage": {"reviewed": True, "missed": 0.1, "false": 0, "missed_interval": [0.05, 0.2]},
        },
        ("A", "B"),
    )
    assert found == Assumptions({"A": True, "B": False}, {"B": {"A": 0.9}}, True, linkage=Linkage(True, 0.1, 0.0, (0.05, 0.2)))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([], "the assumptions: names with answers are expected"),
        ({"colour": 1}, "'colour' is not known"),
        ({"lists": {"X": {}}}, "lists: 'X' is not known; there are: A, B"),
        ({"same_period": "perhaps"}, "same_period: 'perhaps' is neither true nor false"),
        ({"linkage": {"missed": 1.5}}, "linkage, missed: 1.5 is no share from 0 to 1"),
        ({"linkage": {"missed": True}}, "linkage, missed: True is no share from 0 to 1"),
        ({"linkage": {"missed_interval": [0.3, 0.1]}}, "the lower share comes first"),
        ({"lists": {"A": {"referred_from": {"A": 1}}}}, "'A' is not known; there are: B"),
        ({"lists": {"A": {"referred_from": {"B": 1.2}}}}, "A, B: 1.2 is no share from 0 to 1"),
        ({"linkage": {"missed": 0.95}}, "linkage, missed: 0.95 is no share from 0 to below 0.9"),
        ({"linkage": {"missed_interval": [0.05, 1.0]}}, "linkage, missed_interval: two shares from 0 to below 0.9 are expected"),
        ({"ages": "old"}, "ages: 'old' is none of all, adults, children"),
    ],
)
def test_assumptions_that_cannot_be_read_are_named(answers, said):
    with pytest.raises(AssumptionFault) as fault:
        read(answers, ("A", "B"))
    assert said in str(fault.value)
