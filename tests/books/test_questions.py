"""Whoever asks a run by SQL reads it and changes nothing, however and with how many others they ask."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest

import simcore
from simcore.inquiry.run import Run

WRITING = """
DROP TABLE raw_people|DROP VIEW people|DROP VIEW payments|DROP VIEW funds CASCADE|DELETE FROM funds
TRUNCATE funds|INSERT INTO funds SELECT * FROM funds|UPDATE people SET sex = 'male'
CREATE TABLE mine AS SELECT 1|CREATE VIEW people AS SELECT 1
CREATE OR REPLACE VIEW funds AS SELECT 1|CREATE MACRO m(a) AS a
CREATE SCHEMA s|CREATE TYPE mood AS ENUM ('a')|CREATE SEQUENCE s|CREATE INDEX i ON calendar(number)
ALTER TABLE calendar RENAME TO c|ALTER VIEW people RENAME TO nobody|COMMENT ON TABLE calendar IS 'x'
VACUUM|CHECKPOINT|ANALYZE|BEGIN|BEGIN TRANSACTION|COMMIT|ROLLBACK|ABORT
PREPARE p AS SELECT 1|EXECUTE p|DEALLOCATE p
COPY people TO '{there}/stolen.csv'|COPY (SELECT 1) TO '{there}/x.parquet'|COPY calendar FROM '{there}/a.csv'
EXPORT DATABASE '{there}/all'|IMPORT DATABASE '{there}/all'|ATTACH '{there}/new.db'|ATTACH ':memory:' AS more
DETACH memory|USE memory|INSTALL httpfs|LOAD httpfs|UPDATE EXTENSIONS|FORCE INSTALL icu
SET threads = 1|SET GLOBAL memory_limit = '1KB'|RESET threads|PRAGMA threads = 1|PRAGMA database_list
PRAGMA enable_profiling|SET enable_external_access = true|SET lock_configuration = false|SET search_path = 'x'
CALL pragma_version()|CALL force_checkpoint()|EXPLAIN ANALYZE SELECT 1|EXPLAIN DELETE FROM calendar
PIVOT calendar ON number|SELECT 1; SELECT 2|SELECT 1; DROP VIEW people|SELECT 1;; DELETE FROM calendar
MERGE INTO calendar USING calendar c ON false WHEN MATCHED THEN DELETE|SET VARIABLE x = 1
"""
READING = """
SELECT * FROM read_csv('{outside}')|SELECT * FROM read_text('{outside}')|SELECT * FROM read_blob('{outside}')
SELECT * FROM '{outside}'|SELECT * FROM read_parquet('{outside}')|SELECT * FROM read_json('{outside}')
SELECT * FROM glob('{there}/*')|SELECT * FROM glob('/*')|SELECT * FROM read_text('/etc/hostname')
SELECT * FROM read_parquet('http://127.0.0.1/a.parquet')|SELECT * FROM 'https://127.0.0.1/a.csv'
SELECT * FROM read_csv('s3://bucket/a.csv')|SELECT getenv('HOME')|SELECT * FROM sniff_csv('{outside}')
SELECT * FROM query('DROP VIEW people')|SELECT * FROM query_table('nothing')|SELECT nextval('s')
SELECT * FROM sqlite_scan('{outside}', 't')|SELECT * FROM parquet_metadata('{outside}')
SELECT * FROM secret_list
"""
NONSENSE = """
|   |;|;;|-- only a comment|/* */|SELECT|SELECT FROM|SELEC 1|SELECT * FROM nobody|SELECT nothing FROM people
SELECT * FROM people WHERE|SELECT (|SELECT ')|SELECT "|SELECT 1/|SELECT CAST('x' AS INTEGER)
SELECT * FROM peoples|SELECT sum(id_number) FROM people|SELECT date '2025-13-01'|SELECT error('no')
SELECT $1|SELECT ?|SELECT $name|SELECT unnest(1)|SELECT * FROM people JOIN funds
SELECT 10::TINYINT * 100::TINYINT|查询|SELECT 一|🙂|\x00|'|\\
"""


@pytest.fixture(scope="module")
def run() -> Run:
    return simcore.simulate(people=60, years=4)


@pytest.fixture(scope="module")
def saved(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return simcore.open_run(run.save(tmp_path_factory.mktemp("questions") / "run"))


def hostile(there: Path) -> list[Any]:
    """Two hundred queries that nobody should ask, and some that are no text at all."""
    outside = there / "outside.csv"
    outside.write_text("secret\n1\n", encoding="utf-8")
    lists = "|".join(text.strip("\n").replace("\n", "|") for text in (WRITING, READING, NONSENSE))
    texts = [each.format(there=there, outside=outside) for each in lists.split("|")]
    spellings = [
        change(each)
        for each in WRITING.replace("\n", "|").split("|")
        if each
        for change in (str.lower, "/* SELECT */ {}".format)
    ]
    spellings = [each.format(there=there, outside=outside) for each in spellings]
    return [*texts, *spellings, None, 7, b"SELECT 1", ["SELECT 1"], object()]


@pytest.mark.parametrize("which", ["run", "saved"])
def test_no_query_changes_a_run_or_leaves_it(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    asked: Run = request.getfixturevalue(which)
    before = asked.funds, asked.people, asked.sql("SELECT * FROM payments ORDER BY ALL")
    queries = hostile(tmp_path)
    assert len(queries) >= 200
    for query in queries:
        with pytest.raises(simcore.InvalidInput) as refused:
            asked.sql(query)
        said = str(refused.value)
        assert said.count("\n") == 0 and len(said) <= 400, query
        assert asked.sql("SELECT 1 AS one")["one"].tolist() == [1]
    assert [path.name for path in tmp_path.iterdir()] == ["outside.csv"]
    after = asked.funds, asked.people, asked.sql("SELECT * FROM payments ORDER BY ALL")
    assert all(one.equals(other) for one, other in zip(before, after, strict=True))
    assert asked.check().ok


def test_a_query_that_only_reads_is_answered_in_any_form(run: Run) -> None:
    for query in (
        "SELECT count(*) FROM people;",
        "FROM people",
        "TABLE funds",
        "WITH three AS (SELECT * FROM people LIMIT 3) SELECT * FROM three -- the first three",
        "DESCRIBE people",
        "SUMMARIZE funds",
        "SHOW TABLES",
    ):
        assert len(run.sql(query))


def test_eight_threads_see_what_one_sees(run: Run, saved: Run) -> None:
    people = run.people["person_id"].tolist()
    for asked in (run, saved):
        alone = {person: asked.payments(person) for person in people}

        def look(person: int, asked: Run = asked, alone: Any = alone) -> bool:
            return bool(asked.payments(person).equals(alone[person])) and len(asked.funds) > 0

        with ThreadPoolExecutor(8) as threads:
            assert all(threads.map(look, people * 3))


@pytest.mark.thorough
def test_ten_thousand_looks_of_eight_threads_are_right_and_memory_stays_flat(saved: Run) -> None:
    people = saved.people["person_id"].tolist()
    alone = {person: saved.payments(person) for person in people}
    looks = [people[number % len(people)] for number in range(10_000)]

    def look(person: int) -> bool:
        return bool(saved.payments(person).equals(alone[person]))

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(look, looks[:2_000]))
        before = resident_megabytes()
        assert all(threads.map(look, looks[2_000:]))
    assert resident_megabytes() - before < 20


def resident_megabytes() -> float:
    """What this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def test_a_connection_that_failed_inside_is_opened_anew_and_asked_once_more(run: Run) -> None:
    questions = run.new_questions()
    failures = iter([duckdb.InternalException("broken inside"), duckdb.FatalException("and for good")])
    first = questions.table("SELECT count(*) AS n FROM people")

    class BreaksOnce:
        def execute(self, *_: object) -> None:
            raise next(failures)

    for _ in range(2):
        questions._connection = BreaksOnce()  # type: ignore[assignment]  # what a failed DuckDB is like
        assert questions.table("SELECT count(*) AS n FROM people").equals(first)
