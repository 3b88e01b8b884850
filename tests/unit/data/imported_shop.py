"""A small shop whose files are brought in: customers, order lines, and what a store says of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
from data_shop import TOP, project_of

from clmplan.base.diagnostics import Checked
from clmplan.base.progress import silent
from clmplan.data.imported.bring_in import bring_in
from clmplan.data.imported.store import Imported
from clmplan.model.project import Project
from clmplan.model.records import CustomerBase

END = date(2027, 1, 1)
CUSTOMERS = "  customers: {file: data/customers.csv, key: customer, fields: {name: text?}}\n"
KNOWN_FROM = (
    "  customers: {file: data/customers.csv, key: customer, known from: since, fields: {name: text?, since: date?}}\n"
)
LINES = """  events:
    orders:
      file: data/orders.csv
      customer: customer
      on: date
      fields: {date: date, invoice: text?, units: number, amount: money?}
"""
HEADER = "customer,date,invoice,units,amount\n"


@dataclass(frozen=True)
class Counter:
    """A project folder with a folder for its store."""

    root: Path
    project: Project

    @property
    def home(self) -> Path:
        return self.root / ".clmplan"

    def put(self, name: str, content: str | bytes) -> None:
        path = self.root / "data" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def bring(self, home: Path | None = None) -> Checked[Imported | None]:
        return bring_in(self.project, self.root, home, silent)

    def imported(self, home: Path | None = None) -> Imported:
        checked = self.bring(home)
        assert checked.value is not None, [one.message("en") for one in checked.diagnostics]
        return checked.value

    def base(self, as_of: date = END) -> CustomerBase:
        base = self.imported().base(as_of).value
        assert base is not None
        return base


def counter(root: Path, *blocks: str, customers: str = "customer,name\nA,Ann\nB,Bo\n", orders: str = "") -> Counter:
    """A shop with these blocks in its project file and these rows."""
    shop = Counter(root, project_of(TOP + "".join(blocks or (CUSTOMERS, LINES))))
    shop.put("customers.csv", customers)
    shop.put("orders.csv", HEADER + orders)
    return shop


def rows(base: CustomerBase, kind: str = "orders") -> list[tuple[object, ...]]:
    """The events of a base as tuples: key, then every field; what is missing is None."""
    events = base.events[kind]
    columns = [
        [value if known else None for value, known in zip(one.values.tolist(), one.known.tolist(), strict=True)]
        for one in events.fields.values()
    ]
    keys = [base.keys[number] for number in events.customer.tolist()]
    return list(zip(keys, *columns, strict=True))


def as_parquet(path: Path, text: str) -> None:
    """The rows of a CSV text as a Parquet file of texts."""
    plain = path.with_suffix(".plain.csv")
    plain.write_text(text, encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * FROM read_csv('{plain}', all_varchar = true, header = true)) TO '{path}' (FORMAT parquet)"
        )
    plain.unlink()


def names(found: Iterable[object]) -> list[str]:
    """The names of the codes found."""
    return [one.code.name for one in found]
