"""The handful of words in which rules are written.

Every word takes Python ints or NumPy int64 arrays, element by element alike, and stays in integers. NumPy
is touched only when an array comes in. `sentence` gives each word's phrase in English and Chinese:
explanations are made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import gcd
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from simcore.errors import InvalidInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Value: TypeAlias = Any
"""An int (or bool), or an int64 (or bool) array: rules do not care which."""

RATE_UNIT = 1_000_000
"""Rates are integer parts per million: 0.0831 is 83_100."""
FACTOR_UNIT = 100
"""Factors are integer hundredths: 1.2 is 120."""
INDEX_UNIT = 10_000
"""Contribution indices are integer ten-thousandths: 0.6270 is 6_270."""
DIVISOR_UNIT = 10
"""Payout divisors are integer tenths: 138.4 is 1_384."""
FEN_PER_YUAN = 100
MONTHS_A_YEAR = 12

_Word = TypeVar("_Word", bound=Callable[..., Any])
PHRASES: dict[str, tuple[str, str]] = {}


def sentence(en: str, zh: str) -> Callable[[_Word], _Word]:
    """How the word reads; {0}, {1} … stand for its arguments."""

    def learn(word: _Word) -> _Word:
        PHRASES[word.__name__] = (en, zh)
        return word

    return learn


class Table:
    """A table of the law: integer values under consecutive integer keys. `look_up` reads it."""

    __slots__ = ("_column", "first", "name", "values")

    def __init__(self, name: str, first: int, values: Sequence[int]) -> None:
        self.name = name
        self.first = first
        self.values = tuple(values)
        self._column: NDArray[np.int64] | None = None

    @property
    def last(self) -> int:
        return self.first + len(self.values) - 1

    @property
    def column(self) -> NDArray[np.int64]:
        if self._column is None:
            import numpy as np

            self._column = np.array(self.values, np.int64)
            self._column.flags.writeable = False
        return self._column

    def items(self) -> Iterator[tuple[int, int]]:
        return iter(enumerate(self.values, self.first))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and (self.first, self.values) == (other.first, other.values)

    def __hash__(self) -> int:
        return hash((self.first, self.values))

    def __repr__(self) -> str:
        return f"Table({self.name!r}, {dict(self.items())!r})"


@sentence("the entry of {0} for {1}", "{0}中 {1} 对应的值")
def look_up(table: Table, key: Value) -> Value:
    """The table's entry. Errors: InvalidInput if the key (or one of them) is not in the table."""
    if isinstance(key, int):
        place = key - table.first
        if 0 <= place < len(table.values):
            return table.values[place]
        raise _outside(table, key)
    place = key - table.first
    if place.size and (place.min() < 0 or place.max() >= len(table.values)):
        import numpy as np

        wrong = np.asarray(key)[(place < 0) | (place >= len(table.values))]
        raise _outside(table, wrong.flat[0])
    return table.column[place]


def _outside(table: Table, key: Any) -> InvalidInput:
    return InvalidInput(
        f"{table.name} has no entry for {key}; allowed are {table.first} to {table.last}",
        f"{table.name} 中没有 {key} 的值；允许 {table.first} 至 {table.last}",
    )


@sentence("{0}", "{0}")
def within(value: Value, lowest: int, highest: int, name: str) -> Value:
    """The value itself. Errors: InvalidInput, naming it, if it (or one of them) lies outside."""
    if isinstance(value, int):
        wrong = None if lowest <= value <= highest else value
    else:
        import numpy as np

        outside = np.asarray(value)[(value < lowest) | (value > highest)]
        wrong = outside.flat[0] if outside.size else None
    if wrong is None:
        return value
    raise InvalidInput(
        f"{name} is {wrong}; allowed are {lowest} to {highest}",
        f"{name} 的值为 {wrong}；应在 {lowest} 至 {highest} 之间",
    )


@sentence("{0} ÷ {1}, rounded half-up", "{0} ÷ {1}，四舍五入")
def half_up(numerator: Value, denominator: Value) -> Value:
    """The quotient of a number ≥ 0 by one > 0, rounded half-up to an integer."""
    return (numerator + denominator // 2) // denominator


@sentence("{0} ÷ {1}, the amount rounded half-up and the sign kept", "{0} ÷ {1}，绝对值四舍五入并保留符号")
def half_up_signed(numerator: Value, denominator: Value) -> Value:
    """As half_up, but a negative number is rounded as its absolute value: what is owed and what is due
    mirror each other.
    """
    size = half_up(abs(numerator), denominator)
    return choose(numerator < 0, -size, size)


@sentence("{0} × {1}, rounded half-up to the fen", "{0} × {1}，四舍五入到分")
def share(amount: Value, rate: Value) -> Value:
    """A rate (parts per million) of an amount in fen."""
    return share_of_quotient(amount, rate, 1)


@sentence("{0} × {1} ÷ {2}, rounded half-up to the fen", "{0} × {1} ÷ {2}，四舍五入到分")
def share_of_quotient(product: Value, rate: Value, divided_by: int) -> Value:
    """A rate (parts per million) of a product, divided by an integer, rounded once."""
    denominator = divided_by * RATE_UNIT
    if isinstance(rate, int):
        # In lowest terms 1.4 % of a column's products stays far from the end of int64.
        common = gcd(rate, denominator)
        rate, denominator = rate // common, denominator // common
    return (product * rate + denominator // 2) // denominator


@sentence("{0} ÷ {1}, rounded up to the whole yuan", "{0} ÷ {1}，向上取整到元")
def up_to_whole_yuan(fen: Value, divided_by: int) -> Value:
    """The quotient of an amount in fen, rounded up to a whole yuan (in fen)."""
    return -(-fen // (divided_by * FEN_PER_YUAN)) * FEN_PER_YUAN


@sentence("if {0}: {1}; else: {2}", "若 {0}：{1}；否则：{2}")
def choose(condition: Value, then: Value, otherwise: Value) -> Value:
    """One of two values, element by element."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    import numpy as np

    return np.where(condition, then, otherwise)


@sentence("{0}, but at least {1}", "{0}，但不低于 {1}")
def at_least(value: Value, lowest: Value) -> Value:
    """The larger of two values."""
    if isinstance(value, int) and isinstance(lowest, int):
        return value if value > lowest else lowest
    import numpy as np

    return np.maximum(value, lowest)


@sentence("{0}, but at most {1}", "{0}，但不高于 {1}")
def at_most(value: Value, highest: Value) -> Value:
    """The smaller of two values."""
    if isinstance(value, int) and isinstance(highest, int):
        return value if value < highest else highest
    import numpy as np

    return np.minimum(value, highest)


@sentence("the completed years in {0}", "{0}折合的整年数")
def completed_years(months: Value) -> Value:
    """Whole years; what is above counts nothing."""
    return months // MONTHS_A_YEAR


@sentence("the years in {0}, a begun one counted whole", "{0}折合的年数（不足一年按一年计）")
def begun_years(months: Value) -> Value:
    """Years, a begun one counted whole."""
    return -(-months // MONTHS_A_YEAR)


@sentence("the months above the completed years in {0}", "{0}中不足一年的月数")
def months_above_years(months: Value) -> Value:
    """What remains of months beside the completed years."""
    return months % MONTHS_A_YEAR


@sentence("the whole groups of {1} in {0}", "{0} 中每 {1} 个一组的整组数")
def whole_groups(count: Value, size: Value) -> Value:
    """How many groups of a size are full; negative below zero."""
    return count // size


@sentence("the calendar year of {0}", "{0} 所在的年份")
def year_of_month(month: Value) -> Value:
    """The calendar year of a month number."""
    return month // MONTHS_A_YEAR + 1970


@sentence("the sum of {0}", "{0}之和")
def total(amounts: Sequence[Value]) -> Value:
    """The sum of a year's monthly amounts."""
    return sum(amounts)


@sentence("the sum of {0}, each times the months from its own to the end", "{0}按计息月数加权之和")
def month_product(amounts: Sequence[Value]) -> Value:
    """Σ c(n) · (12 − n + 1): the month products (月积数) of a whole year, n from 1."""
    return sum(amount * (MONTHS_A_YEAR - place) for place, amount in enumerate(amounts))


@sentence("{0} checked one by one", "逐一核对 {0}")
def each(values: Any, check: Callable[[Any], bool]) -> Any:
    """The answer for one text, or an array of the answers for many."""
    if isinstance(values, str):
        return check(values)
    import numpy as np

    return np.array([check(str(value)) for value in values], bool)
