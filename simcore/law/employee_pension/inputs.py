"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import NO_CAP, Input, state_inputs

state_inputs(
    Input("chosen_base", "yuan", "base that a flexible worker chooses", "灵活就业人员选定的缴费基数"),
    Input("birth_month", "month", "month of birth", "出生年月"),
    Input("retirement_category", "retirement_category", "retirement category", "退休类别"),
    Input("sex", "sex", "sex", "性别"),
    Input("post", "post", "post at retirement", "退休时岗位"),
    Input(
        "insured_in_person", "yes_no", "insured in person, as a flexible worker", "以个人身份（灵活就业）参保"
    ),
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
    Input("account_month", "month", "month in which money reaches or leaves the account", "账户收支发生年月"),
    Input("paying_on_from", "month", "first month of paying on", "延长缴费起始年月"),
    Input("net_credits", "signed_yuan", "credits of the year less what was drawn", "当年记入额减支取额"),
    Input("product_to_december", "month_product", "month product up to December", "计至年末的月积数"),
    Input("monthly_credits", "year_of_yuan", "what is credited each month", "各月记入额"),
    Input("age_months", "months", "age in months", "年龄（月）"),
    Input("average_pension", "yuan_a_month", "mean pension of all before the increase", "调整前人均养老金"),
    Input("average_contribution_months", "months", "mean months of contribution of all", "人均累计缴费月数"),
    Input("deemed_months", "months", "deemed months of contribution", "其中视同缴费月数", 0),
    Input("first_insured_month", "month", "month of the first insurance", "首次参保年月"),
    Input("months_paid_on", "months", "months paid on after the statutory age", "延长缴费月数", 0),
    Input("proven_employment", "yes_no", "the employment is proven", "劳动关系有据可查", False),
    Input("contribution_wages", "yuan", "sum of the contribution wages since 1998", "1998年以来缴费工资总额"),
    Input("transfer_steps", "number", "steps of the transfer", "转移接续办理环节数", 3),
    Input("to_household_place", "yes_no", "the new place is that of the household", "转入地为户籍地", False),
    Input(
        "relation_at_household_place",
        "yes_no",
        "the insurance relation is at the place of the household",
        "养老保险关系在户籍地",
    ),
    Input(
        "months_at_relation_place",
        "months",
        "months paid at the place of the insurance relation",
        "关系所在地缴费月数",
    ),
    Input(
        "most_months_at_former_place", "months", "most months paid at a former place", "曾参保地最长缴费月数"
    ),
    Input("months_drawn", "months", "months of pension drawn", "已领取养老金月数"),
    Input("own_contributions", "yuan", "own contributions paid", "个人缴费总额", NO_CAP),
    Input("opening_balance", "yuan", "opening balance of the account", "账户年初余额"),
    Input("months_elapsed", "months", "months of the year that have passed", "当年已计息月数", 12),
    Input("drawn", "yuan", "drawn in the year", "当年支取额", 0),
    Input("pensioner_age", "years", "age of the pensioner in completed years", "领取人周岁年龄", 60),
)
