"""Point 6: what is paid on a death was decided on a granted claim, in the amounts of the law of the month of
death (the account that is left is point 5).
"""

from __future__ import annotations

import numpy as np

from simcore.audit.case import Case, yuan
from simcore.audit.histories import with_history
from simcore.audit.kinds import nothing_after_death, paid_by
from simcore.calendar import day_text, month_of
from simcore.vocabulary import BenefitKind, ClaimKind, Scheme, keys

DEATH = ClaimKind.DEATH.value
_AMOUNTS = {
    "pension_funeral_grant": BenefitKind.FUNERAL_GRANT.value,
    "pension_survivor_grant": BenefitKind.SURVIVOR_GRANT.value,
}
"""Rule → kind of benefit."""

_ON_DEATH = (*_AMOUNTS.values(), BenefitKind.ACCOUNT_INHERITANCE.value)
_PAID_TO_SURVIVORS = ", ".join(map(str, _ON_DEATH))


def examine(case: Case) -> None:
    """Amounts against the record and the law; every payment against its claim."""
    _on_a_granted_claim(case)
    _amounts(case)
    for kind in _ON_DEATH:
        paid_by(case, kind, Scheme.EMPLOYEE_PENSION)
        nothing_after_death(case, kind, "due_on <= died_on")


def _on_a_granted_claim(case: Case) -> None:
    case.none(
        6,
        f"""SELECT s.person_id, s.kind, s.due_on FROM raw_benefit_spells s
            WHERE s.kind IN ({_PAID_TO_SURVIVORS}) AND NOT EXISTS (
                SELECT 1 FROM raw_claims k JOIN raw_people p USING (person_id)
                WHERE k.person_id = s.person_id AND k.granted = 1 AND p.died_on >= 0
                AND k.kind = {DEATH} AND k.decided_on = s.due_on) ORDER BY 3, 1""",
        lambda person, kind, due: (
            f"the {_told(kind)} on the death of person {person}, due {_day(due)}, has no granted claim",
            f"人员 {person} 的 {_told(kind)}（{_day(due)} 到期）没有获准的申领",
        ),
    )


def _amounts(case: Case) -> None:
    """The grants of everybody whose survivors claimed, granted or refused."""
    sums = ", ".join(
        f"(SELECT coalesce(sum(amount_fen), 0)::BIGINT FROM raw_benefit_spells s "
        f"WHERE s.person_id = k.person_id AND s.kind = {kind}) AS {target}"
        for target, kind in _AMOUNTS.items()
    )
    found = with_history(
        case,
        f"SELECT person_id, decided_on, {sums} FROM raw_claims k WHERE kind = {DEATH} AND decided_on >= 0",
    )
    died = np.array([month_of(day) for day in found["died_on"].tolist()], np.int64)
    retired = found["retired_in"].astype(np.int64)
    inputs = {
        "contribution_months": found["months"].astype(np.int64),
        # From the month after retirement to that of death.
        "months_drawn": np.where(retired >= 0, np.maximum(died - retired, 0), 0),
        "own_contributions": found["own_fen"],
        "index_sum": found["index_sum"],
    }
    rule = case.policy.compile(tuple(_AMOUNTS), inputs=tuple(inputs))
    lawful = case.by_month(rule, died, inputs, len(_AMOUNTS))
    for (target, kind), expected in zip(_AMOUNTS.items(), lawful, strict=True):
        case.equal(
            6,
            found[target],
            np.maximum(expected, 0),
            lambda at, recorded, should, kind=kind: (  # type: ignore[misc]  # the default binds the loop's value
                f"the {_told(kind)} on the death of person {found['person_id'][at]} is {yuan(recorded)}, by "
                f"the law {yuan(should)}",
                f"人员 {found['person_id'][at]} 的 {_told(kind)} 为 {yuan(recorded)}，依法应为 "
                f"{yuan(should)}",
            ),
        )


def _told(kind: int) -> str:
    return keys("benefit_kinds")[kind]


def _day(day: int) -> str:
    return "—" if day < 0 else day_text(day)
