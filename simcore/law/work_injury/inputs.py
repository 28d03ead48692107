"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import Input, state_inputs

state_inputs(
    Input("risk_class", "risk_class", "risk class of the industry", "行业风险类别"),
    Input(
        "floating_factor",
        "factor",
        "floating factor of the premium",
        "费率浮动系数",
        100,
        (50, 80, 100, 120, 150),
    ),
    Input("project_contract_sum", "yuan", "contract sum of the construction project", "建设项目合同价"),
    Input(
        "injury_monthly_wage",
        "yuan",
        "mean contribution wage of the 12 months before",
        "本人工资（前12个月平均缴费工资）",
    ),
    Input("disability_grade", "disability_grade", "disability grade", "伤残等级"),
    Input("care_level", "care_level", "level of dependence", "生活自理障碍程度"),
    Input("off_work_months", "months", "months off work for the injury", "因伤停工月数"),
    Input("leave_extension_confirmed", "yes_no", "longer leave confirmed", "已确认延长停工留薪期", False),
    Input(
        "died_after_paid_leave",
        "yes_no",
        "grade 1 to 4, died after the paid leave",
        "一至四级停工留薪期满后死亡",
        False,
    ),
    Input("spouse", "people", "entitled spouse (0 or 1)", "符合条件的配偶（0或1）", None, (0, 1)),
    Input("spouse_is_lone_elder", "yes_no", "the spouse is a lone elder", "配偶为孤寡老人", False),
    Input("others", "people", "other dependants", "其他供养亲属人数"),
    Input("orphans", "people", "orphans and lone elders beside them", "孤儿及孤寡老人人数"),
    Input("missing_month", "month", "month of the accident", "下落不明发生月份"),
    Input("leaving_month", "month", "month of leaving the employer", "解除或终止劳动关系的月份"),
    Input("pension_months_drawn", "months", "months of injury pension drawn", "已领取伤残津贴月数", 0),
    Input("injury_cause", "injury_cause", "cause of the injury", "受伤原因"),
    Input("injured_on", "day", "day of the accident", "事故伤害发生之日"),
    Input("injury_claim_accepted_on", "day", "day on which the claim was accepted", "受理工伤认定申请之日"),
    Input("facts_are_clear", "yes_no", "the facts are clear", "事实清楚、权利义务明确", False),
    Input("appraisal_asked_on", "day", "day of the application for an appraisal", "收到劳动能力鉴定申请之日"),
    Input("appraisal_extended", "yes_no", "the appraisal is extended", "鉴定期限延长", False),
    Input("appraisal_received_on", "day", "day on which the appraisal was received", "收到鉴定结论之日"),
    Input("appraised_on", "day", "day of the appraisal", "作出鉴定结论之日"),
)
