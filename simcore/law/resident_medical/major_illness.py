"""Residents' major-illness insurance: its cap with the rewards for staying insured, and what it pays."""

from __future__ import annotations

from simcore.rulebook.inputs import NO_CAP
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, at_least, at_most, choose, holds, look_up, share

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


_TILT = Text("国办发〔2021〕42号 (recalled)", "国办发〔2021〕42号（凭记忆）")


@rule(
    en="major-illness benefits are tilted",
    zh="享受大病保险倾斜待遇",
    unit="yes_no",
    article=_TILT,
    status="recalled",
)
def major_illness_is_tilted(medical_aid_group: Value, tilted_groups: Value) -> Value:
    """For some of the groups in need."""
    return holds(look_up(tilted_groups, medical_aid_group))


@rule(
    en="person's major-illness deductible",
    zh="本人大病保险起付线",
    unit="yuan",
    article=_TILT,
    status="recalled",
)
def major_illness_own_deductible(
    major_illness_is_tilted: Value, major_illness_deductible: Value, tilted_deductible_share: Value
) -> Value:
    """The year's deductible; a part of it for people with the tilt."""
    tilted = share(major_illness_deductible, tilted_deductible_share)
    return choose(major_illness_is_tilted, tilted, major_illness_deductible)


@rule(
    en="person's major-illness share",
    zh="本人大病保险报销比例",
    unit="share",
    article=_TILT,
    status="recalled",
)
def major_illness_own_share(
    major_illness_is_tilted: Value, major_illness_rate: Value, tilted_rate_addition: Value
) -> Value:
    """The ordinary share; more for people with the tilt."""
    return major_illness_rate + choose(major_illness_is_tilted, tilted_rate_addition, 0)


@rule(
    en="person's major-illness cap",
    zh="本人大病保险年度支付限额",
    unit="yuan",
    article=_TILT,
    status="recalled",
)
def major_illness_own_cap(
    major_illness_is_tilted: Value, tilted_without_cap: Value, major_illness_cap_with_rewards: Value
) -> Value:
    """The cap with its rewards; none for people with the tilt."""
    return choose(major_illness_is_tilted & tilted_without_cap, NO_CAP, major_illness_cap_with_rewards)


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
    major_illness_own_deductible: Value,
    major_illness_own_share: Value,
    major_illness_own_cap: Value,
) -> Value:
    """A share of the covered cost borne oneself that lies above the year's deductible, up to the cap."""
    above = at_least(own_cost_this_year - major_illness_own_deductible, 0)
    return at_most(share(above, major_illness_own_share), major_illness_own_cap)
