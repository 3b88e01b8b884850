"""Who is in which arm and who was contacted, kept as Parquet beside the database; it never leaves the machine."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping, Sequence
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clmplan.base.diagnostics import Checked
from clmplan.codes import workspace as say
from clmplan.model.plan import Assignment
from clmplan.model.saved import StoredPlan
from clmplan.workspace.files import install
from clmplan.workspace.home import NAME, home, is_plan_id, make_home

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Contacts = Mapping[str, tuple[NDArray[np.int32], NDArray[np.int32]]]

_FILES = ("assignments.parquet", "contacts.parquet", "customers.parquet", "index.json")

_ASSIGNMENTS = """
    SELECT names.campaign, customers.customer, DATE '1970-01-01' + day AS first_day, is_held_out
    FROM entries JOIN names USING (n) JOIN customers USING (c) ORDER BY n, c, day, is_held_out"""
_CONTACTS = """
    SELECT names.campaign, customers.customer, DATE '1970-01-01' + day AS day
    FROM entries JOIN names USING (n) JOIN customers USING (c) ORDER BY n, c, day"""
_READ = """
    SELECT n, c, CAST({day} - DATE '1970-01-01' AS INTEGER) AS day {more}
    FROM stored JOIN names USING (campaign) JOIN customers USING (customer) ORDER BY n, c, day {more}"""


def save_assignments(
    root: Path, plan_id: str, keys: tuple[str, ...], assignments: tuple[Assignment, ...], contacts: Contacts
) -> Checked[None]:
    """Keep the arms and contacts of a plan, all files or none; the same plan gives the same bytes."""
    if not is_plan_id(plan_id):
        raise ValueError(f"{plan_id} is no plan id")
    made = make_home(root)
    if made.value is None:
        return Checked(None, made.diagnostics)
    splits = [{"campaign": one.campaign, "key": one.key} for one in assignments]
    index = json.dumps({"assignments": splits, "contacts": sorted(contacts)}, ensure_ascii=False, indent=1)

    def fill(staging: Path) -> None:
        _write_tables(staging, keys, assignments, contacts)
        (staging / "index.json").write_text(index + "\n", encoding="utf-8")

    return install(made.value / "plans" / plan_id, _FILES, fill)


def load_assignments(root: Path, plan_id: str) -> Checked[StoredPlan | None]:
    """What was kept of a plan, or None when nothing was."""
    import duckdb

    folder = home(root) / "plans" / plan_id
    if not is_plan_id(plan_id) or not folder.is_dir():
        return Checked(None)
    try:
        return Checked(_read_tables(folder))
    except (OSError, duckdb.Error, ValueError, KeyError, TypeError) as problem:
        shown = f"{NAME}/plans/{plan_id}"
        return Checked(None, (say.WORKSPACE_DAMAGED.at(None, name=shown, reason=type(problem).__name__),))


def _write_tables(
    staging: Path, keys: tuple[str, ...], assignments: tuple[Assignment, ...], contacts: Contacts
) -> None:
    import duckdb

    with _connection() as connection:
        try:
            _name(connection, "customers", "c", "customer", keys)
            connection.sql("SELECT customer FROM customers ORDER BY c").write_parquet(
                str(staging / "customers.parquet"), compression="zstd"
            )
            _name(connection, "names", "n", "campaign", [one.campaign for one in assignments])
            arms = [(one.customer, one.first_day, one.is_held_out) for one in assignments]
            _write_entries(connection, staging / "assignments.parquet", _ASSIGNMENTS, arms)
            _name(connection, "names", "n", "campaign", sorted(contacts))
            _write_entries(
                connection, staging / "contacts.parquet", _CONTACTS, [contacts[one] for one in sorted(contacts)]
            )
        except duckdb.IOException as problem:
            raise OSError(errno.EIO, str(problem)) from problem


def _write_entries(
    connection: DuckDBPyConnection, path: Path, query: str, parts: Sequence[tuple[NDArray[np.generic], ...]]
) -> None:
    names, types = ("c", "day", "is_held_out"), (np.int32, np.int32, np.bool_)
    width = 3 if query is _ASSIGNMENTS else 2
    sizes = [len(part[0]) for part in parts]
    entries: dict[str, NDArray[np.generic]] = {"n": np.repeat(np.arange(len(parts), dtype=np.int32), sizes)}
    for position in range(width):
        empty = np.zeros(0, dtype=types[position])
        entries[names[position]] = np.concatenate([empty, *(part[position] for part in parts)]).astype(types[position])
    connection.register("entries", entries)
    connection.sql(query).write_parquet(str(path), compression="zstd")
    connection.unregister("entries")


def _read_tables(folder: Path) -> StoredPlan:
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    splits = [(str(one["campaign"]), str(one["key"])) for one in index["assignments"]]
    campaigns = [str(one) for one in index["contacts"]]
    with _connection() as connection:
        stored = connection.read_parquet(escape(str(folder / "customers.parquet"))).fetchall()
        keys = tuple(str(row[0]) for row in stored)
        _name(connection, "customers", "c", "customer", keys)
        _name(connection, "names", "n", "campaign", [campaign for campaign, _ in splits])
        arms = _read_entries(connection, folder / "assignments.parquet", "first_day", ", is_held_out")
        _name(connection, "names", "n", "campaign", campaigns)
        made = _read_entries(connection, folder / "contacts.parquet", "stored.day", "")
    assignments = []
    for number, (campaign, key) in enumerate(splits):
        rows = arms["n"] == number
        assignments.append(
            Assignment(
                campaign,
                key,
                arms["c"][rows].astype(np.int32),
                arms["day"][rows].astype(np.int32),
                arms["is_held_out"][rows].astype(np.bool_),
            )
        )
    contacts = {}
    for number, campaign in enumerate(campaigns):
        rows = made["n"] == number
        contacts[campaign] = (made["c"][rows].astype(np.int32), made["day"][rows].astype(np.int32))
    return StoredPlan(keys, tuple(assignments), contacts)


def _read_entries(connection: DuckDBPyConnection, path: Path, day: str, more: str) -> dict[str, NDArray[np.generic]]:
    connection.read_parquet(escape(str(path))).create_view("stored", replace=True)
    found = connection.sql(_READ.format(day=day, more=more)).fetchnumpy()
    return {name: np.asarray(values) for name, values in found.items()}


def _connection() -> DuckDBPyConnection:
    import duckdb

    connection = duckdb.connect()
    # One thread writes row groups in one order: the same plan, the same bytes.
    connection.execute("SET threads = 1")
    return connection


def _name(connection: DuckDBPyConnection, table: str, number: str, name: str, names: Sequence[str]) -> None:
    columns = {"number": np.arange(len(names), dtype=np.int32), "name": np.array([*names], dtype=object)}
    connection.register("given", columns)
    connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT number AS {number}, CAST(name AS VARCHAR) AS {name} FROM given"
    )
    connection.unregister("given")
