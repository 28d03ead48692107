"""How many days a mother is on leave, and the leave of both parents for the child."""

from __future__ import annotations

from simcore.rulebook.inputs import NO_LOSS
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, choose

_LEAVE = Text(
    "Special Rules on the Labour Protection of Female Workers (女职工劳动保护特别规定) art. 7; Chongqing "
    "Population and Family Planning Regulations (重庆市人口与计划生育条例) art. 23",
    "女职工劳动保护特别规定第7条；重庆市人口与计划生育条例第23条",
)
_LOSS = Text(
    "Special Rules on the Labour Protection of Female Workers (女职工劳动保护特别规定) art. 7; four "
    "months are 16 weeks (model default)",
    "女职工劳动保护特别规定第7条；4个月按16周计（模型默认值）",
)
_PARENTS = Text(
    "Chongqing Population and Family Planning Regulations (重庆市人口与计划生育条例) art. 23",
    "重庆市人口与计划生育条例第23条",
)


@rule(en="leave for a birth", zh="生育产假天数", unit="days", article=_LEAVE, status="published")
def birth_leave_days(
    lost_after_weeks: Value,
    children: Value,
    difficult_birth: Value,
    statutory_days: Value,
    extension_days: Value,
    difficult_birth_days: Value,
    extra_child_days: Value,
) -> Value:
    """The statutory days and Chongqing's extension, with those for a difficult birth and for each further
    child; holidays are inside. None when the pregnancy was lost.
    """
    difficult = choose(difficult_birth, difficult_birth_days, 0)
    after_birth = statutory_days + extension_days + difficult + extra_child_days * (children - 1)
    return choose(lost_after_weeks > NO_LOSS, 0, after_birth)


@rule(en="leave after a loss of pregnancy", zh="流产产假天数", unit="days", article=_LOSS, status="official")
def loss_leave_days(
    lost_after_weeks: Value, weeks_of_late_loss: Value, early_loss_days: Value, late_loss_days: Value
) -> Value:
    """The days of an early loss, or of a late one from its week on; Chongqing's extension does not apply."""
    by_week = choose(lost_after_weeks < weeks_of_late_loss, early_loss_days, late_loss_days)
    return choose(lost_after_weeks > NO_LOSS, by_week, 0)


@rule(en="maternity leave", zh="产假天数", unit="days", article=_LEAVE, status="published")
def maternity_leave_days(birth_leave_days: Value, loss_leave_days: Value) -> Value:
    """The leave for a birth, or after the loss of a pregnancy: one of the two is zero."""
    return birth_leave_days + loss_leave_days


@rule(
    en="earliest first day of the leave",
    zh="产假最早起始日",
    unit="day",
    article=Text(
        "Special Rules on the Labour Protection of Female Workers (女职工劳动保护特别规定) art. 7",
        "女职工劳动保护特别规定第7条",
    ),
)
def earliest_maternity_leave_start(expected_birth_on: Value, days_before_birth: Value) -> Value:
    """The day expected, less the days that may be taken before it."""
    return expected_birth_on - days_before_birth


@rule(en="last day of the leave", zh="产假截止日", unit="day", article=_LEAVE, status="published")
def maternity_leave_end(leave_begins_on: Value, maternity_leave_days: Value) -> Value:
    """Calendar days from the first day on, which counts."""
    return leave_begins_on + maternity_leave_days - 1


@rule(en="father's care leave", zh="男方护理假天数", unit="days", article=_PARENTS, status="published")
def father_care_leave_days(father_days: Value) -> Value:
    """The days that the father has after a birth."""
    return father_days


@rule(
    en="child-care leave of each parent in a year",
    zh="父母双方每年各自的育儿假天数",
    unit="days",
    article=_PARENTS,
    status="published",
)
def childcare_leave_days(
    child_age_months: Value, childcare_days: Value, childcare_until_months: Value
) -> Value:
    """The yearly days until the child reaches the age, none from then on."""
    return choose(child_age_months < childcare_until_months, childcare_days, 0)
