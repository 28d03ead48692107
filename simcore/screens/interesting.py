"""People of a run worth looking at: one example each of what can happen, found by asking the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simcore.inquiry.run import Run

# Story (a key of the screens' terms) → the query that finds its first example; in the order of the list.
_STORIES = {
    "story_whole_life": """
        SELECT a.person_id FROM awards a JOIN people p USING (person_id)
        WHERE a.contribution_months >= 240 AND p.death IS NULL
        ORDER BY a.retirement_month DESC, a.person_id""",
    "story_registered_late": """
        SELECT person_id FROM registrations WHERE cause = 'late' ORDER BY registered_on, person_id""",
    "story_assessed": """
        SELECT person_id FROM contribution_spells WHERE kind = 'assessed' ORDER BY first_month, person_id""",
    "story_exhausted": """
        SELECT person_id FROM events WHERE kind = 'benefit_exhausted' ORDER BY day, person_id""",
    "story_refused": """
        SELECT c.person_id FROM claims c
        WHERE c.kind = 'pension' AND c.reason = 'insufficient_months' ORDER BY c.decided_on, c.person_id""",
    "story_quit": """
        SELECT person_id FROM claims WHERE reason = 'left_voluntarily' ORDER BY decided_on, person_id""",
    "story_written_off": """
        SELECT s.person_id FROM settlements b JOIN contribution_spells s
        ON s.employer_id = b.employer_id AND s.kind = b.kind
        AND b.month BETWEEN s.first_month AND s.last_month
        WHERE b.written_off_on IS NOT NULL ORDER BY b.month, s.person_id""",
    "story_deficit": """
        SELECT person_id FROM (
            SELECT from_person AS person_id, paid_on FROM raw_payouts WHERE scheme = 0 AND paid_on > due_on
        ) ORDER BY paid_on, person_id""",
}


def interesting_people(run: Run) -> dict[str, str]:
    """Story → ID number of the first person to whom it happened; what did not happen is left out."""
    found = {}
    for story, query in _STORIES.items():
        answer = run.sql(
            f"SELECT id_number FROM people WHERE person_id = (SELECT person_id FROM ({query}) LIMIT 1)"
        )
        if len(answer):
            found[story] = str(answer["id_number"].iloc[0])
    return found
