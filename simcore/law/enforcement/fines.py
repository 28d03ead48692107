"""Fines on employers and on the persons responsible; how long a breach can be pursued."""

from __future__ import annotations

from simcore.rulebook.calendar_words import months_later
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import FACTOR_UNIT, Value, choose, half_up, look_up, within

_PERSONS = Text(
    "Social Insurance Law art. 84; Interim Regulations on the Collection of Social Insurance Premiums "
    "(社会保险费征缴暂行条例) art. 23-24; Chongqing Unemployment Insurance Regulations "
    "(重庆市失业保险条例) art. 31, 33",
    "社会保险法第84条；社会保险费征缴暂行条例第23-24条；重庆市失业保险条例第31、33条",
)


@rule(
    en="multiple of the fine",
    zh="罚款倍数",
    unit="factor",
    article=Text(
        "Social Insurance Law art. 84, 86; Labour Security Inspection Regulations (劳动保障监察条例) art. 27",
        "社会保险法第84、86条；劳动保障监察条例第27条",
    ),
)
def fine_multiple(imposed_multiple: Value, fine_least_multiple: Value, fine_most_multiple: Value) -> Value:
    """What the office imposes, between the lowest and the highest of the law."""
    return within(imposed_multiple, fine_least_multiple, fine_most_multiple, "imposed_multiple", "factor")


@rule(
    en="fine for not registering",
    zh="逾期不办理登记罚款",
    unit="yuan",
    article=Text("Social Insurance Law art. 84", "社会保险法第84条"),
)
def non_registration_fine(
    contributions_due: Value, fine_multiple: Value, registration_fine_applies: Value
) -> Value:
    """Not registered even after the order: so many times the contributions that were due."""
    return choose(registration_fine_applies, half_up(contributions_due * fine_multiple, FACTOR_UNIT), 0)


@rule(
    en="fine for not paying",
    zh="逾期不缴纳罚款",
    unit="yuan",
    article=Text("Social Insurance Law art. 86", "社会保险法第86条"),
)
def non_payment_fine(unpaid: Value, fine_multiple: Value, payment_fine_applies: Value) -> Value:
    """Not paid even after the order: so many times what is unpaid, beside the surcharge."""
    return choose(payment_fine_applies, half_up(unpaid * fine_multiple, FACTOR_UNIT), 0)


@rule(
    en="fine for hidden wages or staff",
    zh="瞒报工资总额或职工人数罚款",
    unit="yuan",
    article=Text(
        "Labour Security Inspection Regulations (劳动保障监察条例) art. 27", "劳动保障监察条例第27条"
    ),
)
def hidden_wages_fine(hidden_wages: Value, fine_multiple: Value) -> Value:
    """So many times the wages that were hidden."""
    return half_up(hidden_wages * fine_multiple, FACTOR_UNIT)


@rule(
    en="fine for benefit fraud",
    zh="骗取社会保险待遇罚款",
    unit="yuan",
    article=Text(
        "Social Insurance Law art. 88; Regulations on Social Insurance Operation (社会保险经办条例) art. 55",
        "社会保险法第88条；社会保险经办条例第55条",
    ),
)
def benefit_fraud_fine(
    fraud_amount: Value,
    fraud_imposed_multiple: Value,
    fraud_least_multiple: Value,
    fraud_most_multiple: Value,
) -> Value:
    """So many times what was obtained, beside giving it back."""
    multiple = within(
        fraud_imposed_multiple, fraud_least_multiple, fraud_most_multiple, "fraud_imposed_multiple", "factor"
    )
    return half_up(fraud_amount * multiple, FACTOR_UNIT)


@rule(
    en="minimum that the responsible persons pay",
    zh="责任人员罚款合计下限",
    unit="yuan",
    article=_PERSONS,
)
def least_personal_fines(breach: Value, responsible_persons: Value, personal_fine_least: Value) -> Value:
    """The lowest fine of the breach for each responsible person."""
    return look_up(personal_fine_least, breach) * responsible_persons


@rule(
    en="maximum that the responsible persons pay",
    zh="责任人员罚款合计上限",
    unit="yuan",
    article=_PERSONS,
)
def most_personal_fines(breach: Value, responsible_persons: Value, personal_fine_most: Value) -> Value:
    """The highest fine of the breach for each responsible person."""
    return look_up(personal_fine_most, breach) * responsible_persons


@rule(
    en="last day on which the labour inspection acts",
    zh="劳动保障监察查处截止日",
    unit="day",
    article=Text(
        "Labour Security Inspection Regulations (劳动保障监察条例) art. 20", "劳动保障监察条例第20条"
    ),
)
def inspection_limit(breach_ended_on: Value, inspection_limit_months: Value) -> Value:
    """The months of the limit after the breach, or after its end if it went on; contributions stay due."""
    return months_later(breach_ended_on, inspection_limit_months)
