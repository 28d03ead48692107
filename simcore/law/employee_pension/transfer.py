"""The pension moves with the person from province to province: what money goes along, and who pays in the
end.
"""

from __future__ import annotations

from simcore.law.employee_pension.choices import PENSION_PLACE
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, at_most, choose, look_up, share

_TRANSFER = "国办发〔2009〕66号"
HOUSEHOLD_PLACE = PENSION_PLACE.code("household_place")
RELATION_PLACE = PENSION_PLACE.code("relation_place")
FORMER_PLACE = PENSION_PLACE.code("former_place")


@rule(
    en="transferred from the pool",
    zh="转移的统筹基金",
    unit="yuan",
    article=_TRANSFER + Text(" art. 4", "第四条"),
    status="recalled",
)
def pension_transfer_from_pool(contribution_wages: Value, transfer_pool_share: Value) -> Value:
    """The pool's share of the actual contribution wages of all years since 1998."""
    return share(contribution_wages, transfer_pool_share)


@rule(
    en="money that moves with the pension",
    zh="养老保险关系转移资金",
    unit="yuan",
    article=Text(
        "Social Insurance Law art. 19; 国办发〔2009〕66号 art. 4",
        "社会保险法第19条；国办发〔2009〕66号第四条",
    ),
    status="recalled",
)
def pension_transfer_amount(account_balance: Value, pension_transfer_from_pool: Value) -> Value:
    """The whole personal account and the part from the pool."""
    return account_balance + pension_transfer_from_pool


@rule(
    en="opens a temporary account",
    zh="建立临时养老保险缴费账户",
    unit="yes_no",
    article=_TRANSFER,
    status="recalled",
)
def opens_temporary_account(
    age_months: Value, retirement_category: Value, to_household_place: Value, temporary_account_age: Value
) -> Value:
    """Whoever first comes to a place away from the household at that age or older; the relation stays at
    home.
    """
    of_age = age_months >= look_up(temporary_account_age, retirement_category)
    return choose(to_household_place, False, of_age)


@rule(
    en="place that pays the pension",
    zh="养老保险待遇领取地",
    unit="pension_place",
    article=Text(
        "Regulations on Social Insurance Operation (社会保险经办条例) art. 12; 国办发〔2009〕66号 art. 6",
        "社会保险经办条例第12条；国办发〔2009〕66号第六条",
    ),
    status="published",
)
def pension_place(
    relation_at_household_place: Value,
    months_at_relation_place: Value,
    most_months_at_former_place: Value,
    months_for_pension_place: Value,
) -> Value:
    """The household's place if the relation is there; else that of the relation, if enough months were paid
    there; else the last former place with enough; else the household's.
    """
    former = choose(most_months_at_former_place >= months_for_pension_place, FORMER_PLACE, HOUSEHOLD_PLACE)
    elsewhere = choose(months_at_relation_place >= months_for_pension_place, RELATION_PLACE, former)
    return choose(relation_at_household_place, HOUSEHOLD_PLACE, elsewhere)


@rule(
    en="time limit of the transfer, in working days",
    zh="转移接续办理时限（工作日）",
    unit="days",
    article=_TRANSFER,
    status="recalled",
)
def pension_transfer_days(
    transfer_steps: Value, transfer_days_a_step: Value, transfer_days_in_all: Value
) -> Value:
    """So many working days for each step, within the limit for the whole."""
    return at_most(transfer_steps * transfer_days_a_step, transfer_days_in_all)
