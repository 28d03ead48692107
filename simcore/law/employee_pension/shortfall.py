"""At the statutory age without the minimum period: paying on, paying the rest, leaving; and deemed months."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import INDEX_UNIT, Value, at_least, choose, half_up

_SHORT = Text("Social Insurance Law art. 16; 人社部令第13号", "社会保险法第16条；人社部令第13号")


@rule(
    en="months missing to the minimum period",
    zh="距最低缴费年限所差月数",
    unit="months",
    article=_SHORT,
    status="recalled",
)
def missing_contribution_months(contribution_months: Value, minimum_contribution_months: Value) -> Value:
    """What the minimum has more than was paid."""
    return at_least(minimum_contribution_months - contribution_months, 0)


@rule(
    en="may pay the missing months at once",
    zh="可一次性缴费至最低缴费年限",
    unit="yes_no",
    article=_SHORT,
    status="recalled",
)
def may_pay_missing_months_at_once(
    first_insured_month: Value,
    months_paid_on: Value,
    first_month_without_lump_payment: Value,
    months_before_lump_payment: Value,
) -> Value:
    """Only those insured early enough, and after having paid on for some years."""
    early = first_insured_month < first_month_without_lump_payment
    return early & (months_paid_on >= months_before_lump_payment)


@rule(
    en="past months may be paid later",
    zh="可补缴以前月份",
    unit="yes_no",
    article="人社部发〔2016〕132号",
    status="recalled",
)
def may_pay_past_months(proven_employment: Value, back_payment_open: Value) -> Value:
    """Always for a proven employment; otherwise only as long as back-payment was open."""
    return proven_employment | back_payment_open


@rule(
    en="account paid out when no pension follows",
    zh="个人账户一次性支付额",
    unit="yuan",
    article=Text(
        "Social Insurance Law art. 16; art. 14 (heirs); 人社部令第13号; 人社部规〔2016〕5号 (a second "
        "pension account)",
        "社会保险法第16条；第14条（继承）；人社部令第13号；人社部规〔2016〕5号（重复的养老保险个人账户）",
    ),
    status="recalled",
)
def account_paid_out(account_balance: Value) -> Value:
    """The whole balance: on the written wish to leave, to heirs, or of a second pension that was not kept.

    What went to the pool is not refunded.
    """
    return account_balance


@rule(
    en="average index with deemed months",
    zh="含视同缴费的平均缴费指数",
    unit="index",
    article=Text(
        "渝办发〔2006〕205号; deemed months count with the own mean (model default)",
        "渝办发〔2006〕205号；视同缴费月数按本人平均缴费指数计算（模型默认值）",
    ),
    status="uncertain",
)
def average_index_with_deemed_months(
    index_sum: Value, contribution_months: Value, deemed_months: Value, deemed_index_is_one: Value
) -> Value:
    """The mean of the indices of the paid months; or of all months, the deemed ones at the average wage."""
    paid = at_least(contribution_months - deemed_months, 1)
    at_average_wage = half_up(index_sum + deemed_months * INDEX_UNIT, at_least(contribution_months, 1))
    return choose(deemed_index_is_one, at_average_wage, half_up(index_sum, paid))
