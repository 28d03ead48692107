"""The award of a monthly pension, and its yearly increase by the national mean."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    DIVISOR_UNIT,
    INDEX_UNIT,
    MONTHS_A_YEAR,
    RATE_UNIT,
    Value,
    at_least,
    choose,
    half_up,
    share,
    share_of_quotient,
)

_AWARD = "国发〔2005〕38号; 渝办发〔2006〕205号"


@rule(
    en="average contribution index",
    zh="平均缴费指数",
    unit="index",
    article=Text(
        "国发〔2005〕38号; mean of the rounded monthly indices (model convention)",
        "国发〔2005〕38号；取各月四舍五入后缴费指数的平均值（模型约定）",
    ),
    status="uncertain",
)
def average_index(index_sum: Value, contribution_months: Value) -> Value:
    """The mean of the indices of all paid months, rounded half-up to four decimals; zero without a month."""
    divisor = at_least(contribution_months, 1)
    return half_up(index_sum, divisor)


@rule(en="basic pension", zh="基础养老金", unit="yuan_a_month", article=_AWARD, status="form")
def basic_pension(
    benefit_base: Value, average_index: Value, contribution_months: Value, basic_rate: Value
) -> Value:
    """The mean of the benefit base and the indexed benefit base, times the years of contribution, times the
    basic rate.
    """
    twice_the_mean = benefit_base * (INDEX_UNIT + average_index)
    return share_of_quotient(twice_the_mean * contribution_months, basic_rate, 2 * INDEX_UNIT * MONTHS_A_YEAR)


@rule(en="account pension", zh="个人账户养老金", unit="yuan_a_month", article=_AWARD, status="form")
def account_pension(account_balance: Value, payout_divisor: Value) -> Value:
    """The balance of the personal account divided by the payout divisor."""
    return half_up(account_balance * DIVISOR_UNIT, payout_divisor)


@rule(en="transitional pension", zh="过渡性养老金", unit="yuan_a_month", article=_AWARD, status="form")
def transitional_pension(
    benefit_base: Value, average_index: Value, months_before_accounts: Value, transitional_rate: Value
) -> Value:
    """The mean of the benefit base and the indexed benefit base, times the years before accounts, times the
    transitional rate.
    """
    twice_the_mean = benefit_base * (INDEX_UNIT + average_index)
    return share_of_quotient(
        twice_the_mean * months_before_accounts, transitional_rate, 2 * INDEX_UNIT * MONTHS_A_YEAR
    )


@rule(
    en="one-child supplement",
    zh="独生子女父母加发",
    unit="yuan_a_month",
    article="渝劳办发〔2000〕261号",
    status="form",
)
def one_child_supplement(
    one_child_certificate: Value,
    basic_pension: Value,
    account_pension: Value,
    transitional_pension: Value,
    one_child_rate: Value,
) -> Value:
    """The supplement's rate of the three rounded parts together, for parents with the one-child
    certificate.
    """
    parts = basic_pension + account_pension + transitional_pension
    return choose(one_child_certificate, share(parts, one_child_rate), 0)


@rule(en="monthly pension", zh="月养老金", unit="yuan_a_month", article=_AWARD, status="form")
def monthly_pension(
    basic_pension: Value, account_pension: Value, transitional_pension: Value, one_child_supplement: Value
) -> Value:
    """The basic, the account and the transitional part, each rounded on its own, and the one-child
    supplement.
    """
    return basic_pension + account_pension + transitional_pension + one_child_supplement


@rule(
    en="pension raised by the national mean",
    zh="按全国平均幅度调整后的养老金",
    unit="yuan_a_month",
    article=Text(
        "Social Insurance Law art. 18; one percentage for everybody, as the simulated city reckons (model "
        "default)",
        "社会保险法第18条；全体适用同一比例，模拟城市按此计算（模型默认值）",
    ),
    status="uncertain",
)
def pension_raised_by_mean(pension_before_increase: Value, pension_increase: Value) -> Value:
    """The pension raised by the year's mean percentage; what a person gets is reckoned by parts."""
    return share(pension_before_increase, RATE_UNIT + pension_increase)
