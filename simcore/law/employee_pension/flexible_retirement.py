"""Earlier and later retirement: who may choose, by when it must be said, and from when the pension runs."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, look_up

_FLEXIBLE = "人社部发〔2024〕94号"
_OLD_LAW = "国发〔1978〕104号"


@rule(
    en="may retire in this month",
    zh="可在该月退休",
    unit="yes_no",
    article=Text(
        "Social Insurance Law art. 16; 人社部发〔2024〕94号", "社会保险法第16条；人社部发〔2024〕94号"
    ),
    status="published",
)
def may_retire(
    retirement_month: Value,
    earliest_retirement_month: Value,
    latest_retirement_month: Value,
    contribution_months: Value,
    minimum_contribution_months: Value,
) -> Value:
    """From the earliest to the latest month, with the minimum period that belongs to the month chosen."""
    in_time = (retirement_month >= earliest_retirement_month) & (retirement_month <= latest_retirement_month)
    return in_time & (contribution_months >= minimum_contribution_months)


@rule(
    en="last month to give notice of early retirement",
    zh="书面告知提前退休的最晚年月",
    unit="month",
    article=_FLEXIBLE,
    status="published",
)
def early_retirement_notice_month(retirement_month: Value, early_notice_months: Value) -> Value:
    """The months of notice before the month chosen."""
    return retirement_month - early_notice_months


@rule(
    en="last month to agree on delayed retirement",
    zh="协商延迟退休的最晚年月",
    unit="month",
    article=_FLEXIBLE,
    status="published",
)
def delay_agreement_month(statutory_retirement_month: Value, delay_agreement_months: Value) -> Value:
    """The months of agreement with the employer before the statutory month."""
    return statutory_retirement_month - delay_agreement_months


@rule(
    en="first month of the pension",
    zh="基本养老金起领年月",
    unit="month",
    article=_FLEXIBLE + Text(" art. 9", "第九条"),
    status="published",
)
def pension_start_month(retirement_month: Value, months_until_pension: Value) -> Value:
    """The month of retirement, and the months until the pension."""
    return retirement_month + months_until_pension


@rule(
    en="retirement month after heavy work",
    zh="特殊工种提前退休年月",
    unit="month",
    article=_OLD_LAW,
    status="recalled",
)
def heavy_work_retirement_month(
    birth_month: Value, retirement_category: Value, heavy_work_retirement_age: Value
) -> Value:
    """The month in which the lower age for specially heavy jobs is reached."""
    return birth_month + look_up(heavy_work_retirement_age, retirement_category)


@rule(
    en="retirement month with complete disability",
    zh="完全丧失劳动能力退休年月",
    unit="month",
    article=_OLD_LAW,
    status="recalled",
)
def complete_disability_retirement_month(
    birth_month: Value, retirement_category: Value, complete_disability_retirement_age: Value
) -> Value:
    """The month in which the lower age for people who have lost all capacity to work is reached."""
    return birth_month + look_up(complete_disability_retirement_age, retirement_category)
