"""The resident's account: its year's interest, by the same month products as the employees', at its own
rate.
"""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import MONTHS_A_YEAR, RATE_UNIT, Value, half_up_signed

_LAW = "国发〔2014〕8号"
_METHOD = _LAW + Text(
    "; month-product method as for employees (model default)", "；比照职工养老保险采用月积数法（模型默认值）"
)


@rule(
    en="interest on the opening balance of the resident's account",
    zh="居民养老个人账户年初余额利息",
    unit="yuan",
    article=_METHOD,
    status="uncertain",
)
def resident_account_interest_on_opening(
    opening_balance: Value, account_rate: Value, months_elapsed: Value
) -> Value:
    """The rate of the year on the opening balance for the months that have passed."""
    return half_up_signed(opening_balance * account_rate * months_elapsed, MONTHS_A_YEAR * RATE_UNIT)


@rule(
    en="interest on the year's credits to the resident's account",
    zh="居民养老个人账户当年记入额利息",
    unit="signed_yuan",
    article=_METHOD,
    status="uncertain",
)
def resident_account_interest_on_credits(credit_product: Value, account_rate: Value) -> Value:
    """A twelfth of the rate on the month product of the credits."""
    return half_up_signed(credit_product * account_rate, MONTHS_A_YEAR * RATE_UNIT)


@rule(
    en="balance of the resident's account after the year",
    zh="居民养老个人账户年末储存额",
    unit="yuan",
    article=_METHOD,
    status="uncertain",
)
def resident_account_balance_after_year(
    opening_balance: Value,
    credit_sum: Value,
    drawn: Value,
    resident_account_interest_on_opening: Value,
    resident_account_interest_on_credits: Value,
) -> Value:
    """The opening balance and the credits, less what was drawn, with both interests, each rounded on its
    own.
    """
    interest = resident_account_interest_on_opening + resident_account_interest_on_credits
    return opening_balance + credit_sum - drawn + interest


@rule(
    en="resident's account left to the heirs",
    zh="居民养老个人账户余额继承额",
    unit="yuan",
    article=_LAW,
    status="recalled",
)
def resident_account_inheritance(account_balance: Value) -> Value:
    """The whole balance that remains at death, the part from subsidies included."""
    return account_balance
