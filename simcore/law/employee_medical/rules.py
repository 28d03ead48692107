"""What is paid to employees' medical insurance, and to the large-amount mutual aid beside it."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, choose, look_up, share

_LAW = Text(
    "Social Insurance Law art. 23; 渝人社发〔2016〕74号, 〔2018〕116号",
    "社会保险法第23条；渝人社发〔2016〕74号、〔2018〕116号",
)
_LARGE = Text(
    "employees' large-amount medical mutual aid (职工大额医疗互助保险), municipal",
    "重庆市职工大额医疗互助保险",
)


@rule(
    en="employee medical, worker",
    zh="职工基本医疗保险个人缴费",
    unit="yuan",
    article=_LAW,
    status="published",
)
def employee_medical_worker(contribution_base: Value, worker_rate: Value) -> Value:
    """The worker's rate of the contribution base."""
    return share(contribution_base, worker_rate)


@rule(
    en="employee medical (with maternity once merged), employer",
    zh="职工基本医疗保险（含生育）单位缴费",
    unit="yuan",
    article=_LAW,
    status="published",
)
def employee_medical_employer(contribution_base: Value, employer_rate: Value) -> Value:
    """The employer's rate of the contribution base."""
    return share(contribution_base, employer_rate)


@rule(
    en="large-amount mutual aid, worker",
    zh="大额医疗互助个人缴费",
    unit="yuan",
    article=_LARGE,
    status="published",
)
def large_medical_worker(contribution_base: Value, large_worker_amount: Value) -> Value:
    """The same amount for everybody who has a contribution base."""
    return choose(contribution_base > 0, large_worker_amount, 0)


@rule(
    en="large-amount mutual aid, employer",
    zh="大额医疗互助单位缴费",
    unit="yuan",
    article=_LARGE,
    status="published",
)
def large_medical_employer(contribution_base: Value, large_employer_rate: Value) -> Value:
    """The employer's rate of the contribution base for large-amount mutual aid."""
    return share(contribution_base, large_employer_rate)


@rule(
    en="employee medical with mutual aid, worker",
    zh="职工医保（含大额互助）个人缴费",
    unit="yuan",
    article=_LAW + Text("; ", "；") + _LARGE,
    status="published",
)
def medical_with_mutual_aid_worker(employee_medical_worker: Value, large_medical_worker: Value) -> Value:
    """What is withheld for medical insurance: the premium and the mutual aid, collected together."""
    return employee_medical_worker + large_medical_worker


@rule(
    en="employee medical with mutual aid, employer",
    zh="职工医保（含大额互助）单位缴费",
    unit="yuan",
    article=_LAW + Text("; ", "；") + _LARGE,
    status="published",
)
def medical_with_mutual_aid_employer(
    employee_medical_employer: Value, large_medical_employer: Value
) -> Value:
    """What the employer pays for medical insurance: the premium and the mutual aid, collected together."""
    return employee_medical_employer + large_medical_employer


@rule(
    en="flexible worker's medical premium",
    zh="灵活就业人员医疗保险费",
    unit="yuan_a_year",
    article=Text(
        "municipal medical premiums of flexible workers; 渝医保发〔2024〕47号",
        "重庆市灵活就业人员医疗保险缴费标准；渝医保发〔2024〕47号",
    ),
    status="published",
)
def flexible_medical_contribution(
    tier: Value, flexible_base_annual: Value, flexible_basic_rate: Value, flexible_large_rate: Value
) -> Value:
    """The tier's basic rate and the large-amount rate of the yearly base, each rounded on its own."""
    return share(flexible_base_annual, look_up(flexible_basic_rate, tier)) + share(
        flexible_base_annual, flexible_large_rate
    )
