"""What an audience costs, in CPU seconds of a process of its own: `python -m tests.bench.audience [rows] [--large]`.

Every row measures ways to the same answer, turn by turn in one run, and compares how many customers each rule holds for
before it compares anything else. The median of the turns counts. `B3` needs `--large`: ten million customers, a
hundred million events, and some minutes.

B1   86 rules: one query each, all of them in one query written by hand, one fused statement, and the way it is done
B1b  the same rules in SQLite, over fewer customers
B2   the folds of all kinds of events, against counting the events of each customer
B3   ten million customers in shards, against all at once, with a limit of memory
B8   the statements of the rules in six dialects
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from tests.bench import audience_runs as runs
from tests.bench.audience_data import write_store

CUSTOMERS, FEWER, LARGE = 1_000_000, 200_000, 10_000_000
TURNS = 5
MIB = 2**20


def main(wanted: Sequence[str], *, with_large: bool) -> None:
    """Measure the rows that are wanted, all without a wish."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name, row in ROWS.items():
            if name in wanted or (not wanted and (name != "B3" or with_large)):
                row(place)


def b1(folder: Path) -> None:
    """86 rules over a million customers."""
    store = stored(folder, CUSTOMERS)
    found = measured(("one_by_one", "by_hand", "statement", "clmplan"), store, CUSTOMERS, rare={"one_by_one"})
    told("B1", "one query each", found["one_by_one"], found["clmplan"], "at least 10 times", 10)
    told("B1", "by hand, all in one", found["by_hand"], found["clmplan"], "no slower", 1)
    told("B1", "by hand, all in one", found["by_hand"], found["statement"], "the fused statement beside it", 0)


def b1b(folder: Path) -> None:
    """The same in SQLite, where one query each is scaled up from some of the rules."""
    store = stored(folder, FEWER)
    found = measured(("sqlite_one_by_one", "clmplan"), store, FEWER, turns=3)
    told("B1b", "one SQLite query each", found["sqlite_one_by_one"], found["clmplan"], "at least 45 times", 45)


def b2(folder: Path) -> None:
    """The folds against the least that reads every event."""
    store = stored(folder, CUSTOMERS)
    found = measured(("counted", "folds"), store, CUSTOMERS, is_same=False)
    told("B2", "all folds", found["folds"], found["counted"], "at most 6 times", -6)


def b3(folder: Path) -> None:
    """Ten million customers."""
    store = stored(folder, LARGE)
    found = measured(("statement", "whole", "sharded"), store, LARGE, turns=1)
    told("B3", "shards", found["sharded"], found["whole"], "at most 1.2 times", -1.2)
    told("B3", "shards", found["sharded"], found["statement"], "the fused statement at once", -1.2)
    print(f"B3   peak memory in shards {found['sharded']['peak'] / MIB:,.0f} MiB, at most 1,536")


def b8(folder: Path) -> None:
    """Compiling the 86 rules and their ranks, scaled to 100 rules."""
    for dialect, seconds in runs.dialect_seconds(TURNS).items():
        print(f"B8   {dialect:<10} {seconds * 100 / 86:.3f} CPU s for 100 rules, at most 0.1")


ROWS: Mapping[str, Callable[[Path], None]] = {"B1": b1, "B1b": b1b, "B2": b2, "B3": b3, "B8": b8}


def stored(folder: Path, customers: int) -> Path:
    """The store of so many customers, made once."""
    path = folder / f"{customers}.duckdb"
    if not path.exists():
        events = write_store(path, customers)
        print(f"     {customers:,} customers, {events:,} events")
    return path


def measured(
    names: Sequence[str],
    store: Path,
    customers: int,
    *,
    turns: int = TURNS,
    rare: frozenset[str] | set[str] = frozenset(),
    is_same: bool = True,
) -> Mapping[str, Mapping[str, float]]:
    """CPU seconds and peak memory of each way, turn by turn; SystemExit when they count differently."""
    found: dict[str, list[Mapping[str, object]]] = {name: [] for name in names}
    for turn in range(turns):
        for name in names:
            if turn == 0 or name not in rare or turn * 2 == turns - 1:
                found[name].append(in_a_process(name, store, customers))
    sums = {str(one["sum"]) for results in found.values() for one in results}
    if is_same and len(sums) != 1:
        raise SystemExit(f"different answers: { {name: results[0]['sum'] for name, results in found.items()} }")
    return {
        name: {
            "seconds": median(float(str(one["seconds"])) for one in results),
            "peak": max(float(str(one["peak"])) for one in results),
        }
        for name, results in found.items()
    }


def in_a_process(name: str, store: Path, customers: int) -> Mapping[str, object]:
    """One way, once, in a process of its own: CPU seconds of all threads, peak memory, and a sum over its counts."""
    command = [sys.executable, "-m", "tests.bench.audience_runs", name, str(store), str(customers)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    result: Mapping[str, object] = json.loads(done.stdout)
    return result


def told(row: str, what: str, other: Mapping[str, float], own: Mapping[str, float], target: str, least: float) -> None:
    """Print a row; a target below zero is a ceiling."""
    ratio = other["seconds"] / own["seconds"]
    kept = least == 0 or (ratio >= least if least > 0 else ratio <= -least)
    verdict = "" if least == 0 else "  kept" if kept else "  MISSED"
    seconds = f"{other['seconds']:.2f} against {own['seconds']:.2f} CPU s"
    print(f"{row:<4} {what}: {seconds}, {ratio:.2f} times; {target}{verdict}")


if __name__ == "__main__":
    main([one for one in sys.argv[1:] if not one.startswith("-")], with_large="--large" in sys.argv)
