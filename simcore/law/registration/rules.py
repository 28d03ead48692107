"""By when an employer must register a new worker."""

from __future__ import annotations

from simcore.law.rule import rule
from simcore.law.words import Value


@rule(
    en="registration deadline",
    zh="社会保险登记期限",
    unit="day",
    article="Social Insurance Law art. 58 社会保险法第58条; the day after hiring is day 1, day 30 is in time",
)
def registration_deadline(hired_on: Value, registration_days: Value) -> Value:
    """The day of hiring and the days that the law gives; weekends and holidays do not move it."""
    return hired_on + registration_days
