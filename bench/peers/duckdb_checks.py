#!/usr/bin/env python3
"""The eleven checks of ../eleven-checks.json as SQL in DuckDB, one thread.

    duckdb_checks.py FILE AS-OF [TURNS]

The columns that the checks need are named to the JSON reader, which is its fastest way. "From memory"
begins with the events already flat in a table of their own.
"""

import sys
from collections.abc import Iterable

import command_line
import duckdb
import workdays

CLOSINGS = ("closure.completed", "closure.terminated", "closure.ended", "closure.cancelled", "closure.refused",
            "closure.dismissed", "closure.preservation", "closure.other")
KINDS = ("application.received", "case.filed", "case.assigned", "case.received_by_handler", "notice.issued",
         "report.ordered", "report.received", "query.online", "funds.received", "funds.receipt_issued",
         "funds.released", "consumption.restricted", *CLOSINGS)

READ = """
CREATE OR REPLACE TEMP TABLE dossier AS
SELECT row_number() OVER () AS d, number, parties, events
FROM read_json(?, format = 'newline_delimited', columns = {
    number: 'VARCHAR',
    parties: 'STRUCT(id VARCHAR, role VARCHAR)[]',
    events: 'STRUCT(id VARCHAR, kind VARCHAR, "on" DATE, ref VARCHAR, party VARCHAR, until DATE)[]'});

CREATE OR REPLACE TEMP TABLE respondent AS
SELECT d, party.id AS party
FROM (SELECT d, unnest(parties) AS party FROM dossier) WHERE party.role = 'respondent';

CREATE OR REPLACE TEMP TABLE event AS
SELECT d, event.id, k.kind, event."on" AS day, event.ref, event.party, event.until
FROM (SELECT d, unnest(events) AS event FROM dossier) JOIN wanted k ON k.name = event.kind
WHERE event."on" IS NOT NULL;
"""

# A table of what is known, not a WITH clause: so each of its uses reads only the kinds it asks for.
JUDGE = """
CREATE OR REPLACE TEMP TABLE known AS SELECT * FROM event WHERE day <= $as_of;

CREATE OR REPLACE TEMP TABLE finding AS
WITH
closing AS MATERIALIZED (SELECT d, day FROM known WHERE kind IN ($closings)),
-- Clocks in calendar days and months: the last day rolls. A fulfilment is an act of the kind and with the
-- key (party or instance of money) that the clock asks for, on or after `since`.
rolling AS (
    SELECT 'check.filing' AS rule, d, id, day, day AS since, day + 7 AS plain,
           'case.filed'::kind AS fulfil, '' AS key, '' AS party, false AS waivable
    FROM known WHERE kind = 'application.received'
    UNION ALL
    SELECT 'check.notice', d, id, day, day, day + 10, 'notice.issued', r.party, r.party, true
    FROM known JOIN respondent r USING (d) WHERE kind = 'application.received'
    UNION ALL
    SELECT 'check.assign', d, id, day, day, day + 7, 'case.assigned', '', '', false
    FROM known WHERE kind = 'case.filed'
    UNION ALL
    SELECT 'check.limit', d, id, day, day, (day + INTERVAL 6 MONTH)::DATE, 'closure', '', '', false
    FROM known WHERE kind = 'case.filed'
    UNION ALL
    SELECT 'check.notice-handler', d, id, day, DATE '1900-01-01', day + 3, 'notice.issued', r.party, r.party, false
    FROM known JOIN respondent r USING (d) WHERE kind = 'case.received_by_handler'
    UNION ALL
    SELECT 'check.report', d, id, day, day, until, 'report.received', party, '', true
    FROM known WHERE kind = 'report.ordered' AND until IS NOT NULL
    UNION ALL
    SELECT 'check.release', d, id, day, day, day + 30, 'funds.released', ref, '', false
    FROM known WHERE kind = 'funds.received'),
working AS (
    SELECT 'check.query' AS rule, d, id, day, DATE '1900-01-01' AS since, 7 AS n,
           'query.online'::kind AS fulfil, '' AS key, '' AS party, true AS waivable
    FROM known WHERE kind = 'case.filed'
    UNION ALL
    SELECT 'check.receipt', d, id, day, day, 5, 'funds.receipt_issued', ref, '', false
    FROM known WHERE kind = 'funds.received'),
clock AS MATERIALIZED (
    SELECT row_number() OVER () AS c, * FROM (
        SELECT rolling.* EXCLUDE (plain), c.rolled AS due FROM rolling JOIN calendar c ON c.day = plain
        UNION ALL BY NAME
        SELECT working.* EXCLUDE (n), w.day AS due
        FROM working JOIN calendar c ON c.day = working.day JOIN workday w ON w.nth = c.worked + n)),
act AS MATERIALIZED (
    SELECT d, kind, '' AS key, day FROM known WHERE kind IN ('case.filed', 'case.assigned', 'query.online')
    UNION ALL
    SELECT d, kind, party, day FROM known WHERE kind IN ('notice.issued', 'report.received')
    UNION ALL
    SELECT d, kind, ref, day FROM known WHERE kind IN ('funds.released', 'funds.receipt_issued')
    UNION ALL
    SELECT d, 'closure'::kind, '', day FROM closing),
done AS (
    SELECT c, min(a.day) AS day
    FROM clock JOIN act a ON a.d = clock.d AND a.kind = clock.fulfil AND a.key = clock.key
    WHERE a.day >= clock.since
    GROUP BY c),
waived AS (
    SELECT c, min(w.day) AS day
    FROM clock JOIN closing w ON w.d = clock.d
    WHERE clock.waivable AND w.day >= clock.day
    GROUP BY c),
judged AS (
    SELECT clock.*,
           CASE WHEN done.day IS NOT NULL AND (waived.day IS NULL OR done.day <= waived.day) THEN 'late'
                WHEN waived.day IS NOT NULL THEN 'lapsed' ELSE 'overdue' END AS outcome,
           CASE outcome WHEN 'late' THEN done.day WHEN 'lapsed' THEN waived.day ELSE $as_of END AS measured
    FROM clock
    LEFT JOIN done USING (c) LEFT JOIN waived USING (c)),
filed AS (SELECT d, min(day) AS day FROM known WHERE kind = 'case.filed' GROUP BY d),
notified AS (SELECT d, party, min(day) AS day FROM known WHERE kind = 'notice.issued' GROUP BY d, party)
SELECT d, rule, outcome, id, party, due, due - measured AS days
FROM judged WHERE measured > due
UNION ALL
SELECT d, 'check.termination', 'too_early', id, '', (filed.day + INTERVAL 3 MONTH)::DATE + 1 AS earliest,
       known.day - earliest
FROM known JOIN filed USING (d) WHERE kind = 'closure.terminated' AND known.day < earliest
UNION ALL
SELECT d, 'check.consumption', 'not_allowed', id, '', NULL, 0
FROM known LEFT JOIN notified USING (d, party)
WHERE kind = 'consumption.restricted' AND (notified.day IS NULL OR notified.day > known.day);
"""


def listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


class Checks:
    def __init__(self) -> None:
        self.base = duckdb.connect()
        self.base.execute("SET threads = 1")
        # The kinds that the checks ask for, as numbers: comparing text takes half as long again.
        self.base.execute(f"CREATE TYPE kind AS ENUM ({listed(KINDS)}, 'closure')")
        self.base.execute("CREATE TABLE wanted AS SELECT kind::VARCHAR AS name, kind "
                          "FROM (SELECT unnest(enum_range(NULL::kind))::kind AS kind)")
        self.base.execute("CREATE TABLE calendar (day DATE, rolled DATE, worked INTEGER)")
        self.base.executemany("INSERT INTO calendar VALUES (?, ?, ?)", workdays.table())
        self.base.execute("CREATE TABLE workday AS SELECT day, worked AS nth FROM calendar WHERE day = rolled")

    def read(self, path: str) -> None:
        # The first of the statements takes the path.
        for number, statement in enumerate(READ.split(";")):
            if statement.strip():
                self.base.execute(statement, [path] if number == 0 else [])

    def judge(self, _: None) -> None:
        query = JUDGE.replace("$as_of", f"DATE '{command_line.as_of()}'").replace("$closings", listed(CLOSINGS))
        self.base.execute(query)

    def rows(self, _: None) -> Iterable[command_line.Row]:
        query = """SELECT number, rule, outcome, id, party, coalesce(due::VARCHAR, ''), days
                   FROM finding JOIN dossier USING (d)"""
        return self.base.execute(query).fetchall()

    def size(self, _: None) -> int:
        return self.base.execute("SELECT count(*) FROM finding").fetchone()[0]


if __name__ == "__main__":
    command_line.usage(sys.argv)
    checks = Checks()
    command_line.run(checks.read, checks.judge, checks.rows, checks.size)
