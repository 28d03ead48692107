"""The commands about runs: run, resume, funds, inquire, why, check."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from simcore.cli.fund_table import fund_table
from simcore.cli.program import CHECK_FAILED, DONE, Answer
from simcore.cli.text_table import text_table
from simcore.errors import InvalidInput
from simcore.language import language, say
from simcore.screens.record_table import MONEY, filled_columns, headings, rows, worded

if TYPE_CHECKING:
    import pandas as pd

    from simcore.inquiry.run import Run
    from simcore.scenarios import Scenario


_SOMEBODY = """
SELECT id_number FROM people WHERE person_id IN (SELECT person_id FROM payments)
ORDER BY status = 'pensioner' DESC, person_id LIMIT 1
"""
"""Somebody with payment lines, a pensioner if there is one: a whole life."""


def run(arguments: Namespace) -> Answer:
    """Simulate, keep the records in a new folder, print the fund table and where the records lie."""
    from simcore.scenarios import Scenario
    from simcore.simulation import simulate

    given = {name: getattr(arguments, name) for name in ("people", "years", "seed")}
    scenario = Scenario.load(arguments.scenario).with_(
        {key: value for key, value in given.items() if value is not None}
    )
    for reform in arguments.reform:
        scenario = scenario.reform(reform)
    folder = Path(arguments.out) if arguments.out else _unused_folder(scenario)
    with _progress_bar(scenario) as progress:
        done = simulate(scenario, out=folder, progress=progress)
    return _what_was_run(done, folder)


def resume(arguments: Namespace) -> Answer:
    """Go on with a run that was stopped, print the fund table and where the records lie."""
    from simcore.books.unfinished import is_unfinished
    from simcore.simulation import Simulation
    from simcore.simulation import resume as gone_on_with

    folder = Path(arguments.folder)
    if not is_unfinished(folder):
        return _what_was_run(gone_on_with(folder), folder)
    simulation = Simulation.taken_up(folder)
    with _progress_bar(simulation.scenario) as progress:
        return _what_was_run(simulation.to_its_end(progress), folder)


def _what_was_run(done: Run, folder: Path) -> Answer:
    """The fund table, where the run lies, and what to look at next."""
    lies = say(f"The run lies in {folder}", f"运行结果保存在 {folder}")
    look = say("look at one person:", "查询个人缴费记录：")
    example = done.sql(_SOMEBODY)
    number = str(example["id_number"].iloc[0]) if len(example) else "ID_NUMBER"
    return Answer(f"{fund_table(done.funds)}\n\n{lies}\n{look} simcore inquire {folder} {number}")


def funds(arguments: Namespace) -> Answer:
    """Print the yearly fund table of a run."""
    return Answer(fund_table(_open(arguments.folder).funds))


def inquire(arguments: Namespace) -> Answer:
    """Print one person's payment record, or write it as CSV."""
    from simcore.inquiry.run import check_period

    check_period(arguments.start, arguments.end, ("--from", "--to"))
    opened = _open(arguments.folder)
    record = opened.payments(
        arguments.id_number, scheme=arguments.scheme, start=arguments.start, end=arguments.end
    )
    if arguments.csv:
        _write_csv(record, Path(arguments.csv))
        return Answer(
            say(
                f"{len(record):,} lines written to {arguments.csv}",
                f"已将 {len(record):,} 条记录写入 {arguments.csv}",
            )
        )
    return Answer(_nothing_in(opened, arguments) if record.empty else _record_table(record))


def _write_csv(record: pd.DataFrame, file: Path) -> None:
    """The record as a spreadsheet reads it: with the codes of the tables in English, in Chinese in words.
    Errors: InvalidInput for a folder that does not exist.
    """
    if not file.absolute().parent.is_dir():
        raise InvalidInput(
            f"--csv is {str(file)!r}, and there is no folder {str(file.parent)!r}; "
            "make it first, or name a file in another one",
            f"--csv 为 {str(file)!r}，但文件夹 {str(file.parent)!r} 不存在；请先建立或改用其他文件夹",
        )
    told = worded(record, "payment_kinds", say) if language() == "zh" else record
    # The mark at the beginning lets spreadsheet programs recognise the Chinese text.
    told.to_csv(file, index=False, encoding="utf-8-sig", float_format="%.2f")


def _nothing_in(opened: Run, arguments: Namespace) -> str:
    """What to say where a period, or an insurance, has no lines: from when to when the record goes."""
    months = opened.payments(arguments.id_number, scheme=arguments.scheme)["month"]
    if months.empty:
        return say("no payment lines on record", "无缴费记录")
    first, last = months.min(), months.max()
    return say(
        f"no payment lines in this period; the record goes from {first} to {last}",
        f"该期间无缴费记录；记录自 {first} 至 {last}",
    )


def why(arguments: Namespace) -> Answer:
    """Print why one person's amount is what it is."""
    opened = _open(arguments.folder)
    return Answer(str(opened.explain(arguments.id_number, arguments.target, arguments.month)))


def check(arguments: Namespace) -> Answer:
    """Audit the books of a run."""
    report = _open(arguments.folder).check()
    return Answer(str(report), DONE if report.ok else CHECK_FAILED)


def _open(folder: str) -> Run:
    from simcore.inquiry.run import open_run

    return open_run(folder)


def _unused_folder(scenario: Scenario) -> Path:
    """`runs/SCENARIO-SEED`, and if that is taken the first free number behind it: nothing is overwritten."""
    first = Path("runs") / f"{scenario.name}-{scenario.seed}"
    later = (first.with_name(f"{first.name}-{number}") for number in count(2))
    return first if not first.exists() else next(folder for folder in later if not folder.exists())


@contextmanager
def _progress_bar(scenario: Scenario) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error while a person watches; nothing where the output goes to a file."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    text = say(f"{scenario.people:,} people", f"{scenario.people:,} 人")
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(say("months", "个月")),
    )
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=scenario.months)

        def advanced(done: int, months: int) -> None:
            bar.update(task, completed=done, total=months)

        yield advanced


def _record_table(record: pd.DataFrame) -> str:
    columns = filled_columns(record, list(record.columns))
    head = [say(*both) for both in headings(columns)]
    right = [place for place, name in enumerate(columns) if name in MONEY]
    return text_table(head, rows(record, columns, "payment_kinds", say), right=right)
