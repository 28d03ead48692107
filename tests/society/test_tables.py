"""The tables of the society: every one with a unit, a source in both languages and a status, and no gap."""

from __future__ import annotations

from simcore.society.tables import tables


def test_every_table_says_what_it_is_where_it_is_from_and_how_sure_it_is() -> None:
    for table in tables().values():
        assert all((*table.label, table.unit, *table.source, table.status)), table.name


def test_the_residents_by_age_are_everybody_and_men_about_half() -> None:
    """Facts, society.md 1.2."""
    residents, men = tables()["residents"].values, tables()["men_among_residents"].values
    assert len(residents) == len(men) == 18
    assert abs(sum(residents) - 100) < 0.5
    assert all(40 < share < 53 for share in men)


def test_death_rates_fall_after_birth_and_rise_from_youth_to_age_and_are_lower_for_women() -> None:
    """UN World Population Prospects 2022."""
    men, women = tables()["death_rates_men"].values, tables()["death_rates_women"].values
    for rates in (men, women):
        assert rates[0] > rates[1] > rates[2]
        assert list(rates[4:]) == sorted(rates[4:])
    assert all(woman < man for man, woman in zip(men, women, strict=True))
