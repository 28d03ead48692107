"""What a person (or a column of people) brings to the law: the inputs, each with its unit, labels and
default.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

NO_CAP = 10**15
"""Own contributions (fen) when nobody has said how much they were: larger than any grant."""

NO_LOSS = 0
"""Weeks after which a pregnancy was lost, when none was."""


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
    Input("children", "children", "children born", "生育子女数", 1),
    Input("difficult_birth", "yes_no", "difficult birth or caesarean", "难产或剖宫产", False),
    Input(
        "lost_after_weeks",
        "weeks_of_loss",
        "weeks after which the pregnancy was lost",
        "终止妊娠时的周数",
        NO_LOSS,
    ),
    Input("expected_birth_on", "day", "expected day of birth", "预产期"),
    Input("leave_begins_on", "day", "first day of the leave", "产假首日"),
    Input("child_age_months", "months", "age of the child", "子女月龄"),
    Input(
        "unit_average_wage",
        "yuan",
        "employer's average monthly wage of the year before",
        "用人单位上年度职工月平均工资",
    ),
    Input(
        "own_average_wage",
        "yuan",
        "her own mean contribution wage of the 12 months before",
        "本人前12个月平均缴费工资",
    ),
    Input("allowance_monthly_base", "yuan", "monthly base of the allowance", "生育津贴月计发基数"),
    Input("consecutive_paid_months", "months", "consecutive months paid in full", "连续足额缴费月数"),
    Input("employer_in_arrears", "yes_no", "the employer is in arrears", "用人单位欠费", False),
    Input("allowance_asked_on", "day", "day of the claim", "申领生育津贴之日"),
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
    Input("pensioner_age", "years", "age of the pensioner in completed years", "领取人周岁年龄", 60),
    Input("age_months", "months", "age in months", "年龄（月）"),
    Input("average_pension", "yuan_a_month", "mean pension of all before the increase", "调整前人均养老金"),
    Input("average_contribution_months", "months", "mean months of contribution of all", "人均累计缴费月数"),
    Input("deemed_months", "months", "of the months of contribution, deemed", "其中视同缴费月数", 0),
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
    Input("annual_tier", "annual_tier", "yearly contribution tier of a resident", "居民养老年缴费档次"),
    Input("paid_years", "years", "years paid to the residents' pension", "居民养老累计缴费年限"),
    Input(
        "in_assisted_group",
        "yes_no",
        "severely disabled or poor, in an assisted group",
        "属于政府代缴的困难群体",
        False,
    ),
    Input("collective_grant", "yuan", "grant of the collective or others", "集体补助或社会资助", 0),
    Input("resident_account_balance", "yuan", "balance of the residents' account", "居民养老个人账户储存额"),
    Input("overlap_years", "years", "years paid in both schemes", "重复缴费年数", 0),
    Input("is_student", "yes_no", "student", "在校学生", False),
    Input("insured_as_employee", "yes_no", "insured as an employee", "已参加职工养老保险", False),
    Input("months_drawn", "months", "months of pension drawn", "已领取养老金月数"),
    Input("own_contributions", "yuan", "own contributions paid", "个人缴费总额", NO_CAP),
    Input("paid_months", "months", "months paid since the last claim", "本次失业前累计缴费月数"),
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
    Input("job_ended_on", "day", "last day of the job", "终止或解除劳动关系之日"),
    Input("proof_issued_on", "day", "day of the termination paper", "解除劳动关系证明出具之日"),
    Input("registered_unemployed_on", "day", "day of registration as unemployed", "失业登记之日"),
    Input("claimed_on", "day", "day of the claim", "申领之日"),
    Input("arrears_cleared_on", "day", "day on which the arrears were cleared", "欠费清缴之日"),
    Input("employer_size", "employer_size", "size of the employer", "单位规模类型"),
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
    Input("hired_on", "day", "first day of work", "用工之日"),
    Input("founded_on", "day", "day on which the employer was founded", "单位成立之日"),
    Input(
        "is_enterprise",
        "yes_no",
        "an enterprise (registered as a business)",
        "企业（办理市场主体登记）",
        True,
    ),
    Input("changed_on", "day", "day of a change or of closing", "变更或终止之日"),
    Input("applied_on", "day", "day of the application", "申请之日"),
    Input("registered_on", "day", "day of registration", "办理登记之日"),
    Input("contribution_month", "month", "contribution month", "费款所属期"),
    Input("contributions_due", "yuan", "contributions that were due", "应缴社会保险费数额"),
    Input("hidden_wages", "yuan", "wages hidden from the declaration", "瞒报工资数额"),
    Input("fraud_amount", "yuan", "benefits obtained by fraud", "骗取的社会保险待遇金额"),
    Input("breach", "breach", "breach of duty", "违法情形"),
    Input("responsible_persons", "number", "responsible persons", "直接责任人员人数", 1),
    Input("breach_ended_on", "day", "day on which the breach happened or ended", "违法行为发生或终了之日"),
    Input("declared_contribution", "yuan", "contribution declared afterwards", "补办申报的应缴额"),
    Input(
        "last_month_base", "yuan", "contribution base of the last month (0: none)", "上月缴费基数（0为无）"
    ),
    Input("relief_group", "relief_group", "group of employers that may defer", "缓缴对象类别", 0),
    Input("last_month_contribution", "yuan", "contribution of the last month", "上月缴费额"),
    Input("unpaid", "yuan", "amount unpaid", "欠缴金额"),
    Input("due_on", "day", "due on", "应缴日期"),
    Input("paid_on", "day", "paid on", "实缴日期"),
    Input("scheme", "scheme", "insurance", "险种"),
    Input("age", "years", "age in years", "年龄（周岁）"),
    Input("retired", "yes_no", "pensioner", "退休人员"),
    Input(
        "staff_base_per_head",
        "yuan_a_month",
        "contribution base per head of the employer's staff in service (0 = none)",
        "原单位在职职工人均缴费基数（0为无在职职工）",
    ),
    Input("hospital_level", "hospital_level", "level of the hospital", "医院等级"),
    Input("covered_cost", "yuan", "covered cost of the stay", "本次住院政策范围内费用"),
    Input("stays_this_year", "from_one", "number of the stay in the year", "当年住院次序"),
    Input(
        "covered_cost_this_year",
        "yuan",
        "covered cost of the year so far",
        "当年累计政策范围内门诊费用（含本次）",
    ),
    Input("place_of_treatment", "place_of_treatment", "place of treatment", "就医地点", 0),
    Input("pool_paid_this_year", "yuan", "paid by the pool earlier in the year", "当年统筹基金已支付额", 0),
    Input(
        "large_paid_this_year",
        "yuan",
        "paid by large-amount mutual aid earlier in the year",
        "当年大额医疗互助已支付额",
        0,
    ),
    Input("minor", "yes_no", "under age", "未成年人", False),
    Input("chronic_diseases", "from_one", "recognised chronic diseases", "认定的慢性病种数", 1),
    Input(
        "own_cost_this_year",
        "yuan",
        "covered cost borne oneself in the year",
        "当年个人负担的政策范围内费用",
    ),
    Input("unbroken_years", "years", "years of unbroken cover", "连续参保年数", 0),
    Input("zero_claim_years", "years", "years without a claim that count", "零报销年数", 0),
    Input("lapsed_years", "years", "years of cover missed", "断保年数"),
    Input("repaid_years", "years", "missed years paid back", "补缴的年数"),
    Input("enrolled_in_window", "yes_no", "enrolled in the window", "在集中参保期内参保", False),
    Input("free_of_waiting", "yes_no", "newborn or of a special group", "新生儿或特殊群体", False),
    Input("born_on", "day", "day of birth", "出生日期"),
    Input("medical_paid_months", "months", "months actually paid", "实际缴费月数"),
    Input("medical_deemed_months", "months", "deemed months (military service)", "视同缴费月数（军龄等）", 0),
    Input("flexible_worker", "yes_no", "insured as a flexible worker", "以灵活就业人员身份参保"),
    Input("joins_first", "yes_no", "joins for the first time", "首次参保", False),
    Input("gap_months", "months", "months without cover", "中断月数"),
    Input("repaid_after_months", "months", "months until they were paid back", "补缴距中断的月数"),
    Input("first_unpaid_month", "month", "first unpaid month", "首个欠费月份"),
    Input("months_to_retirement", "months", "months to the retirement age", "距法定退休年龄月数"),
    Input("id_number", "text", "citizen ID number", "公民身份号码"),
)
INPUTS = {one.name: one for one in _ALL}
if len(INPUTS) < len(_ALL):
    raise KeyError("an input is named twice")
