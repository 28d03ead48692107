"""What a resident and the government pay for a coverage year; it runs from January to December.

Students' cover runs from September, at the premium of the year in which their school year begins: ask for
the premium on the first day of the school year.
"""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, look_up

_LAW = Text("Social Insurance Law art. 25", "社会保险法第25条")


@rule(
    en="resident medical premium",
    zh="城乡居民医保个人缴费",
    unit="yuan_a_year",
    article=_LAW + Text("; municipal premiums by coverage year", "；重庆市按参保年度公布的缴费标准"),
    status="published",
)
def resident_medical_premium(tier: Value, premium: Value) -> Value:
    """The tier's premium of the coverage year."""
    return look_up(premium, tier)


@rule(
    en="government subsidy to resident medical",
    zh="城乡居民医保财政补助",
    unit="yuan_a_year",
    article=_LAW + "; 医保发〔2024〕19号",
    status="published",
    also_takes=("tier",),
)
def resident_medical_subsidy(subsidy_per_head: Value) -> Value:
    """The national minimum per head, the same in both tiers."""
    return subsidy_per_head
