"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import Input, state_inputs

state_inputs(
    Input("tier", "tier", "tier", "缴费档次"),
    Input("age", "years", "age in years", "年龄（周岁）"),
    Input("retired", "yes_no", "pensioner", "退休人员"),
    Input("covered_cost", "yuan", "covered cost of the stay", "本次住院政策范围内费用"),
    Input("stays_this_year", "from_one", "number of the stay in the year", "当年住院次序"),
    Input("place_of_treatment", "place_of_treatment", "place of treatment", "就医地点", 0),
    Input("pool_paid_this_year", "yuan", "paid by the pool earlier in the year", "当年统筹基金已支付额", 0),
    Input("hospital_level", "hospital_level", "level of the hospital", "医院等级"),
    Input(
        "covered_cost_this_year",
        "yuan",
        "covered cost of the year so far",
        "当年累计政策范围内门诊费用（含本次）",
    ),
)
