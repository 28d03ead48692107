"""What follows when contributions are not declared or not paid in time."""

from __future__ import annotations

from simcore.law.contributions.choices import SCHEME
from simcore.rulebook.calendar_words import last_day_of, month_containing
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import FACTOR_UNIT, Value, at_least, at_most, choose, half_up, share

UNEMPLOYMENT = SCHEME.code("unemployment")


@rule(
    en="assessed contribution",
    zh="核定应缴额",
    unit="yuan",
    article=Text(
        "Social Insurance Law art. 62; Interim Regulations on the Collection of Social Insurance "
        "Premiums (社会保险费征缴暂行条例) art. 10",
        "社会保险法第62条；社会保险费征缴暂行条例第10条",
    ),
)
def assessed_contribution(last_month_contribution: Value, assessment_factor: Value) -> Value:
    """The last month's contribution times the assessment factor."""
    return half_up(last_month_contribution * assessment_factor, FACTOR_UNIT)


@rule(
    en="base of an assessed month",
    zh="核定月份缴费基数",
    unit="yuan",
    article=Text(
        "Social Insurance Law art. 62; without a last month the floor (model default)",
        "社会保险法第62条；无上月缴费记录的按缴费基数下限（模型默认值）",
    ),
    status="uncertain",
)
def assessed_base(last_month_base: Value, contribution_floor: Value) -> Value:
    """The base of the last month; where there is none, the floor."""
    return choose(last_month_base > 0, last_month_base, contribution_floor)


@rule(
    en="settled when the month is declared after all",
    zh="补办申报后结算额",
    unit="signed_yuan",
    article=Text(
        "Social Insurance Law art. 62; Interim Regulations on the Collection of Social Insurance "
        "Premiums (社会保险费征缴暂行条例) art. 10",
        "社会保险法第62条；社会保险费征缴暂行条例第10条",
    ),
)
def assessment_settlement(declared_contribution: Value, assessed_contribution: Value) -> Value:
    """What is still to be paid after the assessment, or, below zero, to be given back."""
    return declared_contribution - assessed_contribution


@rule(
    en="last day without surcharge",
    zh="不计滞纳金的最后一日",
    unit="day",
    article=Text(
        "Social Insurance Law art. 86; the day after is day 1 (model default)",
        "社会保险法第86条；次日为第1日（模型默认值）",
    ),
)
def last_day_without_surcharge(due_on: Value, surcharge_from_second_month: Value) -> Value:
    """The due day, which is still in time; in some local systems the last day of its month."""
    return choose(surcharge_from_second_month, last_day_of(month_containing(due_on)), due_on)


@rule(
    en="days late",
    zh="滞纳天数",
    unit="days",
    article=Text(
        "Social Insurance Law art. 86; the day after is day 1 (model default)",
        "社会保险法第86条；次日为第1日（模型默认值）",
    ),
)
def days_late(last_day_without_surcharge: Value, paid_on: Value) -> Value:
    """The days from the last one without surcharge to the day of payment."""
    return at_least(paid_on - last_day_without_surcharge, 0)


@rule(
    en="surcharge a day of the insurance",
    zh="该险种滞纳金日费率",
    unit="share",
    article=Text(
        "Social Insurance Law art. 86; Interim Regulations on the Collection of Social Insurance "
        "Premiums (社会保险费征缴暂行条例) art. 13; Chongqing Unemployment Insurance Regulations "
        "(重庆市失业保险条例) art. 33",
        "社会保险法第86条；社会保险费征缴暂行条例第13条；重庆市失业保险条例第33条",
    ),
)
def surcharge_rate(
    scheme: Value,
    surcharge_daily_rate: Value,
    unemployment_own_surcharge: Value,
    unemployment_surcharge_daily_rate: Value,
) -> Value:
    """One rate for all insurances; before it unemployment insurance had its own."""
    has_its_own = (scheme == UNEMPLOYMENT) & unemployment_own_surcharge
    return choose(has_its_own, unemployment_surcharge_daily_rate, surcharge_daily_rate)


@rule(
    en="late surcharge",
    zh="滞纳金",
    unit="yuan",
    article=Text(
        "Social Insurance Law art. 86; Chongqing Unemployment Insurance Regulations (重庆市失业保险条例) "
        "art. 33",
        "社会保险法第86条；重庆市失业保险条例第33条",
    ),
)
def late_surcharge(
    unpaid: Value, days_late: Value, scheme: Value, surcharge_rate: Value, surcharge_cap: Value
) -> Value:
    """The daily rate of what is unpaid for each day, simple; not above the principal for unemployment, and
    for the others by the cap.
    """
    uncapped = share(unpaid, surcharge_rate * days_late)
    is_capped = (scheme == UNEMPLOYMENT) | surcharge_cap
    return choose(is_capped, at_most(uncapped, unpaid), uncapped)
