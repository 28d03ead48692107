"""The clock and the agenda: things happen on their day, in their phase, in the order in which they were
put.
"""

from __future__ import annotations

import simpy

from simcore.calendar import day_in, working_days
from simcore.city.agenda import Agenda
from simcore.clock import Phase, moment, today, until

FEBRUARY_2024, FEBRUARY_2025 = (2024 - 1970) * 12 + 1, (2025 - 1970) * 12 + 1


def test_a_day_has_its_phases_in_order_and_the_next_day_comes_after_all_of_them() -> None:
    moments = [moment(100, phase) for phase in Phase] + [moment(101, Phase.RECEIPTS)]
    assert moments == sorted(set(moments))


def test_a_process_wakes_on_the_day_and_in_the_phase_that_it_waits_for() -> None:
    env = simpy.Environment(initial_time=moment(50, Phase.RECEIPTS))
    seen = []

    def wait():
        yield until(env, 57, Phase.PAYMENTS)
        seen.append((today(env), env.now % 8))

    env.process(wait())
    env.run()
    assert seen == [(57, int(Phase.PAYMENTS))]


def test_an_agenda_delivers_what_is_due_and_keeps_the_rest() -> None:
    agenda = Agenda()
    for due, batch in ((9, "late"), (3, "first"), (3, "second"), (4, "third")):
        agenda.put(due, batch)
    assert [agenda.due(day) for day in (2, 4, 9)] == [[], ["first", "second", "third"], ["late"]]


def test_the_last_working_day_is_the_months_last_and_a_number_beyond_it_too() -> None:
    assert working_days(FEBRUARY_2025, [25, "last"]) == [day_in(FEBRUARY_2025, 25), day_in(FEBRUARY_2025, 28)]
    assert working_days(FEBRUARY_2024, ["last"]) == [day_in(FEBRUARY_2024, 29)]
    assert working_days(FEBRUARY_2025, [10, 30]) == [day_in(FEBRUARY_2025, 10), day_in(FEBRUARY_2025, 28)]
