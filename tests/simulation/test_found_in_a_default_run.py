"""What a teacher can find in the default run, each found by a query and checked by hand.

Amounts are fen, as in `run.sql`. If the model's defaults change, other people will be found: reckon anew by
hand, from the law.
"""

from __future__ import annotations

from typing import Any

from simcore import Run


def rows(run: Run, query: str) -> list[dict[str, Any]]:
    """The answer, with days as text."""
    found = run.sql(query)
    for column in found.columns:
        if str(found[column].dtype).startswith("datetime"):
            found[column] = found[column].dt.strftime("%Y-%m-%d")
    return [dict(zip(found.columns, row, strict=True)) for row in found.itertuples(index=False)]


def test_a_worker_is_registered_late_and_the_month_before_is_paid_with_a_surcharge(class_run: Run) -> None:
    """Article 58: hired on 2021-02-11, to be registered by 2021-03-13; registered on 2021-03-25, 42 days
    after.
    """
    (late,) = rows(
        class_run,
        """SELECT person_id, employer_id, hired_on, registered_on FROM registrations
           WHERE cause = 'late' AND hired_on >= '2021-01-01' ORDER BY registered_on, person_id LIMIT 1""",
    )
    assert late == {
        "person_id": 725,
        "employer_id": 73,
        "hired_on": "2021-02-11",
        "registered_on": "2021-03-25",
    }
    (february,) = rows(
        class_run,
        """SELECT kind, base_fen, employer_amount_fen, worker_amount_fen, settled_on, paid_on, flag
           FROM payments WHERE person_id = 725 AND month = '2021-02' AND scheme = 'employee_pension'""",
    )
    # The base of 5823.00 lies between 3699 and 18495. 16 % of it is 931.68, 8 % is 465.84.
    assert february == {
        "kind": "back_payment",
        "base_fen": 582300,
        "employer_amount_fen": 93168,
        "worker_amount_fen": 46584,
        "settled_on": "2021-03-25",
        "paid_on": "2021-03-31",
        "flag": "late_paid",
    }
    (bill,) = rows(
        class_run,
        """SELECT due_on, people, pension_surcharge_fen FROM settlements
           WHERE employer_id = 73 AND month = '2021-02' AND kind = 'back_payment'""",
    )
    # Article 86: 0.05 % a day from the month's own 25th, 28 days to 2021-03-25:
    # (465.84 + 931.68) × 0.0005 × 28 = 19.56528, half-up 19.57.
    assert bill == {"due_on": "2021-02-25", "people": 1, "pension_surcharge_fen": 1957}


def test_months_found_by_inspection_are_assessed_at_110_per_cent_of_the_last_line(class_run: Run) -> None:
    """Article 62: nobody had declared person 76's July and August of 2021; the agency found it on
    2021-09-15.
    """
    assessed = rows(
        class_run,
        """SELECT month, base_fen, employer_amount_fen, worker_amount_fen FROM payments
           WHERE kind = 'assessed' AND scheme = 'employee_pension' AND person_id = (
               SELECT person_id FROM contribution_spells WHERE kind = 'assessed'
               ORDER BY declared_month, person_id LIMIT 1)
           ORDER BY month""",
    )
    # The last line before, June 2021 at another employer, was on the floor of 3699.00: 8 % is 295.92, 16 % is
    # 591.84. 110 % of 295.92 is 325.512, half-up 325.51; 110 % of 591.84 is 651.024, half-up 651.02.
    line = {"base_fen": 369900, "employer_amount_fen": 65102, "worker_amount_fen": 32551}
    assert assessed == [{"month": "2021-07", **line}, {"month": "2021-08", **line}]


def test_an_employer_that_pays_ten_days_late_pays_a_surcharge_on_the_whole_bill(class_run: Run) -> None:
    (bill,) = rows(
        class_run,
        """SELECT employer_id, due_on, settled_on, paid_on, pension_worker_fen, pension_employer_fen,
                  pension_surcharge_fen, unemployment_surcharge_fen
           FROM settlements WHERE pension_surcharge_fen > 0 ORDER BY paid_on, employer_id LIMIT 1""",
    )
    # Due on 2020-01-25, settled on 2020-02-04: 10 days. Pension: (1804.16 + 3608.32) × 0.0005 × 10 = 27.0624,
    # half-up 27.06. Unemployment: (112.76 + 112.76) × 0.0005 × 10 = 1.1276, half-up 1.13.
    assert bill == {
        "employer_id": 17,
        "due_on": "2020-01-25",
        "settled_on": "2020-02-04",
        "paid_on": "2020-02-25",
        "pension_worker_fen": 180416,
        "pension_employer_fen": 360832,
        "pension_surcharge_fen": 2706,
        "unemployment_surcharge_fen": 113,
    }


def test_a_deficit_is_covered_by_the_treasury_to_the_fen(class_run: Run) -> None:
    """Article 65: on 2024-03-20 the unemployment fund could pay 19 of 63 people; the others waited."""
    (april,) = rows(
        class_run,
        """SELECT month, fund, opening_fen, deficit_cover_fen, benefits_fen FROM funds
           WHERE deficit_cover_fen > 0 ORDER BY month, fund LIMIT 1""",
    )
    # On 2024-04-10 there waited 97155.96 since 2024-03-20 and 4416.18 since 2024-03-25, together 101572.14;
    # in cash there were 55681.94. 101572.14 − 55681.94 = 45890.20.
    assert april == {
        "month": "2024-04",
        "fund": "unemployment",
        "opening_fen": 5568194,
        "deficit_cover_fen": 4589020,
        "benefits_fen": 10157214,
    }
    moved = rows(
        class_run,
        """SELECT fund, sum(amount_fen)::BIGINT AS fen FROM journal
           WHERE day = '2024-04-10' AND purpose = 'deficit_cover' AND account = 'cash'
           GROUP BY fund ORDER BY fund""",
    )
    assert moved == [{"fund": "treasury", "fen": -4589020}, {"fund": "unemployment", "fen": 4589020}]


def test_a_death_before_september_2021_leaves_2000_yuan_and_months_of_the_indexed_wage(
    class_run: Run,
) -> None:
    """Municipal rules on deaths before 2021-09-01, by an answer of Yongchuan district: person 1966 died on
    2020-02-22.
    """
    paid = rows(class_run, "SELECT month, base_fen FROM payments WHERE person_id = 1966")
    granted = rows(
        class_run,
        """SELECT kind, amount_fen FROM benefits
           WHERE person_id = 1966 AND kind IN ('funeral_grant', 'survivor_grant') ORDER BY kind""",
    )
    # One month on 3664.00, of an average wage of 73272 a year: an index of 0.60006, 0.6001. A begun year
    # counts whole: one month of 7155 × 0.6001 = 4293.7155, half-up 4293.72.
    assert {row["month"] for row in paid} == {"2018-01"}
    assert {row["base_fen"] for row in paid} == {366400}
    assert granted == [
        {"kind": "funeral_grant", "amount_fen": 200000},
        {"kind": "survivor_grant", "amount_fen": 429372},
    ]


def test_an_unemployment_benefit_is_exhausted(class_run: Run) -> None:
    """重庆市失业保险条例 article 24: one full year of payment gives three months of benefit."""
    (exhausted,) = rows(
        class_run,
        "SELECT person_id, day FROM events WHERE kind = 'benefit_exhausted' ORDER BY day, person_id LIMIT 1",
    )
    assert exhausted == {"person_id": 878, "day": "2020-07-20"}
    (claim,) = rows(
        class_run,
        """SELECT months, entitlement FROM claims
           WHERE person_id = 878 AND kind = 'unemployment' ORDER BY decided_on LIMIT 1""",
    )
    assert claim == {"months": 13, "entitlement": 3}
    drawn = rows(
        class_run,
        """SELECT month, amount_fen, paid_on FROM benefits
           WHERE person_id = 878 AND kind = 'unemployment_benefit' AND month < '2021' ORDER BY month""",
    )
    # 80 % of the minimum wage of 1800: 1440.00. May was decided on 2020-06-05 and paid on the next pay day.
    assert drawn == [
        {"month": "2020-05", "amount_fen": 144000, "paid_on": "2020-06-10"},
        {"month": "2020-06", "amount_fen": 144000, "paid_on": "2020-06-20"},
        {"month": "2020-07", "amount_fen": 144000, "paid_on": "2020-07-20"},
    ]


def test_a_pension_is_refused_for_want_of_months(class_run: Run) -> None:
    """Article 16: 180 months are needed in 2020; person 953 has 175 when she reaches 55."""
    (refused,) = rows(
        class_run,
        """SELECT person_id, arrived_on, decided_on, reason, months FROM claims
           WHERE kind = 'pension' AND NOT granted ORDER BY decided_on, person_id LIMIT 1""",
    )
    assert refused == {
        "person_id": 953,
        "arrived_on": "2020-08-01",
        "decided_on": "2020-08-05",
        "reason": "insufficient_months",
        "months": 175,
    }
    (counted,) = rows(
        class_run,
        """SELECT opening_months, retirement_category, birth,
                  (SELECT count(DISTINCT month) FROM payments WHERE payments.person_id = people.person_id
                   AND scheme = 'employee_pension' AND flag IN ('paid', 'late_paid'))::INTEGER AS since_2010
           FROM people WHERE person_id = 953""",
    )
    # Born on 1965-07-31, on the 55 track: she retires in 2020-07. 54 months before 2010 and 121 since: 175.
    assert counted == {
        "opening_months": 54,
        "retirement_category": "female_55",
        "birth": "1965-07-31",
        "since_2010": 121,
    }
