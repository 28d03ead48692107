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


def check_character(first17: str) -> str:
    """The check character that belongs to the first 17 digits."""
    weighted = sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[weighted % 11]


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


def number_is_valid(number: str) -> bool:
    """Whether one text is a valid ID number: 18 characters, a date that exists, the right check character."""
    first17 = number[:17]
    if len(number) != 18 or not (first17.isascii() and first17.isdigit()):
        return False
    try:
        datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return number[17] == check_character(first17)


@rule(
    en="ID number is valid", zh="公民身份号码有效", unit="yes_no", article="GB 11643-1999", status="published"
)
def id_number_is_valid(id_number: Any) -> Any:
    """The length, the digits, the date of birth and the check character, each as the standard has them."""
    return each(id_number, number_is_valid)
