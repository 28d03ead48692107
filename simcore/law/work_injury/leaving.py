"""The two subsidies when somebody of grades 5 to 10 leaves the employer, as the city sets them."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    MONTHS_A_YEAR,
    RATE_UNIT,
    Value,
    at_least,
    choose,
    completed_years,
    look_up,
    look_up_or_last,
    share,
    share_of_quotient,
)

_LEAVING = Text(
    "Work Injury Insurance Regulations (工伤保险条例) art. 36-37; 渝府发〔2003〕82号; "
    "重庆市工伤保险实施办法 art. 36",
    "工伤保险条例第36-37条；渝府发〔2003〕82号；重庆市工伤保险实施办法第36条",
)


@rule(
    en="months to retirement age on leaving",
    zh="离职时距法定退休年龄月数",
    unit="months",
    article=_LEAVING,
    status="published",
)
def months_left_on_leaving(statutory_retirement_month: Value, leaving_month: Value) -> Value:
    """The months from leaving the employer to the statutory retirement month, none when it has passed."""
    return at_least(statutory_retirement_month - leaving_month, 0)


@rule(
    en="share of the employment subsidy that is paid",
    zh="一次性伤残就业补助金支付比例",
    unit="share",
    article=_LEAVING + Text("; the steps of the later rule were not seen", "；其后办法的递减幅度未见原文"),
    status="uncertain",
)
def leaving_subsidy_share(months_left_on_leaving: Value, taper: Value, nil_at_retirement_age: Value) -> Value:
    """The taper's share for the completed years that are left to retirement age; nothing once that age is
    reached, where the rule says so.
    """
    is_nil = nil_at_retirement_age & (months_left_on_leaving == 0)
    return choose(is_nil, 0, look_up_or_last(taper, completed_years(months_left_on_leaving)))


@rule(
    en="one-off medical subsidy on leaving",
    zh="一次性工伤医疗补助金",
    unit="yuan",
    article=_LEAVING,
    status="published",
)
def injury_medical_subsidy(
    injury_average_wage: Value,
    disability_grade: Value,
    leaving_medical_months: Value,
    medical_subsidy_tapers: Value,
    leaving_subsidy_share: Value,
) -> Value:
    """The grade's months of the average wage, whole however near retirement is (by the text of 2003 in the
    share that is paid); the fund pays it.
    """
    months_of_wage = injury_average_wage * look_up(leaving_medical_months, disability_grade)
    paid = choose(medical_subsidy_tapers, leaving_subsidy_share, RATE_UNIT)
    return share_of_quotient(months_of_wage, paid, MONTHS_A_YEAR)


@rule(
    en="one-off employment subsidy on leaving",
    zh="一次性伤残就业补助金",
    unit="yuan",
    article=_LEAVING,
    status="published",
)
def injury_employment_subsidy(
    injury_average_wage: Value,
    disability_grade: Value,
    leaving_employment_months: Value,
    leaving_subsidy_share: Value,
) -> Value:
    """The grade's months of the average wage, in the share that is paid; the employer pays it."""
    months_of_wage = injury_average_wage * look_up(leaving_employment_months, disability_grade)
    return share_of_quotient(months_of_wage, leaving_subsidy_share, MONTHS_A_YEAR)


@rule(
    en="one-off employment subsidy of grades 5 and 6 by the text of 2003",
    zh="五至六级一次性伤残就业补助金（2003年办法）",
    unit="yuan",
    article=_LEAVING,
    status="published",
)
def injury_employment_subsidy_of_2003(
    injury_pension_from_employer: Value,
    pension_months_drawn: Value,
    subsidy_pension_months: Value,
    subsidy_least_months: Value,
    leaving_subsidy_share: Value,
) -> Value:
    """So many months of the pension less those drawn, but not below the least, in the share that is paid."""
    months = at_least(subsidy_pension_months - pension_months_drawn, subsidy_least_months)
    return share(injury_pension_from_employer * months, leaving_subsidy_share)
