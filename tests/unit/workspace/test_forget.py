"""A forgotten customer is in no stored plan, and nobody else is touched."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from clmplan.codes.workspace import WORKSPACE_DAMAGED
from clmplan.model.plan import Assignment
from clmplan.workspace.assignments import load_assignments, save_assignments
from clmplan.workspace.forget import Forgotten, forget, plans_naming

FIRST, SECOND = "0123456789abcdef", "fedcba9876543210"
KEYS = ("007", "7", "a'b", "客户")


def ints(*values: int) -> NDArray[np.int32]:
    return np.array(values, dtype=np.int32)


ASSIGNMENTS = (
    Assignment("wake", "key", ints(0, 1, 3), ints(20_700, 20_701, 20_702), np.array([True, False, False])),
    Assignment("", "programme", ints(0, 1, 2, 3), ints(*[20_700] * 4), np.array([False] * 4)),
)
CONTACTS = {"wake": (ints(3, 1, 1), ints(20_703, 20_710, 20_703)), "": (ints(1), ints(20_701))}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace of two plans; only the first knows `7`."""
    assert not save_assignments(tmp_path, FIRST, KEYS, ASSIGNMENTS, CONTACTS).diagnostics
    others = (Assignment("care", "key", ints(0), ints(20_700), np.array([True])),)
    assert not save_assignments(tmp_path, SECOND, ("8", "9"), others, {"care": (ints(1), ints(20_701))}).diagnostics
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_what_is_forgotten_is_counted_and_gone(root: Path) -> None:
    assert (Forgotten(FIRST, 2, 3),) == plans_naming(root, "7").value == forget(root, "7").value
    assert () == plans_naming(root, "7").value == forget(root, "7").value


def test_everybody_else_stays_as_before(root: Path) -> None:
    before = load_assignments(root, FIRST).value
    forget(root, "7")
    after = load_assignments(root, FIRST).value
    assert before is not None and after is not None
    assert ("007", "a'b", "客户") == after.keys
    for one, other in zip(before.assignments, after.assignments, strict=True):
        kept = [
            (before.keys[c], day, held)
            for c, day, held in zip(one.customer, one.first_day, one.is_held_out, strict=True)
            if before.keys[c] != "7"
        ]
        now = zip(other.customer, other.first_day, other.is_held_out, strict=True)
        assert kept == [(after.keys[c], day, held) for c, day, held in now]
    assert [20_703] == after.contacts["wake"][1].tolist() and [] == after.contacts[""][1].tolist()


def test_a_plan_that_does_not_name_the_customer_keeps_its_bytes(root: Path) -> None:
    before = files(root / ".clmplan" / "plans" / SECOND)
    forget(root, "7")
    assert before == files(root / ".clmplan" / "plans" / SECOND)


@pytest.mark.parametrize("name", ["nobody", "", "' OR 1=1 --", "00"])
def test_a_key_that_nobody_has_changes_nothing(name: str, root: Path) -> None:
    before = files(root)
    assert () == forget(root, name).value
    assert before == files(root)


def test_a_damaged_plan_is_said_and_the_others_are_still_done(root: Path) -> None:
    (root / ".clmplan" / "plans" / SECOND / "contacts.parquet").write_bytes(b"PAR1 no")
    done = forget(root, "7")
    assert [WORKSPACE_DAMAGED] == [one.code for one in done.diagnostics]
    assert (Forgotten(FIRST, 2, 3),) == done.value


def test_a_project_without_a_workspace_has_nothing_to_forget(tmp_path: Path) -> None:
    assert ((), ()) == (forget(tmp_path, "7").value, forget(tmp_path, "7").diagnostics)
    assert [] == list(tmp_path.iterdir())
