"""The CDNOW sample as models see it: days of purchases before and after the published cut, in weeks."""

from __future__ import annotations

import numpy as np
import pytest
from unit.buying.buying_samples import CUT, DATA, WEEKS, Cdnow

from clmplan.base.days import day_number
from clmplan.buying import bg_nbd, pareto_nbd
from clmplan.buying.bg_nbd import Dropout
from clmplan.buying.pareto_nbd import Buying
from clmplan.buying.purchases import Purchases


@pytest.fixture(scope="session")
def cdnow() -> Cdnow:
    file = DATA / "cdnow_sample.parquet"
    if not file.exists():
        pytest.skip("the CDNOW sample is not beside the repository")
    duckdb = pytest.importorskip("duckdb")
    rows = duckdb.execute(
        f"select sample_id, date, sum(dollars) from '{file}' group by all order by sample_id, date"
    ).fetchall()
    who = np.array([row[0] for row in rows])
    day = np.array([day_number(row[1]) for row in rows])
    spent = np.array([row[2] for row in rows])
    names, first_row = np.unique(who, return_index=True)
    first = day[first_row]
    place = np.searchsorted(names, who)
    inside = day <= CUT
    last = np.zeros(len(names), dtype=int)
    np.maximum.at(last, place[inside], day[inside])
    repeated = inside & (day > first[place])
    return Cdnow(
        names,
        Purchases(np.bincount(place[inside], minlength=len(names)) - 1.0, (last - first) / 7, (CUT - first) / 7),
        np.bincount(place[~inside & (day <= CUT + WEEKS * 7)], minlength=len(names)),
        np.bincount(place[repeated], minlength=len(names)).astype(float),
        np.bincount(place[repeated], spent[repeated], len(names)),
    )


@pytest.fixture(scope="session")
def pareto(cdnow: Cdnow) -> Buying:
    return pareto_nbd.fit(cdnow.seen)


@pytest.fixture(scope="session")
def bg(cdnow: Cdnow) -> Dropout:
    return bg_nbd.fit(cdnow.seen)
