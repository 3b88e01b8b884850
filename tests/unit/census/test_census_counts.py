"""The census against its slow twin on random crowds, and what it withholds."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from oracles import census_oracle as oracle
from unit.planning.worlds_planning import TRUE, campaign, playbook

from clmplan.base.money import Rate
from clmplan.census.crowd import Crowd
from clmplan.census.discreet import pair, partition, shown
from clmplan.census.groups import Meaning, find, groups, members
from clmplan.census.moves import NOT_YET, OUTSIDE, moves
from clmplan.census.overlap import overlaps
from clmplan.census.pseudonyms import pseudonyms
from clmplan.census.waterfall import waterfalls
from clmplan.model.declared.policy import Never
from clmplan.model.playbook import Channel, Lifecycle, Playbook, Policy, Segment, Stage
from clmplan.model.records import Memberships

SEEDS = pytest.mark.parametrize("seed", range(40))
STAGES = ("new", "active", "lost")


def declared() -> Playbook:
    sms = Channel("sms", "SMS", "owned", Rate(Decimal(1), "CNY"), consent="sms_ok", consent_from="sms_on")
    return playbook(
        channels=(sms,),
        segments=tuple(Segment(name, name, TRUE) for name in ("vip", "far", "young")),
        lifecycles=(Lifecycle("main", "Main", tuple(Stage(one, one, TRUE) for one in STAGES)),),
        campaigns=(campaign("wake", exclusions=(TRUE,)),),
        policy=Policy(never=(Never(TRUE, "never to far"),)),
    )


def crowd(seed: int, size: int = 60) -> Crowd:
    chance = np.random.default_rng(seed)
    names = ("vip", "far", "young", "campaign:wake", "except:wake:0", "consent:sms:0", "consent:sms:1", "never:0")
    holds = {
        name: chance.random((1, size)) < share for name, share in zip(names, chance.random(len(names)), strict=True)
    }
    stages = {"main": chance.integers(-1, 3, (1, size)).astype(np.int8)}
    found = Memberships(np.array([20000], dtype=np.int32), stages, {}, holds, {}, {}, {})
    return Crowd(declared(), found, 0, chance.random(size) < 0.1, chance.integers(0, 9000, size))


def who(mask: object) -> set[int]:
    return set(np.flatnonzero(mask).tolist())  # type: ignore[call-overload]


@SEEDS
def test_groups_count_and_add_up(seed: int) -> None:
    people = crowd(seed)
    found = groups(people, 0)
    stages = [one for one in found if one.kind == "stage"]
    assert people.size == sum(one.customers or 0 for one in stages)
    assert int(people.value.sum()) == sum(one.value or 0 for one in stages)  # type: ignore[union-attr]
    for one in found:
        if one.name:
            inside = who(members(people, Meaning(one.kind, one.of, one.name, one.title)))
            assert (len(inside), sum(int(people.value[place]) for place in inside)) == (one.customers, one.value)  # type: ignore[index]


@SEEDS
def test_overlaps_are_those_of_sets(seed: int) -> None:
    people = crowd(seed)
    sets = {name: who(people.holds(name)) for name in ("vip", "far", "young")}
    sets["wake"] = who(people.holds("campaign:wake")) - who(people.holds("except:wake:0"))
    found = overlaps(people, 0)
    assert oracle.shared(sets) == {(one.first, one.second): one.both for one in found}
    assert all(one.share_of_second == one.both / len(sets[one.second]) for one in found if one.both)


@SEEDS
def test_a_fall_ends_with_the_suppression_list(seed: int) -> None:
    people = crowd(seed)
    everyone = set(range(people.size))
    (fall,) = waterfalls(people, Meaning("campaign", "", "wake", "wake"), 0)
    kept = [
        who(people.holds("campaign:wake")),
        everyone - who(people.holds("except:wake:0")),
        who(people.holds("consent:sms:0")) & who(people.holds("consent:sms:1")),
        everyone - who(people.holds("never:0")),
        everyone - who(people.suppressed),
    ]
    rules = ("outside", "except", "consent", "never", "suppressed")
    *drops, left = oracle.falling(people.size, kept)
    expected = [(rule, count) for rule, count in zip(rules, drops, strict=True) if count]
    assert (expected, left) == ([(one.rule, one.customers) for one in fall.drops], fall.left)


@SEEDS
def test_moves_and_dwells_are_those_of_single_customers(seed: int) -> None:
    chance = Random(seed)
    size, days = chance.randint(1, 30), sorted(chance.sample(range(100), chance.randint(2, 12)))
    stages = [[chance.choice((-1, 0, 0, 1, 2)) for _ in range(size)]]
    for _ in days[1:]:
        stages.append([chance.choice((now, now, now, -1, 0, 1, 2)) for now in stages[-1]])
    known = [chance.random() < 0.8 for _ in range(size)]
    value = np.array([chance.randint(0, 500) for _ in range(size)], dtype=np.int64)
    found = Memberships(np.array(days), {"main": np.array(stages, dtype=np.int8)}, {}, {}, {}, {}, {})
    made = moves(declared().lifecycles[0], found, np.array(known), value, 0)
    names = {-2: NOT_YET, -1: OUTSIDE, **dict(enumerate(STAGES))}
    expected = {}
    for (start, end), customers in oracle.matrix(stages, known).items():
        left = [oracle.leaving(days, stages, one) for one in customers]
        days_left = [day for day in left if day is not None]
        has_median = start not in (-2, end)
        median = float(np.median(days_left)) if has_median else None
        expected[names[start], names[end]] = (len(customers), sum(int(value[one]) for one in customers), median)
    assert expected == {(one.origin, one.target): (one.customers, one.value, one.median_days) for one in made.moves}
    for position, dwell in enumerate(made.dwells):
        stays = oracle.stays(days, stages, position)
        ended = sum(has_ended for _, has_ended in stays)
        assert (len(stays), ended, oracle.median(stays)) == (dwell.stays, dwell.ended, dwell.median_days)


@given(some.lists(some.integers(0, 40), min_size=1, max_size=6), some.integers(0, 15))
def test_no_small_part_of_a_partition_can_be_worked_out(counts: list[int], smallest: int) -> None:
    kept = partition(counts, smallest)
    hidden = [count for count, show in zip(counts, kept, strict=True) if show is None]
    assert all(count == show for count, show in zip(counts, kept, strict=True) if show is not None)
    assert not any(0 < show < smallest for show in kept if show is not None)
    assert len(hidden) != 1 or sum(count > 0 for count in counts) == 1
    if not any(0 < count < smallest for count in counts):
        assert tuple(counts) == kept


@given(some.integers(0, 60), some.integers(0, 60), some.integers(0, 60), some.integers(0, 15))
def test_a_count_is_withheld_with_its_small_rest(both: int, first: int, second: int, smallest: int) -> None:
    parts = (both, first, second)
    is_small = any(0 < part < smallest for part in parts)
    assert (None if is_small else both) == pair(both, both + first, both + second, smallest)
    assert (None if 0 < both < smallest or 0 < first < smallest else both) == shown(both, both + first, smallest)


def test_groups_below_the_smallest_show_neither_count_nor_value() -> None:
    people = crowd(3, 12)
    found = groups(people, 10)
    assert {(None, None)} == {(one.customers, one.value) for one in found if one.customers is None}
    assert any(one.customers is None for one in found)


def test_a_name_is_found_by_all_its_spellings() -> None:
    book = declared()
    assert ("segment", "vip") == (find(book, "vip")[0].kind, find(book, "segment:vip")[0].name)
    assert "new" == find(book, "stage:main.new")[0].name == find(book, "main.new")[0].name
    assert () == find(book, "nobody")


def test_pseudonyms_depend_on_the_key_and_on_nothing_else() -> None:
    first, other = b"k" * 32, b"l" * 32
    assert pseudonyms(("A1", "B2"), first) == pseudonyms(("B2", "A1"), first)
    assert not set(pseudonyms(("A1",), first)) & set(pseudonyms(("A1",), other))
    # HMAC-SHA256 as another program computes it, so that lists of earlier years still match
    assert ("544831781199b64f2ebf359678ff6019",) == pseudonyms(("A1",), first)
    with pytest.raises(ValueError):
        pseudonyms(("A1",), b"short")
