"""Law: one sweep over all days says what a statement for each day says, whatever is asked, of whom, and how."""

import random
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "unit" / "audience")]

import audience_world as w  # noqa: E402
from generated_expressions import Writer  # noqa: E402

from clmplan.audience.memberships import learned  # noqa: E402
from clmplan.audience.repeated import repeated  # noqa: E402
from clmplan.audience.sweep import groups, receiving  # noqa: E402
from clmplan.audience.sweep.run import Sweep  # noqa: E402
from clmplan.audience.swept import swept  # noqa: E402
from clmplan.model import expression as e  # noqa: E402
from clmplan.model.playbook import Playbook  # noqa: E402
from clmplan.model.wanted import Wanted  # noqa: E402

ENGINE = w.TableEngine()
GROUPS, CASES = 12, 4
NEVER, ALWAYS = 0, 10_000


@dataclass(frozen=True)
class Asked:
    """A playbook over some customers, what is wanted of it, and from how many days on only changes are looked at."""

    playbook: Playbook
    wanted: Wanted
    people: tuple
    dense_up_to: int


def asked(seed):
    chance = random.Random(seed)
    writer = Writer(chance)
    book = writer.playbook()
    rules = {f"r{index}": writer.condition() for index in range(4)}
    people = tuple(writer.customer() for _ in range(chance.choice((0, 1, 8, 30, 50))))
    days = sorted({writer.centre + chance.randint(-9, 16) for _ in range(chance.choice((1, 3, 12, 20)))})
    everything = Wanted.everything(book, days, rules, {"date": writer.value(e.Type.DATE)}, days[0])
    wanted = everything if chance.random() < 0.5 else thinned(everything, chance)
    return Asked(book, wanted, people, chance.choice((NEVER, NEVER, ALWAYS)))


def thinned(wanted, chance):
    """The same, with each thing asked for on some of the days only."""

    def some(days):
        return frozenset(day for day in days if chance.random() < 0.4)

    return Wanted(
        wanted.rules,
        wanted.anchors,
        {name: some(days) for name, days in wanted.holds.items()},
        {name: some(days) for name, days in wanted.stages.items()},
        {name: some(days) for name, days in wanted.counts.items() if chance.random() < 0.7},
        some(wanted.details),
        min(wanted.days),
    )


def assert_same(left, right, wanted):
    assert left.days.tolist() == right.days.tolist()
    for one, other, days in ((left.holds, right.holds, wanted.holds), (left.stages, right.stages, wanted.stages)):
        assert set(one) == set(other)
        for name in one:
            for row, day in enumerate(left.days.tolist()):
                if day in days[name]:
                    assert one[name][row].tolist() == other[name][row].tolist(), (name, day)
    for part in ("overlaps", "unknown", "counts", "anchors"):
        one, other = getattr(left, part), getattr(right, part)
        assert {name: found.tolist() for name, found in one.items()} == {
            name: found.tolist() for name, found in other.items()
        }, part
    assert left.cuts == right.cuts


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_sweep_says_what_statements_say(group, monkeypatch):
    for seed in range(group * CASES, (group + 1) * CASES):
        one = asked(seed)
        for module in (groups, receiving):
            monkeypatch.setattr(module, "FEW_ROWS", one.dense_up_to)
        asking = learned(w.fill(ENGINE, one.people), one.playbook, one.wanted, len(one.people))
        found = swept(Sweep(ENGINE, one.playbook, len(one.people), asking.fits), one.wanted)
        assert_same(found, repeated(asking, one.playbook, one.wanted), one.wanted)
