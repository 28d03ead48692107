"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import Input, state_inputs

state_inputs(
    # After a grant the months count anew (Social Insurance Law art. 46).
    Input(
        "paid_months",
        "months",
        "months paid before this unemployment, since any earlier grant",
        "本次失业前（上次领取后）累计缴费月数",
    ),
    Input("benefit_place", "benefit_place", "place that pays the benefit", "失业保险金发放区县", 0),
    Input("unused_benefit_months", "months", "benefit months left unused", "上次未领完的失业金月数", 0),
    Input(
        "has_dependants",
        "yes_no",
        "a spouse or relatives whom the person supported",
        "有供养的配偶、直系亲属",
    ),
    Input("left_voluntarily", "yes_no", "left the job of one's own will", "因本人意愿中断就业"),
    Input(
        "registered_unemployed", "yes_no", "registered as unemployed and seeking work", "已办理失业和求职登记"
    ),
    Input("unemployed_until", "day", "last day without work", "失业状态的最后一日"),
    Input("job_ended_on", "day", "last day of the job", "终止或解除劳动关系之日"),
    Input("proof_issued_on", "day", "day of the termination paper", "解除劳动关系证明出具之日"),
    Input("registered_unemployed_on", "day", "day of registration as unemployed", "失业登记之日"),
    Input("claimed_on", "day", "day of the claim", "申领之日"),
    Input("arrears_cleared_on", "day", "day on which the arrears were cleared", "欠费清缴之日"),
    Input(
        "unemployment_paid_last_year",
        "yuan",
        "unemployment contributions of unit and staff in the year before",
        "单位及其职工上年度实际缴纳失业保险费总额",
    ),
    Input("employer_paid_months", "months", "months for which the employer has paid", "单位累计缴费月数"),
    Input("staff", "number", "insured staff of the employer", "单位参保职工人数"),
    Input("layoff_rate", "share", "layoff rate of the year before", "上年度裁员率"),
    Input("skill_level", "skill_level", "level of the vocational certificate", "职业资格（技能等级）级别"),
    Input(
        "months_insured_in_all",
        "months",
        "months of unemployment contributions in all",
        "累计参加失业保险月数",
    ),
    Input(
        "skill_subsidies_this_year",
        "number",
        "skill subsidies drawn this year",
        "本年度已享受技能提升补贴次数",
        0,
    ),
    Input("age_when_hired", "years", "completed years of age when hired", "招用时周岁年龄"),
    Input("jobless_when_hired", "yes_no", "registered as unemployed when hired", "招用时为登记失业人员"),
    Input(
        "months_paid_for_hire", "months", "months of premiums paid for the new hire", "为新招用人员缴费月数"
    ),
    Input(
        "hire_subsidised_before", "yes_no", "a subsidy was drawn for this hire", "已就该人员享受补助", False
    ),
)
