"""The closed lists of the law: what may be chosen, its code (its place in the list), and how it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simcore.errors import unknown
from simcore.law.text_columns import read_texts, texts_of
from simcore.law.unit import Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class ChoiceUnit(Unit):
    """One of a closed list of texts, held as its code (its place in the list)."""

    choices: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    is_number = False

    def inside(self, value: Any, name: str) -> int:
        if isinstance(value, str) and value in self.choices:
            return self.choices.index(value)
        if isinstance(value, str):
            raise unknown((name, f"{name} 选项"), value, self.choices)
        raise self.refuse(value, name)

    def code(self, choice: str) -> int:
        """The value inside of a choice that a rule names."""
        return self.choices.index(choice)

    def inside_array(self, values: Any, name: str) -> NDArray[Any]:
        return read_texts(values, lambda value: self.inside(value, name))

    def face(self, inside: Any) -> str:
        return self.choices[int(inside)]

    def face_array(self, inside: NDArray[Any]) -> NDArray[Any]:
        return texts_of(inside, self.face)

    def shown(self, inside: Any, chinese: bool) -> str:
        return self.labels[int(inside)][chinese]

    def allowed(self) -> tuple[str, str]:
        return "one of " + ", ".join(self.choices), "以下之一：" + "、".join(self.choices)


def _closed_list(name: str, **labels: tuple[str, str]) -> ChoiceUnit:
    """A list by its entries in their order, each with its label in English and Chinese."""
    return ChoiceUnit(name, "", "", choices=tuple(labels), labels=tuple(labels.values()))


RETIREMENT_CATEGORY = _closed_list(
    "retirement_category",
    male_60=("men, base age 60", "男职工（原60周岁）"),
    female_55=("women, base age 55", "女职工（原55周岁）"),
    female_50=("women, base age 50", "女职工（原50周岁）"),
)
CARE_LEVEL = _closed_list(
    "care_level",
    full=("full dependence", "生活完全不能自理"),
    large=("large dependence", "生活大部分不能自理"),
    partial=("partial dependence", "生活部分不能自理"),
)
INJURY_CAUSE = _closed_list(
    "injury_cause",
    at_work=("accident at work and because of it", "工作时间和场所内因工作原因受伤"),
    sudden_death=("sudden death at work or within 48 hours", "工作岗位突发疾病死亡或48小时内抢救无效死亡"),
    commuting=("traffic accident on the way, not mainly own fault", "上下班途中非本人主要责任交通事故"),
    commuting_own_fault=("traffic accident on the way, mainly own fault", "上下班途中本人主要责任交通事故"),
    intentional_crime=("intentional crime", "故意犯罪"),
    drink_or_drugs=("drunkenness or drugs", "醉酒或者吸毒"),
    self_harm=("self-harm or suicide", "自残或者自杀"),
)
ALLOWANCE_BASE_RULE = _closed_list(
    "allowance_base_rule",
    unit_average=("the employer's average wage", "用人单位平均工资"),
    own_wage=("the woman's own wage", "本人工资"),
)
SCHEME = _closed_list(
    "scheme",
    employee_pension=("employee pension", "职工基本养老保险"),
    employee_medical=("employee medical", "职工基本医疗保险"),
    unemployment=("unemployment", "失业保险"),
    work_injury=("work injury", "工伤保险"),
    maternity=("maternity", "生育保险"),
    resident_pension=("resident pension", "城乡居民养老保险"),
    resident_medical=("resident medical", "城乡居民医疗保险"),
)
EMPLOYER_SIZE = _closed_list(
    "employer_size",
    micro=("micro firm", "微型企业"),
    small=("small firm", "小型企业"),
    medium=("medium firm", "中型企业"),
    large=("large firm", "大型企业"),
)
RELIEF_GROUP = _closed_list(
    "relief_group",
    none=("no group that may defer", "不属于可缓缴对象"),
    first_industries=("one of the five industries named first", "首批五个特困行业"),
    further_industries=("one of the seventeen industries named later", "扩围的十七个困难行业"),
    in_difficulty=("firm in difficulty", "生产经营困难企业"),
)
BREACH = _closed_list(
    "breach",
    not_registered=("not registered after the order", "逾期不办理社会保险登记"),
    not_declared_serious=("not registered or declared, serious", "未按规定登记、申报，情节严重"),
    not_declared_very_serious=(
        "not registered or declared, very serious",
        "未按规定登记、申报，情节特别严重",
    ),
    unemployment_not_paid=("unemployment premiums not paid in time", "未按时足额缴纳失业保险费"),
    books_destroyed=("books destroyed so that no base can be found", "毁损账册致使缴费基数无法确定"),
)
PENSION_PLACE = _closed_list(
    "pension_place",
    household_place=("the place of the household", "户籍所在地"),
    relation_place=("the place of the insurance relation", "养老保险关系所在地"),
    former_place=("the last former place with enough years", "上一个缴费满规定年限的参保地"),
)
PLACE_OF_TREATMENT = _closed_list(
    "place_of_treatment",
    local=("in the city", "本市就医"),
    settled=("elsewhere with residence on file", "异地长期居住（已备案）"),
    referred=("elsewhere after referral", "异地转诊"),
    emergency=("elsewhere in an emergency", "异地急诊抢救（未备案）"),
    not_filed=("elsewhere without papers", "异地就医（未备案）"),
)
READING = _closed_list(
    "reading",
    A=("A (every lapsed year adds)", "甲（每个断保年度均增加）"),
    B=("B (lapsed years after the first add)", "乙（自第二个断保年度起增加）"),
)
CHOICE_UNITS = (
    RETIREMENT_CATEGORY,
    CARE_LEVEL,
    INJURY_CAUSE,
    ALLOWANCE_BASE_RULE,
    SCHEME,
    EMPLOYER_SIZE,
    RELIEF_GROUP,
    BREACH,
    PENSION_PLACE,
    PLACE_OF_TREATMENT,
    READING,
)
