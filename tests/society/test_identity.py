"""Claims about ID numbers: valid, unique, synthetic."""

from __future__ import annotations

import numpy as np
import pytest

import simcore
from simcore.society.identity import IdNumbers
from simcore.society.society import Society


def crowd(people: int) -> IdNumbers:
    """People born over a century, a tenth of them within a hundred days: far more than 500 a date and sex."""
    rng = np.random.default_rng(1)
    born = rng.integers(-18_000, 25_000, people).astype(np.int32)
    born[: people // 10] = rng.integers(0, 100, people // 10)
    return IdNumbers(born, rng.integers(0, 2, people).astype(np.int8))


def keys(numbers: IdNumbers) -> np.ndarray:
    """One integer a number: its region, birth date and sequence."""
    days = numbers._birth_day.astype(np.int64) + 100_000
    return (numbers.region.astype(np.int64) * 1_000_000 + days) * 1000 + numbers.sequence


def all_differ(values: np.ndarray) -> bool:
    return bool((np.diff(np.sort(values)) > 0).all())


def test_every_id_number_in_a_class_is_valid_and_unique(a_class: Society) -> None:
    texts = a_class.identity.id_numbers()
    assert len(set(texts)) == len(texts) == a_class.people.size
    assert all(simcore.calculate("id_number_is_valid", "2025-01", id_number=str(text)) for text in texts)


def test_the_number_tells_birth_and_sex_and_that_nobody_real_is_meant(a_class: Society) -> None:
    texts = a_class.identity.id_numbers()
    born = a_class.people.birth_day.astype("datetime64[D]").astype(str)
    assert [text[6:14] for text in texts] == [date.replace("-", "") for date in born]
    assert all(
        (int(text[16]) % 2 == 1) == (sex == 0) for text, sex in zip(texts, a_class.people.sex, strict=True)
    )
    assert {text[:6] for text in texts} == {"990000"}


def test_one_number_alone_is_the_same_as_among_all(a_class: Society) -> None:
    texts = a_class.identity.id_numbers()
    assert [a_class.id_number(row) for row in (0, 17, 1999)] == [texts[0], texts[17], texts[1999]]


def test_a_birth_date_that_has_used_its_500_numbers_goes_on_in_the_next_region() -> None:
    numbers = IdNumbers(np.full(1_001, 9_000, np.int32), np.zeros(1_001, np.int8))
    assert np.bincount(numbers.region - 990_000).tolist() == [500, 500, 1]
    assert all_differ(keys(numbers))
    assert set(numbers.sequence % 2) == {1}


def test_five_million_people_have_five_million_numbers() -> None:
    numbers = crowd(5_000_000)
    assert all_differ(keys(numbers))
    assert numbers.region.max() > 990_000
    assert (numbers.sequence[numbers._sex == 0] % 2 == 1).all()
    assert (numbers.sequence[numbers._sex == 1] % 2 == 0).all()


@pytest.mark.thorough
def test_thirty_two_million_people_have_as_many_numbers() -> None:
    numbers = crowd(32_000_000)
    assert all_differ(keys(numbers))


def test_those_who_enter_later_change_nobodys_number(a_class: Society) -> None:
    people = a_class.people
    initial = IdNumbers(people.birth_day[: people.initial], people.sex[: people.initial])
    assert np.array_equal(initial.sequence, a_class.identity.sequence[: people.initial])
