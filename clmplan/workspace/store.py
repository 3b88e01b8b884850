"""The workspace database: one row per distinct plan, one per distinct simulation or evaluation of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.codes import workspace as say
from clmplan.model.team.exported import Exported
from clmplan.workspace.home import NAME, home, is_plan_id, make_home

if TYPE_CHECKING:
    from sqlite_utils import Database

FILE = "workspace.db"

_SHOWN = f"{NAME}/{FILE}"
_ID_DIGITS = 16
_PATIENCE = 5.0
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR")
_REFUSED = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What the workspace knows of a plan. `id` comes from the bytes of its plan.json; dates are ISO, no wall clock."""

    id: str
    project: str
    playbook: str
    as_of: str
    horizon_start: str
    horizon_end: str
    seed: int
    fingerprint: str
    customers: int
    sends: int
    contacts: int
    cost_minor: int
    currency: str
    plan_json_sha256: str
    version: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """One simulation or evaluation of a plan (`kind`), as the JSON document it wrote; `seed` is None without one."""

    plan_id: str
    kind: str
    seed: int | None
    document: str


def plan_id(plan_json: bytes) -> str:
    """The id of a plan: the first hex digits of the sha256 of its plan.json."""
    return sha256(plan_json).hexdigest()[:_ID_DIGITS]


def record_plan(root: Path, row: PlanRow) -> Checked[None]:
    """Keep a plan's row; the same plan replaces itself."""
    if not is_plan_id(row.id):
        raise ValueError(f"{row.id} is no plan id")
    return _write(root, "plans", asdict(row))


def record_run(root: Path, row: RunRow) -> Checked[None]:
    """Keep a run's document beside its plan; the same run replaces itself."""
    text = "\n".join((row.plan_id, row.kind, str(row.seed), row.document))
    return _write(root, "runs", {"id": sha256(text.encode()).hexdigest()[:_ID_DIGITS], **asdict(row)})


def find_plan(root: Path, plan: str) -> Checked[PlanRow | None]:
    """The row of a plan by its id, or None; nothing is written."""
    path = home(root) / FILE
    if not path.is_file():
        return Checked(None)
    names = [field.name for field in fields(PlanRow)]
    try:
        with _opened(f"{path.absolute().as_uri()}?mode=rw") as database:
            version = _version(database)
            if version > len(_MIGRATIONS):
                return Checked(None, (say.WORKSPACE_NEWER.at(None, name=_SHOWN),))
            found = (
                list(database.query(f"SELECT {', '.join(names)} FROM plans WHERE id = ?", [plan])) if version else []
            )
    except sqlite3.Error as problem:
        return Checked(None, (_explain(problem),))
    return Checked(PlanRow(**found[0]) if found else None)


def rows(root: Path, table: str, query: str, values: Sequence[object] = ()) -> Checked[list[dict[str, Any]]]:
    """The rows that a query over a table gives; none where the table was never made. Nothing is written."""
    path = home(root) / FILE
    if not path.is_file():
        return Checked([])
    try:
        with _opened(f"{path.absolute().as_uri()}?mode=rw") as database:
            if _version(database) > len(_MIGRATIONS):
                return Checked([], (say.WORKSPACE_NEWER.at(None, name=_SHOWN),))
            return Checked(list(database.query(query, list(values))) if database.table(table).exists() else [])
    except sqlite3.Error as problem:
        return Checked([], (_explain(problem),))


def change(root: Path, write: Callable[[Database], None]) -> Checked[None]:
    """Let `write` change the tables of the newest version: all it does is kept, or nothing."""
    made = make_home(root)
    if made.value is None:
        return Checked(None, made.diagnostics)
    try:
        with _opened(f"{(made.value / FILE).absolute().as_uri()}?mode=rwc") as database:
            if _version(database) > len(_MIGRATIONS):
                return Checked(None, (say.WORKSPACE_NEWER.at(None, name=_SHOWN),))
            with database.atomic():
                _migrate(database)
                write(database)
    except sqlite3.Error as problem:
        return Checked(None, (_explain(problem),))
    return Checked(None)


def _write(root: Path, table: str, row: dict[str, object]) -> Checked[None]:
    def write(database: Database) -> None:
        database.table(table).insert(row, replace=True)

    return change(root, write)


@contextmanager
def _opened(address: str) -> Iterator[Database]:
    # Half a second to import: only the commands that store or find a plan pay for it.
    from sqlite_utils import Database

    with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE)) as connection:
        yield Database(connection)


def _version(database: Database) -> int:
    return int(database.conn.execute("PRAGMA user_version").fetchone()[0])


def _migrate(database: Database) -> None:
    for number in range(_version(database), len(_MIGRATIONS)):
        _MIGRATIONS[number](database)
        database.conn.execute(f"PRAGMA user_version = {number + 1}")


def _create_plans_and_runs(database: Database) -> None:
    whole = ("seed", "customers", "sends", "contacts", "cost_minor")
    plan_columns = {field.name: int if field.name in whole else str for field in fields(PlanRow)}
    database.table("plans").create(plan_columns, pk="id", not_null=tuple(plan_columns))
    run_columns = {"id": str, "plan_id": str, "kind": str, "seed": int, "document": str}
    database.table("runs").create(run_columns, pk="id", not_null=("plan_id", "kind", "document"))
    database.table("runs").create_index(["plan_id", "kind"])


def _create_entries_and_actuals(database: Database) -> None:
    entry = dict.fromkeys(("uid", "project", "playbook", "kind", "id", "campaign", "wave", "channel", "day"), str)
    columns = {**entry, "given_days": str, "contacts": int, "cost_minor": int, "plan": str, "is_current": int}
    database.table("calendar_entries").create(columns, pk="uid", not_null=tuple(columns))
    reported = {"reach": int, "cost_minor": int, "orders": int, "status": str, "day": str, "note": str}
    said = {"n": int, "uid": str, "kind": str, "id": str, "plan": str, **reported, "source": str, "sha256": str}
    database.table("actuals").create(said, pk="n", not_null=("uid", "kind", "id", "plan", "source", "sha256"))
    database.table("actuals").create_index(["uid"])


def _create_ledger(database: Database) -> None:
    whole = ("minutes", "sequence", "is_cancelled", "is_estimated", "edition")
    names = ("project", "playbook", *(field.name for field in fields(Exported)))
    columns = {name: int if name in whole else str for name in names}
    maybe = ("time", "starts")
    required = tuple(name for name in names if name not in maybe)
    database.table("entries").create(columns, pk=("project", "playbook", "uid"), not_null=required)


def _create_written_and_titles(database: Database) -> None:
    database.table("written").create({"sha256": str}, pk="sha256", if_not_exists=True)
    known = database.table("entries").columns_dict
    for name in ("campaign_title", "wave_title", "former_owners", "former_channels"):
        if name not in known:
            database.table("entries").add_column(name, str, not_null_default="")


def _add_titles_and_erased(database: Database) -> None:
    database.table("calendar_entries").add_column("title", str)
    database.table("calendar_entries").add_column("place", int)
    database.table("actuals").add_column("erased", str)


_MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    _create_plans_and_runs,
    _create_entries_and_actuals,
    _create_ledger,
    _create_written_and_titles,
    _add_titles_and_erased,
)


def _explain(problem: sqlite3.Error) -> Diagnostic:
    name = getattr(problem, "sqlite_errorname", type(problem).__name__)
    primary = "_".join(name.split("_")[:2])
    if primary in _BUSY:
        return say.WORKSPACE_BUSY.at(None, name=_SHOWN)
    if primary in _DAMAGED:
        return say.WORKSPACE_DAMAGED.at(None, name=_SHOWN, reason=name)
    if primary in _REFUSED:
        return say.FOLDER_UNWRITABLE.at(None, name=_SHOWN, reason=name)
    return say.WRITE_FAILED.at(None, name=_SHOWN, reason=name)
