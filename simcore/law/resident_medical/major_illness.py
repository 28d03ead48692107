"""Residents' major-illness insurance: its cap with the rewards for staying insured, and what it pays."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, at_least, at_most, share

_NOTICE = "国办发〔2024〕38号"


@rule(
    en="rewards on top of the major-illness cap",
    zh="大病保险封顶线奖励额度",
    unit="yuan",
    article=_NOTICE,
    status="published",
)
def major_illness_rewards(
    unbroken_years: Value,
    zero_claim_years: Value,
    reward_after_years: Value,
    reward: Value,
    zero_claim_reward: Value,
) -> Value:
    """A reward for each unbroken year after those without one, and for each year without a claim; a lapse
    starts the count anew.
    """
    for_staying = reward * at_least(unbroken_years - reward_after_years, 0)
    return for_staying + zero_claim_reward * zero_claim_years


@rule(
    en="maximum of all rewards",
    zh="奖励额度上限",
    unit="yuan",
    article=_NOTICE,
    status="published",
)
def major_illness_most_rewards(major_illness_cap: Value, most_rewards_share: Value) -> Value:
    """A share of the original cap."""
    return share(major_illness_cap, most_rewards_share)


@rule(
    en="major-illness cap with rewards",
    zh="大病保险年度支付限额（含奖励）",
    unit="yuan",
    article=_NOTICE,
    status="recalled",
)
def major_illness_cap_with_rewards(
    major_illness_rewards: Value, major_illness_cap: Value, major_illness_most_rewards: Value
) -> Value:
    """The cap and the rewards, these up to the most of all rewards."""
    return major_illness_cap + at_most(major_illness_rewards, major_illness_most_rewards)


@rule(
    en="payment of major-illness insurance for the year",
    zh="当年大病保险支付额",
    unit="yuan",
    article=Text(
        "municipal parameters of residents' major-illness insurance", "重庆市城乡居民大病保险待遇标准"
    ),
    status="published",
)
def major_illness_payment(
    own_cost_this_year: Value,
    major_illness_deductible: Value,
    major_illness_rate: Value,
    major_illness_cap_with_rewards: Value,
) -> Value:
    """A share of the covered cost borne oneself that lies above the year's deductible, up to the cap."""
    above = at_least(own_cost_this_year - major_illness_deductible, 0)
    return at_most(share(above, major_illness_rate), major_illness_cap_with_rewards)
