"""Whatever name is printed is accepted: of targets, inputs, parameters and choices, in English and 中文."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

import simcore
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.policy import Policy
from simcore.rulebook.units import UNITS

POLICY = Policy.load()
AWARD = {
    "benefit_base": 8160,
    "average_index": 1,
    "contribution_months": 300,
    "account_balance": 100_000,
    "payout_divisor": 139,
    "months_before_accounts": 0,
}


def labels(node: str) -> tuple[str, str]:
    graph = POLICY.graph
    stated = graph.rules[node][-1][1] if node in graph.rules else graph.parameters.get(node) or INPUTS[node]
    return stated.label_en, stated.label_zh


@pytest.mark.parametrize("language", [0, 1])
def test_a_pension_asked_for_by_its_labels_is_the_same(language: int) -> None:
    nodes = {name: POLICY.graph.find(name) or name for name in AWARD}
    by_label = {labels(nodes[name])[language]: value for name, value in AWARD.items()}
    target = labels("monthly_pension")[language]
    # 8160 × (1 + 1) × 300 × 1 % ÷ 24, and 100000 ÷ 139.
    assert simcore.calculate(target, "2026-03", **by_label) == Decimal("2759.42")
    assert simcore.calculate("monthly_pension", "2026-03", **AWARD) == Decimal("2759.42")


def test_both_doors_take_chinese_names() -> None:
    words = ["法定退休年月", "--date", "2026-03", "出生年月=1975-06", "退休类别=男"]
    printed = subprocess.run(
        [sys.executable, "-m", "simcore", "calculate", *words], capture_output=True, text=True, check=True
    ).stdout
    asked = {"出生年月": "1975-06", "退休类别": "男"}
    assert printed.strip() == simcore.calculate("法定退休年月", "2026-03", **asked) == "2038-02"
    assert POLICY.parameter("职工基本养老保险单位费率").path == "employee_pension.employer_rate"


def test_every_target_is_found_by_both_of_its_labels() -> None:
    for name in POLICY.graph.rules:
        for label in labels(name):
            assert POLICY.graph.known(label, ("target", "计算项")) == name, label


def test_every_choice_is_found_by_both_of_its_labels() -> None:
    scheme = UNITS["scheme"]
    assert scheme.inside("职工基本养老保险", "scheme") == scheme.inside("employee pension", "scheme") == 0
    inside = {"失业保险": "0.05", "职工基本养老保险": "0.05"}
    for label in inside:
        late = simcore.calculate(
            "late_surcharge", "2026-03", unpaid=100, due_on="2026-03-01", paid_on="2026-03-02", scheme=label
        )
        assert str(late) == inside[label]


def test_an_ambiguous_choice_and_a_chinese_slip_are_answered_with_chinese_names() -> None:
    with pytest.raises(simcore.InvalidInput, match="女职工"):
        simcore.calculate(
            "statutory_retirement_month", "2026-03", birth_month="1975-06", retirement_category="女"
        )
    with pytest.raises(simcore.InvalidInput, match="月养老金"):
        simcore.calculate("月养老进", "2026-03")
    with pytest.raises(simcore.InvalidInput, match="计发基数"):
        simcore.calculate("月养老金", "2026-03", **{"计发基"[:3] + "术": 8160})


def test_a_label_that_two_nodes_share_is_answered_with_both_codes() -> None:
    shared = "住院起付线（按医院等级）"
    with pytest.raises(
        simcore.InvalidInput, match=r"employee_medical_inpatient_deductible or resident_medical"
    ):
        POLICY.graph.known(shared, ("parameter", "参数"))
    fully = {"hospital_level": 2, "stays_this_year": 1, shared: {1: 100, 2: 300, 3: 800}}
    assert str(simcore.calculate("resident_inpatient_deductible", "2026-03", **fully)) == "300.00"
