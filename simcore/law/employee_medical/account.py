"""The personal medical account: what goes in, before and after the reform of out-patient care of 2023."""

from __future__ import annotations

from simcore.rulebook.rule import Cases, rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    MONTHS_A_YEAR,
    Value,
    at_most,
    choose,
    look_up,
    look_up_reached,
    share,
    share_of_quotient,
)

_BEFORE = Text("municipal rules on employees' medical accounts", "重庆市职工医保个人账户划拨办法")
_REFORM = "国办发〔2021〕14号"
_BOTH = _BEFORE + Text("; from 2023 ", "；2023年起按") + _REFORM


@rule(
    en="employer's share for the account at this age",
    zh="本年龄单位缴费划入比例",
    unit="share",
    article=_BEFORE,
    status="published",
)
def account_share_of_age(account_share_by_age: Value, age: Value) -> Value:
    """The share that the worker's age has reached."""
    return look_up_reached(account_share_by_age, age)


@rule(
    en="of the employer's premium to the medical account",
    zh="单位缴费划入医保个人账户",
    unit="yuan_a_month",
    article=_BOTH,
    status="published",
    cases=Cases("account_before_reform", {True: ("account_share_of_age",), False: ()}),
)
def medical_account_from_employer(
    account_before_reform: Value, contribution_base: Value, account_share_of_age: Value
) -> Value:
    """Before the reform a share of the base by the worker's age; since then all of it stays in the pool."""
    return choose(account_before_reform, share(contribution_base, account_share_of_age), 0)


@rule(
    en="medical account credit of a worker",
    zh="在职职工医保个人账户月记入额",
    unit="yuan_a_month",
    article=_BOTH,
    status="recalled",
)
def medical_account_credit_worker(
    employee_medical_worker: Value, medical_account_from_employer: Value
) -> Value:
    """All that the worker pays, and what the employer's premium adds."""
    return employee_medical_worker + medical_account_from_employer


@rule(
    en="base of a pensioner's account credit before the reform",
    zh="改革前退休人员个人账户划拨基数",
    unit="yuan_a_month",
    article=_BEFORE,
    status="published",
)
def pensioner_account_base(staff_base_per_head: Value, average_wage_monthly: Value) -> Value:
    """The base per head of the former employer's staff; where none is left, the city's average wage."""
    return choose(staff_base_per_head > 0, staff_base_per_head, average_wage_monthly)


@rule(
    en="medical account credit of a pensioner",
    zh="退休人员医保个人账户月记入额",
    unit="yuan_a_month",
    article=_BOTH,
    status="published",
    cases=Cases(
        "account_before_reform",
        {
            True: ("pensioner_account_base", "pensioner_account_share"),
            False: ("age", "retiree_credit", "retiree_elderly_age", "retiree_elderly_addition"),
        },
    ),
)
def medical_account_credit_pensioner(
    account_before_reform: Value,
    pensioner_account_base: Value,
    pensioner_account_share: Value,
    age: Value,
    retiree_credit: Value,
    retiree_elderly_age: Value,
    retiree_elderly_addition: Value,
) -> Value:
    """Before the reform a share of the former employer's base per head; since then one amount for all, with
    an addition for the very old.
    """
    since_reform = retiree_credit + choose(age < retiree_elderly_age, 0, retiree_elderly_addition)
    before = share(pensioner_account_base, pensioner_account_share)
    return choose(account_before_reform, before, since_reform)


@rule(
    en="medical account credit of the month",
    zh="医保个人账户月记入额",
    unit="yuan_a_month",
    article=_BOTH,
    status="published",
    cases=Cases(
        "retired", {True: ("medical_account_credit_pensioner",), False: ("medical_account_credit_worker",)}
    ),
)
def medical_account_credit(
    retired: Value, medical_account_credit_pensioner: Value, medical_account_credit_worker: Value
) -> Value:
    """What goes into the personal account, for a worker and for a pensioner."""
    return choose(retired, medical_account_credit_pensioner, medical_account_credit_worker)


@rule(
    en="medical account credit of a flexible worker",
    zh="灵活就业人员医保个人账户月记入额",
    unit="yuan_a_month",
    article="渝医保发〔2024〕47号",
    status="uncertain",
)
def flexible_medical_account_credit(
    tier: Value, flexible_base_annual: Value, flexible_account_share: Value
) -> Value:
    """The tier's share of a month of the yearly base; the lower tier has no account."""
    return share_of_quotient(flexible_base_annual, look_up(flexible_account_share, tier), MONTHS_A_YEAR)


@rule(
    en="the account may pay for near relatives",
    zh="个人账户可家庭共济",
    unit="yes_no",
    article=_REFORM,
    status="recalled",
)
def medical_account_open_to_family(account_family_use: Value) -> Value:
    """Whether the account may pay relatives' approved costs and residents' premiums."""
    return account_family_use


@rule(
    en="paid from the account for near relatives",
    zh="个人账户家庭共济支付额",
    unit="yuan",
    article=_REFORM,
    status="recalled",
)
def family_paid_from_account(
    medical_account_open_to_family: Value, relatives_own_cost: Value, medical_account_balance: Value
) -> Value:
    """Relatives' approved own costs and residents' premiums, as far as the account goes."""
    return choose(medical_account_open_to_family, at_most(relatives_own_cost, medical_account_balance), 0)


@rule(
    en="account balance after paying for near relatives",
    zh="家庭共济支付后的个人账户余额",
    unit="yuan",
    article=_REFORM,
    status="recalled",
)
def medical_account_after_family(medical_account_balance: Value, family_paid_from_account: Value) -> Value:
    """What is left of the account."""
    return medical_account_balance - family_paid_from_account
