"""What it takes to begin (row B11): importing the library, and a whole compile of five thousand rows.

Run by `make bench-audience`. CPU seconds are medians of processes of their own; bytecode is warm, as an installed
package has it. The first compile imports the data, the second finds them imported.
"""

from __future__ import annotations

import os
import shutil
import statistics
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.commands import ROOT, cost

TURNS, ROWS, CUSTOMERS = 5, 4_500, 500
LIBRARY = ("-c", "import clmplan.pipeline, clmplan.audience.memberships, clmplan.data.imported.bring_in")


def main() -> None:
    """Print the medians beside their targets."""
    with TemporaryDirectory() as name:
        project = Path(name) / "shop"
        shutil.copytree(
            ROOT / "playbooks" / "quickstart" / "en", project, ignore=shutil.ignore_patterns("build", ".clmplan")
        )
        fill(project)
        os.environ.update(PYTHONPYCACHEPREFIX=str(Path(name) / "bytecode"), PYTHONDONTWRITEBYTECODE="")
        compiling = ("-m", "clmplan", "compile", str(project))
        cost(LIBRARY)
        cost(compiling)
        imports, first, again = [], [], []
        for _ in range(TURNS):
            imports.append(cost(LIBRARY)[0])
            shutil.rmtree(project / ".clmplan")
            first.append(cost(compiling)[0])
            again.append(cost(compiling)[0])
    shown = [statistics.median(one) for one in (imports, first, again)]
    print(f"B11 import {shown[0]:.2f} CPU s (target 0.40)")
    print(f"    compile of {ROWS + CUSTOMERS:,} rows {shown[1]:.2f}, imported before {shown[2]:.2f} (target 1.00)")


def fill(project: Path) -> None:
    """Five hundred customers and their orders, the same every time."""
    customers = [f"k{number:04},2026-01-05,1990-05-{number % 28 + 1:02},yes,no\n" for number in range(CUSTOMERS)]
    (project / "data" / "customers.csv").write_text("customer,created,birthday,email_ok,sms_ok\n" + "".join(customers))
    orders = [
        f"k{number % CUSTOMERS:04},{date(2026, 10, 30) - timedelta(days=number * 7 % 400)},{number % 90 + 5}.50\n"
        for number in range(ROWS)
    ]
    (project / "data" / "orders.csv").write_text("customer,date,amount\n" + "".join(orders))
    (project / "data" / "contacts.csv").write_text("customer,date,channel\nk0001,2026-10-01,email\n")


if __name__ == "__main__":
    main()
