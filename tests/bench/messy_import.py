"""What a messy export costs (row B7): `python -m tests.bench.messy_import [rows]`.

A million customers in GBK with sixteen kinds of oddity, each planted a known number of times. Compared in CPU seconds
of processes of their own, turn by turn: our reading and typing, with the whole import beside it (duplicates found,
sorted, stored with a digest), DuckDB's reader with rejects over the same file already transcoded, and sqlite-utils with
Python's csv. What the other two neither load nor report is unaccounted for.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.bench.messy_csv import HEADER, write

if TYPE_CHECKING:
    from clmplan.model.project import Project

ROWS, TURNS = 1_000_000, 3
OWN = "clmplan, read and typed"
PROJECT = """name: shop
zone: Asia/Shanghai
currency: CNY
playbooks: []
data:
  customers:
    file: customers.csv
    key: 客户编号
    fields:
      注册日期: date
      累计消费: money
      会员等级: text
      同意短信: "yes_no?"
      最近下单: "date?"
      手机号: text
"""


def main(rows: int) -> None:
    """Write the file, run every way in turn, print CPU seconds, rows and what was lost."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        planted = write(folder / "customers.csv", rows)
        (folder / "clmplan.yaml").write_text(PROJECT, encoding="utf-8")
        text = (folder / "customers.csv").read_bytes().decode("gb18030", "replace")
        (folder / "transcoded.csv").write_text(text, encoding="utf-8", newline="")
        records = rows + planted["total row"] + planted["repeated header"]
        costs: dict[str, list[float]] = {way: [] for way in WAYS}
        said: dict[str, dict[str, int]] = {}
        for _ in range(TURNS):
            for way in WAYS:
                seconds, said[way] = child(way, folder)
                costs[way].append(seconds)
        own = median(costs[OWN])
        print(f"B7 {rows:,} customers in GBK, faults planted: {sum(planted.values()):,} of {len(planted)} kinds")
        for way in WAYS:
            found = said[way]
            lost = records - found["loaded"] - found["rejected"]
            seconds = median(costs[way])
            print(
                f"   {way:24} {seconds:6.2f} CPU s, the first is {own / seconds:5.2f} x that;"
                f"  loaded {found['loaded']:,}  rejected {found['rejected']:,}  unaccounted {lost:,}"
            )
        print("   targets: clmplan 0 unaccounted; read and typed at most 4.5 x DuckDB, at most 0.33 x sqlite-utils")


def child(way: str, folder: Path) -> tuple[float, dict[str, int]]:
    """CPU seconds of one way in a process of its own, and what it says of the rows."""
    command = [sys.executable, "-m", "tests.bench.messy_import", "--way", way, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{way} failed")
    return usage.ru_utime + usage.ru_stime, json.loads(output)


def project_of(folder: Path) -> Project:
    """The project of the benchmark."""
    from clmplan.base.source import Source
    from clmplan.data.project_file import read_project

    project = read_project(Source("clmplan.yaml", (folder / "clmplan.yaml").read_text(encoding="utf-8"))).value
    if project is None:
        raise ValueError("the project of the benchmark is wrong")
    return project


def read_and_typed(folder: Path) -> dict[str, int]:
    """What DuckDB's reader does: every row decoded and typed, or rejected with its reason."""
    from clmplan.base.progress import silent
    from clmplan.data.imported import freshness
    from clmplan.data.imported.rows.typed_rows import typed_rows
    from clmplan.data.imported.work import Work, attach, connect, parts
    from clmplan.data.sources.place import Place

    project = project_of(folder)
    with connect(freshness.spill_folder(None)) as connection:
        attach(connection, None)
        work = Work(connection, project, folder, silent)
        (part,) = parts(project)
        rows = typed_rows(work, part, Place(folder / part.spec.file, part.spec.file, None)).value
        if rows is None:
            raise ValueError("the file of the benchmark was refused")
        loaded = work.number(f"SELECT count(*) FROM {rows.usable}")
        return {"loaded": loaded, "rejected": rows.records - loaded}


def on_clmplan(folder: Path) -> dict[str, int]:
    """The whole import: duplicates found, sorted, stored in a file, with a digest."""
    from clmplan.data.imported.bring_in import bring_in

    project = project_of(folder)
    (folder / ".clmplan").mkdir(exist_ok=True)
    (folder / ".clmplan" / "customers.duckdb").unlink(missing_ok=True)
    imported = bring_in(project, folder, folder / ".clmplan").value
    if imported is None:
        raise ValueError("the import of the benchmark failed")
    with imported as stored:
        (one,) = stored.sources
        return {"loaded": one.rows - one.set_aside, "rejected": one.set_aside}


def on_duckdb(folder: Path) -> dict[str, int]:
    """DuckDB's own reader with typed columns and rejects, over text it can read."""
    import duckdb

    typed = {"注册日期": "DATE", "累计消费": "DECIMAL(18,2)"}
    names = HEADER.split(",")
    columns = ", ".join(f"'{name}': '{typed.get(name, 'VARCHAR')}'" for name in names)
    with duckdb.connect() as connection:
        connection.execute(
            f"CREATE TABLE loaded AS SELECT * FROM read_csv('{folder / 'transcoded.csv'}', header=true, delim=',', "
            f"quote='\"', auto_detect=false, columns={{{columns}}}, strict_mode=false, "
            "store_rejects=true, rejects_limit=0)"
        )
        (loaded,) = connection.execute("SELECT count(*) FROM loaded").fetchone() or (0,)
        (rejected,) = connection.execute("SELECT count(DISTINCT line) FROM reject_errors").fetchone() or (0,)
    return {"loaded": loaded, "rejected": rejected}


def on_sqlite(folder: Path) -> dict[str, int]:
    """sqlite-utils fed by Python's csv, as its manual shows."""
    from sqlite_utils import Database

    csv.field_size_limit(2**31 - 1)
    database = Database(folder / "loaded.db", recreate=True)
    with (folder / "transcoded.csv").open(encoding="utf-8", newline="") as opened:
        rows = (row for row in csv.DictReader(opened, restkey="more", restval=""))
        database.table("customers").insert_all(({key: str(row[key]) for key in row} for row in rows), alter=True)
    return {"loaded": database.table("customers").count, "rejected": 0}


WAYS = {
    OWN: read_and_typed,
    "clmplan, whole import": on_clmplan,
    "DuckDB with rejects": on_duckdb,
    "sqlite-utils": on_sqlite,
}

if __name__ == "__main__":
    if "--way" in sys.argv:
        print(json.dumps(WAYS[sys.argv[2]](Path(sys.argv[3]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
