"""What long-term care insurance costs, and what it leaves of the medical account's credit."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, at_least, look_up, share

_PILOT = Text(
    "Chongqing's pilot of long-term care insurance since 2020-12, by a page",
    "2020年12月起重庆市长期护理保险试点，据网页",
)


@rule(
    en="long-term care premium, worker",
    zh="长期护理保险个人缴费",
    unit="yuan_a_month",
    article=_PILOT,
    status="published",
)
def long_term_care_worker(contribution_base: Value, worker_rate: Value) -> Value:
    """The worker's rate of the base, taken out of the medical account's credit."""
    return share(contribution_base, worker_rate)


@rule(
    en="long-term care premium, employer's part",
    zh="长期护理保险单位部分",
    unit="yuan_a_month",
    article=_PILOT,
    status="derived",
)
def long_term_care_employer(contribution_base: Value, employer_rate: Value) -> Value:
    """The employer's rate of the base; it too comes out of the medical account's credit."""
    return share(contribution_base, employer_rate)


@rule(
    en="medical account credit after long-term care insurance",
    zh="扣除长期护理保险费后的医保个人账户月记入额",
    unit="yuan_a_month",
    article=_PILOT,
    status="published",
)
def medical_account_credit_after_long_term_care(
    medical_account_credit_worker: Value, long_term_care_worker: Value, long_term_care_employer: Value
) -> Value:
    """What the two parts leave of a worker's credit."""
    return at_least(medical_account_credit_worker - long_term_care_worker - long_term_care_employer, 0)


@rule(
    en="yearly long-term care premium of an individual member",
    zh="个人参保长期护理保险年缴费",
    unit="yuan_a_year",
    article=_PILOT,
    status="published",
)
def individual_long_term_care_premium(tier: Value, individual_premium: Value) -> Value:
    """One amount by tier."""
    return look_up(individual_premium, tier)
