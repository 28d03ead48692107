"""Units that are no plain number: months, days, yes or no, texts, weeks or none, twelve amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simcore.calendar import day_number, day_text, month_number, month_text
from simcore.errors import plain
from simcore.rulebook.text_columns import read_texts, texts_of
from simcore.rulebook.unit import Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

YUAN = Unit("yuan", "yuan", "元", scale=100, places=2)


class MonthUnit(Unit):
    """A calendar month."""

    is_number = False

    def inside(self, value: Any, name: str) -> int:
        return month_number(value, name)

    def inside_array(self, values: Any, name: str) -> NDArray[Any]:
        return read_texts(values, lambda value: self.inside(value, name))

    def face(self, inside: Any) -> str:
        return month_text(int(inside))

    def face_array(self, inside: NDArray[Any]) -> NDArray[Any]:
        return texts_of(inside, month_text)

    def allowed(self) -> tuple[str, str]:
        return "a month such as 2025-02", "月份，如 2025-02"


class DayUnit(Unit):
    """A calendar day."""

    is_number = False

    def inside(self, value: Any, name: str) -> int:
        return day_number(value, name, month_allowed=False)

    def inside_array(self, values: Any, name: str) -> NDArray[Any]:
        return read_texts(values, lambda value: self.inside(value, name))

    def face(self, inside: Any) -> str:
        return day_text(int(inside))

    def face_array(self, inside: NDArray[Any]) -> NDArray[Any]:
        return texts_of(inside, day_text)

    def allowed(self) -> tuple[str, str]:
        return "a day such as 2025-02-17", "日期，如 2025-02-17"


_FACTS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


class YesNoUnit(Unit):
    """A fact: true or false, or as it is shown, yes or no (是, 否)."""

    is_number = False

    def inside(self, value: Any, name: str) -> bool:
        if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
            return bool(value)
        fact = _FACTS.get(plain(value)) if isinstance(value, str) else None
        if fact is None:
            raise self.refuse(value, name)
        return fact

    def inside_array(self, values: Any, name: str) -> NDArray[Any]:
        import numpy as np

        array = np.asarray(values)
        if array.dtype.kind == "b":
            return array
        # A column of a table with texts or gaps in it: its own values say which of them is no fact.
        facts = [self.inside(value, name) for value in array.ravel().tolist()]
        return np.array(facts, dtype=bool).reshape(array.shape)

    def face(self, inside: Any) -> bool:
        return bool(inside)

    def face_array(self, inside: NDArray[Any]) -> NDArray[Any]:
        return inside.astype(bool)

    def shown(self, inside: Any, chinese: bool) -> str:
        return ("是" if inside else "否") if chinese else ("yes" if inside else "no")

    def allowed(self) -> tuple[str, str]:
        return "true or false (or yes, no)", "是或否（true、false）"


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
