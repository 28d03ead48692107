"""The handful of words in which rules are written.

Every word takes Python ints or NumPy int64 arrays, element by element alike, and stays in integers. NumPy
is touched only when an array comes in. `sentence` gives each word's phrase in English and Chinese:
explanations are made of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import gcd
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from simcore.errors import InvalidInput
from simcore.rulebook.units import UNITS

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

    def each(self, change: Callable[[int], int]) -> Table:
        """The table with every value changed alike."""
        return Table(self.name, self.first, [change(value) for value in self.values])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and (self.first, self.values) == (other.first, other.values)

    def __hash__(self) -> int:
        return hash((self.first, self.values))

    def __repr__(self) -> str:
        return f"Table({self.name!r}, {dict(self.items())!r})"


class Tiers(Table):
    """A table with gaps between its keys: `look_up` takes the keys alone, `look_up_reached` all above too."""

    __slots__ = ("_keys", "keys")

    def __init__(self, name: str, entries: Mapping[int, int]) -> None:
        self.keys = tuple(sorted(entries))
        super().__init__(name, self.keys[0], [entries[key] for key in self.keys])
        self._keys: NDArray[np.int64] | None = None

    @property
    def last(self) -> int:
        return self.keys[-1]

    def items(self) -> Iterator[tuple[int, int]]:
        return iter(zip(self.keys, self.values, strict=True))

    def each(self, change: Callable[[int], int]) -> Tiers:
        return Tiers(self.name, {key: change(value) for key, value in self.items()})

    def place(self, key: Value) -> Value:
        """Which of the keys was reached last; -1 below the first."""
        if isinstance(key, int):
            return bisect_right(self.keys, key) - 1
        import numpy as np

        if self._keys is None:
            self._keys = np.array(self.keys, np.int64)
            self._keys.flags.writeable = False
        return np.searchsorted(self._keys, key, side="right") - 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tiers) and (self.keys, self.values) == (other.keys, other.values)

    def __hash__(self) -> int:
        return hash((self.keys, self.values))


@sentence("{0} (for {1})", "{0}（取{1}）")
def look_up(table: Table, key: Value) -> Value:
    """The table's entry. Errors: InvalidInput if the key (or one of them) is not in the table."""
    if isinstance(table, Tiers):
        return _look_up_tier(table, key)
    if isinstance(key, int):
        place = key - table.first
        if 0 <= place < len(table.values):
            return table.values[place]
        raise _outside(table, key)
    place = key - table.first
    # Without its sign a negative place is a huge one.
    if place.size and place.astype("uint64").max() >= len(table.values):
        import numpy as np

        wrong = np.asarray(key)[(place < 0) | (place >= len(table.values))]
        raise _outside(table, wrong.flat[0])
    return table.column[place]


@sentence("{0} (for {1}: the last step for more)", "{0}（取{1}，超出的按最后一档）")
def look_up_or_last(table: Table, key: Value) -> Value:
    """The table's entry, that of the last key for larger ones. Errors: InvalidInput below the first key."""
    return look_up(table, at_most(key, table.last))


def _look_up_tier(table: Tiers, key: Value) -> Value:
    missing = _not_among(table, key)
    if missing is not None:
        raise _outside(table, missing)
    place = table.place(key)
    return table.values[place] if isinstance(key, int) else table.column[place]


def _not_among(table: Tiers, key: Value) -> Any:
    """The key (or the first of them) that is none of the table's, or None."""
    if isinstance(key, int):
        return None if key in table.keys else key
    import numpy as np

    wrong = np.asarray(key)[~np.isin(key, table.keys)]
    return wrong.flat[0] if wrong.size else None


@sentence("the first step of {0}", "{0}的起点")
def beginning_of(table: Table) -> int:
    """The first key of a table."""
    return table.first


@sentence("{0}", "{0}")
def listed(key: Value, table: Tiers, name: str) -> Value:
    """The key itself. Errors: InvalidInput, naming it, if it (or one of them) is not in the table."""
    wrong = _not_among(table, key)
    if wrong is None:
        return key
    known = [str(one) for one in table.keys]
    raise InvalidInput(
        f"{name} is {wrong}; allowed are {', '.join(known)}",
        f"{name} 的值为 {wrong}；应为 {'、'.join(known)} 之一",
    )


@sentence("{0} (for {1}: the highest step reached)", "{0}（取{1}已达到的最高一档）")
def look_up_reached(table: Tiers, key: Value) -> Value:
    """The entry of the highest key not above this one. Errors: InvalidInput below the first key."""
    place = table.place(key)
    if isinstance(key, int):
        if place >= 0:
            return table.values[place]
        raise _outside(table, key)
    if place.size and place.min() < 0:
        import numpy as np

        raise _outside(table, np.asarray(key)[place < 0].flat[0])
    return table.column[place]


@sentence("{0} (for {1}: nothing for others)", "{0}（取{1}，其他为零）")
def look_up_exactly(table: Tiers, key: Value) -> Value:
    """The entry of this very key, zero where it is none of the table's."""
    place = table.place(key)
    if isinstance(key, int):
        return table.values[place] if key in table.keys else 0
    import numpy as np

    return np.where(np.isin(key, table.keys), table.column[place], 0)


def _outside(table: Table, key: Any) -> InvalidInput:
    if isinstance(table, Tiers):
        known = [str(one) for one in table.keys]
        return InvalidInput(
            f"{table.name} has no entry for {key}; allowed are {', '.join(known)}",
            f"{table.name} 中没有 {key} 的值；允许 {'、'.join(known)}",
        )
    return InvalidInput(
        f"{table.name} has no entry for {key}; allowed are {table.first} to {table.last}",
        f"{table.name} 中没有 {key} 的值；允许 {table.first} 至 {table.last}",
    )


class OutOfRange(InvalidInput):
    """A value lies outside of what the law can reckon with; `name` is what it is the value of, which need not
    be what somebody gave.
    """

    def __init__(self, english: str, chinese: str, name: str = "") -> None:
        super().__init__(english, chinese)
        self.name = name


@sentence("{0}", "{0}")
def within(value: Value, lowest: Value, highest: Value, name: str, unit: str = "number") -> Value:
    """The value itself. Errors: InvalidInput, naming it (in its unit), if it (or one of them) lies
    outside.
    """
    wrong: int | None = None
    if isinstance(value, int) and isinstance(lowest, int) and isinstance(highest, int):
        wrong = None if lowest <= value <= highest else value
    else:
        outside = (value < lowest) | (value > highest)
        if outside.any():
            import numpy as np

            columns = np.broadcast_arrays(value, lowest, highest, outside)
            wrong, lowest, highest = (int(column[columns[3]][0]) for column in columns[:3])
    if wrong is None:
        return value
    shown, least, most = (UNITS[unit].face(number) for number in (wrong, lowest, highest))
    raise OutOfRange(
        f"{name} is {shown}; allowed are {least} to {most}",
        f"{name} 的值为 {shown}；应在 {least} 至 {most} 之间",
        name,
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


@sentence("if {0}: {1}; otherwise: {2}", "若 {0}：{1}；否则：{2}")
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


@sentence("{0} ÷ {1}, rounded down to a whole number", "{0} ÷ {1}，向下取整")
def whole_groups(count: Value, size: Value) -> Value:
    """How many groups of a size are full; negative below zero."""
    return count // size


@sentence("the January after {0}", "{0} 的次年一月")
def next_january(month: Value) -> Value:
    """The month number of the January that follows the month's year."""
    return (month // MONTHS_A_YEAR + 1) * MONTHS_A_YEAR


@sentence("the calendar year of {0}", "{0} 所在的年份")
def year_of_month(month: Value) -> Value:
    """The calendar year of a month number."""
    return month // MONTHS_A_YEAR + 1970


@sentence("{0}", "{0}")
def holds(fact: Value) -> Value:
    """Whether a table of facts (1: yes) says yes."""
    return fact > 0


@sentence("not {0}", "非{0}")
def negation(fact: Value) -> Value:
    """The opposite of a fact."""
    return not fact if isinstance(fact, bool) else ~fact


@sentence("the sum of {0}", "{0}之和")
def total(amounts: Sequence[Value]) -> Value:
    """The sum of a year's monthly amounts."""
    return sum(amounts)


@sentence("the sum of {0}, each times the months from its own to the end", "{0}按计息月数加权之和")
def month_product(amounts: Sequence[Value]) -> Value:
    """Σ c(n) · (12 − n + 1): the month products (月积数) of a whole year, n from 1."""
    return sum(amount * (MONTHS_A_YEAR - place) for place, amount in enumerate(amounts))


@sentence("{0}, each digit checked", "{0}（逐位校验）")
def each(values: Any, check: Callable[[Any], bool]) -> Any:
    """The answer for one text, or an array of the answers for many."""
    if isinstance(values, str):
        return check(values)
    import numpy as np

    return np.array([check(str(value)) for value in values], bool)
