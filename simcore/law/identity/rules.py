"""The check character of the 18-character citizen ID number (GB 11643), for one number and for columns of
millions.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from simcore.rulebook.rule import rule
from simcore.rulebook.words import each

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
"""The check character for each remainder of the weighted sum by 11."""

NOBODYS_REGIONS = "99"
"""Regions that begin like this are assigned to no province: simulated people have them."""


def weighted_sum(number: str) -> int:
    """The sum of the first 17 digits, each times its weight."""
    return sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))


def check_character(first17: str) -> str:
    """The check character that belongs to the first 17 digits."""
    return CHECK_CHARACTERS[weighted_sum(first17) % 11]


def check_codes(
    region: NDArray[np.int64] | int, birth: NDArray[np.int64], sequence: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Check characters as codes 0 to 10 (10 is X), for region (6 digits), birth (yyyymmdd) and sequence (3
    digits).
    """
    import numpy as np

    digits_of_character = np.array(
        [10 if character == "X" else int(character) for character in CHECK_CHARACTERS]
    )
    weighted = (
        _weighted(region, WEIGHTS[:6]) + _weighted(birth, WEIGHTS[6:14]) + _weighted(sequence, WEIGHTS[14:])
    )
    codes: NDArray[np.int64] = digits_of_character[weighted % 11]
    return codes


def _weighted(number: Any, weights: tuple[int, ...]) -> Any:
    weighted = 0
    for weight in reversed(weights):
        weighted = weighted + number % 10 * weight
        number = number // 10
    return weighted


def fault_of(number: str) -> tuple[str, str] | None:
    """What is wrong with an ID number, in English and Chinese; None if nothing is."""
    if len(number) != 18:
        return f"it has {len(number)} characters, not 18", f"共 {len(number)} 位，应为 18 位"
    for place, character in enumerate(number, 1):
        if not (character.isascii() and character.isdigit()) and (place < 18 or character != "X"):
            allowed = "a digit" if place < 18 else "a digit or a capital X"
            return (
                f"character {place} is {character!r}, not {allowed}",
                f"第 {place} 位为 {character!r}，应为{'数字' if place < 18 else '数字或大写字母 X'}",
            )
    born = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    try:
        datetime.date.fromisoformat(born)
    except ValueError:
        return f"its birth date {born} does not exist", f"其中的出生日期 {born} 不存在"
    total = weighted_sum(number)
    if number[17] != CHECK_CHARACTERS[total % 11]:
        right = CHECK_CHARACTERS[total % 11]
        return (
            f"its check character is {number[17]}, but the weighted sum {total} leaves {total % 11} "
            f"by 11, which gives {right}",
            f"校验码为 {number[17]}，但加权和 {total} 除以 11 余 {total % 11}，校验码应为 {right}",
        )
    return None


def number_is_valid(number: str) -> bool:
    """Whether one text is a valid ID number: 18 characters, a date that exists, the right check character."""
    return fault_of(number) is None


@rule(
    en="ID number is valid", zh="公民身份号码有效", unit="yes_no", article="GB 11643-1999", status="published"
)
def id_number_is_valid(id_number: Any) -> Any:
    """The length, the digits, the date of birth and the check character, each as the standard has them."""
    return each(id_number, number_is_valid)
