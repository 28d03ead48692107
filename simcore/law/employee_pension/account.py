"""The personal account's year: interest by the month-product method, for whole and for part years alike."""

from __future__ import annotations

from simcore.rulebook.calendar_words import number_of_month
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import MONTHS_A_YEAR, RATE_UNIT, Value, half_up_signed, month_product, total

_METHOD = Text("劳办发〔1997〕116号 month-product method", "劳办发〔1997〕116号月积数法")


@rule(
    en="interest on the opening balance",
    zh="年初余额利息",
    unit="yuan",
    article=_METHOD + Text("; rounded on its own (model default)", "；单独四舍五入（模型默认值）"),
    status="recalled",
)
def account_interest_on_opening(opening_balance: Value, account_rate: Value, months_elapsed: Value) -> Value:
    """The account rate of the year on the opening balance for the months that have passed."""
    return half_up_signed(opening_balance * account_rate * months_elapsed, MONTHS_A_YEAR * RATE_UNIT)


@rule(en="credits of the year", zh="当年记入额", unit="yuan", article=_METHOD, status="recalled")
def credit_sum(monthly_credits: Value) -> Value:
    """The sum of the year's monthly credits."""
    return total(monthly_credits)


@rule(
    en="month product of the credits",
    zh="当年记入额月积数",
    unit="month_product",
    article=_METHOD,
    status="recalled",
)
def credit_product(monthly_credits: Value) -> Value:
    """Each month's credit times the months from its own to December."""
    return month_product(monthly_credits)


@rule(
    en="months that an amount earns interest in its year",
    zh="当年计息月数",
    unit="months",
    article=_METHOD,
    status="recalled",
)
def account_interest_months(account_month: Value) -> Value:
    """From the month in which it comes in or is drawn to December, both counted."""
    return MONTHS_A_YEAR - number_of_month(account_month) + 1


@rule(
    en="month product up to the present month",
    zh="计至上月末的月积数",
    unit="month_product_to_date",
    article=_METHOD,
    status="recalled",
)
def product_to_date(product_to_december: Value, net_credits: Value, months_elapsed: Value) -> Value:
    """The month product up to December, less the months of the year that are still to come."""
    return product_to_december - net_credits * (MONTHS_A_YEAR - months_elapsed)


@rule(
    en="interest on the year's credits",
    zh="当年记入额利息",
    unit="signed_yuan",
    article=_METHOD + Text("; rounded on its own (model default)", "；单独四舍五入（模型默认值）"),
    status="recalled",
)
def account_interest_on_credits(credit_product: Value, account_rate: Value) -> Value:
    """A twelfth of the account rate on the month product; what was drawn counts against it."""
    return half_up_signed(credit_product * account_rate, MONTHS_A_YEAR * RATE_UNIT)


@rule(
    en="account balance after the year",
    zh="当年年末账户储存额",
    unit="yuan",
    article=_METHOD,
    status="recalled",
)
def account_balance_after_year(
    opening_balance: Value,
    credit_sum: Value,
    drawn: Value,
    account_interest_on_opening: Value,
    account_interest_on_credits: Value,
) -> Value:
    """The opening balance and the credits, less what was drawn, with both interests; the next year opens on
    it.
    """
    return opening_balance + credit_sum - drawn + account_interest_on_opening + account_interest_on_credits
