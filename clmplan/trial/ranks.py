"""Boundary tests of a top share: just enough others below the customer, one too few, and who counts at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clmplan.codes import trial_words as words
from clmplan.model.expression import Constant, Expression, Not, SegmentMember, TopShare, Type
from clmplan.model.playbook import Segment
from clmplan.model.playbook_test import ExpectCondition, GivenCustomer, GivenOthers, PlaybookTest
from clmplan.trial.facts import Spoken
from clmplan.trial.names import named, sought
from clmplan.trial.search import Search, boundaries

_PEOPLE = 100
_ALWAYS = Constant(True, Type.CONDITION)


def ranked(segment: Segment, share: TopShare, search: Search, on: date, spoken: Spoken) -> Iterator[PlaybookTest | str]:
    """The tests of a ranked segment; the name alone where no such customers were found.

    Of 100 people a share of p percent selects whoever has 100 - p others on the far side: one fewer is one too few.
    """
    needed = _PEOPLE - share.percent
    names = {"name": segment.name, "others": str(_PEOPLE - 1)}
    if needed != int(needed):
        yield words.NAMES["no_rank"].fill(spoken.locale, names)
        return
    sides = () if share.among is None else tuple(boundaries(segment.name, share.among, search.panel))
    at_sides = [(boundary, search.at(boundary)) for boundary in sides]
    pair = _two_values(share, search)
    if pair is None:
        yield words.NAMES["no_rank"].fill(spoken.locale, names)
        return
    ahead, behind = pair
    for count, is_inside in ((int(needed), True), (int(needed) - 1, False)):
        wording = words.NAMES["rank_inside" if is_inside else "rank_outside"]
        name = wording.fill(spoken.locale, {**names, "behind": str(count)})
        yield _test(name, on, ahead, _others((count, behind), (_PEOPLE - 1 - count, ahead)), segment.name, is_inside)
    for boundary, others in at_sides:
        counts = others is not None and search.evaluate(others, boundary.condition) is True
        text = sought(boundary, spoken) if others is None else named(boundary, counts, spoken)
        name = words.NAMES["rank_others"].fill(spoken.locale, {"boundary": text})
        if others is None or (counts and not _is_ahead(share, search, ahead, others)):
            yield name
            continue
        # they count, so the customer is ahead of enough others; or they do not, and too few are left
        people = _others((int(needed), others), (_PEOPLE - 1 - int(needed), ahead))
        yield _test(name, on, ahead, people, segment.name, counts)


def _two_values(share: TopShare, search: Search) -> tuple[GivenCustomer, GivenCustomer] | None:
    """Two customers who both count and differ in what is ranked, with as few events as will do: ahead, behind."""
    among: Expression = share.among if share.among is not None else _ALWAYS
    people: dict[int, dict[object, GivenCustomer]] = {}
    for settings in search.nearby():
        customer = search.panel.customer(settings)
        value = search.evaluate(customer, share.by)
        if value is not None and search.evaluate(customer, among) is True:
            people.setdefault(len(customer.events), {}).setdefault(value, customer)
    for _, same in sorted(people.items()):
        if len(same) > 1:
            low, high = min(same), max(same)  # type: ignore[type-var]  # values of one metric
            return (same[low], same[high]) if share.bottom else (same[high], same[low])
    return None


def _is_ahead(share: TopShare, search: Search, one: GivenCustomer, other: GivenCustomer) -> bool:
    own, theirs = search.evaluate(one, share.by), search.evaluate(other, share.by)
    if own is None or theirs is None:
        return False
    return bool(own < theirs if share.bottom else own > theirs)  # type: ignore[operator]  # values of one metric


def _others(*groups: tuple[int, GivenCustomer]) -> tuple[GivenOthers, ...]:
    return tuple(GivenOthers(count, each) for count, each in groups if count)


def _test(
    name: str, on: date, customer: GivenCustomer, others: tuple[GivenOthers, ...], segment: str, is_inside: bool
) -> PlaybookTest:
    member = SegmentMember(segment)
    return PlaybookTest(
        name, on, customer, others, expectations=(ExpectCondition(member if is_inside else Not(member)),)
    )
