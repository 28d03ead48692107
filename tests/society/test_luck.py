"""Claims about luck: fair, independent, and the same whatever the order."""

from __future__ import annotations

import numpy as np
import pytest

from simcore.society.luck import (
    Luck,
    Purpose,
    chosen,
    cumulative_thresholds,
    threshold,
    wait_table,
    waits,
)

ROWS = np.arange(100_000, dtype=np.int64)
CHI_SQUARE_255_AT_ONE_IN_A_MILLION = 377.0
"""A fair die with 256 faces passes this in all but one of a million cases."""


def chi_square(counts: np.ndarray) -> float:
    expected = counts.sum() / len(counts)
    return float(((counts - expected) ** 2 / expected).sum())


@pytest.mark.parametrize("shift", [24, 12, 0])
def test_draws_are_uniform_in_their_high_middle_and_low_bits(shift: int) -> None:
    draws = Luck(1).draw(Purpose.SLOT, 600, ROWS)
    assert draws.min() >= 0
    assert draws.max() < 2**32
    assert chi_square(np.bincount((draws >> shift) & 255, minlength=256)) < CHI_SQUARE_255_AT_ONE_IN_A_MILLION


@pytest.mark.parametrize(
    "other",
    [
        lambda: Luck(2).draw(Purpose.SLOT, 600, ROWS),
        lambda: Luck(1).draw(Purpose.CLAIM, 600, ROWS),
        lambda: Luck(1).draw(Purpose.SLOT, 601, ROWS),
        lambda: Luck(1).draw(Purpose.SLOT, 600, ROWS + 1),
    ],
    ids=["another seed", "another purpose", "the next month", "the next person"],
)
def test_draws_tell_nothing_about(other) -> None:
    here = Luck(1).draw(Purpose.SLOT, 600, ROWS)
    pairs = (here >> 28) * 16 + (other() >> 28)
    assert chi_square(np.bincount(pairs, minlength=256)) < CHI_SQUARE_255_AT_ONE_IN_A_MILLION


def test_one_person_alone_draws_what_the_same_person_draws_in_a_crowd() -> None:
    luck = Luck(3)
    crowd = luck.draw(Purpose.LEAVE_DAY, 700, ROWS[:500])
    assert [luck.draw(Purpose.LEAVE_DAY, 700, row) for row in range(500)] == crowd.tolist()


def test_neither_order_nor_block_changes_a_draw() -> None:
    luck = Luck(3)
    whole = luck.draw(Purpose.CLAIM, 650, ROWS)
    backwards = luck.draw(Purpose.CLAIM, 650, ROWS[::-1])[::-1]
    block = luck.draw(Purpose.CLAIM, 650, ROWS[40_000:40_010])
    assert np.array_equal(whole, backwards)
    assert np.array_equal(whole[40_000:40_010], block)


def test_the_generator_never_changes_unseen() -> None:
    # First outputs of SplitMix64 from seed 0, as its authors' reference code gives them.
    from simcore.society.luck import _GOLDEN, _MASK, _mixed

    assert [_mixed(k * _GOLDEN & _MASK) for k in (1, 2, 3)] == [
        0xE220A8397B1DCDAF,
        0x6E789E6AA1B965F4,
        0x06C45D188009454F,
    ]


def test_a_chance_of_a_third_comes_true_for_a_third() -> None:
    lucky = Luck(1).chance(Purpose.CLAIM, 600, ROWS, threshold(1 / 3))
    assert abs(lucky.mean() - 1 / 3) < 0.006


def test_certain_and_impossible_things_are_just_that() -> None:
    assert Luck(1).chance(Purpose.CLAIM, 600, ROWS, threshold(1.0)).all()
    assert not Luck(1).chance(Purpose.CLAIM, 600, ROWS, threshold(0.0)).any()


def test_waiting_at_sixteen_percent_a_month_takes_six_and_a_quarter_months_and_never_no_month() -> None:
    months = waits(Luck(1).draw(Purpose.UNEMPLOYED_PLAN, 600, ROWS), wait_table(0.16))
    assert months.min() == 1
    assert abs(months.mean() - 6.25) < 0.08
    assert abs((months == 1).mean() - 0.16) < 0.005


def test_nobody_waits_longer_than_600_months() -> None:
    assert waits(2**32 - 1, wait_table(0.0001)) == 600


def test_a_person_alone_waits_as_long_as_in_a_crowd() -> None:
    table = wait_table(0.022)
    draws = Luck(1).draw(Purpose.JOB_PLAN, 600, ROWS[:300])
    assert [waits(int(draw), table) for draw in draws] == waits(draws, table).tolist()


def test_a_choice_follows_its_weights_and_skips_what_weighs_nothing() -> None:
    choice = chosen(Luck(1).draw(Purpose.CHANNEL, 600, ROWS), cumulative_thresholds([1.0, 0.0, 3.0]))
    shares = np.bincount(choice, minlength=3) / len(ROWS)
    assert abs(shares[0] - 0.25) < 0.006
    assert shares[1] == 0
