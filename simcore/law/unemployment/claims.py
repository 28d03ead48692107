"""The claim for unemployment benefit: who has a right to it, the days that count, what arrears do."""

from __future__ import annotations

from simcore.rulebook.calendar_words import day_of_month, month_containing, working_days_later
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, choose, negation

_RIGHT = Text(
    "Social Insurance Law art. 45; Chongqing Unemployment Insurance Regulations (重庆市失业保险条例) "
    "art. 18, 44",
    "社会保险法第45条；重庆市失业保险条例第18、44条",
)
_ARREARS = Text(
    "Chongqing Unemployment Insurance Regulations (重庆市失业保险条例) art. 19", "重庆市失业保险条例第19条"
)


@rule(en="right to unemployment benefit", zh="可领取失业保险金", unit="yes_no", article=_RIGHT)
def unemployment_benefit_is_due(
    unemployment_benefit_months: Value, left_voluntarily: Value, registered_unemployed: Value
) -> Value:
    """Months to draw, a job not left of one's own will, and a registration as unemployed and seeking work."""
    has_months = unemployment_benefit_months > 0
    return has_months & negation(left_voluntarily) & registered_unemployed


@rule(
    en="last day to register and claim",
    zh="失业登记和申领截止日",
    unit="day",
    article=Text(
        "Chongqing Unemployment Insurance Regulations (重庆市失业保险条例) art. 21",
        "重庆市失业保险条例第21条",
    ),
)
def unemployment_claim_deadline(proof_issued_on: Value, claim_days: Value) -> Value:
    """The day of the termination paper and the days to register and claim."""
    return proof_issued_on + claim_days


@rule(
    en="day from which the benefit counts",
    zh="失业保险金起算日",
    unit="day",
    article=Text(
        "Chongqing Unemployment Insurance Regulations (重庆市失业保险条例) art. 22; Social Insurance Law "
        "art. 50",
        "重庆市失业保险条例第22条；社会保险法第50条",
    ),
)
def unemployment_benefit_starts_on(
    registered_unemployed_on: Value, claimed_on: Value, starts_with_claim: Value
) -> Value:
    """By the city's rule the day of the claim, by the national law the day of the registration."""
    return choose(starts_with_claim, claimed_on, registered_unemployed_on)


@rule(
    en="last benefit month when the unemployment ends",
    zh="停止领取前最后领金年月",
    unit="month",
    article=Text(
        "Social Insurance Law art. 51: work again, retirement, death; which day of the month decides is a "
        "model default",
        "社会保险法第51条：重新就业、享受基本养老保险待遇、死亡等；以当月哪一日判定为模型默认值",
    ),
    status="uncertain",
)
def last_unemployment_benefit_month(unemployed_until: Value, counting_day: Value) -> Value:
    """The last month on whose deciding day the person was still without work."""
    return month_containing(unemployed_until) - choose(day_of_month(unemployed_until) < counting_day, 1, 0)


@rule(
    en="last day to decide a claim",
    zh="失业保险金审核截止日",
    unit="day",
    article=Text(
        "Regulations on Social Insurance Operation (社会保险经办条例) art. 24; public holidays are not "
        "counted out (model default)",
        "社会保险经办条例第24条；不扣除法定节假日（模型默认值）",
    ),
)
def unemployment_decision_deadline(claimed_on: Value, decision_working_days: Value) -> Value:
    """The working days of the agency after the day of the claim."""
    return working_days_later(claimed_on, decision_working_days)


@rule(
    en="last day to report who left, by law",
    zh="法定报送失业人员名单截止日",
    unit="day",
    article=Text("Social Insurance Law art. 50", "社会保险法第50条"),
)
def leavers_list_deadline(job_ended_on: Value, leavers_list_days: Value) -> Value:
    """The last day of the job and the days of the law: what counts for fines."""
    return job_ended_on + leavers_list_days


@rule(
    en="last day to report who left, by the city's rule",
    zh="本市报送失业人员名单截止日",
    unit="day",
    article=Text(
        "Chongqing Unemployment Insurance Regulations (重庆市失业保险条例) art. 21; public holidays are "
        "not counted out (model default)",
        "重庆市失业保险条例第21条；不扣除法定节假日（模型默认值）",
    ),
)
def leavers_list_reminder(job_ended_on: Value, leavers_list_working_days: Value) -> Value:
    """The last day of the job and the working days of the city's rule: what counts for reminders."""
    return working_days_later(job_ended_on, leavers_list_working_days)


@rule(
    en="arrears cleared in time for the benefit",
    zh="欠费已在规定期限内清缴",
    unit="yes_no",
    article=_ARREARS
    + Text(
        "; months counted from the first unpaid one (model default)", "；自首个欠缴月起计算月数（模型默认值）"
    ),
)
def arrears_cleared_in_time(
    first_unpaid_month: Value, arrears_cleared_on: Value, arrears_grace_months: Value
) -> Value:
    """The arrears were cleared in the months of grace from the first unpaid one; else there is no benefit."""
    return month_containing(arrears_cleared_on) < first_unpaid_month + arrears_grace_months


@rule(en="first benefit month after arrears", zh="清缴欠费后首个领金年月", unit="month", article=_ARREARS)
def first_benefit_month_after_arrears(arrears_cleared_on: Value, arrears_wait_months: Value) -> Value:
    """The month in which the arrears were cleared, and the months to wait."""
    return month_containing(arrears_cleared_on) + arrears_wait_months
