"""What the fund pays for a birth: the allowance, its conditions, and the medical sums."""

from __future__ import annotations

from simcore.law.contributions.choices import SCHEME
from simcore.law.maternity.choices import ALLOWANCE_BASE_RULE
from simcore.rulebook.calendar_words import working_days_later
from simcore.rulebook.inputs import NO_LOSS
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, at_least, choose, half_up, share

MATERNITY = SCHEME.code("maternity")
EMPLOYEE_MEDICAL = SCHEME.code("employee_medical")
OWN_WAGE = ALLOWANCE_BASE_RULE.code("own_wage")
_ALLOWANCE = Text(
    "Social Insurance Law art. 56; Special Rules on the Labour Protection of Female Workers "
    "(女职工劳动保护特别规定) art. 8",
    "社会保险法第56条；女职工劳动保护特别规定第8条",
)
_MEDICAL = Text("Social Insurance Law art. 55; norms of the city", "社会保险法第55条；重庆市规定标准")


@rule(
    en="insurance that pays maternity benefits",
    zh="支付生育待遇的险种",
    unit="scheme",
    article=Text(
        "Social Insurance Law art. 64 and 66; 国办发〔2017〕6号; 国办发〔2019〕10号",
        "社会保险法第64、66条；国办发〔2017〕6号；国办发〔2019〕10号",
    ),
    status="published",
)
def maternity_paying_scheme(merged_into_medical: Value) -> Value:
    """Maternity insurance, or employees' medical insurance once the two are merged."""
    return choose(merged_into_medical, EMPLOYEE_MEDICAL, MATERNITY)


@rule(
    en="the conditions of the allowance are met",
    zh="符合生育津贴领取条件",
    unit="yes_no",
    article=Text(
        "older rule of Chongqing on maternity insurance; whether six months are still asked for is not known",
        "重庆市生育保险原规定；现行是否仍要求连续缴费满6个月不详",
    ),
    status="uncertain",
)
def maternity_is_eligible(
    consecutive_paid_months: Value, employer_in_arrears: Value, min_consecutive_months: Value
) -> Value:
    """Enough consecutive months, paid in full; none count while the employer is in arrears."""
    counted = choose(employer_in_arrears, 0, consecutive_paid_months)
    return counted >= min_consecutive_months


@rule(
    en="monthly base by the rule in force",
    zh="按现行规则的生育津贴月计发基数",
    unit="yuan",
    article=_ALLOWANCE,
)
def maternity_allowance_base(unit_average_wage: Value, own_average_wage: Value, base_rule: Value) -> Value:
    """The employer's average wage of the year before; by the older practice the woman's own."""
    return choose(base_rule == OWN_WAGE, own_average_wage, unit_average_wage)


@rule(
    en="days of leave that the fund pays",
    zh="基金支付生育津贴的天数",
    unit="days",
    article=_ALLOWANCE
    + Text(
        "; reply of the municipal medical security bureau (重庆市医保局), 2023-10",
        "；重庆市医保局2023年10月答复",
    ),
    status="published",
)
def maternity_paid_days(
    lost_after_weeks: Value,
    loss_leave_days: Value,
    children: Value,
    difficult_birth: Value,
    paid_days_rule: Value,
    difficult_birth_days: Value,
    extra_child_days: Value,
) -> Value:
    """The days of an ordinary birth that the fund pays, with those for a difficult birth and for each further
    child; after a loss of pregnancy all days of leave.
    """
    difficult = choose(difficult_birth, difficult_birth_days, 0)
    after_birth = paid_days_rule + difficult + extra_child_days * (children - 1)
    return choose(lost_after_weeks > NO_LOSS, loss_leave_days, after_birth)


@rule(
    en="maternity allowance",
    zh="生育津贴",
    unit="yuan",
    article=_ALLOWANCE,
    stands_for={"maternity_leave_days": "maternity_paid_days"},
)
def maternity_allowance(
    allowance_monthly_base: Value, maternity_paid_days: Value, allowance_days_a_month: Value
) -> Value:
    """The monthly base for each day paid, a month counted at so many days."""
    return half_up(allowance_monthly_base * maternity_paid_days, allowance_days_a_month)


@rule(
    en="own wage during the leave",
    zh="产假期间本人工资",
    unit="yuan",
    article=Text(
        "Special Rules on the Labour Protection of Female Workers (女职工劳动保护特别规定) art. 8: what "
        "an employer pays that did not insure her",
        "女职工劳动保护特别规定第8条：未参保的由用人单位支付",
    ),
)
def maternity_leave_wages(
    monthly_wage: Value, maternity_leave_days: Value, allowance_days_a_month: Value
) -> Value:
    """The own monthly wage for each day of leave, a month counted at so many days."""
    return half_up(monthly_wage * maternity_leave_days, allowance_days_a_month)


@rule(
    en="employer's top-up",
    zh="用人单位补足差额",
    unit="yuan",
    article=Text("practice", "实务做法"),
    status="recalled",
)
def maternity_top_up(maternity_leave_wages: Value, maternity_allowance: Value) -> Value:
    """What the allowance falls short of the own wage; what it is above stays hers."""
    return at_least(maternity_leave_wages - maternity_allowance, 0)


@rule(en="medical norm of the birth", zh="分娩医疗费定额", unit="yuan", article=_MEDICAL, status="uncertain")
def birth_cost_norm(difficult_birth: Value, natural_birth_norm: Value, caesarean_norm: Value) -> Value:
    """The fixed sum for a natural birth, or for a difficult one or a caesarean."""
    return choose(difficult_birth, caesarean_norm, natural_birth_norm)


@rule(
    en="medical sums for a birth", zh="生育医疗费定额合计", unit="yuan", article=_MEDICAL, status="uncertain"
)
def maternity_medical_benefit(birth_cost_norm: Value, checkup_sum: Value, nutrition_sum: Value) -> Value:
    """The fixed sums for the birth, the check-ups before it and nutrition."""
    return birth_cost_norm + checkup_sum + nutrition_sum


@rule(
    en="medical sums for the jobless spouse of an insured man",
    zh="参保男职工未就业配偶生育医疗费",
    unit="yuan",
    article=Text(
        "Social Insurance Law art. 54; half of the norm (model default)",
        "社会保险法第54条；按标准的一半（模型默认值）",
    ),
    status="uncertain",
)
def maternity_spouse_medical_benefit(birth_cost_norm: Value, spouse_norm_share: Value) -> Value:
    """A share of the norm of the birth; there is no allowance."""
    return share(birth_cost_norm, spouse_norm_share)


@rule(
    en="deadline to pay the allowance",
    zh="生育津贴办理期限",
    unit="day",
    article=Text(
        "Regulations on Social Insurance Operation (社会保险经办条例) art. 20; public holidays not "
        "counted out (model default)",
        "社会保险经办条例第20条；不扣除法定节假日（模型默认值）",
    ),
)
def maternity_allowance_deadline(allowance_asked_on: Value, handling_working_days: Value) -> Value:
    """So many working days after the claim, for which the medical record is enough."""
    return working_days_later(allowance_asked_on, handling_working_days)
