"""The closed lists of this branch."""

from __future__ import annotations

from simcore.rulebook.choices import closed_list

CARE_LEVEL = closed_list(
    "care_level",
    full=("full dependence", "生活完全不能自理"),
    large=("large dependence", "生活大部分不能自理"),
    partial=("partial dependence", "生活部分不能自理"),
)
INJURY_CAUSE = closed_list(
    "injury_cause",
    at_work=("accident at work and because of it", "工作时间和场所内因工作原因受伤"),
    sudden_death=("sudden death at work or within 48 hours", "工作岗位突发疾病死亡或48小时内抢救无效死亡"),
    commuting=("traffic accident on the way, not mainly own fault", "上下班途中非本人主要责任交通事故"),
    commuting_own_fault=("traffic accident on the way, mainly own fault", "上下班途中本人主要责任交通事故"),
    intentional_crime=("intentional crime", "故意犯罪"),
    drink_or_drugs=("drunkenness or drugs", "醉酒或者吸毒"),
    self_harm=("self-harm or suicide", "自残或者自杀"),
)
