"""The employer's work-injury premium by risk class or project; the worker pays nothing."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import FACTOR_UNIT, RATE_UNIT, Value, half_up, look_up, share, within


@rule(
    en="work injury, employer",
    zh="工伤保险单位缴费",
    unit="yuan",
    article=Text(
        "Work Injury Insurance Regulations (工伤保险条例) art. 10; 人社部发〔2015〕71号",
        "工伤保险条例第10条；人社部发〔2015〕71号",
    ),
    status="published",
)
def work_injury_employer(
    contribution_base: Value,
    risk_class: Value,
    floating_factor: Value,
    class_rate: Value,
    lowest_floating_factor: Value,
    highest_floating_factor: Value,
    temporary_factor: Value,
) -> Value:
    """The contribution base times the rate of the risk class, a floating factor that the class allows and
    the temporary factor, rounded once.
    """
    lowest = look_up(lowest_floating_factor, risk_class)
    floating = within(floating_factor, lowest, highest_floating_factor, "floating_factor", "factor")
    exact = contribution_base * look_up(class_rate, risk_class) * floating * temporary_factor
    return half_up(exact, RATE_UNIT * FACTOR_UNIT * FACTOR_UNIT)


@rule(
    en="the class allows the floating factor",
    zh="该类别行业允许的浮动系数",
    unit="yes_no",
    article="人社部发〔2015〕71号",
    status="published",
)
def floating_factor_is_allowed(
    floating_factor: Value, risk_class: Value, lowest_floating_factor: Value
) -> Value:
    """Only premiums of class 2 and above can float down; class 1 can only float up."""
    return floating_factor >= look_up(lowest_floating_factor, risk_class)


@rule(
    en="work injury, construction project",
    zh="建设项目工伤保险费",
    unit="yuan",
    article=Text(
        "Work Injury Insurance Regulations (工伤保险条例) art. 10; share of the contract sum",
        "工伤保险条例第10条；按工程合同价的比例",
    ),
    status="recalled",
)
def work_injury_construction(project_contract_sum: Value, construction_rate: Value) -> Value:
    """The rate of the project's contract sum, paid once for all who work on it."""
    return share(project_contract_sum, construction_rate)


@rule(
    en="the city's rate above the national base rate",
    zh="本市费率高于国家基准费率的部分",
    unit="share",
    article="人社部发〔2015〕71号",
    status="published",
)
def work_injury_rate_above_national(
    risk_class: Value, class_rate: Value, national_class_rate: Value
) -> Value:
    """The class's rate in Chongqing less the nation's base rate."""
    return look_up(class_rate, risk_class) - look_up(national_class_rate, risk_class)
