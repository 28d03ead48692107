"""What is known to exist in this branch and has no figure."""

from __future__ import annotations

from simcore.rulebook.texts import Text
from simcore.rulebook.unknowns import Unknown, state_unknowns

state_unknowns(
    Unknown(
        "employee_special_disease_reimbursement",
        "employees' special-disease out-patient reimbursement",
        "职工医保特殊疾病门诊报销额",
        Text(
            "no share, deductible or ceiling of special-disease out-patient care has been seen",
            "未见职工医保特殊疾病门诊的报销比例、起付线和限额",
        ),
    ),
)
