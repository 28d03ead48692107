"""Claims about how contributions, accounts and grants are told: every tree adds up on the screen, and says no
more than the record knows.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

import simcore
from simcore.calendar import month_of, month_text
from simcore.inquiry.run import Run
from simcore.inquiry.why.contributions import COLUMN
from simcore.rulebook.explanation import shown_in
from simcore.rulebook.explanation_text import doubts, formulas
from simcore.rulebook.reasons import Step
from simcore.simulation import Simulation
from simcore.vocabulary import ClaimKind, PaymentKind
from tests.inquiry.worlds import people, steps, world


@pytest.fixture(scope="module")
def run() -> Run:
    return world("every conduct")


def months_of(run: Run, kind: PaymentKind, most: int = 12) -> list[tuple[int, str]]:
    """Person and month of some lines of a kind that stand with an employer of the run."""
    found = [
        (person, month_text(line["month"]))
        for person in people(run)
        for line in run.record_of(person).lines
        if line["kind"] == kind and line["employer_id"] != 0
    ]
    return found[:: max(1, len(found) // most)][:most]


def reckoned(step: Step) -> float:
    """What the formula in numbers of a sum comes to."""
    figures = step.numbers[0].replace("−", "-").split()
    total, sign = 0.0, 1
    for figure in figures:
        if figure in "+-":
            sign = 1 if figure == "+" else -1
        else:
            total += sign * float(figure)
    return round(total, 2)


def test_each_amount_of_an_assessed_month_is_called_by_its_own_name(run: Run) -> None:
    told = 0
    for person, month in months_of(run, PaymentKind.ASSESSED):
        tree = run.explain(person, "assessed_contribution", month).tree
        labels = [step.label for step in tree.steps]
        assert len(set(labels)) == len(labels) == 7
        assert labels[0] == run.policy.graph.label_of("employee_pension_worker")
        assert tree.formula[0].count(" + ") == 6 and reckoned(tree) == float(tree.value)
        for target in COLUMN:
            tree = run.explain(person, target, month).tree
            assert tree.label == run.policy.graph.label_of(target)
        told += 1
    assert told > 5


def test_an_assessed_month_says_from_which_month_and_employer_it_comes(run: Run) -> None:
    told = Counter[bool]()
    for person, month in months_of(run, PaymentKind.ASSESSED, most=60):
        record = run.record_of(person)
        (line,) = (line for line in record.lines if month_text(line["month"]) == month)
        found = steps(run.explain(person, "employee_pension_worker", month))
        if "last_month_contribution" not in found:
            continue
        last = found["last_month_contribution"]
        (said,) = re.findall(r"last ordinary line, of (\d{4}-\d\d)", last.label[0])
        (before,) = (one for one in record.lines if month_text(one["month"]) == said)
        assert before["pension_worker_fen"] == last.inside
        is_lawful = before["month"] == line["month"] - 1 and before["employer_id"] == line["employer_id"]
        assert ("model convention: the last ordinary line" in last.document.en) == (not is_lawful)
        assert ("模型约定" in last.document.zh) == last.model_default == (not is_lawful)
        told[is_lawful] += 1
    assert told[False] > 3, told


def test_the_parts_of_a_payslip_and_of_a_surcharge_add_up_on_the_screen(run: Run) -> None:
    person, month = months_of(run, PaymentKind.NORMAL)[3]
    for target in ("worker_contributions", "employer_contributions"):
        tree = run.explain(person, target, month).tree
        assert reckoned(tree) == float(tree.value) and len(formulas(tree)) == 2
    late = next(
        told
        for person in people(run)
        for told in [_or_none(run, person, "late_surcharge")]
        if told is not None
    )
    labels = [step.label[0] for step in late.steps]
    assert labels == [
        "late surcharge, employee pension",
        "late surcharge, employee medical",
        "late surcharge, unemployment",
        "late surcharge, work injury",
    ]
    assert re.fullmatch(r"late surcharge on the employer's bill for \d{4}-\d\d", late.label[0])
    assert reckoned(late) == float(late.value)


def _or_none(run: Run, person: int, target: str) -> Step | None:
    try:
        return run.explain(person, target).tree
    except simcore.InvalidInput:
        return None


def test_one_is_told_as_one(run: Run) -> None:
    for unit, one, two in (
        ("months", "1 month", "2 months"),
        ("days", "1 day", "2 days"),
        ("years", "1 year", "2 years"),
        ("weeks_of_loss", "1 week", "2 weeks"),
    ):
        assert shown_in(unit, 1)[0] == one and shown_in(unit, 2)[0] == two
    told = {
        said
        for person in people(run)
        for tree in [_or_none(run, person, "late_surcharge")]
        if tree is not None
        for said in re.findall(r"\d+ \w+ on it", tree.document.en)
    }
    assert "1 person on it" in told and not any(said.startswith("1 people") for said in told)


def test_a_bill_that_was_paid_in_time_is_not_called_owed_before_it_is_booked() -> None:
    """Punctual employers pay on the 25th; the tax bureau books on the month's last day."""
    stopped = Simulation(people=100, years=2).advance("2021-03-26").run
    person = int(
        stopped.sql(
            "SELECT min(person_id) p FROM payments WHERE month = '2021-03' AND settled_on = '2021-03-25'"
        )["p"][0]
    )
    told = run_document(stopped, person, "2021-03")
    assert "paid on 2021-03-25; not yet booked by the tax bureau" in told and "owed" not in told


def run_document(run: Run, person: int, month: str) -> str:
    return run.explain(person, "worker_contributions", month).tree.document.en


def test_a_bill_that_nobody_has_paid_is_owed_and_one_written_off_says_so(run: Run) -> None:
    told = Counter[str]()
    for name in ("every conduct", "every employer late"):
        other = world(name)
        for person in people(other):
            for line in other.record_of(person).lines:
                if line["arrived_on"] is None and line["kind"] == PaymentKind.NORMAL:
                    document = run_document(other, person, month_text(line["month"]))
                    word = "written off" if line["written_off_on"] is not None else "still owed"
                    if line["settled_on"] is None:
                        assert word in document and "booked" not in document
                        told[word] += 1
    assert min(told["written off"], told["still owed"]) > 0, told


def test_a_base_is_told_from_the_wage_that_was_declared(run: Run) -> None:
    told = Counter[str]()
    for person in people(run)[::3]:
        for line in run.record_of(person).lines[::9]:
            if line["kind"] in (PaymentKind.NORMAL, PaymentKind.FLEXIBLE):
                tree = run.explain(person, "contribution_base", month_text(line["month"])).tree
                assert "monthly wage" not in tree.formula[0] and "月工资" not in tree.formula[1]
                wage, floor, ceiling = (
                    next(step for step in tree.steps if step.name == name)
                    for name in ("monthly_wage", "contribution_floor", "contribution_ceiling")
                )
                own = line["kind"] == PaymentKind.FLEXIBLE
                assert wage.label[0] == ("wage chosen" if own else "wage declared")
                assert ("the wage itself is not on record" in wage.document.en) == (not own)
                place = {floor.inside: "at most", ceiling.inside: "at least"}.get(line["base_fen"], "")
                assert wage.shown[0].startswith(place)
                told[place] += 1
    assert min(told["at most"], told[""]) > 10, told


def test_where_employers_under_declare_the_base_is_never_called_the_wage() -> None:
    run = simcore.simulate("everybody_under_declares", people=60, years=2)
    person, month = months_of(run, PaymentKind.NORMAL)[0]
    tree = run.explain(person, "contribution_base", month).tree
    wage = next(step for step in tree.steps if step.name == "monthly_wage")
    assert wage.label == ("wage declared", "申报工资")
    assert "this employer declares less than it pays, the wage itself is not on record" in wage.document.en
    assert tree.formula[0].startswith("wage declared, but at least")
    assert tree.formula[1].startswith("申报工资，但不低于")


def test_an_account_s_year_adds_up_with_its_signs_and_names_what_arrived_in_it(run: Run) -> None:
    drawn = told = 0
    for person in people(run)[::5]:
        for row in run.record_of(person).accounts[-3:]:
            tree = run.explain(person, "account_balance_after_year", f"{row['year']}-12").tree
            if not tree.numbers[0]:
                continue
            assert reckoned(tree) == float(tree.value), (person, row["year"])
            label = next(
                (step.label[0] for step in tree.steps if step.name == "account_interest_on_credits"), ""
            )
            if label:
                assert label.endswith("less draws") == bool(row["drawn_fen"])
                drawn += bool(row["drawn_fen"])
            credits = [step.label[0] for step in tree.steps if step.name.startswith("yuan_of_")]
            assert all(one.startswith(f"credited in {row['year']} for months of ") for one in credits)
            told += 1
    assert drawn > 10 and told > 50


def test_credits_of_december_that_arrive_in_january_belong_to_the_new_year() -> None:
    run = world("every employer late")
    told = 0
    for person in people(run):
        for line in run.record_of(person).lines:
            arrived = line["arrived_on"]
            if line["month"] % 12 == 11 and arrived is not None and month_of(arrived) == line["month"] + 1:
                year = month_text(line["month"] + 1)[:4]
                tree = run.explain(person, "account_balance_after_year", f"{year}-12").tree
                labels = [step.label[0] for step in tree.steps]
                assert f"credited in {year} for months of {int(year) - 1}" in labels
                told += 1
                break
    assert told > 3


def test_months_of_unemployment_insurance_add_up_on_the_screen(run: Run) -> None:
    told = Counter[bool]()
    for person in people(run):
        grants = [
            claim
            for claim in run.record_of(person).claims
            if claim["kind"] == ClaimKind.UNEMPLOYMENT and claim["granted"]
        ]
        if not grants:
            continue
        found = steps(run.explain(person, "unemployment_benefit_months"))
        paid, in_all = found["paid_months"], found["months_insured_in_all"]
        earlier = len(grants) > 1
        used = found["months_counted_before"].inside if "months_counted_before" in found else 0
        assert in_all.inside - used == paid.inside == grants[-1]["months"]
        if used:
            assert paid.formula[0] == f"{in_all.label[0]} − {found['months_counted_before'].label[0]}"
        else:
            assert not any("grant before" in text or "grants before" in text for text in paid.label)
        unused = found["unused_benefit_months"]
        if earlier:
            assert found["granted_before"].inside - found["drawn_since"].inside == unused.inside
        assert sum(step.inside for step in in_all.steps) == in_all.inside
        told[earlier] += 1
    assert told[True] > 3 and told[False] > 3, told


def test_an_amount_from_another_employer_s_line_stands_among_the_doubts(run: Run) -> None:
    for person, month in months_of(run, PaymentKind.ASSESSED, most=60):
        told = run.explain(person, "assessed_contribution", month)
        if any("model convention" in step.document.en for step in told.steps()):
            assert any("(last_month_contribution)" in line for line in doubts(told))
            return
    pytest.fail("no assessed month rests on a line of another employer or an older month")
