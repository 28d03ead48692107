"""What a person (or a column of people) brings to the law: the inputs, each with its unit, labels and
default.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

NO_CAP = 10**15
"""Own contributions (fen) when nobody has said how much they were: larger than any grant."""


@dataclass(frozen=True, slots=True)
class Input:
    """`default` is the value inside, or None if it must be given; `among` are the only values inside, if
    not empty.
    """

    name: str
    unit: str
    label_en: str
    label_zh: str
    default: Any = None
    among: tuple[int, ...] = ()


_ALL = (
    Input("monthly_wage", "yuan", "monthly wage", "月工资"),
    Input("risk_class", "risk_class", "risk class of the industry", "行业风险类别"),
    Input(
        "floating_factor",
        "factor",
        "floating factor of the premium",
        "费率浮动系数",
        100,
        (50, 80, 100, 120, 150),
    ),
    Input("chosen_base", "yuan", "base that a flexible worker chooses", "灵活就业人员选定的缴费基数"),
    Input("tier", "tier", "tier", "缴费档次"),
    Input("birth_month", "month", "month of birth", "出生年月"),
    Input("retirement_category", "retirement_category", "retirement category", "退休类别"),
    Input("retirement_month", "month", "month of retirement", "退休年月"),
    Input("index_sum", "index_sum", "sum of the monthly indices", "各月缴费指数之和"),
    Input("contribution_months", "months", "months of contribution", "累计缴费月数"),
    Input(
        "months_before_accounts",
        "months",
        "months before personal accounts began (1996-01)",
        "建立个人账户前的缴费月数",
    ),
    Input("account_balance", "yuan", "balance of the personal account", "个人账户储存额"),
    Input("one_child_certificate", "yes_no", "one-child certificate", "独生子女父母光荣证", False),
    Input("pension_before_increase", "yuan", "pension before the year's increase", "调整前养老金"),
    Input("opening_balance", "yuan", "opening balance of the account", "账户年初余额"),
    Input("monthly_credits", "year_of_yuan", "what is credited each month", "各月记入额"),
    Input("months_elapsed", "months", "months of the year that have passed", "当年已计息月数", 12),
    Input("drawn", "yuan", "drawn in the year", "当年支取额", 0),
    Input("months_drawn", "months", "months of pension drawn", "已领取养老金月数"),
    Input("own_contributions", "yuan", "own contributions paid", "个人缴费总额", NO_CAP),
    Input("paid_months", "months", "months paid since the last claim", "本次失业前累计缴费月数"),
    Input("unused_benefit_months", "months", "benefit months left unused", "上次未领完的失业金月数", 0),
    Input("hired_on", "day", "first day of work", "用工之日"),
    Input("last_month_contribution", "yuan", "contribution of the last month", "上月缴费额"),
    Input("unpaid", "yuan", "amount unpaid", "欠缴金额"),
    Input("due_on", "day", "due on", "应缴日期"),
    Input("paid_on", "day", "paid on", "实缴日期"),
    Input("scheme", "scheme", "insurance", "险种"),
    Input("id_number", "text", "citizen ID number", "公民身份号码"),
)
INPUTS = {one.name: one for one in _ALL}
