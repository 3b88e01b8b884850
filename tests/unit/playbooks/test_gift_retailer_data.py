"""The gift retailer's files are what their README says, down to the penny."""

from __future__ import annotations

import csv
import itertools
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from clmplan.base.assets import folder
from clmplan.base.chance import is_drawn, threshold

FOLDER = folder("playbooks") / "gift_retailer"
SOURCE = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "online_retail_2010_2011.parquet"
AS_OF = date(2011, 9, 1)
SHARES = {"email_ok": "0.85", "post_ok": "0.70", "phone_ok": "0.35"}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ORDERS = rows("orders.csv")
CUSTOMERS = rows("customers.csv")


@pytest.fixture(scope="module")
def order_days() -> dict[str, list[date]]:
    """The order days of each customer before the day of the plan, sorted; one entry per order."""
    found: dict[str, list[date]] = defaultdict(list)
    for row in ORDERS:
        if (day := date.fromisoformat(row["date"])) < AS_OF:
            found[row["customer"]].append(day)
    return dict(found)


def test_rows_customers_and_total_are_the_known_ones() -> None:
    assert (len(ORDERS), len(CUSTOMERS)) == (18_532, 4_338)
    assert Decimal("8911407.90") == sum(Decimal(row["amount"]) for row in ORDERS)
    assert len({row["invoice"] for row in ORDERS}) == 18_532
    assert {row["customer"] for row in ORDERS} == {row["customer"] for row in CUSTOMERS}


def test_rows_are_sorted_and_files_are_plain_and_small() -> None:
    assert sorted(ORDERS, key=lambda row: (row["date"], row["invoice"])) == ORDERS
    assert sorted(CUSTOMERS, key=lambda row: row["customer"]) == CUSTOMERS
    written = [(FOLDER / "data" / name).read_bytes() for name in ("orders.csv", "customers.csv")]
    assert sum(map(len, written)) < 1_000_000
    assert not any(b"\r" in one or one.startswith(b"\xef\xbb\xbf") or not one.endswith(b"\n") for one in written)


def test_a_customer_is_created_on_the_day_of_the_first_order() -> None:
    first: dict[str, str] = {}
    for row in ORDERS:
        first.setdefault(row["customer"], row["date"])
    assert first == {row["customer"]: row["created"] for row in CUSTOMERS}


@pytest.mark.parametrize(("field", "share"), SHARES.items())
def test_invented_consents_can_be_computed_again(field: str, share: str) -> None:
    expected = ["yes" if is_drawn(field, row["customer"], Decimal(share)) else "no" for row in CUSTOMERS]
    assert expected == [row[field] for row in CUSTOMERS]


def test_the_readme_states_the_limits_and_counts_of_the_consents() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for field, share in SHARES.items():
        yes = sum(row[field] == "yes" for row in CUSTOMERS)
        percent = f"{Decimal(share):.0%}".replace("%", " %")
        assert f"| `{field}` | {percent} | `{threshold(Decimal(share))}` | {yes:,} |" in readme


def test_stages_on_the_day_of_the_plan_have_the_sizes_of_the_readme(order_days: dict[str, list[date]]) -> None:
    sizes = dict.fromkeys(("new", "active", "dormant", "lost"), 0)
    for days in order_days.values():
        silence = (AS_OF - days[-1]).days
        recent = "new" if len(days) == 1 else "active"
        sizes[recent if silence <= 60 else "dormant" if silence <= 180 else "lost"] += 1
    assert sizes == {"new": 292, "active": 1_191, "dormant": 1_289, "lost": 545}
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    stage_rows = {line.split("|")[1].strip(): line for line in readme.splitlines() if line.startswith("| ")}
    assert all(stage_rows[stage].endswith(f" {size:,} |") for stage, size in sizes.items())


def test_the_rhythm_of_the_readme_is_measured_before_the_day_of_the_plan(order_days: dict[str, list[date]]) -> None:
    gaps: list[int] = []
    for each in order_days.values():
        days = sorted(set(each))
        gaps += [(later - earlier).days for earlier, later in itertools.pairwise(days)]
    gaps.sort()
    assert (len(order_days), len(gaps)) == (3_317, 7_050)
    shares = (10, 20, 30, 40, 50, 60, 70, 80, 90, 95)
    assert [gaps[-(-share * len(gaps) // 100) - 1] for share in shares] == [5, 8, 14, 20, 28, 36, 46, 62, 92, 121]
    assert sum(len(days) == 1 for days in order_days.values()) == 1_376


def test_the_chance_of_another_order_falls_with_silence_as_the_readme_says(order_days: dict[str, list[date]]) -> None:
    found = {silence: _chance(order_days, silence) for silence in (0, 30, 60, 90, 120, 180)}
    expected = {0: (6790, 68), 30: (3344, 59), 60: (1848, 47), 90: (1053, 40), 120: (580, 32), 180: (72, 17)}
    assert expected == found


def _chance(order_days: dict[str, list[date]], silence: int) -> tuple[int, int]:
    watched = back = 0
    for each in order_days.values():
        days = sorted(set(each))
        for day, following in zip(days, [*days[1:], None], strict=True):
            gap = None if following is None else (following - day).days
            if (AS_OF - day).days > silence + 90 and (gap is None or gap > silence):
                watched += 1
                back += gap is not None and gap <= silence + 90
    return watched, round(100 * back / watched)


@pytest.mark.skipif(not SOURCE.exists(), reason="the source of the gift retailer's orders is not beside the repository")
def test_every_order_is_the_sum_of_its_lines_in_the_source() -> None:
    duckdb = pytest.importorskip("duckdb")
    lines = duckdb.execute(
        """select InvoiceNo, CustomerID::varchar, InvoiceDate::date::varchar,
                  round_even(sum(Quantity * UnitPrice::decimal(18, 4)), 2)::decimal(18, 2)::varchar
           from read_parquet(?) where CustomerID is not null and InvoiceNo not like 'C%' and UnitPrice > 0
           group by all order by 3, 1""",
        [str(SOURCE)],
    ).fetchall()
    assert lines == [(row["invoice"], row["customer"], row["date"], row["amount"]) for row in ORDERS]
