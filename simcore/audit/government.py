"""Point 2: what the government and the bank put into the funds follows from the rules: interest on the
opening cash, the regular subsidy, and the cover of what has waited too long (Social Insurance Law, articles
13 and 65).
"""

from __future__ import annotations

from collections import Counter

from simcore.audit.case import Case, Sentence, scheme_name, yuan
from simcore.books.ledger import Account, Purpose
from simcore.calendar import day_text, month_of, month_text
from simcore.vocabulary import Scheme

_MILLION = 1_000_000
_YEAR = 12 * _MILLION
_AFTER_THE_TREASURY = (
    Purpose.BENEFIT_PAID.value,
    Purpose.MEDICAL_PREMIUM.value,
    Purpose.DEFICIT_COVER.value,
    Purpose.CASH_INTEREST.value,
)
"""What moves a fund's cash on a pay day only once the treasury has looked at it."""


def examine_government(case: Case) -> None:
    """Interest and subsidy month by month, the cover on every pay day."""
    _interest(case)
    _subsidy(case)
    _cover(case)


def _interest(case: Case) -> None:
    rate = round(case.scenario["funds.interest_rate"] * _MILLION)
    case.none(
        2,
        f"""SELECT fund, month, interest_fen, lawful FROM (
                SELECT fund, month, interest_fen, (opening_fen::HUGEINT * {rate} * 2 + {_YEAR}) // {2 * _YEAR}
                    AS lawful FROM raw_funds)
            WHERE interest_fen <> lawful ORDER BY 2, 1""",
        _told("interest on the opening cash", "期初资金利息"),
    )


def _subsidy(case: Case) -> None:
    """The employees' pension gets a share of what it paid the month before; to what people pay in person
    the government adds what the law says.
    """
    import pyarrow as pa

    share = round(case.scenario["treasury.pension_subsidy_share"] * _MILLION)
    premiums = Counter[tuple[int, int]]()
    for paid in case.paid_in_person:
        for month, fen in zip(month_of(paid.day).tolist(), paid.subsidy.tolist(), strict=True):
            premiums[int(paid.scheme), month] += fen
    case.register(
        "premium_subsidies",
        pa.table(
            {
                "fund": pa.array([fund for fund, _ in premiums], pa.int64()),
                "month": pa.array([month for _, month in premiums], pa.int64()),
                "fen": pa.array(list(premiums.values()), pa.int64()),
            }
        ),
    )
    case.none(
        2,
        f"""SELECT f.fund, f.month, f.subsidy_fen, f.lawful FROM (
                SELECT fund, month, subsidy_fen, coalesce(p.fen, 0) +
                    CASE WHEN fund = {Scheme.EMPLOYEE_PENSION.value} THEN
                    (coalesce(lag(benefits_fen) OVER (PARTITION BY fund ORDER BY month), 0)::HUGEINT
                    * {share} * 2 + {_MILLION}) // {2 * _MILLION} ELSE 0 END AS lawful
                FROM raw_funds LEFT JOIN premium_subsidies p USING (fund, month)) f
            WHERE f.subsidy_fen <> f.lawful ORDER BY 2, 1""",
        _told("regular subsidy", "财政补助"),
    )


def _cover(case: Case) -> None:
    """On a pay day the treasury adds what has waited since the delay or longer, less the cash there is.

    The day's own regular benefits fall due after it has acted.
    """
    delay = int(case.scenario["treasury.cover_delay_days"])
    pay_days = case.working_days("funds.pay_days")
    case.none(
        2,
        f"""WITH pay_days AS (
            SELECT DISTINCT fund, unnest({pay_days})::INTEGER AS day FROM calendar c
            CROSS JOIN (SELECT DISTINCT fund FROM raw_funds)
            WHERE c.number BETWEEN {case.start} AND {case.last}
        ), movements AS (
            SELECT fund, day, purpose IN {_AFTER_THE_TREASURY} AS later, sum(amount_fen)::BIGINT AS fen
            FROM raw_journal WHERE account = {Account.CASH.value} GROUP BY ALL
        ), cash AS (
            SELECT d.fund, d.day, coalesce(sum(m.fen), 0)::BIGINT AS fen FROM pay_days d
            LEFT JOIN movements m ON m.fund = d.fund AND (m.day < d.day OR (m.day = d.day AND NOT m.later))
            GROUP BY ALL
        ), waiting AS (
            SELECT d.fund, d.day, coalesce(sum(b.fen), 0)::BIGINT AS fen FROM pay_days d
            LEFT JOIN (SELECT scheme, due, ordered, paid_on, sum(fen)::BIGINT AS fen FROM benefit_sums
                       GROUP BY ALL) b
                ON b.scheme = d.fund AND b.due <= d.day - {delay} AND (b.ordered OR b.due < d.day)
                AND (b.paid_on < 0 OR b.paid_on >= d.day)
            GROUP BY ALL
        ), covered AS (
            SELECT fund, day, sum(amount_fen)::BIGINT AS fen FROM raw_journal
            WHERE account = {Account.CASH.value} AND purpose = {Purpose.DEFICIT_COVER.value} GROUP BY ALL
        )
        SELECT d.fund, d.day, coalesce(v.fen, 0), greatest(w.fen - c.fen, 0) FROM pay_days d
        JOIN cash c USING (fund, day) JOIN waiting w USING (fund, day) LEFT JOIN covered v USING (fund, day)
        WHERE d.day <= {case.day} AND coalesce(v.fen, 0) <> greatest(w.fen - c.fen, 0) ORDER BY 2, 1""",
        lambda fund, day, recorded, lawful: (
            f"the treasury covered {yuan(recorded)} of {scheme_name(fund)} on {day_text(day)}; "
            f"by what had waited it was {yuan(lawful)}",
            f"财政于 {day_text(day)} 为 {scheme_name(fund)} 补足 {yuan(recorded)}，"
            f"按逾期待付重算为 {yuan(lawful)}",
        ),
    )


def _told(en: str, zh: str) -> Sentence:
    def sentence(fund: int, month: int, recorded: int, lawful: int) -> tuple[str, str]:
        return (
            f"the {en} of {scheme_name(fund)} in {month_text(month)} is {yuan(recorded)}; by the rules it is "
            f"{yuan(lawful)}",
            f"{scheme_name(fund)} {month_text(month)} 的{zh}为 {yuan(recorded)}，按规则重算为 {yuan(lawful)}",
        )

    return sentence
