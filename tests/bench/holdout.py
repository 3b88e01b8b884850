"""How independent the holdouts of many campaigns are (row B6), and whether every engine draws the same customers.

Run by `make bench-audience`: 30 keys over the same customers, each 10 %. Shares and pairwise overlaps are compared with
what independent draws would give; DuckDB and SQLite must draw the very customers that the plan draws.
"""

from __future__ import annotations

import sqlite3
import sys
from decimal import Decimal
from hashlib import sha256
from itertools import combinations
from math import sqrt

import duckdb
import numpy as np

from clmplan.base.chance import is_drawn, threshold

CUSTOMERS = 200_000
KEYS = 30
SHARE = Decimal("0.1")
WORST = 4.5
SAME = 20_000


def main() -> None:
    """Print the shares, the overlaps, the worst z, and the verdict of the other engines."""
    customers = [f"客户{number:06}" if number % 3 else f"c-{number}" for number in range(CUSTOMERS)]
    keys = [f"autumn/campaign {number}" for number in range(KEYS)]
    drawn = np.array([[is_drawn(key, customer, SHARE) for customer in customers] for key in keys])
    share, expected = float(SHARE), float(SHARE**2)
    shares = drawn.mean(axis=1)
    worst_share = max(abs(one - share) / sqrt(share * (1 - share) / CUSTOMERS) for one in shares)
    pairs = [float((drawn[first] & drawn[second]).mean()) for first, second in combinations(range(KEYS), 2)]
    worst_pair = max(abs(one - expected) / sqrt(expected * (1 - expected) / CUSTOMERS) for one in pairs)
    nowhere = float((~drawn.any(axis=0)).mean())
    print(f"B6 holdouts: {KEYS} keys x {CUSTOMERS:,} customers at {share:.0%}")
    print(f"   shares {shares.min():.2%} to {shares.max():.2%}, worst z {worst_share:.1f}")
    print(f"   overlap of {len(pairs)} pairs {min(pairs):.3%} to {max(pairs):.3%} (expected {expected:.2%})", end="")
    print(f", worst z {worst_pair:.1f}; in no holdout {nowhere:.2%} (expected {(1 - share) ** KEYS:.2%})")
    same = {name: draw(keys[0], customers[:SAME]) == drawn[0][:SAME].tolist() for name, draw in ENGINES.items()}
    print("   the same customers on " + ", ".join(f"{name}: {'yes' if one else 'NO'}" for name, one in same.items()))
    if max(worst_share, worst_pair) > WORST or not all(same.values()):
        sys.exit("the draws are not what they should be")


def on_duckdb(key: str, customers: list[str]) -> list[bool]:
    """The draw as DuckDB makes it."""
    with duckdb.connect() as connection:
        connection.register("given", {"customer": np.array(customers, dtype=object), "n": np.arange(len(customers))})
        query = "SELECT substr(sha256(? || ':' || customer), 1, 8) < ? FROM given ORDER BY n"
        return [row[0] for row in connection.execute(query, [key, threshold(SHARE)]).fetchall()]


def on_sqlite(key: str, customers: list[str]) -> list[bool]:
    """The draw as SQLite makes it, with the digest as a function of its own."""
    connection = sqlite3.connect(":memory:")
    connection.create_function("sha256", 1, lambda text: sha256(text.encode()).hexdigest(), deterministic=True)
    query = "SELECT substr(sha256(? || ':' || ?), 1, 8) < ?"
    return [bool(connection.execute(query, (key, one, threshold(SHARE))).fetchone()[0]) for one in customers]


ENGINES = {"DuckDB": on_duckdb, "SQLite": on_sqlite}

if __name__ == "__main__":
    main()
