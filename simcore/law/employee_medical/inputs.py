"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import Input, state_inputs

state_inputs(
    Input(
        "relatives_own_cost",
        "yuan",
        "approved own costs and premiums of near relatives",
        "近亲属符合规定的自付费用和居民医保费",
    ),
    Input("medical_account_balance", "yuan", "balance of the medical account", "医保个人账户余额"),
    Input("medical_membership", "medical_membership", "how the member is insured", "职工医保参保方式", 0),
    Input(
        "staff_base_per_head",
        "yuan_a_month",
        "contribution base per head of the employer's staff in service (0 = none)",
        "原单位在职职工人均缴费基数（0为无在职职工）",
    ),
    Input(
        "large_paid_this_year",
        "yuan",
        "paid by large-amount mutual aid earlier in the year",
        "当年大额医疗互助已支付额",
        0,
    ),
    Input("medical_paid_months", "months", "months actually paid", "实际缴费月数"),
    Input("medical_deemed_months", "months", "deemed months (military service)", "视同缴费月数（军龄等）", 0),
    Input("flexible_worker", "yes_no", "insured as a flexible worker", "以灵活就业人员身份参保"),
    Input("joins_first", "yes_no", "joins for the first time", "首次参保", False),
    Input("gap_months", "months", "months without cover", "中断月数"),
    Input("repaid_after_months", "months", "months until they were paid back", "补缴距中断的月数"),
    Input("months_to_retirement", "months", "months to the retirement age", "距法定退休年龄月数"),
)
