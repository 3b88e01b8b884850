"""Bringing a project in: what is in the store, when it is used again, and that nothing damages it."""

from __future__ import annotations

import os
import random
from datetime import date
from pathlib import Path
from threading import Timer

import numpy as np
import pytest
from data_shop import CONTACTS as SHOP_CONTACTS
from data_shop import CUSTOMERS as SHOP_CUSTOMERS
from data_shop import FILES, SUPPRESSED, TOP, project_of
from data_shop import ORDERS as SHOP_ORDERS
from imported_shop import CUSTOMERS, END, KNOWN_FROM, LINES, Counter, as_parquet, counter, names, rows

from clmplan.base.days import day_number
from clmplan.data.imported import bring_in as bringing
from clmplan.data.imported import freshness
from clmplan.data.imported.work import connect, interruptible
from clmplan.model.records import CustomerBase

AS_OF = date(2026, 3, 1)
STORE = freshness.NAME


@pytest.fixture
def shop(tmp_path: Path) -> Counter:
    """The standard shop of the data room."""
    blocks = TOP + SHOP_CUSTOMERS + SHOP_ORDERS + SHOP_CONTACTS + SUPPRESSED
    shop = Counter(tmp_path, project_of(blocks))
    for name, text in FILES.items():
        shop.put(name, text)
    return shop


def content(base: CustomerBase) -> list[object]:
    """Everything a base says apart from line numbers."""
    columns = [*base.fields.items()]
    for kind, events in base.events.items():
        columns += [(f"{kind}.{name}", column) for name, column in events.fields.items()]
    listed = [
        (name, column.values.dtype.str, column.values.tolist(), column.known.tolist()) for name, column in columns
    ]
    placed = [(kind, events.customer.tolist(), events.day.tolist()) for kind, events in base.events.items()]
    history = [base.contacts.customer.tolist(), base.contacts.day.tolist(), base.contacts.channel.tolist()]
    counted = [(one.table, one.rows, one.used, one.set_aside, one.later) for one in base.counts]
    aside = sorted((row.column, row.value, row.reason) for row in base.set_aside)
    return [base.keys, listed, placed, history, base.suppressed.tolist(), counted, aside, base.fingerprint]


def test_the_standard_shop_is_brought_in_completely(shop: Counter):
    with shop.imported() as imported:
        checked = imported.base(AS_OF)
    base = checked.value
    assert base.keys == ("A1", "B2")
    assert base.fields["spend"].values.tolist() == [1250, 0] and base.fields["spend"].known.tolist() == [True, False]
    assert base.fields["visits"].values.tolist() == [1.0, 2.5] and base.fields["visits"].values.dtype == np.float64
    assert base.fields["email_ok"].values.tolist() == [True, False]
    assert base.fields["tier"].values.tolist() == ["gold", "silver"]
    orders = base.events["orders"]
    assert orders.customer.tolist() == [0, 0, 1] and orders.customer.dtype == orders.day.dtype == np.int32
    assert orders.fields["amount"].values.tolist() == [100, 123450, 300]
    assert orders.fields["invoice"].values.tolist() == ["i1", "i2", "i3"]
    assert orders.fields["date"].values.tolist() == orders.day.tolist() == [day_number(date(2026, 2, 1))] * 3
    assert base.contacts.channel.tolist() == ["email", "sms"] and base.contacts.customer.tolist() == [0, 1]
    assert base.suppressed.tolist() == [False, True]
    # The order of C3, who is known from the day of the plan itself, is later like C3.
    assert [(one.table, one.rows, one.used, one.set_aside, one.later) for one in base.counts] == [
        ("customers", 3, 2, 0, 1),
        ("orders", 6, 3, 1, 2),
        ("contacts", 3, 2, 0, 1),
        ("suppressed", 2, 1, 1, 0),
    ]
    assert [(row.file, row.line, row.value, row.reason) for row in base.set_aside] == [
        ("data/orders.csv", 6, "X9", "unknown-customer"),
        ("data/suppressed.csv", 3, "Z9", "unknown-customer"),
    ]
    assert names(shop.bring().diagnostics) == ["unknown-customer"] * 2
    assert checked.diagnostics == ()


def test_nothing_dated_on_or_after_the_day_itself_is_known(shop: Counter):
    imported = shop.imported()
    before, after = imported.base(date(2026, 2, 1)).value, imported.base(date(2026, 3, 2)).value
    assert before.events["orders"].day.size == 0
    assert after.keys == ("A1", "B2", "C3") and after.events["orders"].day.size == 5
    assert before.fingerprint != after.fingerprint


def test_nobody_known_is_an_error_of_the_day(shop: Counter):
    checked = shop.imported().base(date(2026, 1, 1))
    assert checked.value is None and names(checked.diagnostics) == ["no-customers"]


def test_memory_and_disk_give_the_same_base(shop: Counter):
    in_memory, on_disk, again = (shop.imported(home) for home in (None, shop.home, shop.home))
    assert in_memory.path is None and on_disk.path == again.path == shop.home / STORE
    for as_of in (date(2026, 2, 5), AS_OF, END):
        first, second, third = (content(one.base(as_of).value) for one in (in_memory, on_disk, again))
        assert first == second == third


def test_the_store_is_only_for_its_owner_and_never_for_git(shop: Counter):
    shop.imported(shop.home)
    assert (shop.home / STORE).stat().st_mode & 0o077 == 0
    assert (shop.home / ".gitignore").read_text() == "*\n"
    assert sorted(path.name for path in shop.home.iterdir()) == [".gitignore", STORE]


def test_rows_shuffled_or_saved_as_parquet_give_the_same_base(shop: Counter):
    before = content(shop.imported().base(AS_OF).value)
    chance = random.Random(7)
    for name, text in FILES.items():
        header, *lines = text.splitlines()
        chance.shuffle(lines)
        shop.put(name, "\n".join([header, *lines]) + "\n")
    assert content(shop.imported().base(AS_OF).value) == before
    for name in FILES:
        path = shop.root / "data" / name
        as_parquet(path.with_suffix(".parquet"), path.read_text())
    blocks = TOP + SHOP_CUSTOMERS + SHOP_ORDERS + SHOP_CONTACTS + SUPPRESSED
    saved = Counter(shop.root, project_of(blocks.replace(".csv", ".parquet")))
    assert content(saved.imported(shop.home).base(AS_OF).value) == before


def test_an_unchanged_import_is_used_again_and_says_the_same(shop: Counter, monkeypatch: pytest.MonkeyPatch):
    shop.put("customers.csv", FILES["customers.csv"] + "A1,2026-01-01,5,gold,yes,1\n,2026-01-01,5,gold,yes,1\n")
    first = shop.bring(shop.home)
    monkeypatch.setattr(bringing, "typed_rows", None)
    again = shop.bring(shop.home)
    assert again.diagnostics == first.diagnostics and len(first.diagnostics) == 4
    assert again.value.readings == first.value.readings and set(first.value.readings) == {
        "customers",
        "events_orders",
        "contacts",
        "suppressed",
    }
    assert again.value.sources == first.value.sources


def test_a_change_of_data_or_declarations_is_imported_again(shop: Counter):
    assert shop.imported(shop.home).base(AS_OF).value.fields["tier"].values.tolist() == ["gold", "silver"]
    modified = (shop.root / "data" / "customers.csv").stat().st_mtime_ns
    shop.put("customers.csv", FILES["customers.csv"].replace("gold", "dlog"))
    os.utime(shop.root / "data" / "customers.csv", ns=(modified, modified))
    assert set(names(shop.bring(shop.home).diagnostics)) == {"unknown-choice", "unknown-customer"}
    text = TOP + SHOP_CUSTOMERS.replace("gold,", "gold, dlog,") + SHOP_ORDERS
    assert names(Counter(shop.root, project_of(text)).bring(shop.home).diagnostics) == ["unknown-customer"]


def test_where_a_declaration_stands_in_the_project_file_does_not_matter(shop: Counter, monkeypatch: pytest.MonkeyPatch):
    shop.put("customers.csv", FILES["customers.csv"] + ",2026-01-01,5,gold,yes,1\n")
    shop.bring(shop.home)
    monkeypatch.setattr(bringing, "typed_rows", None)
    blocks = "# a new first line\n" + TOP + SHOP_CUSTOMERS + SHOP_ORDERS + SHOP_CONTACTS + SUPPRESSED
    moved = Counter(shop.root, project_of(blocks))
    (first, *_) = moved.bring(shop.home).diagnostics
    assert first.code.name == "missing-value" and first.place.line == 8


@pytest.mark.parametrize("damage", ["empty", "text", "cut", "bit", "foreign"])
def test_a_damaged_store_is_made_again_without_a_word(shop: Counter, damage: str):
    expected = content(shop.imported(shop.home).base(AS_OF).value)
    path = shop.home / STORE
    whole = path.read_bytes()
    middle = len(whole) // 2
    broken = {
        "empty": b"",
        "text": b"no database",
        "cut": whole[: middle + 17],
        "bit": whole[:middle] + bytes(255 - one for one in whole[middle : middle + 64]) + whole[middle + 64 :],
        "foreign": b"SQLite format 3\x00" + b"\0" * 4096,
    }
    path.write_bytes(broken[damage])
    imported = shop.imported(shop.home)
    assert content(imported.base(AS_OF).value) == expected and imported.path == path


def test_an_import_that_is_broken_off_leaves_the_old_store(shop: Counter, monkeypatch: pytest.MonkeyPatch):
    old = shop.imported(shop.home).base(AS_OF).value.fingerprint
    kept = (shop.home / STORE).read_bytes()
    shop.put("orders.csv", FILES["orders.csv"].replace("A1,,2026-03-01,5", "A1,,2026-02-01,5"))

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(bringing, "store_ledger", broken)
        shop.bring(shop.home)
    assert (shop.home / STORE).read_bytes() == kept
    assert sorted(path.name for path in shop.home.iterdir()) == [".gitignore", STORE]
    assert shop.imported(shop.home).base(AS_OF).value.fingerprint != old


def test_an_import_with_an_error_leaves_no_unfinished_file(shop: Counter):
    shop.put("orders.csv", "customer,invoice,date\nA1,i,2026-01-01\n")
    checked = shop.bring(shop.home)
    assert checked.value is None and names(checked.diagnostics) == ["column-missing"]
    assert [path.name for path in shop.home.iterdir()] == [".gitignore"]


def test_what_is_wrong_with_several_files_is_said_in_one_run(shop: Counter):
    shop.put("customers.csv", "customer\nA\n")
    shop.put("orders.csv", FILES["orders.csv"].replace("2026", "soon"))
    (shop.root / "data" / "contacts.csv").unlink()
    assert {"column-missing", "wrong-column-type", "file-missing"} == set(names(shop.bring().diagnostics))


def test_two_imports_at_once_both_end_with_a_whole_store(shop: Counter, monkeypatch: pytest.MonkeyPatch):
    inner = []
    finish = freshness.finish

    def other_first(unfinished: Path, path: Path) -> bool:
        monkeypatch.setattr(freshness, "finish", finish)
        inner.append(content(shop.imported(shop.home).base(AS_OF).value))
        return finish(unfinished, path)

    monkeypatch.setattr(freshness, "finish", other_first)
    outer = content(shop.imported(shop.home).base(AS_OF).value)
    assert inner == [outer]
    assert sorted(path.name for path in shop.home.iterdir()) == [".gitignore", STORE]


def test_a_folder_that_takes_no_file_means_an_import_in_memory(shop: Counter):
    (shop.root / "blocked").write_text("")
    imported = shop.imported(shop.root / "blocked" / "home")
    assert imported.path is None and imported.base(AS_OF).value.keys == ("A1", "B2")


def test_a_base_outlives_the_import_it_came_from(shop: Counter):
    with shop.imported(shop.home) as imported:
        base = imported.base(AS_OF).value
    shop.put("orders.csv", FILES["orders.csv"].replace("i3", "i4"))
    shop.imported(shop.home).close()
    assert base.events["orders"].fields["invoice"].values.tolist() == ["i1", "i2", "i3"]
    with pytest.raises(ValueError, match="closed"):
        imported.base(AS_OF)


def test_a_column_is_read_once_and_only_when_asked_for(tmp_path: Path):
    base = counter(tmp_path, orders="A,2026-01-01,i,1,5\n").base()
    assert base.fields["name"] is base.fields["name"] and base.events["orders"] is base.events["orders"]
    assert set(base.fields) == {"name"} and "other" not in base.fields and len(base.events) == 1
    with pytest.raises(KeyError):
        base.events["orders"].fields["other"]


@pytest.mark.parametrize("home", ["disk", "memory"])
@pytest.mark.parametrize("as_of", [date(2026, 2, 1), date(2026, 3, 1)])
def test_an_engine_shows_the_rows_of_the_base(tmp_path: Path, home: str, as_of: date):
    shop = counter(
        tmp_path,
        KNOWN_FROM,
        LINES,
        customers="customer,name,since\nA,Ann,2026-02-10\nB,,\nC,Cy,2026-01-01\n",
        orders="A,2026-01-05,i,1,5\nB,2026-01-05,,2.5,\nC,2026-02-20,k,1,7\nC,2026-01-31,k,1,7\n",
    )
    imported = shop.imported(shop.home if home == "disk" else None)
    base, engine = imported.base(as_of).value, imported.engine(as_of, threads=1)
    customers = engine.query("SELECT c, coalesce(name, '-') AS name FROM customers ORDER BY c")
    assert customers["c"].tolist() == list(range(len(base.keys)))
    assert customers["name"].tolist() == [text or "-" for text in base.fields["name"].values.tolist()]
    found = engine.query(
        "SELECT c, day, units, coalesce(amount, -1) AS amount FROM events_orders ORDER BY c, day, units"
    )
    orders = base.events["orders"]
    assert found["c"].tolist() == orders.customer.tolist() and found["day"].tolist() == orders.day.tolist()
    assert (found["units"] / 10**6).tolist() == orders.fields["units"].values.tolist()
    assert len(rows(base)) == (2 if as_of.month == 2 else 4)
    engine.close()


def test_a_date_called_day_is_the_day_of_the_event(tmp_path: Path):
    lines = LINES.replace("on: date", "on: Day").replace("{date: date", "{Day: {column: date, type: date}")
    shop = counter(tmp_path, CUSTOMERS, lines, orders="A,2026-01-02,i,1,5\nA,2026-01-01,k,1,5\n")
    base = shop.base()
    assert base.events["orders"].fields["Day"].values.tolist() == base.events["orders"].day.tolist()
    assert [row[2] for row in rows(base)] == ["k", "i"]


def test_progress_is_told_from_the_first_source_to_the_last(tmp_path: Path):
    shop, told = counter(tmp_path, orders="A,2026-01-01,i,1,5\n"), []
    bringing.bring_in(shop.project, shop.root, None, lambda what, done, total: told.append((what.en, done, total)))
    assert [one for one in told if one[0] == "import"] == [("import", 0, 2), ("import", 1, 2), ("import", 2, 2)]


def test_ctrl_c_while_the_engine_works_is_no_mistake_of_ours(tmp_path: Path):
    with connect(tmp_path / "spill") as connection:
        # a signal would be ignored where the tests run in the background
        Timer(0.1, connection.interrupt).start()
        with pytest.raises(KeyboardInterrupt), interruptible():
            connection.execute("SELECT sum(hash(range)) FROM range(50_000_000_000)").fetchall()


def test_other_errors_of_the_engine_stay_what_they_are():
    with pytest.raises(RuntimeError, match="other"), interruptible():
        raise RuntimeError("other")
