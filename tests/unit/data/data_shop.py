"""A small shop on disk: its project file, its data files, and what reading them gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clmplan.base.diagnostics import Checked, in_order
from clmplan.base.source import Source
from clmplan.data.imported.bring_in import bring_in
from clmplan.data.project_file import read_project
from clmplan.model.project import Project
from clmplan.model.records import CustomerBase

AS_OF = date(2026, 3, 1)
TOP = "name: shop\nzone: Asia/Shanghai\ncurrency: GBP\nplaybooks: [shop.clm]\ndata:\n"
CUSTOMERS = """  customers:
    file: data/customers.csv
    key: customer
    known from: created
    fields:
      created: date
      spend: money?
      tier: one_of [gold, silver]?
      email_ok: yes_no?
      visits: number?
"""
ORDERS = """  events:
    orders:
      file: data/orders.csv
      customer: customer
      on: date
      fields: {invoice: text?, date: date, amount: money}
"""
CONTACTS = """  contacts:
    file: data/contacts.csv
    customer: who
    on: 日期
    channel: 渠道
    fields: {日期: date, 渠道: text}
"""
SUPPRESSED = "  suppressed: {file: data/suppressed.csv, customer: who}\n"
FILES = {
    "customers.csv": "customer,created,spend,tier,email_ok,visits\n"
    "B2,2026-01-02,,silver,no,2.5\nA1,2026-01-01,£12.50,gold,yes,1\nC3,2026-03-01,1,,,\n",
    "orders.csv": 'customer,invoice,date,amount\nB2,i3,2026-02-01,3\nA1,i2,2026-02-01,"1,234.50"\n'
    "A1,i1,2026-02-01,1.00\nA1,,2026-03-01,5\nX9,i9,2026-02-01,5\nC3,i8,2026-02-01,5\n",
    "contacts.csv": "who,日期,渠道\nB2,2026-02-10,sms\nA1,2026-02-10,email\nA1,2026-03-05,email\n",
    "suppressed.csv": "who\nB2\nZ9\n",
}


@dataclass(frozen=True)
class Shop:
    """A project folder that can be read."""

    root: Path
    project: Project

    def put(self, name: str, content: str | bytes) -> None:
        path = self.root / "data" / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def read(self, as_of: date = AS_OF) -> Checked[CustomerBase | None]:
        imported = bring_in(self.project, self.root, None)
        if imported.value is None:
            return Checked(None, imported.diagnostics)
        with imported.value as stored:
            base = stored.base(as_of)
        found = in_order(imported.diagnostics + base.diagnostics)
        return Checked(None if any(one.is_error for one in found) else base.value, found)

    def names(self) -> set[str]:
        """The names of all codes found; each must fill its sentences in both languages."""
        found = self.read().diagnostics
        assert all(one.message(locale) and one.help(locale) for one in found for locale in ("en", "zh"))
        return {one.code.name for one in found}


def project_of(text: str) -> Project:
    checked = read_project(Source("clmplan.yaml", text))
    assert checked.value is not None, [diagnostic.message("en") for diagnostic in checked.diagnostics]
    return checked.value
