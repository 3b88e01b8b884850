"""What sense concludes from a condition is true of every customer, with missing values, and no text breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from clmplan.audience.plain import CustomerView, evaluate
from clmplan.language.sense.checks import sense
from clmplan.language.sense.reading.facts import Fact
from clmplan.language.sense.reading.ranges import Listed, covers, numbers
from clmplan.language.sense.reading.truth import Truth, truth_of
from clmplan.model.expression import Expression
from clmplan.model.playbook import Playbook
from tests.spec.chapters import project
from tests.unit.language.judging import HEAD, campaign, read
from tests.unit.language.mutations import PLAYBOOKS, project_of, text_of

DAY = 20_000
ATOMS = (
    "count(orders) = 0", "count(orders) >= 1", "count(orders) > 2", "count(orders) between 1 and 2",
    "days since last order <= 2", "days since last order > 2", "days since last order between 2 and 3",
    "days since first order = 3", "age != 2", "age < 2", "age is missing", "not (age > 1)", "points = 1.5",
    "points > 1", "tier = gold", "tier != gold", "tier in [gold, silver]", "not (tier in [silver])", "email_ok is yes",
    "main = new", "main != new", "main in [old, gone]", "frequent", "silver_hand", "orders_so_far < 2",
    "country = \"A\"", "country != \"A\"", "count(orders where units > 1) > 0", "sum(orders.units) > 2",
)  # fmt: skip
DECLARED = (
    HEAD
    + """lifecycle main first match {
  stage new when count(orders) = 1 and days since last order <= 2
  stage old when count(orders) >= 2
  stage gone when age > 2
}
metric orders_so_far = count(orders)
segment frequent = count(orders) > 1 and not (days since last order > 3)
segment silver_hand = tier = silver and frequent
"""
)
CONDITIONS = some.recursive(
    some.sampled_from(ATOMS),
    lambda inner: some.one_of(
        some.builds(lambda one: f"not ({one})", inner),
        some.builds(lambda one, other: f"({one}) and ({other})", inner, inner),
        some.builds(lambda one, other: f"({one}) or ({other})", inner, inner),
    ),
    max_leaves=6,
)


def orders(ages: list[int], units: list[int | None]) -> tuple[Mapping[str, object], ...]:
    """Orders some days ago, the oldest first, with the units of each."""
    oldest_first = sorted(ages, reverse=True)
    return tuple({"@day": DAY - one, "units": much} for one, much in zip(oldest_first, units, strict=False))


CUSTOMERS = some.builds(
    lambda ages, units, age, points, tier, email, country: CustomerView(
        "K",
        {"age": age, "points": points, "tier": tier, "email_ok": email, "country": country},
        {"orders": orders(ages, units)},
    ),
    some.lists(some.integers(1, 4), max_size=3),
    some.lists(some.sampled_from((None, 1, 2)), min_size=3, max_size=3),
    some.sampled_from((None, 0, 1, 2, 3)),
    some.sampled_from((0, Decimal("1.5"), 2)),
    some.sampled_from(("gold", "silver", "plain")),
    some.booleans(),
    some.sampled_from(("A", "B")),
)
BRISK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def asked(condition: str) -> tuple[Expression, Truth, Playbook]:
    playbook, _ = read(f"{DECLARED}segment it = {condition}\n")
    return playbook.segments[-1].condition, truth_of(playbook, project("gbp")), playbook


def holds(fact: Fact, customer: CustomerView, playbook: Playbook) -> bool | None:
    """Whether a fact is true of a customer; None when its quantity is missing."""
    value = evaluate(fact.quantity, customer, DAY, playbook, {})
    if value is None:
        return None
    if isinstance(fact.values, Listed):
        return fact.values.covers(Listed(frozenset({value}), choices=fact.values.choices))
    number = Decimal(value) if isinstance(value, int) else Decimal(str(float(value)))
    return covers(fact.values, numbers((((number, 0), (number, 1)),), is_whole=fact.values.is_whole))


@BRISK
@given(CONDITIONS, some.lists(CUSTOMERS, min_size=5, max_size=5))
def test_what_a_condition_implies_holds_where_it_is_true(written: str, customers: list[CustomerView]) -> None:
    condition, truth, playbook = asked(written)
    for customer in customers:
        if evaluate(condition, customer, DAY, playbook, {}) is True:
            assert all(holds(fact, customer, playbook) for fact in truth.implied(condition))


@BRISK
@given(CONDITIONS, some.lists(CUSTOMERS, min_size=5, max_size=5))
def test_a_condition_about_one_quantity_is_true_exactly_for_its_values(
    written: str, customers: list[CustomerView]
) -> None:
    condition, truth, playbook = asked(written)
    for customer in customers:
        is_true = evaluate(condition, customer, DAY, playbook, {}) is True
        whole, region = truth.of(condition), truth.region(condition)
        if whole is not None:
            assert is_true == (holds(whole, customer, playbook) is True)
        if region is not None:
            assert is_true == all(holds(fact, customer, playbook) is True for fact in region.values())


COUNTS = ("", "count(orders) = 0", "count(orders) = 1", "count(orders) >= 1", "count(orders) >= 2")
SILENCES = (
    "", "days since last order <= 2", "days since last order > 2", "days since last order between 2 and 4",
    "days since last order >= 4", "days since last order = 3",
)  # fmt: skip
STAGES = some.builds(
    lambda count, silence: " and ".join(one for one in (count, silence) if one),
    some.sampled_from(COUNTS),
    some.sampled_from(SILENCES),
).filter(bool)
EVERYBODY = tuple(
    CustomerView("K", {}, {"orders": orders([9] * (count - 1) + [last] * (count > 0), [1] * count)})
    for count, last in product(range(4), range(1, 8))
)


def stages_of(claim: str, conditions: list[str]) -> tuple[Mapping[str, set[str]], list[list[bool]]]:
    """What is said about a lifecycle, by code; and for each customer which of its stages hold."""
    written = "".join(f"  stage s{number} when {one}\n" for number, one in enumerate(conditions))
    playbook, documents = read(f"{HEAD}lifecycle life {claim} {{\n{written}}}\n{campaign('life = s0')}")
    said: dict[str, set[str]] = {}
    for one in sense(playbook, documents, project("gbp")):
        said.setdefault(one.code.id, set()).add(dict(one.values).get("stage") or dict(one.values).get("second") or "")
    stages = [stage.condition for stage in playbook.lifecycles[0].stages if stage.condition is not None]
    return said, [[evaluate(one, who, DAY, playbook, {}) is True for one in stages] for who in EVERYBODY]


@BRISK
@given(some.lists(STAGES, min_size=2, max_size=4))
def test_stages_that_nobody_can_enter_and_those_that_share_customers_are_found(conditions: list[str]) -> None:
    said, held = stages_of("exclusive", conditions)
    never = {f"s{number}" for number in range(len(conditions)) if not any(one[number] for one in held)}
    assert said.get("CLM432", set()) <= never
    meeting = {
        f"s{second}"
        for second in range(len(conditions))
        for first in range(second)
        if any(one[first] and one[second] for one in held)
    }
    assert meeting == said.get("CLM434", set())


@BRISK
@given(some.lists(STAGES, min_size=2, max_size=4))
def test_a_stage_called_covered_gets_nobody(conditions: list[str]) -> None:
    said, held = stages_of("first match", conditions)
    for name in said.get("CLM433", set()):
        assert not any(one[int(name[1:])] and not any(one[: int(name[1:])]) for one in held)


@BRISK
@given(some.lists(STAGES, min_size=1, max_size=4))
def test_where_a_gap_is_said_somebody_has_no_stage(conditions: list[str]) -> None:
    said, held = stages_of("complete", conditions)
    if "CLM435" in said:
        assert any(not any(one) for one in held)


@BRISK
@given(some.sampled_from(PLAYBOOKS), some.integers(0, 10_000), some.integers(1, 60))
def test_a_playbook_with_a_piece_missing_is_judged_or_refused(path: str, start: int, size: int) -> None:
    from clmplan.base.source import Source
    from clmplan.language.parse import parse
    from clmplan.language.resolve import resolve

    text = text_of(path)
    start %= len(text)
    document = parse(Source("playbook.clm", text[:start] + text[start + size :])).value
    resolved = resolve((document,), project_of(path))
    if resolved.value is None:
        return
    found = sense(resolved.value, (document,), project_of(path), is_pedantic=True)
    assert found == sense(resolved.value, (document,), project_of(path), is_pedantic=True)
    for one in found:
        assert one.place is not None and 0 <= one.place.start <= one.place.end <= len(document.source.text)
        assert all(one.message(locale) and one.help(locale) for locale in ("en", "zh"))
