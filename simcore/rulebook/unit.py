"""A number as a unit: how it enters at the face, is held as an integer inside, and is shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from simcore.errors import InvalidInput, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_INSIDE = 10**15
_MOST_DIGITS = 40


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
    highest: int = MAX_INSIDE
    one: str = ""
    """What one of it is called in English, where that differs."""
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
        # A number of a million digits would take minutes to multiply.
        if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
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
        if array.dtype.kind == "f" and array.itemsize < 8:
            # A narrow float is meant as its shortest decimal form, which the wider one does not show.
            array = array.astype(str).astype(np.float64)
        if array.dtype.kind == "f":
            with np.errstate(invalid="ignore"):
                scaled = np.asarray(array, np.float64) * self.scale
                whole = np.rint(scaled)
                wrong = ~(np.abs(scaled - whole) <= 1e-12 * np.maximum(np.abs(scaled), 1e6))
        else:
            # Beyond these the product would leave int64 and come back as a number that looks right.
            wrong = (array > MAX_INSIDE) | (array < -MAX_INSIDE)
            whole = np.where(wrong, 0, array).astype(np.int64) * self.scale
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
        if inside == self.scale and self.one and not chinese:
            return f"{self.face(inside)} {self.one}"
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
        if self.highest == MAX_INSIDE:
            span = (f"a number of {self.en} of {low} or more", f"不小于 {low} 的{self.zh}数")
        else:
            span = (f"a number of {self.en} from {low} to {high}", f"{low} 至 {high} 的{self.zh}数")
        return span[0].replace("number of  ", "number ") + exact[0], span[1] + exact[1]

    def refuse(self, value: Any, name: str) -> InvalidInput:
        en, zh = self.allowed()
        if self.is_number and self.highest == MAX_INSIDE and _is_above(value, self.face(MAX_INSIDE)):
            en, zh = f"{en}, up to {self.face(MAX_INSIDE)}", f"{zh}，不超过 {self.face(MAX_INSIDE)}"
        given = value.tolist() if hasattr(value, "tolist") else value
        # A number stands behind a blank, as everywhere in Chinese sentences.
        blank = " " if zh[0].isascii() else ""
        return InvalidInput(
            f"{name} is {shown(given)}; allowed is {en}", f"{name} 的值为 {shown(given)}；应为{blank}{zh}"
        )


def _is_scalar(value: Any) -> bool:
    return getattr(value, "ndim", None) == 0 and type(value).__name__ not in ("bool_", "bool")


def _is_above(value: Any, most: Any) -> bool:
    try:
        return bool(Decimal(str(value)) > most)
    except InvalidOperation:
        return False
