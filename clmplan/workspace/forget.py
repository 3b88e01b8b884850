"""A customer out of everything the workspace keeps: who was planned for, in which arm, with which contacts."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from shutil import copyfile

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.codes import workspace as say
from clmplan.workspace.files import install
from clmplan.workspace.home import NAME, home, is_plan_id

_TABLES = ("customers", "assignments", "contacts")
_INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed from one stored plan: its id, and how many assignments and contacts there were."""

    plan: str
    assignments: int
    contacts: int


def plans_naming(root: Path, customer: str) -> Checked[tuple[Forgotten, ...]]:
    """The stored plans that name a customer, by id, and what is kept there."""
    return _each(root, customer, is_removing=False)


def forget(root: Path, customer: str) -> Checked[tuple[Forgotten, ...]]:
    """Remove a customer from every stored plan, each whole or not at all; what was removed where.

    INVARIANT: the caller holds the project's lock.
    """
    return _each(root, customer, is_removing=True)


def _each(root: Path, customer: str, *, is_removing: bool) -> Checked[tuple[Forgotten, ...]]:
    import duckdb

    done: list[Forgotten] = []
    found: list[Diagnostic] = []
    for folder in _folders(root):
        try:
            there = _count(folder, customer)
        except (OSError, duckdb.Error) as problem:
            shown = f"{NAME}/plans/{folder.name}"
            found.append(say.WORKSPACE_DAMAGED.at(None, name=shown, reason=type(problem).__name__))
            continue
        if there is None:
            continue
        removed = _remove(folder, customer) if is_removing else Checked(None)
        found.extend(removed.diagnostics)
        if not removed.has_errors:
            done.append(there)
    return Checked(tuple(done), tuple(found))


def _folders(root: Path) -> Iterator[Path]:
    plans = home(root) / "plans"
    if plans.is_dir():
        yield from sorted(one for one in plans.iterdir() if one.is_dir() and is_plan_id(one.name))


def _count(folder: Path, customer: str) -> Forgotten | None:
    """What a stored plan keeps about a customer; None when it does not know the customer."""
    import duckdb

    with duckdb.connect() as connection:
        rows = dict.fromkeys(_TABLES, 0)
        for name in _TABLES:
            counted = connection.execute(
                "SELECT count(*) FROM read_parquet(?) WHERE customer = ?", [_place(folder, name), customer]
            ).fetchone()
            rows[name] = int(counted[0]) if counted else 0
    return Forgotten(folder.name, rows["assignments"], rows["contacts"]) if any(rows.values()) else None


def _remove(folder: Path, customer: str) -> Checked[None]:
    def fill(staging: Path) -> None:
        _write_without(folder, staging, customer)
        copyfile(folder / _INDEX, staging / _INDEX)

    return install(folder, (*(f"{name}.parquet" for name in _TABLES), _INDEX), fill)


def _write_without(folder: Path, staging: Path, customer: str) -> None:
    import duckdb

    try:
        with duckdb.connect() as connection:
            # One thread keeps the order of rows and so the bytes.
            connection.execute("SET threads = 1")
            for name in _TABLES:
                connection.execute(
                    "CREATE OR REPLACE TEMP TABLE kept AS SELECT * FROM read_parquet(?) WHERE customer <> ?",
                    [_place(folder, name), customer],
                )
                connection.sql("SELECT * FROM kept").write_parquet(str(staging / f"{name}.parquet"), compression="zstd")
    except duckdb.IOException as problem:
        raise OSError(errno.EIO, str(problem)) from problem


def _place(folder: Path, name: str) -> str:
    return escape(str(folder / f"{name}.parquet"))
