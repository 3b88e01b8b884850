"""The result of a command in a screenful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from clmplan.base.money import Money
from clmplan.cli.speak import say
from clmplan.cli.table import aligned
from clmplan.codes import conflict_words
from clmplan.codes.cli_words import FILES
from clmplan.codes.editions import CALENDAR_OF, CALENDAR_OF_NOBODY
from clmplan.model.plan import Count, Plan
from clmplan.model.run import Planned
from clmplan.model.team.conflict import Weight

_SHOWN = 3


def summary(planned: Planned, locale: str) -> list[str]:
    """A compiled plan for the terminal: rows, stages, segments, campaigns with contacts and money."""
    plan = planned.compiled.plan
    days = {"as_of": plan.as_of, "first": plan.horizon.start, "last": plan.horizon.last}
    lines = [say("planned", locale, title=plan.playbook.title or plan.playbook.name, **days), ""]
    lines.append(say("customers", locale, customers=f"{plan.customers:,}", as_of=plan.as_of))
    for one in plan.counts:
        numbers = {"rows": one.rows, "used": one.used, "aside": one.set_aside, "later": one.later}
        shown = {name: f"{number:,}" for name, number in numbers.items()}
        taken_back = say("taken_back", locale, count=f"{one.netted:,}") if one.netted else ""
        lines.append("  " + say("rows", locale, file=one.file, as_of=plan.as_of, **shown) + taken_back)
    lines += _counts(plan.stages, "stages", locale) + _counts(plan.segments, "segments", locale)
    return lines + _campaigns(plan, locale) + _conflicts(plan, locale)


def files_written(
    folder: Path, names: tuple[str, ...], first: str, locale: str, whose: Mapping[str, str] | None = None
) -> list[str]:
    """Where the outputs are, what each is for, and which to open first; `whose` are the calendars of one owner."""
    order = {name: place for place, name in enumerate(FILES)}
    parts = whose or {}
    # Calendars of single owners and channels follow the calendar of all.
    known = sorted(names, key=lambda name: (order.get("calendar.ics" if name in parts else name, len(order)), name))
    rows = []
    for name in known:
        words = FILES.get(name)
        if name in parts:
            words = CALENDAR_OF if parts[name] else CALENDAR_OF_NOBODY
        rows.append((name, words.fill(locale, {"name": parts.get(name, "")}) if words else ""))
    return [say("written", locale, folder=folder), *aligned(rows), say("open_first", locale, file=folder / first)]


def _counts(counts: tuple[Count, ...], name: str, locale: str) -> list[str]:
    groups = dict.fromkeys(count.group for count in counts)
    lines: list[str] = []
    for group in groups:
        rows = [(count.title, f"{count.customers:,}") for count in counts if count.group == group]
        head = (
            f"{say(name, locale)} ({group})" if len(groups) > 1 else say(name, locale),
            say("head_customers", locale),
        )
        lines += ["", *aligned([head, *rows], is_headed=True)]
    return lines


def _campaigns(plan: Plan, locale: str) -> list[str]:
    """Campaigns in their order with sends, contacts and cost; the last row adds them up."""
    sends, contacts, money = Counter[str](), Counter[str](), Counter[str]()
    for planned in plan.to_do:
        name = planned.send.campaign
        sends[name] += 1
        contacts[name] += planned.waterfall.contacts
        money[name] += planned.cost.minor
    head = tuple(say(name, locale) for name in ("campaigns", "head_sends", "head_contacts", "head_cost"))
    rows = [
        (one.title or one.name, f"{sends[one.name]:,}", f"{contacts[one.name]:,}", _money(money[one.name], plan))
        for one in plan.playbook.campaigns
    ]
    total = (say("total", locale), f"{sends.total():,}", f"{plan.contacts:,}", _money(plan.cost.minor, plan))
    return ["", *aligned([head, *rows, total], is_headed=True)]


def _conflicts(plan: Plan, locale: str) -> list[str]:
    """How many conflicts there are of each weight, and the first of the hard ones."""
    counts = Counter(one.weight for one in plan.conflicts)
    if not counts:
        return []
    said = [
        conflict_words.COUNT_OF.fill(locale, {"count": f"{counts[weight]:,}", "weight": name.fill(locale, {})})
        for weight, name in ((weight, conflict_words.WEIGHTS[weight.value]) for weight in Weight)
        if counts[weight]
    ]
    joined = ", ".join(said) if locale == "en" else "、".join(said)
    lines = ["", conflict_words.COUNTED.fill(locale, {"counts": joined})]
    for one in [one for one in plan.conflicts if one.weight is Weight.HARD][:_SHOWN]:
        values = {"place": str(one.said.place), "sentence": one.said.message(locale)}
        lines.append("  " + conflict_words.WHERE.fill(locale, values))
    return lines


def _money(minor: int, plan: Plan) -> str:
    return str(Money(minor, plan.currency))
