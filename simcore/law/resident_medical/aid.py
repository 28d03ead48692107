"""Medical assistance (医疗救助): what is paid of the premium of people in need."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, look_up, share

_AID = Text(
    "medical assistance pays part of the premium of people in need (国办发〔2021〕42号, recalled)",
    "医疗救助资助困难群众参保（国办发〔2021〕42号，凭记忆）",
)
_FIRST_TIER = 1


@rule(
    en="resident premium paid by medical assistance",
    zh="医疗救助资助的居民医保费",
    unit="yuan_a_year",
    article=_AID,
    status="uncertain",
)
def resident_premium_aid(medical_aid_group: Value, premium: Value, aided_premium_share: Value) -> Value:
    """The group's share of the premium of the first tier."""
    return share(look_up(premium, _FIRST_TIER), look_up(aided_premium_share, medical_aid_group))


@rule(
    en="resident premium left to pay",
    zh="资助后个人应缴的居民医保费",
    unit="yuan_a_year",
    article=_AID,
    status="uncertain",
)
def resident_premium_after_aid(resident_medical_premium: Value, resident_premium_aid: Value) -> Value:
    """The premium of the tier without what medical assistance pays."""
    return resident_medical_premium - resident_premium_aid
