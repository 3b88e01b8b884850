"""The ways that `tests.bench.audience` compares, each started in a process of its own.

A way prints one line of JSON: CPU seconds and peak memory from a closed store to the members of every rule in memory,
and a sum over the names of the rules and how many customers each holds for.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sqlite3
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time

import duckdb

from clmplan.audience.features import facts_in
from clmplan.audience.statement.answers import Asking
from clmplan.audience.statement.cuts import Populations, ranked_in, ranked_steps
from clmplan.audience.statement.dialects import DIALECTS
from clmplan.audience.statement.learning import known_of
from clmplan.audience.statement.question import Question, masks
from clmplan.audience.statement.shards import shards_needed
from clmplan.audience.statement.snapshot import folds_statement
from clmplan.audience.terms import Terms
from clmplan.data.engine import DuckEngine
from tests.bench import audience_by_hand, audience_rules
from tests.bench.audience_data import AS_OF, SHARES

THREADS = 2
MEMORY = 3 * 2**28
SQLITE_RULES = 20

Counts = Mapping[str, int]


def opened(store: Path, memory: int | None = None) -> DuckEngine:
    """The engine over a store."""
    engine = DuckEngine(THREADS, memory, store.parent / "spilled")
    tables = ("customers", *(f"events_{kind}" for kind in SHARES))
    engine.attach(store, {name: f"SELECT * FROM store.{name}" for name in tables})
    return engine


def asked() -> Question:
    """All 86 rules."""
    playbook = audience_rules.playbook()
    return Question.of_all(playbook, audience_rules.audiences(playbook))


def _answered(store: Path, customers: int, *, is_fused: bool, shards: int = 1, memory: int | None = None) -> Counts:
    question = asked()
    asking = Asking(opened(store, memory), customers, shards=shards, is_fused=is_fused)
    ((answer, _),) = asking.answers(question, [AS_OF])
    (lifecycle,) = question.playbook.lifecycles
    standing = answer.stages[lifecycle.name]
    found = {stage.name: int((standing == place).sum()) for place, stage in enumerate(lifecycle.stages)}
    return found | {name: answer.count(name) for name in answer.bits}


def clmplan(store: Path, customers: int) -> Counts:
    """As it is done: folds by the engine, conditions over arrays."""
    return _answered(store, customers, is_fused=False)


def statement(store: Path, customers: int) -> Counts:
    """Cut points, then one fused statement."""
    return _answered(store, customers, is_fused=True)


def sharded(store: Path, customers: int) -> Counts:
    """In as many shards as a limit of memory asks for."""
    shards = shards_needed(asked(), customers, MEMORY)
    return _answered(store, customers, is_fused=False, shards=shards, memory=MEMORY)


def by_hand(store: Path, _: int) -> Counts:
    """One query for all rules, written by hand."""
    columns = opened(store).query(audience_by_hand.together(AS_OF))
    return {name: int(values.sum()) for name, values in columns.items() if name != "c"}


def one_by_one(store: Path, _: int) -> Counts:
    """A query for each rule, written by hand."""
    engine = opened(store)
    return {name: len(engine.query(query)["c"]) for name, query in audience_by_hand.one_by_one(AS_OF).items()}


def counted(store: Path, _: int) -> Counts:
    """How many events of each kind a customer has: the least that looks at every event."""
    engine = opened(store)
    query = "SELECT count(*) AS n, sum(n) AS m FROM (SELECT c, count(*) AS n FROM events_{kind} GROUP BY c)"
    return {kind: int(engine.query(query.format(kind=kind))["n"][0]) for kind in SHARES}


def folds(store: Path, _: int) -> Counts:
    """Every fold the rules need, none of which leaves the engine, so that only folding is measured."""
    engine, question = opened(store), asked()
    terms = Terms(question.playbook, AS_OF, known=known_of(engine, question))
    found = {}
    for event, calls in facts_in(question.reads(), question.playbook).events.items():
        query = folds_statement(event, list(calls), terms, "duckdb")
        most = ", ".join(f"max(fact_{index}) AS m{index}" for index in range(len(calls)))
        found[event] = len(engine.query(f"SELECT {most} FROM ({query})"))
    return found


def sqlite_one_by_one(store: Path, _: int) -> Counts:
    """Some of the rules one by one in SQLite; the seconds are scaled to all, the counts are those of DuckDB."""
    own = duckdb.connect(str(store), read_only=True)
    other = sqlite3.connect(":memory:")
    for table in ("customers", *(f"events_{kind}" for kind in SHARES)):
        rows = own.execute(f"SELECT * FROM {table} ORDER BY c").fetchall()
        names = [column[0] for column in own.description or ()]
        other.execute(f"CREATE TABLE {table} ({', '.join(names)})")
        other.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", rows)
        other.execute(f"CREATE INDEX {table}_c ON {table} (c)")
    queries = audience_by_hand.one_by_one(AS_OF)
    chosen = list(queries)[:: len(queries) // SQLITE_RULES]
    counts = one_by_one(store, 0)
    started = process_time()
    for name in chosen:
        members = other.execute(queries[name]).fetchall()
        if len(members) != counts[name]:
            raise SystemExit(f"{name}: {len(members)} in SQLite, {counts[name]} in DuckDB")
    _SECONDS.append((process_time() - started) * len(queries) / len(chosen))
    return counts


_SECONDS: list[float] = []
WAYS: Mapping[str, Callable[[Path, int], Counts]] = {
    "clmplan": clmplan,
    "whole": clmplan,
    "statement": statement,
    "sharded": sharded,
    "by_hand": by_hand,
    "one_by_one": one_by_one,
    "counted": counted,
    "folds": folds,
    "sqlite_one_by_one": sqlite_one_by_one,
}


def dialect_seconds(turns: int) -> Mapping[str, float]:
    """CPU seconds to write the statements of all rules in each dialect; the best of some turns, after a first one."""
    question = asked()
    cuts = {(one, 0): 1 for one in ranked_in(question.reads())}
    found = {}
    for dialect in DIALECTS:
        seconds = []
        for _ in range(turns + 1):
            started = process_time()
            for step in ranked_steps(question):
                Populations.of(question, step).statement(Terms(question.playbook, AS_OF), dialect)
            masks(question, Terms(question.playbook, AS_OF, cuts), dialect)
            seconds.append(process_time() - started)
        found[dialect] = min(seconds[1:])
    return found


def main(name: str, store: Path, customers: int) -> None:
    """One way, measured without the start of Python and the reading of the playbook."""
    asked()
    started = process_time()
    counts = WAYS[name](store, customers)
    seconds = _SECONDS[0] if _SECONDS else process_time() - started
    total = hashlib.sha256(json.dumps(counts, sort_keys=True).encode()).hexdigest()[:8]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "sum": total}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
