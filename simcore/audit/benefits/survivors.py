"""Point 6: what is paid on a death was decided on a granted claim, in the amounts of the law of the month of
death (the account that is left is point 5).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simcore.audit.case import Case, yuan
from simcore.audit.claims import outcome
from simcore.audit.histories import with_history
from simcore.audit.kinds import nothing_after_death, paid_by, paid_once
from simcore.calendar import month_of
from simcore.vocabulary import BenefitKind, ClaimKind, RefusalReason, Scheme, keys

DEATH = ClaimKind.DEATH.value
_AMOUNTS = {
    "pension_funeral_grant": BenefitKind.FUNERAL_GRANT.value,
    "pension_survivor_grant": BenefitKind.SURVIVOR_GRANT.value,
}
"""Rule → kind of benefit."""

_ON_DEATH = (*_AMOUNTS.values(), BenefitKind.ACCOUNT_INHERITANCE.value)


def examine(case: Case) -> None:
    """Amounts against the record and the law; every payment against its claim."""
    _amounts(case)
    claims = f"SELECT person_id, decided_on FROM raw_claims WHERE granted = 1 AND kind = {DEATH}"
    for kind in _ON_DEATH:
        paid_once(case, kind, claims)
        paid_by(case, kind, Scheme.EMPLOYEE_PENSION)
        nothing_after_death(case, kind, "due_on <= died_on")


def _amounts(case: Case) -> None:
    """The grants of everybody whose survivors claimed, granted or refused."""
    sums = ", ".join(
        f"(SELECT coalesce(sum(amount_fen), 0)::BIGINT FROM raw_benefit_spells s "
        f"WHERE s.person_id = k.person_id AND s.kind = {kind}) AS {target}"
        for target, kind in _AMOUNTS.items()
    )
    found = with_history(
        case,
        f"SELECT person_id, decided_on, granted, reason, months AS shown, entitlement, {sums}, "
        "(SELECT coalesce(sum(amount_fen), 0)::BIGINT FROM raw_benefit_spells s WHERE s.person_id = "
        "k.person_id "
        f"AND s.kind IN {_ON_DEATH}) AS paid FROM raw_claims k WHERE kind = {DEATH} AND decided_on >= 0",
    )
    something = found["paid"] > 0
    lawful: dict[str, NDArray[Any] | int] = {
        "granted": something,
        "reason": np.where(something, 0, RefusalReason.NO_CONTRIBUTIONS),
        "shown": np.where(something, found["months"], 0),
        "entitlement": 0,
    }
    outcome(case, found, lawful)
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
    amounts = case.by_month(rule, died, inputs, len(_AMOUNTS))
    for (target, kind), expected in zip(_AMOUNTS.items(), amounts, strict=True):
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
