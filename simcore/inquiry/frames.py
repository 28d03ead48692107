"""Tables as people read them: yuan instead of fen, a life in dates, and files for a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from simcore.errors import InvalidInput
from simcore.language import say
from simcore.rulebook.words import FEN_PER_YUAN
from simcore.vocabulary import EventKind, RefusalReason, keys, terms

if TYPE_CHECKING:
    import pyarrow as pa

SHEET_ROWS = 1_048_575
"""What a sheet takes below its heading."""

_MONEY_DETAILS = (EventKind.AWARDED, EventKind.ACCOUNT_TAKEN, EventKind.FINED)


def in_yuan(table: pd.DataFrame) -> pd.DataFrame:
    """The table with every `…_fen` column as float64 yuan under its name without the ending."""
    money = [name for name in table.columns if name.endswith("_fen")]
    for name in money:
        table[name] = table[name].astype("float64") / FEN_PER_YUAN
    return table.rename(columns={name: name.removesuffix("_fen") for name in money})


def life_in_dates(birth: int, events: pa.Table, payments: pd.DataFrame) -> pd.DataFrame:
    """One person's events, with birth and late payments (from the payment record), in order of days."""
    rows = [_event(row) for row in events.to_pylist()]
    rows.append(_row(pd.Timestamp(birth, unit="D"), "born"))
    rows += _late_payments(payments)
    life = pd.DataFrame(rows, columns=["day", "kind", "label", "employer", "reason", "article", "detail"])
    life["day"] = life["day"].astype("datetime64[us]")
    life["employer"] = life["employer"].astype("Int64")
    text = ["kind", "label", "reason", "article", "detail"]
    life[text] = life[text].astype("str")
    order = (
        life["day"]
        .to_frame()
        .assign(code=life["kind"].map({k: t["code"] for k, t in terms()["event_kinds"].items()}))
    )
    return life.loc[order.sort_values(["day", "code"], kind="stable").index].reset_index(drop=True)


def _event(event: Mapping[str, int]) -> dict[str, object]:
    kind = EventKind(event["kind"])
    lists = "refusal_reasons" if event["reason"] >= RefusalReason.INSUFFICIENT_MONTHS else "leaving_reasons"
    reason = keys(lists).get(event["reason"], "none")
    row = _row(pd.Timestamp(event["day"], unit="D"), kind.name.lower(), _detail(kind, event["detail"]))
    if event["employer_id"] >= 0:
        row["employer"] = event["employer_id"]
    if reason != "none":
        row["reason"] = reason
        row["article"] = terms()[lists][reason].get("article", row["article"])
    return row


def _row(day: pd.Timestamp, kind: str, detail: str | None = None) -> dict[str, object]:
    term = terms()["event_kinds"][kind]
    return {
        "day": day,
        "kind": kind,
        "label": say(term["en"], term["zh"]),
        "employer": None,
        "reason": None,
        "article": term.get("article"),
        "detail": detail,
    }


def _detail(kind: EventKind, detail: int) -> str | None:
    if kind in _MONEY_DETAILS:
        return say(f"{detail / FEN_PER_YUAN:,.2f} yuan", f"{detail / FEN_PER_YUAN:,.2f} 元")
    if kind == EventKind.REGISTERED:
        return say(f"{detail} days after hiring", f"入职后第 {detail} 天")
    if kind == EventKind.PAYING_ON:
        return say(f"{detail} months still to pay", f"还需缴费 {detail} 个月")
    if kind in (EventKind.CLAIMED, EventKind.REFUSED):
        term = terms()["claim_kinds"][keys("claim_kinds")[detail]]
        return say(term["en"], term["zh"])
    return None


def _late_payments(payments: pd.DataFrame) -> list[dict[str, object]]:
    late = payments[(payments["flag"] == "late_paid") & (payments["scheme"] == "employee_pension")]
    rows = []
    for (day, employer), months in late.groupby(["settled_on", "employer"])["month"]:
        span = months.min() if len(months) == 1 else f"{months.min()} … {months.max()}"
        rows.append(
            _row(pd.Timestamp(str(day)), "paid_late", say(f"for {span}", f"费款所属期 {span}"))
            | {"employer": employer}
        )
    return rows


def export(path: Path, tables: Mapping[str, pd.DataFrame]) -> Path:
    """Write the tables to a `.csv` (the first only) or a `.xlsx` (a sheet each). Errors: InvalidInput."""
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise InvalidInput(
            f"path is {str(path)!r}; allowed are names that end in .csv (the fund table) or .xlsx "
            "(funds, people, employers)",
            f"path 为 {str(path)!r}；文件名应以 .csv（基金表）或 .xlsx（基金、人员、单位）结尾",
        )
    for name, table in tables.items():
        if suffix == ".xlsx" and len(table) > SHEET_ROWS:
            raise InvalidInput(
                f"{name} has {len(table):,} rows, a sheet takes {SHEET_ROWS:,}; use run.save(folder) instead",
                f"{name} 有 {len(table):,} 行，一张工作表最多 {SHEET_ROWS:,} 行；请改用 run.save(folder)",
            )
    try:
        if suffix == ".csv":
            next(iter(tables.values())).to_csv(path, index=False, encoding="utf-8-sig", float_format="%.2f")
        else:
            with pd.ExcelWriter(path) as book:
                for name, table in tables.items():
                    table.to_excel(book, sheet_name=name, index=False)
    except OSError as error:
        raise InvalidInput(
            f"file {str(path)!r} cannot be written ({error.strerror or error})",
            f"无法写入文件 {str(path)!r}（{error.strerror or error}）",
        ) from error
    return path
