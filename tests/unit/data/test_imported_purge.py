"""A purge leaves no trace of a person in the store, and later imports keep the person out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from imported_shop import CUSTOMERS, END, LINES, Counter, counter, names, rows

from clmplan.base.diagnostics import Severity
from clmplan.data.imported import freshness
from clmplan.data.imported import purge as purging
from clmplan.data.imported.purge import purge
from clmplan.data.imported.purged import NAME, is_purged, read_purged

SECRET = "Zebedee-4711"
ORDERS = (
    f"{SECRET},2026-01-01,Secret-1,1,2\nA,2026-01-01,i,1,2\n{SECRET},Secret-2,i,1,2\n {SECRET},2026-01-01,i,1,2\n"
    f"A,2026-01-02,{SECRET}\n{SECRET},2026-01-01,Secret-3\n" + "A,2026-01-03,k,1,2\n" * 20
)


@pytest.fixture
def shop(tmp_path: Path) -> Counter:
    people = f"customer,name\n{SECRET},Secret-Name\nA,Ann\n{SECRET},Secret-Twin\n"
    return counter(tmp_path, customers=people, orders=ORDERS)


def test_nothing_of_the_person_is_left_in_any_file_of_the_store(shop: Counter):
    shop.imported(shop.home).close()
    before = (shop.home / freshness.NAME).read_bytes()
    assert SECRET.encode() in before and b"Secret-Name" in before
    checked = purge(shop.project, shop.root, shop.home, SECRET)
    assert checked.value.files == (("data/customers.csv", 2), ("data/orders.csv", 2)) and checked.value.unread == ()
    assert checked.diagnostics == ()
    for path in shop.home.iterdir():
        content = path.read_bytes()
        assert SECRET.encode() not in content and b"Secret" not in content and b"4711" not in content
    assert sorted(path.name for path in shop.home.iterdir()) == [".gitignore", freshness.NAME, NAME]


def test_later_imports_set_the_rows_aside_without_their_values(shop: Counter):
    purge(shop.project, shop.root, shop.home, SECRET)
    (shop.home / freshness.NAME).unlink()
    checked = shop.bring(shop.home)
    base = checked.value.base(END).value
    assert base.keys == ("A",) and {row[0] for row in rows(base)} == {"A"}
    gone = [(row.file, row.line, row.value) for row in base.set_aside if row.reason == "purged"]
    assert gone == [
        ("data/customers.csv", 2, ""),
        ("data/customers.csv", 4, ""),
        *(("data/orders.csv", line, "") for line in (2, 4, 5, 6, 7)),
    ]
    assert all(one.code.severity is Severity.NOTE for one in checked.diagnostics)
    assert [(one.rows, one.used, one.set_aside) for one in base.counts] == [(3, 1, 2), (26, 21, 5)]


def test_the_key_is_known_only_by_a_salted_digest(shop: Counter):
    purge(shop.project, shop.root, shop.home, f" {SECRET} ")
    assert is_purged(shop.home)(SECRET) and not is_purged(shop.home)("A") and not is_purged(None)(SECRET)
    kept = json.loads((shop.home / NAME).read_text())
    assert len(kept["salt"]) == 64 and len(kept["digests"]) == 1
    assert (shop.home / NAME).stat().st_mode & 0o077 == 0
    purge(shop.project, shop.root, shop.home, "A")
    again = read_purged(shop.home)
    assert again.salt == kept["salt"] and len(again.digests) == 2


def test_two_projects_have_different_salts(shop: Counter, tmp_path: Path):
    salts = set()
    for name in ("one", "two"):
        purge(shop.project, shop.root, tmp_path / name, SECRET)
        salts.add(read_purged(tmp_path / name).salt)
    assert len(salts) == 2


def test_a_purge_that_is_broken_off_has_purged(shop: Counter, monkeypatch: pytest.MonkeyPatch):
    shop.imported(shop.home).close()

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(purging, "bring_in", broken)
    with pytest.raises(KeyboardInterrupt):
        purge(shop.project, shop.root, shop.home, SECRET)
    assert sorted(path.name for path in shop.home.iterdir()) == [".gitignore", NAME]


def test_sources_that_cannot_be_read_are_named(shop: Counter):
    (shop.root / "data" / "orders.csv").unlink()
    checked = purge(shop.project, shop.root, shop.home, SECRET)
    assert checked.value.unread == ("data/orders.csv",) and checked.value.files == (("data/customers.csv", 2),)


def test_a_key_that_nobody_has_is_said_and_kept_out_all_the_same(shop: Counter):
    checked = purge(shop.project, shop.root, shop.home, "nobody")
    assert names(checked.diagnostics) == ["purge-found-nobody"] and is_purged(shop.home)("nobody")


def test_without_a_folder_nobody_is_purged(shop: Counter):
    assert names(purge(shop.project, shop.root, None, SECRET).diagnostics) == ["purge-not-kept"]
    (shop.root / "blocked").write_text("")
    checked = purge(shop.project, shop.root, shop.root / "blocked" / "home", SECRET)
    assert checked.value is None and checked.diagnostics[0].message("zh")


@pytest.mark.parametrize(
    "damaged", ["{", "", "[]", "{}", '{"salt": 1, "digests": []}', '{"salt": "", "digests": ["x"]}']
)
def test_a_damaged_list_of_purged_customers_stops_the_import(shop: Counter, damaged: str):
    purge(shop.project, shop.root, shop.home, SECRET)
    (shop.home / NAME).write_text(damaged)
    for checked in (shop.bring(shop.home), purge(shop.project, shop.root, shop.home, "A")):
        assert checked.value is None and names(checked.diagnostics) == ["file-unreadable"]
        assert f"{shop.home.name}/{NAME}" in checked.diagnostics[0].message("zh")
    assert (shop.home / NAME).read_text() == damaged


def test_a_list_of_purged_customers_that_cannot_be_opened_stops_the_import(shop: Counter):
    (freshness.make_folder(shop.home) / NAME).mkdir()
    assert names(shop.bring(shop.home).diagnostics) == ["file-unreadable"]


def test_a_purge_removes_what_broken_off_imports_left_behind(shop: Counter):
    home = freshness.make_folder(shop.home)
    (home / f"{freshness.NAME}.abc.part").write_text(SECRET)
    (home / f"{freshness.NAME}.abc.spill").mkdir()
    (home / f"{freshness.NAME}.abc.spill" / "block").write_text(SECRET)
    purge(shop.project, shop.root, shop.home, SECRET)
    assert sorted(path.name for path in home.iterdir()) == [".gitignore", freshness.NAME, NAME]


def test_the_file_of_customers_and_events_counts_once(tmp_path: Path):
    customers = "  customers: {file: data/orders.csv, key: customer, fields: {}}\n"
    shop = counter(tmp_path, customers, LINES, orders="A,2026-01-01,i,1,2\n" * 3)
    assert purge(shop.project, tmp_path, shop.home, "A").value.files == (("data/orders.csv", 3),)
    assert CUSTOMERS not in customers
