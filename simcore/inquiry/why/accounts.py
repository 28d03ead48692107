"""The personal pension account: a year of it, its balance on a day, and what was paid out of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simcore.calendar import day_text, first_day, january, last_day, month_of, month_text, year_of
from simcore.inquiry.why.answers import answers, nothing, paid_once
from simcore.inquiry.why.contributions import yuan
from simcore.inquiry.why.ledger_entries import ACCOUNT
from simcore.inquiry.why.months import last_day_of, life_ended
from simcore.inquiry.why.person_record import PersonRecord, Row
from simcore.inquiry.why.record_steps import (
    DRAWN,
    DRAWN_STATUS,
    agreeing,
    fact,
    grafted,
    joined,
    paid_text,
    summed,
    year_steps,
)
from simcore.rulebook.reasons import Step
from simcore.rulebook.texts import Text
from simcore.rulebook.units import UNITS
from simcore.vocabulary import BenefitKind

_PAID_OUT = (BenefitKind.ACCOUNT_REFUND, BenefitKind.ACCOUNT_INHERITANCE)


@dataclass(slots=True)
class AccountYear:
    """What has moved in a calendar year up to a day: fen, and fen times the months for which it counts."""

    year: int
    opening: int
    credits: list[Row]
    credited: int = 0
    drawn: int = 0
    product: int = 0

    @property
    def december(self) -> int:
        return (self.year - 1969) * 12 - 1


def year_up_to(record: PersonRecord, day: int, paid_until: int) -> AccountYear:
    """The year of a day, lived through from the credits up to that day and the draws up to another."""
    year = year_of(month_of(day))
    begins = first_day(january(year))
    credits = [line for line in record.arrived(day) if line["arrived_on"] >= begins and line["account_fen"]]
    account = AccountYear(year, _opening(record, year), credits)
    draws = [
        line
        for line in record.benefits
        if line["kind"] == BenefitKind.PENSION
        and begins <= line["due"] <= paid_until
        and line["account_part_fen"]
    ]
    happened = [(line["arrived_on"], 0, line["account_fen"]) for line in credits]
    happened += [(line["due"], 1, line["account_part_fen"]) for line in draws]
    months = record.policy.compile(("account_interest_months",), inputs=("account_month",))
    for on, is_draw, amount in sorted(happened):
        month = month_of(on)
        weight = int(months(first_day(month), account_month=month)[0])
        if is_draw:
            taken = min(amount, account.opening + account.credited - account.drawn)
            account.drawn += taken
            account.product -= taken * weight
        else:
            account.credited += amount
            account.product += amount * weight
    return account


def _opening(record: PersonRecord, year: int) -> int:
    before = [row for row in record.accounts if row["year"] < year]
    return int(before[-1]["closing_fen"] if before else record.someone["opening_balance_fen"])


def balance_on(record: PersonRecord, day: int, *, at_decision: bool = False) -> Step:
    """The balance on a day: the year's opening, what has come in and out since, interest up to that month.

    At a decision what is paid on that day has not yet been drawn.
    """
    account, month = year_up_to(record, day, day - 1 if at_decision else day), month_of(day)
    elapsed = month % 12
    law = month_text(month)
    product = record.policy.calculate(
        "product_to_date",
        law,
        product_to_december=yuan(account.product),
        net_credits=yuan(account.credited - account.drawn),
        months_elapsed=elapsed,
    )
    on_opening = record.policy.explain(
        "account_interest_on_opening", law, opening_balance=yuan(account.opening), months_elapsed=elapsed
    ).tree
    on_credits = record.policy.explain("account_interest_on_credits", law, credit_product=product).tree
    opening = _opening_fact(record, account)
    elapsed_fact = fact(
        "months_elapsed",
        ("months of the year that have passed", "当年已计息月数"),
        "months",
        elapsed,
        Text(f"up to the beginning of {law}", f"计至 {law} 初"),
    )
    product_fact = _product_fact(int(product * 100))
    parts = [
        opening,
        *_moves(record, account),
        grafted(on_opening, {"opening_balance": opening, "months_elapsed": elapsed_fact}),
        _interest_on_moves(grafted(on_credits, {"credit_product": product_fact}), account),
    ]
    inside = (
        account.opening + account.credited - account.drawn + int(on_opening.inside) + int(on_credits.inside)
    )
    on = day_text(day)
    label = (
        f"balance of the personal account on {on}, with interest up to {law}-01",
        f"{on} 个人账户储存额（利息计至 {law}-01）",
    )
    return _added_up(fact("account_balance", label, "yuan", inside, steps=parts))


def _added_up(balance: Step) -> Step:
    """With how opening balance, credits, draws, interest and what was paid out make the balance."""
    return summed(balance, [(_sign(part), part) for part in balance.steps])


def _sign(part: Step) -> int:
    return -1 if part.name in ("drawn", "paid_out") else 1


def _interest_on_moves(told: Step, account: AccountYear) -> Step:
    """Called by what it is reckoned on: in a year with draws these count against the credits."""
    if not account.drawn:
        return told
    label = ("interest on the year's credits less draws", "当年记入额减支取额的利息")
    return replace(told, label=label)


def _moves(record: PersonRecord, account: AccountYear) -> list[Step]:
    credits = (f"credited in {account.year} for months of", f"各月缴费于 {account.year} 年记入")
    steps = year_steps(
        record, account.credits, credits, "yuan", lambda line: int(line["account_fen"]), ACCOUNT
    )
    if account.drawn:
        label = (f"drawn in {account.year} with the pension", f"{account.year} 年随养老金支取")
        steps.append(fact("drawn", label, "yuan", account.drawn))
    return steps


def _opening_fact(record: PersonRecord, account: AccountYear) -> Step:
    where = _where_it_opens(record, account.year)
    return fact(
        "opening_balance",
        (f"opening balance of {account.year}", f"{account.year} 年初余额"),
        "yuan",
        account.opening,
        where,
        [_closed(row) for row in record.accounts if row["year"] < account.year],
        folded=True,
        status=DRAWN_STATUS if where == DRAWN else "",
    )


def _closed(row: Row) -> Step:
    """A closed year of the account in one line."""
    year, shown = row["year"], UNITS["yuan"].shown
    parts = {
        ("opening", "年初"): row["opening_fen"],
        ("credited", "记入"): row["credited_fen"],
        ("interest", "利息"): row["interest_on_opening_fen"] + row["interest_on_credits_fen"],
        ("drawn", "支取"): row["drawn_fen"],
    }
    told = (Text(f"{en} {shown(fen, False)}", f"{zh} {shown(fen, True)}") for (en, zh), fen in parts.items())
    label = (f"balance at the end of {year}", f"{year} 年末余额")
    return fact(f"balance_{year}", label, "yuan", row["closing_fen"], joined(told))


def _where_it_opens(record: PersonRecord, year: int) -> Text:
    if any(row["year"] < year for row in record.accounts):
        return Text(
            f"closing balance of {year - 1} in the account's record", f"账户记录：{year - 1} 年末余额"
        )
    return DRAWN if record.someone["opening_balance_fen"] else Text("no account before", "此前没有账户")


@answers("account_balance_after_year", of_years=True)
def year(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """A closed year of the account: as it stands on record, its interest by the law."""
    rows = record.accounts
    if month is not None:
        rows = [row for row in rows if row["year"] == year_of(month)]
    if not rows:
        of = ("", "") if month is None else (f" for {year_of(month)}", f" {year_of(month)} ")
        raise nothing(record, f"has no closed year of the account{of[0]}", f"没有{of[1]}已结年度的账户记录")
    row = rows[-1]
    day = last_day((row["year"] - 1969) * 12 - 1)
    account = year_up_to(record, day, day)
    law = month_text(account.december)
    paid_out = sum(
        line["amount_fen"]
        for line in record.benefits
        if line["kind"] in _PAID_OUT and year_of(month_of(line["due"])) == row["year"]
    )
    parts = [_opening_fact(record, account), *_moves(record, account)]
    if paid_out or (row["closing_fen"] == 0 and row["drawn_fen"]):
        parts += _closed_early(row, paid_out)
    else:
        parts += _interest_of_year(record, account, law)
    label = (f"account balance at the end of {row['year']}", f"{row['year']} 年末账户储存额")
    document = Text(f"the account's record of {row['year']}", f"{row['year']} 年账户记录")
    lawful = sum(_sign(part) * part.inside for part in parts)
    document = joined([document, *agreeing(row["closing_fen"], lawful)])
    told = fact(target, label, "yuan", row["closing_fen"], document, parts)
    return _added_up(told), first_day(account.december)


def _interest_of_year(record: PersonRecord, account: AccountYear, law: str) -> list[Step]:
    """Both interests of a whole year by the law of its December."""
    whole_year = Text("a whole year", "全年")
    facts = {
        "opening_balance": _opening_fact(record, account),
        "months_elapsed": fact(
            "months_elapsed", ("months of the year", "计息月数"), "months", 12, whole_year
        ),
        "credit_product": _product_fact(account.product),
    }
    told = []
    for target in ("account_interest_on_opening", "account_interest_on_credits"):
        reach = record.policy.graph.reach(
            [target], first_day(account.december), frozenset({"credit_product"})
        )
        given = {name: step.value for name, step in facts.items() if name in reach}
        told.append(grafted(record.policy.explain(target, law, **given).tree, facts))
    return [told[0], _interest_on_moves(told[1], account)]


def _product_fact(product: int) -> Step:
    label = ("month product of the year", "当年月积数")
    document = Text("each credit and draw by the months since", "各笔记入和支取按已计月数加权")
    return fact("credit_product", label, "month_product", product, document)


def _closed_early(row: Row, paid_out: int) -> list[Step]:
    interest = row["interest_on_opening_fen"] + row["interest_on_credits_fen"]
    return [
        fact("closing_interest", ("interest up to the closing", "销户前利息"), "signed_yuan", interest),
        fact("paid_out", ("paid out at the closing", "销户支付额"), "yuan", paid_out),
    ]


@answers("account_balance")
def balance(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """The balance today, or at the end of a month."""
    day = last_day_of(record, month)
    closed = [line["due"] for line in record.benefits if line["kind"] in _PAID_OUT and line["due"] <= day]
    if closed:
        said = day_text(closed[0])
        other = record.policy.graph.label_of("account_paid_out")[1]
        raise nothing(
            record,
            f"has had no account since it was paid out on {said}; ask for account_paid_out",
            f"的账户已于 {said} 支付并注销；可查询 {other}",
        )
    of_day = january(year_of(month_of(day)) + 1)
    if day + 1 == first_day(of_day) and any(row["year"] == year_of(of_day) - 1 for row in record.accounts):
        # The year is closed: its last balance has the interest of the whole year in it.
        return year(record, target, month_of(day))
    told = replace(balance_on(record, day), document=life_ended(record))
    return told, first_day(month_of(day))


@answers("account_paid_out")
def paid_out(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """What was paid out of the account: to who left without a pension, or to the heirs."""
    line = paid_once(
        record, _PAID_OUT, month, ("has not been paid the account", "没有个人账户一次性支付记录")
    )
    law = record.policy.explain(
        target, month_text(month_of(line["due"])), account_balance=yuan(line["amount_fen"])
    )
    balance = balance_on(record, line["due"], at_decision=True)
    told = replace(grafted(law.tree, {"account_balance": balance}), document=paid_text(record, line))
    return told, first_day(month_of(line["due"]))
