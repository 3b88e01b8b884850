"""Whatever a team does to rows and columns, exactly what it filled in comes home, and every row is accounted for."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.data.returned.read import read_returned
from clmplan.model.team.actual import Entry, Reported, Status

STATUSES = {None: "", Status.LIVE: "已上线", Status.FINISHED: "Finished", Status.CANCELLED: "cancelled"}
COUNT = 6
FIELDS = ("clm_uid", "实际触达", "Actual Cost (CNY)", "actual orders", "状态", "note", "date", "campaign", "")
JUNK = st.text(st.characters(codec="gb18030", exclude_categories=("Cs", "Cc")), max_size=12)

DAY = date(2026, 11, 5)
ENTRIES = {
    one.uid: one
    for one in (
        Entry(f"{UUID(int=n)}@clmplan", "p", "b", "send", f"s{n}", "c", "w", "email", DAY, (DAY,), 1, 1, "0" * 16)
        for n in range(COUNT)
    )
}

reports = st.builds(
    Reported,
    st.none() | st.integers(0, 10**9),
    st.none() | st.integers(0, 10**9),
    st.none() | st.integers(0, 10**9),
    st.sampled_from(list(STATUSES)),
    st.none(),
    st.none() | st.sampled_from(["late", "下雨，改期", 'said "no"', "a\nb"]),
)


def cells(uid: str, report: Reported, junk: str) -> dict[str, str]:
    """A row of the calendar by its header."""
    return {
        "clm_uid": uid,
        "实际触达": "" if report.reach is None else f"{report.reach:,}",
        "Actual Cost (CNY)": "" if report.cost is None else f"{report.cost // 100}.{report.cost % 100:02}",
        "actual orders": "" if report.orders is None else str(report.orders),
        "状态": STATUSES[report.status],
        "note": report.note or "",
        "date": "2026/11/5",
        "campaign": junk,
        "": junk,
    }


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_order_of_rows_and_columns_with_junk_keeps_exactly_the_actuals(data: st.DataObject):
    said = {uid: data.draw(reports) for uid in ENTRIES}
    header = data.draw(st.permutations(FIELDS))
    rows = [[cells(uid, one, data.draw(JUNK))[name] for name in header] for uid, one in said.items()]
    repeats = data.draw(st.lists(st.sampled_from(rows), max_size=2))
    # Junk may stand anywhere but where somebody would look for an actual.
    loose = {"campaign", ""}
    junk = data.draw(st.lists(JUNK.map(lambda text: [text if name in loose else "" for name in header]), max_size=3))
    strangers = data.draw(st.integers(0, 2))
    alien = [
        [
            f"{UUID(int=99 + n)}@clmplan" if name == "clm_uid" else "1" if name == "actual orders" else ""
            for name in header
        ]
        for n in range(strangers)
    ]
    mixed = data.draw(st.permutations([*rows, *repeats, *junk, *alien]))
    above = data.draw(st.lists(st.lists(JUNK, max_size=3), max_size=3))
    encoding = data.draw(st.sampled_from(["utf-8-sig", "utf-16"]))
    written = StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([*above, header, *mixed])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "back.csv"
        path.write_bytes(written.getvalue().encode(encoding))
        found = read_returned(path, ENTRIES, "CNY").value
    assert found is not None
    # What is cancelled reaches nobody and brings no orders: such rows are set aside, and those that repeat them.
    broken = {uid for uid, one in said.items() if one.status is Status.CANCELLED and (one.reach or one.orders)}
    taken = {uid: one for uid, one in said.items() if one.given and uid not in broken}
    assert {entry.uid: one for entry, one in found.matches} == taken
    count = found.count
    assert count.rows == count.matched + count.empty + count.unmatched
    assert count.rows + count.blank == len(mixed)
    reasons = {one.found.code.id for one in found.aside}
    assert reasons == ({"CLM787"} if strangers else set()) | ({"CLM794"} if broken else set())
    at = header.index("clm_uid")
    assert count.unmatched == strangers + sum(1 for one in mixed if one[at] in broken)


# A value, a word that takes one back, an empty cell; a move, the planned day, an empty cell.
CELLS = st.tuples(
    st.sampled_from(["", "-", "无", "5", "6"]),
    st.sampled_from(["", "none", "7"]),
    st.sampled_from(["", "2026-11-05", "2026-11-30", "2026-12-01"]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=COUNT, max_size=COUNT), max_size=4))
def test_files_one_after_another_say_what_each_cell_said_last(files: list[list[tuple[str, str, str]]]):
    known: dict[str, Reported] = {}
    last: dict[tuple[str, int], str] = {}
    with TemporaryDirectory() as folder:
        for number, cells in enumerate(files):
            path = Path(folder) / f"{number}.csv"
            rows = [(uid, *row) for uid, row in zip(ENTRIES, cells, strict=True)]
            with path.open("w", encoding="utf-8", newline="") as opened:
                csv.writer(opened).writerows([("clm_uid", "actual reach", "actual orders", "date"), *rows])
            found = read_returned(path, ENTRIES, "CNY", known).value
            assert found is not None
            for entry, one in found.matches:
                known[entry.uid] = known.get(entry.uid, Reported()).updated(one)
            last |= {(uid, at): text for uid, *row in rows for at, text in enumerate(row) if text}
            again = read_returned(path, ENTRIES, "CNY", known).value
            assert again is not None
            assert all(known[entry.uid].updated(one) == known[entry.uid] for entry, one in again.matches)
    for uid in ENTRIES:
        reach, orders, day = (last.get((uid, at), "") for at in range(3))
        moved = date.fromisoformat(day) if day and day != str(DAY) else None
        wanted = Reported(
            reach=int(reach) if reach.isdigit() else None, orders=int(orders) if orders.isdigit() else None, day=moved
        )
        assert known.get(uid, Reported()) == wanted


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([*ENTRIES, "x", "1", "1.5", "-", "已取消", "9%", ""]), max_size=9), max_size=9)
)
def test_the_sums_add_up_whatever_stands_in_the_cells(rows: list[list[str]]):
    written = StringIO()
    csv.writer(written).writerows([FIELDS, *rows])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "back.csv"
        path.write_bytes(written.getvalue().encode("gb18030"))
        found = read_returned(path, ENTRIES, "CNY").value
    assert found is not None
    count = found.count
    assert count.rows + count.blank == len(rows)
    assert len({one.place.row for one in found.aside}) == count.unmatched
    assert len(found.matches) == count.matched - count.repeated
