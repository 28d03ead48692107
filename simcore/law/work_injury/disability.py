"""What an injured worker gets while alive: the grant, the pension, nursing, and pay during the leave."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    MONTHS_A_YEAR,
    Value,
    at_least,
    at_most,
    choose,
    look_up,
    share,
    share_of_quotient,
)

_GRANT = Text("Work Injury Insurance Regulations (工伤保险条例) art. 35-37", "工伤保险条例第35-37条")
_PENSION = Text("Work Injury Insurance Regulations (工伤保险条例) art. 35-36", "工伤保险条例第35-36条")
_LEAVE = Text("Work Injury Insurance Regulations (工伤保险条例) art. 33", "工伤保险条例第33条")
_OLD_AGE = Text(
    "Work Injury Insurance Regulations (工伤保险条例) art. 35; Social Insurance Law art. 40",
    "工伤保险条例第35条；社会保险法第40条",
)


@rule(en="one-off injury grant", zh="一次性伤残补助金", unit="yuan", article=_GRANT)
def injury_grant(injury_wage: Value, disability_grade: Value, grant_months: Value) -> Value:
    """The own wage times the months of the grade, paid by the fund."""
    return injury_wage * look_up(grant_months, disability_grade)


@rule(en="pension share of the grade", zh="该等级的伤残津贴比例", unit="share", article=_PENSION)
def injury_pension_share(disability_grade: Value, pension_shares: Value) -> Value:
    """The share of the own wage for the grade; grades 7 to 10 have no pension."""
    return look_up(pension_shares, disability_grade)


@rule(en="injury pension", zh="伤残津贴", unit="yuan_a_month", article=_PENSION)
def injury_pension(injury_wage: Value, injury_pension_share: Value, minimum_wage: Value) -> Value:
    """The grade's share of the own wage, topped up to the minimum wage; nothing in the grades that have no
    pension. In grades 5 and 6 it is due if the employer has no suitable job.
    """
    topped_up = at_least(share(injury_wage, injury_pension_share), minimum_wage)
    return choose(injury_pension_share > 0, topped_up, 0)


@rule(
    en="injury pension paid by the fund",
    zh="工伤保险基金支付的伤残津贴",
    unit="yuan_a_month",
    article=_PENSION,
)
def injury_pension_from_fund(
    injury_pension: Value, disability_grade: Value, last_grade_on_fund: Value
) -> Value:
    """The whole pension in the grades that have left work for good, nothing in the others."""
    return choose(disability_grade > last_grade_on_fund, 0, injury_pension)


@rule(
    en="injury pension paid by the employer",
    zh="用人单位支付的伤残津贴",
    unit="yuan_a_month",
    article=_PENSION,
)
def injury_pension_from_employer(injury_pension: Value, injury_pension_from_fund: Value) -> Value:
    """What the fund does not pay: the employer that has no suitable job pays it."""
    return injury_pension - injury_pension_from_fund


@rule(
    en="the fund's supplement to the old-age pension",
    zh="基本养老金低于伤残津贴的补差",
    unit="yuan_a_month",
    article=_OLD_AGE,
)
def injury_pension_supplement(injury_pension_from_fund: Value, monthly_pension: Value) -> Value:
    """What the old-age pension, which replaces the injury pension at retirement age, falls short of it."""
    return at_least(injury_pension_from_fund - monthly_pension, 0)


@rule(
    en="nursing allowance",
    zh="生活护理费",
    unit="yuan_a_month",
    article=Text("Work Injury Insurance Regulations (工伤保险条例) art. 34", "工伤保险条例第34条"),
)
def nursing_allowance(injury_average_wage: Value, care_level: Value, nursing_share: Value) -> Value:
    """The share of a month's average wage for the level of dependence, paid by the fund."""
    return share_of_quotient(injury_average_wage, look_up(nursing_share, care_level), MONTHS_A_YEAR)


@rule(en="longest paid leave", zh="停工留薪期上限", unit="months", article=_LEAVE)
def longest_injury_leave_months(
    leave_extension_confirmed: Value, paid_leave_months: Value, paid_leave_extension_months: Value
) -> Value:
    """The ordinary months, and as many as the extension gives once it is confirmed."""
    return paid_leave_months + choose(leave_extension_confirmed, paid_leave_extension_months, 0)


@rule(en="pay during the leave for the injury", zh="停工留薪期工资福利", unit="yuan", article=_LEAVE)
def injury_leave_pay(
    monthly_wage: Value, off_work_months: Value, longest_injury_leave_months: Value
) -> Value:
    """The full former pay for the months off work, not beyond the longest paid leave; the employer pays."""
    return monthly_wage * at_most(off_work_months, longest_injury_leave_months)
