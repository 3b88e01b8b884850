"""Law: DuckDB, SQLite, the plain evaluator and the slow oracle give every expression the same meaning, exactly."""

import os
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "oracles"), str(TESTS / "unit" / "audience")]

import audience_world as w  # noqa: E402
from agreement import agree  # noqa: E402
from generated_expressions import case  # noqa: E402
from other_engines import POSTGRES_ADDRESS, PostgresEngine, SparkEngine, why_no_postgres, why_no_spark  # noqa: E402
from sqlite_engine import SqliteEngine  # noqa: E402

ENGINES = (w.TableEngine(), SqliteEngine())
GROUPS, CASES = 12, 5


@pytest.mark.parametrize("group", range(GROUPS))
def test_engines_and_evaluators_agree_on_every_customer_and_day(group):
    for seed in range(group * CASES, (group + 1) * CASES):
        agree(case(seed), ENGINES)


def test_a_difference_is_found():
    class Deaf(SqliteEngine):
        def query(self, statement):
            return super().query(statement.replace("<=", "<"))

    with pytest.raises(AssertionError):
        for seed in range(20):
            agree(case(seed), (w.TableEngine(), Deaf()))


@pytest.mark.skipif(why_no_postgres() is not None, reason=why_no_postgres() or "")
def test_postgres_agrees():
    engine = PostgresEngine(os.environ[POSTGRES_ADDRESS])
    for seed in range(20):
        agree(case(seed), (w.TableEngine(), engine))


@pytest.mark.skipif(why_no_spark() is not None, reason=why_no_spark() or "")
def test_spark_agrees():
    engine = SparkEngine()
    for seed in range(3):
        agree(case(seed), (w.TableEngine(), engine))
