"""A census as tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from clmplan.base.money import Money
from clmplan.base.source import Span
from clmplan.census.crowd import VALUE_DAYS
from clmplan.census.cut_points import cut_points
from clmplan.census.gaps import gaps, unknowns
from clmplan.census.groups import Group, Meaning, groups
from clmplan.census.moves import NOT_YET, OUTSIDE, Dwell, Move, Moves
from clmplan.census.overlap import Overlap, overlaps
from clmplan.census.waterfall import Drop, Fall, waterfalls
from clmplan.censuses import Census
from clmplan.cli.table import Row, aligned
from clmplan.codes.audience_words import SAYS
from clmplan.model.project import Project

_PAIRS = 12


@dataclass(frozen=True, slots=True)
class View:
    """A census and how it is looked at: the project, the day and the one before, the smallest group, the language."""

    census: Census
    project: Project
    day: date
    since: date | None
    smallest: int
    locale: str

    def say(self, sentence: str, /, **values: object) -> str:
        """A sentence in the language of the view."""
        return SAYS[sentence].fill(self.locale, {key: str(value) for key, value in values.items()})

    def count(self, count: int | None) -> str:
        """A number of customers, or the sign that it is withheld."""
        return "*" if count is None else f"{count:,}"

    def money(self, minor: int | None) -> str:
        """An amount, or the sign that it is withheld."""
        return "*" if minor is None else str(Money(minor, self.project.currency))

    def titled(self, name: str) -> str:
        """The title of a group by its name."""
        playbook = self.census.crowd.playbook
        titles = {stage.name: stage.title for one in playbook.lifecycles for stage in one.stages}
        titles |= {one.name: one.title for one in playbook.channels}
        titles |= {one.name: one.title for one in playbook.campaigns}
        titles |= {one.name: one.title for one in playbook.segments}
        return titles.get(name) or name


def overview_lines(view: View, shows_every_pair: bool) -> list[str]:
    """Everything about a day: stages, segments, campaigns, overlaps, what is missing."""
    crowd = view.census.crowd
    found = groups(crowd, view.smallest)
    lines = _head(view)
    for lifecycle in crowd.playbook.lifecycles:
        own = [one for one in found if one.of == lifecycle.name]
        lines += _groups(view, view.say("stages", lifecycle=lifecycle.title or lifecycle.name), own)
    for kind, title in (("segment", "segments"), ("campaign", "campaigns")):
        lines += _groups(view, view.say(title), [one for one in found if one.kind == kind])
    lines += _cuts(view)
    lines += _overlaps(view, overlaps(crowd, view.smallest), shows_every_pair)
    return lines + _gaps(view)


def group_lines(view: View, meaning: Meaning) -> list[str]:
    """One group: its size and value, how many of it each channel may reach, whom it shares with others."""
    crowd = view.census.crowd
    own = [
        one
        for one in groups(crowd, view.smallest)
        if (one.kind, one.of, one.name) == (meaning.kind, meaning.of, meaning.name)
    ]
    lines = _head(view) + _groups(view, meaning.written, own)
    for fall in waterfalls(crowd, meaning, view.smallest):
        lines += _fall(view, meaning, fall)
    pairs = [one for one in overlaps(crowd, view.smallest) if meaning.name in (one.first, one.second)]
    return lines + _overlaps(view, pairs, True) if pairs else lines


def moves_lines(view: View, moved: Iterable[Moves]) -> list[str]:
    """The matrix of each lifecycle between two days, and how long stays last."""
    lines: list[str] = []
    for one in moved:
        title = view.say("moves", lifecycle=one.lifecycle, first=view.since, last=view.day)
        head = (title, *(view.say(name) for name in ("customers", "value", "median_days")))
        lines += ["", *aligned([head, *(_move(view, move) for move in one.moves)], is_headed=True)]
        titles = tuple(view.say(name, first=view.since) for name in ("dwells", "stays", "ended", "median"))
        lines += ["", *aligned([titles, *(_dwell(view, stay) for stay in one.dwells)], is_headed=True)]
    return lines


def _head(view: View) -> list[str]:
    lines = [view.say("known", customers=f"{view.census.crowd.size:,}", day=view.day)]
    if view.census.purchases is not None:
        event, field = view.census.purchases
        lines.append(view.say("worth", event=event, field=field, days=VALUE_DAYS, day=view.day))
    if view.smallest > 1:
        lines.append(view.say("small", smallest=view.smallest))
    return lines


def _groups(view: View, title: str, found: Sequence[Group]) -> list[str]:
    if not found:
        return []
    crowd = view.census.crowd
    total = None if crowd.value is None else int(crowd.value.sum())
    head = [title, view.say("customers"), view.say("share")]
    head += [view.say("value"), view.say("value_share")] if total is not None else []
    rows: list[Row] = [tuple(head)]
    for one in found:
        name = one.title or one.name or view.say("outside")
        row = [name, view.count(one.customers), _share(one.customers, crowd.size)]
        row += [view.money(one.value), _share(one.value, total)] if total is not None else []
        rows.append(tuple(row))
    return ["", *aligned(rows, is_headed=True)]


def _cuts(view: View) -> list[str]:
    found = cut_points(view.census.crowd, view.census.ranked, view.project.currency)
    rows = [(view.titled(one.name), " · ".join(one.cuts)) for one in found]
    return ["", view.say("cuts"), *aligned(rows)] if rows else []


def _overlaps(view: View, found: Sequence[Overlap], shows_every_pair: bool) -> list[str]:
    largest = sorted(found, key=lambda one: (-(one.both or 0), one.first, one.second))
    kept = largest if shows_every_pair else largest[:_PAIRS]
    if not kept:
        return ["", view.say("overlaps"), "  " + view.say("no_pairs")]
    rows = [
        (
            f"{view.titled(one.first)} · {view.titled(one.second)}",
            view.count(one.both),
            _percent(one.share_of_first),
            _percent(one.share_of_second),
        )
        for one in kept
    ]
    head = tuple(view.say(name) for name in ("overlaps", "both", "of_first", "of_second"))
    lines = ["", *aligned([head, *rows], is_headed=True)]
    if len(kept) < len(largest):
        lines.append("  " + view.say("more_pairs", count=len(largest) - len(kept)))
    return lines


def _gaps(view: View) -> list[str]:
    lines: list[str] = []
    crowd = view.census.crowd
    missing = gaps(crowd, view.project, view.smallest)
    if missing:
        head = tuple(view.say(name) for name in ("gaps", "customers", "share", "used_by"))
        rows = [
            (one.field, view.count(one.customers), _share(one.customers, crowd.size), _users(view, one.used_by))
            for one in missing
        ]
        lines += ["", *aligned([head, *rows], is_headed=True)]
    unknown = unknowns(crowd, view.smallest)
    if unknown:
        head = tuple(view.say(name) for name in ("unknowns", "customers"))
        lines += ["", *aligned([head, *((one.name, view.count(one.customers)) for one in unknown)], is_headed=True)]
    return lines


def _users(view: View, names: Sequence[str]) -> str:
    return ", ".join(names) or view.say("unused")


def _fall(view: View, meaning: Meaning, fall: Fall) -> list[str]:
    title = view.say("fall", name=view.titled(meaning.name), channel=view.titled(fall.channel))
    rows = [(title, view.say("customers")), (view.say("all"), view.count(fall.customers))]
    rows += [(_dropped(view, drop), f"−{view.count(drop.customers)}") for drop in fall.drops]
    rows.append((view.say("left"), view.count(fall.left)))
    return ["", *aligned(rows, is_headed=True)]


def _dropped(view: View, drop: Drop) -> str:
    text = view.say(f"drop_{drop.rule}", detail=" ".join(drop.detail.split()))
    return text + _place(drop.at)


def _place(at: Span | None) -> str:
    return f" ({at})" if at is not None else ""


def _move(view: View, move: Move) -> Row:
    median = "–" if move.median_days is None else view.say("days", days=f"{move.median_days:g}")
    value = "–" if view.census.crowd.value is None else view.money(move.value)
    way = f"{_stage(view, move.origin)} → {_stage(view, move.target)}"
    return way, view.count(move.customers), value, median


def _stage(view: View, name: str) -> str:
    return {NOT_YET: view.say("not_yet"), OUTSIDE: view.say("outside")}.get(name) or view.titled(name)


def _dwell(view: View, stay: Dwell) -> Row:
    median = "–" if not stay.stays else view.say("unreached")
    if stay.median_days is not None:
        median = view.say("days", days=stay.median_days)
    return view.titled(stay.stage), view.count(stay.stays), view.count(stay.ended), median


def _share(part: int | None, whole: int | None) -> str:
    return _percent(None if part is None or not whole else part / whole)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
