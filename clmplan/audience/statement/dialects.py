"""The dialects a statement is written in; one tree serves all, since it keeps to what they share."""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp

from clmplan.audience import sql

DIALECTS = ("duckdb", "sqlite", "postgres", "spark", "snowflake", "bigquery")
# Whole numbers beyond 64 bits; SQLite has none, and refuses a sum that would need them.
_WIDE: Mapping[str, str] = {
    "sqlite": "BIGINT",
    "postgres": "DECIMAL(38, 0)",
    "spark": "DECIMAL(38, 0)",
    "snowflake": "DECIMAL(38, 0)",
    "bigquery": "BIGNUMERIC",
}


def written(tree: exp.Expression, dialect: str) -> str:
    """A tree as text of a dialect; the tree is used up."""
    if dialect not in DIALECTS:
        raise ValueError(f"{dialect} is none of {', '.join(DIALECTS)}")
    if dialect != "duckdb":
        for node in tree.find_all(exp.Cast):
            if node.to.this is sql.WIDE:
                node.set("to", exp.DataType.build(_WIDE[dialect], dialect=dialect))
    return tree.sql(dialect=dialect, copy=False)
