"""Many random expressions asked of DuckDB, SQLite, the plain evaluator and the slow oracle: `python -m
tests.bench.differential 10000 1`. Also of PostgreSQL when its address is in the environment, and of Spark on request.

Prints how many expressions were compared; stops at the first difference with the number that makes it again.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import process_time

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "oracles"), str(TESTS / "unit" / "audience")]

import audience_world as w  # noqa: E402
from agreement import agree  # noqa: E402
from generated_expressions import case  # noqa: E402
from other_engines import POSTGRES_ADDRESS, PostgresEngine, SparkEngine, why_no_postgres, why_no_spark  # noqa: E402
from sqlite_engine import SqliteEngine  # noqa: E402

RULES = 24


def main(wished: int, seed: int, *, with_spark: bool) -> None:
    """Compare at least so many expressions."""
    engines: list[object] = [w.TableEngine(), SqliteEngine()]
    if why_no_postgres() is None:
        engines.append(PostgresEngine(os.environ[POSTGRES_ADDRESS]))
    if with_spark and why_no_spark() is None:
        engines.append(SparkEngine())
    started, compared, cases = process_time(), 0, 0
    while compared < wished:
        compared += agree(case(seed * 1_000_000 + cases, RULES), engines)
        cases += 1
    names = ", ".join(type(one).__name__.removesuffix("Engine") for one in engines)
    seconds = process_time() - started
    print(f"{compared:,} expressions in {cases:,} playbooks ({seconds:.0f} s)")
    print(f"{names}, the plain evaluator and the oracle agree")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1, with_spark="spark" in sys.argv)
