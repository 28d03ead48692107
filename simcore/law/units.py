"""What a value counts: how it enters at the face, is held as an integer inside, and is shown.

Inside: money in fen, rates in parts per million, factors in hundredths, indices in ten-thousandths,
divisors in tenths, months and days as numbers from 1970-01, durations and counts as they are, choices as
codes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from simcore.errors import InvalidInput, unknown
from simcore.law.dates import day_number, day_text, month_number, month_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MAX_INSIDE = 10**15


@dataclass(frozen=True)
class Unit:
    """A number kept as an integer of 1/`scale`, shown with `places` decimals, at least `lowest` and at most
    `highest` (inside).
    """

    name: str
    en: str
    zh: str
    scale: int = 1
    places: int = 0
    lowest: int = 0
    highest: int = _MAX_INSIDE
    is_number = True

    def inside(self, value: Any, name: str) -> Any:
        """The integer inside for one value at the face. Errors: InvalidInput naming the field, the value,
        what is allowed.
        """
        if isinstance(value, bool) or (
            not isinstance(value, int | float | str | Decimal) and not _is_scalar(value)
        ):
            raise self.refuse(value, name)
        number = value if isinstance(value, Decimal) else self._decimal(value, name)
        if not number.is_finite():
            raise self.refuse(value, name)
        scaled = number * self.scale
        whole = int(scaled)
        if whole != scaled or not self.lowest <= whole <= self.highest:
            raise self.refuse(value, name)
        return whole

    def _decimal(self, value: Any, name: str) -> Decimal:
        try:
            return Decimal(
                repr(value) if isinstance(value, float) and type(value) is float else str(value).strip()
            )
        except InvalidOperation:
            raise self.refuse(value, name) from None

    def inside_array(self, values: Any, name: str) -> NDArray[Any]:
        """The int64 array inside for an array at the face. Errors: as `inside`, for the first wrong value."""
        import numpy as np

        array = np.asarray(values)
        if array.dtype.kind not in "iuf":
            return self._one_by_one(array, name)
        if array.dtype.kind == "f":
            with np.errstate(invalid="ignore"):
                scaled = np.asarray(array, np.float64) * self.scale
                whole = np.rint(scaled)
                wrong = ~(np.abs(scaled - whole) <= 1e-12 * np.maximum(np.abs(scaled), 1e6))
        else:
            whole = array.astype(np.int64) * self.scale
            wrong = np.zeros(array.shape, bool)
        wrong |= ~((whole >= self.lowest) & (whole <= self.highest))
        if wrong.any():
            raise self.refuse(array[wrong].flat[0], name)
        return whole.astype(np.int64)

    def _one_by_one(self, array: NDArray[Any], name: str) -> NDArray[Any]:
        import numpy as np

        inside = [self.inside(value, name) for value in array.ravel().tolist()]
        return np.array(inside, dtype=np.int64).reshape(array.shape)

    def face(self, inside: Any) -> Any:
        """One value as people get it: Decimal with the unit's places, or int where there are none."""
        if self.scale == 1:
            return int(inside)
        number = Decimal(int(inside)) / self.scale
        if self.places:
            return number.quantize(Decimal(1).scaleb(-self.places))
        # Rates have no fixed places; normalize() alone would write 10 as 1E+1.
        number = number.normalize()
        return number.quantize(Decimal(1)) if number == number.to_integral_value() else number

    def face_array(self, inside: NDArray[Any]) -> NDArray[Any]:
        """Many values: int64 counts, or float64 exact to the last place."""
        return inside if self.scale == 1 else inside / self.scale

    def shown(self, inside: Any, chinese: bool) -> str:
        """One value with its unit, for reading."""
        return f"{self.face(inside)} {self.zh if chinese else self.en}".strip()

    def allowed(self) -> tuple[str, str]:
        """What may be given, in English and Chinese."""
        decimals = len(str(self.scale)) - 1
        exact = (
            (f" with at most {decimals} decimals", f"，小数不超过 {decimals} 位")
            if decimals
            else (" (whole)", "（整数）")
        )
        low, high = self.face(self.lowest), self.face(self.highest)
        if self.highest == _MAX_INSIDE:
            span = (f"a number of {self.en} of {low} or more", f"不小于 {low} 的{self.zh}数")
        else:
            span = (f"a number of {self.en} from {low} to {high}", f"{low} 至 {high} 的{self.zh}数")
        return span[0].replace("number of  ", "number ") + exact[0], span[1] + exact[1]

    def refuse(self, value: Any, name: str) -> InvalidInput:
        en, zh = self.allowed()
        given = value.item() if hasattr(value, "item") and getattr(value, "ndim", 1) == 0 else value
        return InvalidInput(f"{name} is {given!r}; allowed is {en}", f"{name} 的值为 {given!r}；应为{zh}")


class MonthUnit(Unit):
    """A calendar month."""

    is_number = False

    def inside(self, value: Any, name: str) -> int:
        return month_number(value, name)

    def inside_array(self, values: Any, name: str) -> NDArray[Any]:
        return _text_array(self, values, name)

    def face(self, inside: Any) -> str:
        return month_text(int(inside))

    def face_array(self, inside: NDArray[Any]) -> NDArray[Any]:
        return _texts(inside, month_text)


class DayUnit(Unit):
    """A calendar day."""

    is_number = False

    def inside(self, value: Any, name: str) -> int:
        return day_number(value, name, month_allowed=False)

    def inside_array(self, values: Any, name: str) -> NDArray[Any]:
        return _text_array(self, values, name)

    def face(self, inside: Any) -> str:
        return day_text(int(inside))

    def face_array(self, inside: NDArray[Any]) -> NDArray[Any]:
        return _texts(inside, day_text)


class YesNoUnit(Unit):
    """A fact: true or false."""

    is_number = False

    def inside(self, value: Any, name: str) -> bool:
        if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
            return bool(value)
        if isinstance(value, str) and value.strip().lower() in ("true", "false"):
            return value.strip().lower() == "true"
        raise self.refuse(value, name)

    def inside_array(self, values: Any, name: str) -> NDArray[Any]:
        import numpy as np

        array = np.asarray(values)
        if array.dtype.kind != "b":
            raise self.refuse(array.flat[0] if array.size else values, name)
        return array

    def face(self, inside: Any) -> bool:
        return bool(inside)

    def face_array(self, inside: NDArray[Any]) -> NDArray[Any]:
        return inside.astype(bool)

    def shown(self, inside: Any, chinese: bool) -> str:
        return ("是" if inside else "否") if chinese else ("yes" if inside else "no")

    def allowed(self) -> tuple[str, str]:
        return "true or false", "true（是）或 false（否）"


@dataclass(frozen=True)
class ChoiceUnit(Unit):
    """One of a closed list of texts, held as its code (its place in the list)."""

    choices: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = field(default=())
    is_number = False

    def inside(self, value: Any, name: str) -> int:
        if isinstance(value, str) and value in self.choices:
            return self.choices.index(value)
        if isinstance(value, str):
            raise unknown((name, f"{name} 选项"), value, self.choices)
        raise self.refuse(value, name)

    def inside_array(self, values: Any, name: str) -> NDArray[Any]:
        return _text_array(self, values, name)

    def face(self, inside: Any) -> str:
        return self.choices[int(inside)]

    def face_array(self, inside: NDArray[Any]) -> NDArray[Any]:
        return _texts(inside, self.face)

    def shown(self, inside: Any, chinese: bool) -> str:
        return self.labels[int(inside)][chinese]

    def allowed(self) -> tuple[str, str]:
        return "one of " + ", ".join(self.choices), "以下之一：" + "、".join(self.choices)


class TextUnit(Unit):
    """A text, taken as it is."""

    is_number = False

    def inside(self, value: Any, name: str) -> str:
        if not isinstance(value, str):
            raise self.refuse(value, name)
        return str(value)

    def inside_array(self, values: Any, name: str) -> NDArray[Any]:
        import numpy as np

        return np.array([self.inside(value, name) for value in values], dtype=object)

    def face(self, inside: Any) -> str:
        return str(inside)

    def face_array(self, inside: NDArray[Any]) -> NDArray[Any]:
        return inside

    def shown(self, inside: Any, chinese: bool) -> str:
        return str(inside)

    def allowed(self) -> tuple[str, str]:
        return "a text (in quotes)", "文本（加引号）"


class WeeksOfLossUnit(Unit):
    """Completed weeks of a pregnancy that was lost, or none (0 inside) where none was."""

    is_number = False

    def inside(self, value: Any, name: str) -> int:
        return 0 if value is None or value == "none" else super().inside(value, name)

    def face(self, inside: Any) -> int | None:
        return int(inside) or None

    def face_array(self, inside: NDArray[Any]) -> NDArray[Any]:
        return inside.astype(object)

    def shown(self, inside: Any, chinese: bool) -> str:
        return super().shown(inside, chinese) if inside else ("无" if chinese else "none")

    def allowed(self) -> tuple[str, str]:
        en, zh = super().allowed()
        return f"{en}, or none", f"{zh}，或 none（无）"


@dataclass(frozen=True)
class YearOfMoneyUnit(Unit):
    """Twelve monthly amounts, held as a tuple of twelve (ints, or columns of an n × 12 array)."""

    is_number = False

    def inside(self, value: Any, name: str) -> tuple[int, ...]:
        try:
            amounts = value.split(",") if isinstance(value, str) else list(value)
        except TypeError:
            raise self.refuse(value, name) from None
        if len(amounts) != 12:
            raise self.refuse(value, name)
        return tuple(YUAN.inside(amount, name) for amount in amounts)

    def inside_array(self, values: Any, name: str) -> Any:
        import numpy as np

        array = np.asarray(values)
        if array.ndim != 2 or array.shape[1] != 12:
            raise self.refuse(f"an array of shape {array.shape}", name)
        inside = YUAN.inside_array(array, name)
        return tuple(inside[:, month] for month in range(12))

    def face(self, inside: Any) -> Any:
        return tuple(YUAN.face(amount) for amount in inside)

    def shown(self, inside: Any, chinese: bool) -> str:
        amounts = [str(YUAN.face(amount)) for amount in inside]
        text = f"12 × {amounts[0]}" if len(set(amounts)) == 1 else " ".join(amounts)
        return f"{text} {self.zh if chinese else self.en}"

    def allowed(self) -> tuple[str, str]:
        return "twelve monthly amounts in yuan (or an n × 12 array)", "十二个月的金额（元），或 n × 12 数组"


def _is_scalar(value: Any) -> bool:
    return getattr(value, "ndim", None) == 0 and type(value).__name__ not in ("bool_", "bool")


def _texts(inside: NDArray[Any], text: Any) -> NDArray[np.str_]:
    import numpy as np

    kinds, places = np.unique(inside, return_inverse=True)
    names = np.array([text(kind) for kind in kinds.tolist()], dtype=np.str_)
    return names[places].reshape(inside.shape)


def _text_array(unit: Unit, values: Any, name: str) -> NDArray[np.int64]:
    import numpy as np

    array = np.asarray(values)
    flat = (
        np.datetime_as_string(array, unit="D").ravel().tolist()
        if array.dtype.kind == "M"
        else array.ravel().tolist()
    )
    # Few different dates stand for many people: each is read once.
    known: dict[Any, int] = {}
    for value in flat:
        if value not in known:
            known[value] = unit.inside(value, name)
    return np.array([known[value] for value in flat], dtype=np.int64).reshape(array.shape)


YUAN = Unit("yuan", "yuan", "元", scale=100, places=2)
SCHEMES = (
    "employee_pension",
    "employee_medical",
    "unemployment",
    "work_injury",
    "maternity",
    "resident_pension",
    "resident_medical",
)
CATEGORIES = ("male_60", "female_55", "female_50")
ALLOWANCE_BASE_RULES = ("unit_average", "own_wage")
INJURY_CAUSES = (
    "at_work",
    "sudden_death",
    "commuting",
    "commuting_own_fault",
    "intentional_crime",
    "drink_or_drugs",
    "self_harm",
)
CARE_LEVELS = ("full", "large", "partial")
PLACES_OF_TREATMENT = ("local", "settled", "referred", "emergency", "not_filed")
EMPLOYER_SIZES = ("micro", "small", "medium", "large")
RELIEF_GROUPS = ("none", "first_industries", "further_industries", "in_difficulty")
BREACHES = (
    "not_registered",
    "not_declared_serious",
    "not_declared_very_serious",
    "unemployment_not_paid",
    "books_destroyed",
)

_ALL: tuple[Unit, ...] = (
    YUAN,
    Unit("yuan_a_month", "yuan a month", "元/月", scale=100, places=2),
    Unit("yuan_a_year", "yuan a year", "元/年", scale=100, places=2),
    Unit("signed_yuan", "yuan", "元", scale=100, places=2, lowest=-_MAX_INSIDE),
    Unit("share", "", "", scale=1_000_000, highest=1_000_000),
    Unit("factor", "", "", scale=100, highest=10_000),
    Unit("index", "", "", scale=10_000, places=4, highest=1_000_000),
    Unit("index_sum", "", "", scale=10_000, places=4, highest=10**9),
    Unit("divisor", "months", "个月", scale=10, places=1, lowest=1, highest=10_000),
    Unit("months", "months", "个月", highest=12_000),
    Unit("days", "days", "天", highest=10**6),
    Unit("years", "years", "年", highest=1_000),
    Unit("year", "", "", lowest=1900, highest=2200),
    Unit("number", "", ""),
    Unit("tier", "", "", lowest=1, highest=2),
    # A tier is named by its amount in whole yuan.
    Unit("annual_tier", "yuan a year", "元/年", highest=10**6),
    Unit("risk_class", "", "", lowest=1, highest=8),
    Unit("disability_grade", "", "", lowest=1, highest=10),
    Unit("children", "", "", lowest=1, highest=10),
    Unit("people", "", "", highest=100),
    WeeksOfLossUnit("weeks_of_loss", "weeks", "周", lowest=1, highest=45),
    Unit("hospital_level", "", "", lowest=1, highest=3),
    Unit("from_one", "", "", lowest=1, highest=1_000),
    Unit("skill_level", "", "", lowest=3, highest=5),
    # No later than the 28th, so that every month has the day.
    Unit("day_of_month", "", "", lowest=1, highest=28),
    MonthUnit("month", "", ""),
    DayUnit("day", "", ""),
    YesNoUnit("yes_no", "", ""),
    ChoiceUnit(
        "retirement_category",
        "",
        "",
        choices=CATEGORIES,
        labels=(
            ("men, base age 60", "男职工（原60周岁）"),
            ("women, base age 55", "女职工（原55周岁）"),
            ("women, base age 50", "女职工（原50周岁）"),
        ),
    ),
    ChoiceUnit(
        "care_level",
        "",
        "",
        choices=CARE_LEVELS,
        labels=(
            ("full dependence", "生活完全不能自理"),
            ("large dependence", "生活大部分不能自理"),
            ("partial dependence", "生活部分不能自理"),
        ),
    ),
    ChoiceUnit(
        "injury_cause",
        "",
        "",
        choices=INJURY_CAUSES,
        labels=(
            ("accident at work and because of it", "工作时间和场所内因工作原因受伤"),
            ("sudden death at work or within 48 hours", "工作岗位突发疾病死亡或48小时内抢救无效死亡"),
            ("traffic accident on the way, not mainly own fault", "上下班途中非本人主要责任交通事故"),
            ("traffic accident on the way, mainly own fault", "上下班途中本人主要责任交通事故"),
            ("intentional crime", "故意犯罪"),
            ("drunkenness or drugs", "醉酒或者吸毒"),
            ("self-harm or suicide", "自残或者自杀"),
        ),
    ),
    ChoiceUnit(
        "allowance_base_rule",
        "",
        "",
        choices=ALLOWANCE_BASE_RULES,
        labels=(("the employer's average wage", "用人单位平均工资"), ("the woman's own wage", "本人工资")),
    ),
    ChoiceUnit(
        "scheme",
        "",
        "",
        choices=SCHEMES,
        labels=(
            ("employee pension", "职工基本养老保险"),
            ("employee medical", "职工基本医疗保险"),
            ("unemployment", "失业保险"),
            ("work injury", "工伤保险"),
            ("maternity", "生育保险"),
            ("resident pension", "城乡居民养老保险"),
            ("resident medical", "城乡居民医疗保险"),
        ),
    ),
    ChoiceUnit(
        "employer_size",
        "",
        "",
        choices=EMPLOYER_SIZES,
        labels=(
            ("micro firm", "微型企业"),
            ("small firm", "小型企业"),
            ("medium firm", "中型企业"),
            ("large firm", "大型企业"),
        ),
    ),
    ChoiceUnit(
        "relief_group",
        "",
        "",
        choices=RELIEF_GROUPS,
        labels=(
            ("no group that may defer", "不属于可缓缴对象"),
            ("one of the five industries named first", "首批五个特困行业"),
            ("one of the seventeen industries named later", "扩围的十七个困难行业"),
            ("firm in difficulty", "生产经营困难企业"),
        ),
    ),
    ChoiceUnit(
        "breach",
        "",
        "",
        choices=BREACHES,
        labels=(
            ("not registered after the order", "逾期不办理社会保险登记"),
            ("not registered or declared, serious", "未按规定登记、申报，情节严重"),
            ("not registered or declared, very serious", "未按规定登记、申报，情节特别严重"),
            ("unemployment premiums not paid in time", "未按时足额缴纳失业保险费"),
            ("books destroyed so that no base can be found", "毁损账册致使缴费基数无法确定"),
        ),
    ),
    ChoiceUnit(
        "pension_place",
        "",
        "",
        choices=("household_place", "relation_place", "former_place"),
        labels=(
            ("the place of the household", "户籍所在地"),
            ("the place of the insurance relation", "养老保险关系所在地"),
            ("the last former place with enough years", "上一个缴费满规定年限的参保地"),
        ),
    ),
    ChoiceUnit(
        "place_of_treatment",
        "",
        "",
        choices=PLACES_OF_TREATMENT,
        labels=(
            ("in the city", "本市就医"),
            ("elsewhere with residence on file", "异地长期居住（已备案）"),
            ("elsewhere after referral", "异地转诊"),
            ("elsewhere in an emergency", "异地急诊抢救（未备案）"),
            ("elsewhere without papers", "异地就医（未备案）"),
        ),
    ),
    ChoiceUnit(
        "reading",
        "",
        "",
        choices=("A", "B"),
        labels=(
            ("A (every lapsed year adds)", "甲（每个断保年度均增加）"),
            ("B (lapsed years after the first add)", "乙（自第二个断保年度起增加）"),
        ),
    ),
    TextUnit("text", "", ""),
    YearOfMoneyUnit("year_of_yuan", "yuan", "元"),
)
UNITS = {unit.name: unit for unit in _ALL}
