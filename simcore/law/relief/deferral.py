"""Which of the employer's contributions could be paid later without surcharge, and until when."""

from __future__ import annotations

from simcore.law.contributions.choices import SCHEME
from simcore.rulebook.calendar_words import day_in_month, last_day_of
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, at_least, choose, look_up

EMPLOYEE_PENSION = SCHEME.code("employee_pension")
EMPLOYEE_MEDICAL = SCHEME.code("employee_medical")
UNEMPLOYMENT = SCHEME.code("unemployment")
WORK_INJURY = SCHEME.code("work_injury")
_DEFERRAL = Text(
    "人社厅发〔2022〕16号; 人社部发〔2022〕31号; State Council notice of July 2025",
    "人社厅发〔2022〕16号；人社部发〔2022〕31号；国务院2025年7月通知",
)
_MEDICAL = Text(
    "deferral of small firms' medical contributions in 2022", "2022年阶段性缓缴中小微企业职工医保单位缴费"
)


@rule(
    en="the contribution may be deferred until a fixed month",
    zh="单位缴费可缓缴至规定年月",
    unit="yes_no",
    article=_DEFERRAL,
    status="published",
)
def long_deferral_is_allowed(
    scheme: Value,
    relief_group: Value,
    pension_deferrable: Value,
    unemployment_deferrable: Value,
    work_injury_deferrable: Value,
) -> Value:
    """The employer's part of pension, unemployment and work injury, for the groups named for the month."""
    of_pension = (scheme == EMPLOYEE_PENSION) & look_up(pension_deferrable, relief_group)
    of_unemployment = (scheme == UNEMPLOYMENT) & look_up(unemployment_deferrable, relief_group)
    of_work_injury = (scheme == WORK_INJURY) & look_up(work_injury_deferrable, relief_group)
    return of_pension | of_unemployment | of_work_injury


@rule(
    en="the medical contribution may be deferred",
    zh="职工医保单位缴费可缓缴",
    unit="yes_no",
    article=_MEDICAL,
    status="uncertain",
)
def medical_deferral_is_allowed(scheme: Value, employer_size: Value, medical_deferrable: Value) -> Value:
    """The employer's part of employees' medical insurance, for small firms in the months named."""
    return (scheme == EMPLOYEE_MEDICAL) & look_up(medical_deferrable, employer_size)


@rule(
    en="last day to pay what was deferred",
    zh="缓缴费款补缴截止日",
    unit="day",
    article=_DEFERRAL
    + Text("; at the end, no instalments (model default)", "；期满一次缴清，不分期（模型默认值）"),
    status="uncertain",
)
def deferred_payment_deadline(deferred_until: Value) -> Value:
    """The last day of the month until which payment is put off."""
    return last_day_of(deferred_until)


@rule(
    en="declaration day after a medical deferral",
    zh="医保缓缴后的申报缴费日",
    unit="day",
    article=_MEDICAL,
    status="uncertain",
)
def medical_payment_deadline(
    contribution_month: Value, medical_deferral_months: Value, registration_declaration_day: Value
) -> Value:
    """The declaration day so many months later."""
    return day_in_month(contribution_month + medical_deferral_months, registration_declaration_day)


@rule(
    en="day on which the employer's part is due",
    zh="单位缴费到期日（含缓缴）",
    unit="day",
    article=_DEFERRAL,
    status="uncertain",
)
def employer_part_due_on(
    declaration_deadline: Value,
    long_deferral_is_allowed: Value,
    deferred_payment_deadline: Value,
    medical_deferral_is_allowed: Value,
    medical_payment_deadline: Value,
) -> Value:
    """The month's own day of declaration, or the later one that a deferral makes of it. There is no surcharge
    until then; the worker's part stays due on the month's own day.
    """
    of_medical = choose(medical_deferral_is_allowed, medical_payment_deadline, declaration_deadline)
    of_long_deferral = at_least(deferred_payment_deadline, declaration_deadline)
    return choose(long_deferral_is_allowed, of_long_deferral, of_medical)
