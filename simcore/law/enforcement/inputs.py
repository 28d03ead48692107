"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import Input, state_inputs

state_inputs(
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
    Input("last_month_contribution", "yuan", "contribution of the last month", "上月缴费额"),
    Input("unpaid", "yuan", "amount unpaid", "欠缴金额"),
    Input("due_on", "day", "due on", "应缴日期"),
    Input("paid_on", "day", "paid on", "实缴日期"),
)
