"""What of the employer's contributions was waived in 2020, and what remained to be paid."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import RATE_UNIT, Value, at_most, look_up, share

_WAIVER = Text("人社部发〔2020〕11号, 49号", "人社部发〔2020〕11号、49号")
_ROUNDED = Text(
    "; the remainder of the rounded line is rounded (model default)",
    "；按已取整应缴额计算减征后余额并再次四舍五入（模型默认值）",
)


@rule(
    en="employer's pension contribution after relief",
    zh="减免后职工基本养老保险单位缴费",
    unit="yuan",
    article=_WAIVER + _ROUNDED,
    status="recalled",
)
def employee_pension_employer_after_relief(
    employee_pension_employer: Value, employer_size: Value, pension_waived_share: Value
) -> Value:
    """What the waived share, by the size of the employer, leaves of the contribution."""
    return share(employee_pension_employer, RATE_UNIT - look_up(pension_waived_share, employer_size))


@rule(
    en="employer's unemployment contribution after relief",
    zh="减免后失业保险单位缴费",
    unit="yuan",
    article=_WAIVER + _ROUNDED,
    status="recalled",
)
def unemployment_employer_after_relief(
    unemployment_employer: Value, employer_size: Value, unemployment_waived_share: Value
) -> Value:
    """What the waived share, by the size of the employer, leaves of the contribution."""
    return share(unemployment_employer, RATE_UNIT - look_up(unemployment_waived_share, employer_size))


@rule(
    en="employer's work-injury premium after relief",
    zh="减免后工伤保险单位缴费",
    unit="yuan",
    article=_WAIVER + _ROUNDED,
    status="recalled",
)
def work_injury_employer_after_relief(
    work_injury_employer: Value, employer_size: Value, work_injury_waived_share: Value
) -> Value:
    """What the waived share, by the size of the employer, leaves of the premium."""
    return share(work_injury_employer, RATE_UNIT - look_up(work_injury_waived_share, employer_size))


@rule(
    en="employer's medical contribution after relief",
    zh="减征后职工基本医疗保险单位缴费",
    unit="yuan",
    article="渝医保发〔2020〕10号" + _ROUNDED,
    status="published",
)
def employee_medical_employer_after_relief(
    employee_medical_employer: Value,
    contribution_base: Value,
    employer_size: Value,
    medical_waived_share: Value,
    maternity_points_kept: Value,
) -> Value:
    """What the waived share leaves of the medical points; maternity's inside the contribution and
    large-amount mutual aid were not touched.
    """
    kept = at_most(share(contribution_base, maternity_points_kept), employee_medical_employer)
    return kept + share(
        employee_medical_employer - kept, RATE_UNIT - look_up(medical_waived_share, employer_size)
    )


@rule(
    en="employer's contributions after relief",
    zh="减免后单位缴费合计",
    unit="yuan",
    article=_WAIVER,
    status="recalled",
)
def employer_contributions_after_relief(
    employee_pension_employer_after_relief: Value,
    employee_medical_employer_after_relief: Value,
    large_medical_employer: Value,
    unemployment_employer_after_relief: Value,
    work_injury_employer_after_relief: Value,
    maternity_employer: Value,
) -> Value:
    """The sum of the employer's lines, four of them after relief."""
    pension_and_medical = employee_pension_employer_after_relief + employee_medical_employer_after_relief
    jobs_and_injuries = unemployment_employer_after_relief + work_injury_employer_after_relief
    return pension_and_medical + large_medical_employer + jobs_and_injuries + maternity_employer


@rule(
    en="employer's contributions waived",
    zh="单位缴费减免额",
    unit="yuan",
    article=_WAIVER,
    status="recalled",
)
def employer_contributions_waived(
    employer_contributions: Value, employer_contributions_after_relief: Value
) -> Value:
    """What the employer is spared."""
    return employer_contributions - employer_contributions_after_relief
