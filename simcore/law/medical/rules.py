"""Reimbursement by either medical insurance: which of the two decides what else must be known."""

from __future__ import annotations

from simcore.law.contributions.choices import SCHEME
from simcore.rulebook.rule import Cases, rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, choose

EMPLOYEE_MEDICAL = SCHEME.code("employee_medical")
RESIDENT_MEDICAL = SCHEME.code("resident_medical")
_LAW = Text("Social Insurance Law art. 28", "社会保险法第28条")


@rule(
    en="reimbursement of an in-patient stay",
    zh="住院费用报销额",
    unit="yuan",
    article=_LAW
    + Text(
        "; basic layer of this stay, the year's caps apart (model convention)",
        "；仅计本次住院基本医保支付，年度限额另计（模型约定）",
    ),
    status="published",
    cases=Cases(
        "scheme",
        {
            EMPLOYEE_MEDICAL: ("employee_inpatient_reimbursement",),
            RESIDENT_MEDICAL: ("resident_inpatient_reimbursement",),
        },
    ),
)
def inpatient_reimbursement(
    scheme: Value, employee_inpatient_reimbursement: Value, resident_inpatient_reimbursement: Value
) -> Value:
    """What the patient's insurance reimburses of the stay: nobody has both."""
    return choose(
        scheme == EMPLOYEE_MEDICAL, employee_inpatient_reimbursement, resident_inpatient_reimbursement
    )


@rule(
    en="reimbursement of the year's out-patient care",
    zh="当年普通门诊费用报销额",
    unit="yuan",
    article=_LAW + Text("; the total of the year so far (model convention)", "；按当年累计额计（模型约定）"),
    status="published",
    cases=Cases(
        "scheme",
        {
            EMPLOYEE_MEDICAL: ("employee_outpatient_reimbursement",),
            RESIDENT_MEDICAL: ("resident_outpatient_reimbursement",),
        },
    ),
)
def outpatient_reimbursement(
    scheme: Value, employee_outpatient_reimbursement: Value, resident_outpatient_reimbursement: Value
) -> Value:
    """What the patient's insurance reimburses of the year's out-patient care so far: nobody has both."""
    return choose(
        scheme == EMPLOYEE_MEDICAL, employee_outpatient_reimbursement, resident_outpatient_reimbursement
    )
