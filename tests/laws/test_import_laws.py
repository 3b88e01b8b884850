"""What holds of every import: rows add up, order and format change nothing, a day knows nothing of later ones."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracles.import_oracle import Line, replay

from clmplan.base.days import day_number
from clmplan.base.source import Source
from clmplan.data.imported.bring_in import bring_in
from clmplan.data.imported.store import Imported
from clmplan.data.project_file import read_project
from clmplan.model.records import CustomerBase

FIRST = date(2026, 1, 1)
ON_DISK = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TOP = "name: shop\nzone: Asia/Shanghai\ncurrency: GBP\nplaybooks: [shop.clm]\ndata:\n"
CUSTOMERS = "  customers: {file: customers.csv, key: customer, known from: since, fields: {since: date?}}\n"
ORDERS = """  events:
    orders:
      file: orders.csv
      customer: customer
      on: date
      fields: {date: date, units: number, amount: money?, invoice: text?}
"""
NET = "      net: {where: {kind: R}, by: [by]}\n"
ONE_PER = "      one per: invoice\n"

KEYS = "ABCDEFGH"
Row = tuple[str, int, str, int, int | None, str]


def made_rows(seed: int) -> list[Row]:
    """Many rows of few customers on few days, so that every kind of meeting happens in one import; X is unknown."""
    chance = random.Random(seed)
    return [
        (
            chance.choice(KEYS + "X"),
            chance.randrange(7),
            chance.choice(["i", "k", ""]),
            chance.choice([-3, -2, -1, 0, 1, 2, 3, 5]),
            chance.choice([None, *range(-300, 301, 50), 7]),
            chance.choice("SSR"),
        )
        for _ in range(chance.choice([0, 10, 90, 90]))
    ]


def made_since(seed: int) -> dict[str, int | None]:
    """When each customer is known; None: from the start."""
    chance = random.Random(seed)
    return {key: chance.choice([None, None, 0, 2, 5]) for key in KEYS}


SEEDS = st.integers(0, 10**6)


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


def written(rows: list[Row]) -> str:
    lines = [
        f"{key},{day(when)},{invoice},{units},{'' if amount is None else f'{amount / 100:.2f}'},{kind},one\n"
        for key, when, invoice, units, amount, kind in rows
    ]
    return "customer,date,invoice,units,amount,kind,by\n" + "".join(lines)


class Folder:
    """A project folder of the laws."""

    def __init__(self, root: Path, blocks: str, since: dict[str, int | None]) -> None:
        self.root = root
        project = read_project(Source("clmplan.yaml", TOP + CUSTOMERS + ORDERS + blocks)).value
        assert project is not None
        self.project = project
        listed = "".join(f"{key},{'' if number is None else day(number)}\n" for key, number in since.items())
        (root / "customers.csv").write_text("customer,since\n" + listed)

    def imported(self, rows: list[Row]) -> Imported:
        (self.root / "orders.csv").write_text(written(rows))
        checked = bring_in(self.project, self.root, None)
        assert checked.value is not None
        return checked.value

    def base(self, rows: list[Row], before: int) -> CustomerBase | None:
        return self.imported(rows).base(FIRST + timedelta(days=before)).value


def events(base: CustomerBase) -> list[tuple[object, ...]]:
    orders = base.events["orders"]
    names = ("invoice", "units", "amount")
    columns = [
        [value if known else None for value, known in zip(one.values.tolist(), one.known.tolist(), strict=True)]
        for one in (orders.fields[name] for name in names)
    ]
    keys = [base.keys[number] for number in orders.customer.tolist()]
    return sorted(zip(keys, orders.day.tolist(), *columns, strict=True), key=repr)


@pytest.mark.parametrize("blocks", ["", NET, ONE_PER, NET + ONE_PER], ids=["plain", "net", "joined", "net and joined"])
@ON_DISK
@given(seed=SEEDS)
def test_an_import_is_a_replay_of_the_days_before(tmp_path: Path, blocks: str, seed: int):
    """The store is filled once with all rows; what a day knows equals a replay of the rows before it, row by row."""
    rows, since = made_rows(seed), made_since(seed)
    imported = Folder(tmp_path, blocks, since).imported(rows)
    for before in range(1, 9):
        _check_day(imported, rows, since, before, blocks)


def _check_day(imported: Imported, rows: list[Row], since: dict[str, int | None], before: int, blocks: str) -> None:
    base = imported.base(FIRST + timedelta(days=before)).value
    known = {key for key, number in since.items() if number is None or number < before}
    assert (base is None) == (not known)
    if base is None:
        return
    lines = [
        Line(key, day_number(FIRST) + when, invoice or None, units, amount, kind == "R")
        for key, when, invoice, units, amount, kind in rows
        if key in known
    ]
    expected = replay(lines, day_number(FIRST) + before, nets=NET in blocks, joins=ONE_PER in blocks)
    found = sorted(((one.customer, one.day, one.invoice, one.units, one.amount) for one in expected.events), key=repr)
    assert events(base) == found
    (_, count) = base.counts
    assert (count.used, count.netted, count.used - count.joined) == (
        expected.used,
        expected.netted,
        len(expected.events),
    )
    assert count.rows == len(rows)


@ON_DISK
@given(seed=SEEDS, before=st.integers(1, 7))
def test_a_day_says_the_same_whatever_came_later_and_in_whatever_order(tmp_path: Path, seed: int, before: int):
    rows = made_rows(seed)
    folder = Folder(tmp_path, NET + ONE_PER, made_since(seed))
    whole = folder.base(rows, before)
    shuffled = [row for row in rows if row[1] < before]
    random.Random(seed).shuffle(shuffled)
    cut = folder.base(shuffled, before)
    assert (whole is None) == (cut is None)
    if whole is not None and cut is not None:
        assert whole.fingerprint == cut.fingerprint and events(whole) == events(cut)


def test_another_row_is_another_fingerprint(tmp_path: Path):
    folder = Folder(tmp_path, "", dict.fromkeys("ABC"))
    row: Row = ("A", 1, "i", 2, 200, "S")
    others: list[Row] = [
        ("B", 1, "i", 2, 200, "S"),
        ("A", 2, "i", 2, 200, "S"),
        ("A", 1, "ii", 2, 200, "S"),
        ("A", 1, "", 2, 200, "S"),
        ("A", 1, "i", 22, 200, "S"),
        ("A", 1, "i", 2, None, "S"),
        ("A", 1, "i", 2, 0, "S"),
    ]
    same: Row = ("A", 1, "i", 2, 200, "R")  # the column `kind` is no field
    prints = [folder.base([one, row], 9).fingerprint for one in (row, same, *others)]
    assert prints[0] == prints[1] and len(set(prints)) == 1 + len(others)
    assert folder.base([row], 9).fingerprint not in prints


TEXTS = st.sampled_from(
    ["", " ", "A", " A", "B", "2026-01-01", "2026-02-30", "5", "1,2", "£3", "x", "是", "9" * 30, "R"]
)


@ON_DISK
@given(data=st.lists(st.lists(TEXTS, min_size=6, max_size=8), max_size=10))
def test_every_row_is_used_later_netted_or_set_aside(tmp_path: Path, data: list[list[str]]):
    folder = Folder(tmp_path, NET + ONE_PER, dict.fromkeys("ABC"))
    good = [("A", 1, "i", 2, 200, "S")] * 20
    lines = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in data)
    (tmp_path / "orders.csv").write_text(written(good) + lines)
    checked = bring_in(folder.project, tmp_path, None)
    if checked.value is None:
        assert checked.has_errors
        return
    for before in (0, 2, 9):
        (_, count) = checked.value.counts(FIRST + timedelta(days=before))
        assert count.rows == 20 + len(data)
        assert count.set_aside == sum(one.file == "orders.csv" for one in checked.value.set_aside())
        assert min(count.used, count.later, count.netted, count.joined, count.set_aside) >= 0
