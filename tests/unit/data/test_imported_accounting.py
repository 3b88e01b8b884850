"""Counts that add up, messages per source and reason, limits, and the table of rows set aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from data_shop import SUPPRESSED
from imported_shop import CUSTOMERS, END, LINES, Counter, counter, names

from clmplan.base.diagnostics import Severity
from clmplan.codes.catalogue import all_codes
from clmplan.codes.imported import ROW_REASONS
from clmplan.data.imported import store
from clmplan.data.imported.accounting import code_of, reason_words
from clmplan.data.imported.ledger import check_balance
from clmplan.data.imported.rows.typed_rows import TypedRows
from clmplan.data.imported.work import Work

BAD = "A,2026-01-01,i,1,2\nA,2026-01-02,i,x,2\nX,2026-01-02,i,1,2\nX,2026-01-02,i,1,2\nY,2026-01-02,i,1,2\n"
GOOD = "A,2026-01-01,i,1,2\n" * 15


def test_one_message_per_source_and_reason_counts_the_rows_and_names_the_first(tmp_path: Path):
    shop = counter(tmp_path, orders=BAD)
    assert [one.message("en") for one in shop.bring().diagnostics] == [
        "rows set aside in `data/orders.csv`: 1, because `x` in `units` is no number; the first is line 3",
        "rows set aside in `data/orders.csv`: 3, because the customer `X` is not known; the first is line 4",
    ]
    assert all("行被搁置" in one.message("zh") and one.place.text for one in shop.bring().diagnostics)


def test_customers_nobody_knows_are_counted_as_rows_and_as_customers(tmp_path: Path):
    customers, orders = counter(tmp_path, orders=BAD).imported().sources
    assert (orders.rows, orders.set_aside, orders.keys) == (5, 4, 2)
    assert (customers.name, customers.rows, customers.set_aside, customers.keys) == ("customers", 2, 0, 0)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [("4", []), ("3", ["too-many-set-aside"]), ("18.2%", []), ("18.1%", ["too-great-share-set-aside"])],
)
def test_more_rows_set_aside_than_allowed_stop_the_run(tmp_path: Path, limit: str, expected: list[str]):
    shop = counter(tmp_path, f"  set aside at most: {limit}\n", CUSTOMERS, LINES, orders=BAD + GOOD)
    checked = shop.bring()
    assert [one.code.name for one in checked.diagnostics if one.is_error] == expected
    # There is an import to look at, and no base.
    base = checked.value.base(END)
    assert len(checked.value.reasons) == 2 and (base.value is None) == bool(expected)


def test_the_message_names_the_worst_reasons(tmp_path: Path):
    shop = counter(tmp_path, "  set aside at most: 5%\n", CUSTOMERS, LINES, orders=BAD + GOOD)
    found = shop.bring().diagnostics[0]
    assert found.message("en") == (
        "rows set aside: 4 of 22 (18.18%), more than the 5% allowed, mostly "
        "not a known customer in `data/orders.csv`: 3, no number in `data/orders.csv`: 1"
    )
    assert "主要是 `data/orders.csv` 中 不是已知客户：3、" in found.message("zh")
    limited = counter(tmp_path, "  set aside at most: 1\n", CUSTOMERS, LINES, orders=BAD + GOOD)
    assert limited.bring().diagnostics[0].known("en")[0] == ("data/orders.csv: unknown-customer", "3")


def test_a_row_of_the_list_never_to_contact_is_never_lost_silently(tmp_path: Path):
    shop = counter(tmp_path, CUSTOMERS, SUPPRESSED)
    shop.put("suppressed.csv", "who\nB\nZ9\nB\n")
    assert names(shop.bring().diagnostics) == ["unknown-customer"]
    assert shop.base().suppressed.tolist() == [False, True]
    assert [(one.rows, one.used, one.set_aside) for one in shop.base().counts[1:]] == [(3, 2, 1)]
    shop.put("suppressed.csv", 'who\nB\n"A "\n')
    checked = shop.bring()
    assert set(names(checked.diagnostics)) == {"key-with-spaces", "suppression-unreadable"}
    assert checked.value.base(END).value is None


def test_a_base_keeps_the_first_rows_of_a_reason_and_the_store_keeps_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store, "KEPT_PER_REASON", 2)
    imported = counter(tmp_path, orders=BAD).imported()
    base = imported.base(END).value
    assert [row.line for row in base.set_aside] == [3, 4, 5] and base.counts[1].set_aside == 4
    assert [row.line for row in imported.set_aside()] == [3, 4, 5, 6]


def test_files_of_a_folder_are_one_source_and_their_rows_name_their_file(tmp_path: Path):
    shop = counter(tmp_path, CUSTOMERS, LINES.replace("data/orders.csv", "data/days/*.csv"))
    header = "customer,date,invoice,units,amount\n"
    for name, text in {"1.csv": "A,2026-01-01,i,1,2\n", "2.csv": "A,x,i,1,2\n", "3.csv": "A,y,i,1,2\n"}.items():
        (tmp_path / "data" / "days").mkdir(exist_ok=True)
        shop.put(f"days/{name}", header + text + GOOD)
    imported = shop.imported()
    (_, count) = imported.counts(END)
    assert (count.file, count.rows, count.set_aside) == ("data/days/*.csv", 48, 2)
    assert imported.sources[1].files == 3
    (found,) = shop.bring().diagnostics
    assert found.message("en") == (
        "rows set aside in `data/days/2.csv, +1`: 2, because `x` in `date` is no date; the first is line 2"
    )
    assert [(row.file, row.line) for row in imported.set_aside()] == [("data/days/2.csv", 2), ("data/days/3.csv", 2)]


def test_every_reason_has_words_for_a_row_in_both_languages():
    reasons = [one for one in all_codes() if one.message.en.startswith("rows set aside in `{file}`")]
    assert len(reasons) > 20
    for code in reasons:
        assert code.severity is not Severity.ERROR
        words = ROW_REASONS[code.name]
        assert words.en and words.zh and reason_words(code.name) == words and code_of(code.name) is code
    assert set(ROW_REASONS) == {code.name for code in reasons}


def test_an_import_that_loses_a_row_is_refused_as_our_own_mistake(tmp_path: Path):
    imported = counter(tmp_path, orders=BAD).imported()
    project = imported.project
    work = Work(imported.connection, project, tmp_path, lambda *_: None)
    rows = TypedRows(project.events["orders"], "events_orders", "", (), 6, ())
    with pytest.raises(RuntimeError, match="6 rows"):
        check_balance(work, [rows])


def test_an_empty_file_of_events_is_a_warning(tmp_path: Path):
    assert names(counter(tmp_path).bring().diagnostics) == ["no-events"]


def test_column_names_with_quotes_and_statements_are_only_names(tmp_path: Path):
    column = "a'b\"c; DROP TABLE x --"
    lines = LINES.replace("invoice: text?", "invoice: {column: 'a''b\"c; DROP TABLE x --', type: text?}")
    shop = Counter(
        tmp_path,
        counter(tmp_path, CUSTOMERS, lines + "      leave out: [{name: too many, where: {units: '> 5'}}]\n").project,
    )
    quoted = '"' + column.replace('"', '""') + '"'
    shop.put("orders.csv", f"customer,date,{quoted},units,amount\nA,2026-01-01,'; --,1,1\nA,2026-01-01,x,9,1\n")
    base = shop.base()
    assert base.events["orders"].fields["invoice"].values.tolist() == ["'; --"]
    assert [row.reason for row in base.set_aside] == ["left-out"]
