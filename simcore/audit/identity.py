"""Point 8: every ID number is valid, unique and synthetic."""

from __future__ import annotations

import numpy as np

from simcore.audit.case import Case
from simcore.law.identity.rules import check_codes

FIRST_REGION, NUMBERS_A_DAY = 990_000, 500


def examine_id_numbers(case: Case) -> None:
    """The check character, the seventeenth digit's sex, uniqueness, and regions that are nobody's."""
    people = case.columns(
        "SELECT p.person_id, id_number, region, sequence, p.sex, birth_day, "
        "strftime(DATE '1970-01-01' + birth_day::INTEGER, '%Y%m%d')::BIGINT AS birth "
        "FROM raw_people p JOIN (SELECT person_id, id_number FROM people) t USING (person_id)"
    )
    region, sequence = people["region"].astype(np.int64), people["sequence"].astype(np.int64)
    number = (region * 10**8 + people["birth"]) * 1000 + sequence
    codes = check_codes(region, people["birth"], sequence)
    expected = np.char.add(number.astype("U17"), np.where(codes == 10, "X", codes.astype("U2")))
    shown = people["id_number"].astype("U18")
    case.holds(
        8,
        expected == shown,
        lambda at: _of(people["person_id"][at], shown[at], "has a wrong check character", "的校验码不正确"),
    )
    case.holds(
        8,
        (sequence % 2 == 1) == (people["sex"] == 0),
        lambda at: _of(people["person_id"][at], shown[at], "does not fit the sex", "的顺序码与性别不符"),
    )
    used_up = (region - FIRST_REGION) * NUMBERS_A_DAY + sequence // 2
    case.holds(
        8,
        (region >= FIRST_REGION) & (region <= 999_999) & (sequence >= 0) & (sequence <= 999),
        lambda at: _of(people["person_id"][at], shown[at], "could be a real one", "可能是真实号码"),
    )
    order = np.lexsort((used_up, people["sex"], people["birth_day"]))
    same = np.diff(number[order]) == 0
    case.holds(
        8,
        ~same,
        lambda at: _of(
            people["person_id"][order[at + 1]], shown[order[at + 1]], "is given twice", "重复使用"
        ),
    )


def _of(person: int, number: str, english: str, chinese: str) -> tuple[str, str]:
    return (
        f"the ID number {number} of person {person} {english}",
        f"人员 {person} 的身份号码 {number} {chinese}",
    )
