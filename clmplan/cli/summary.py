"""The result of a compilation in a screenful."""

from __future__ import annotations

from pathlib import Path

from clmplan import pipeline
from clmplan.base.excerpt import padded, width
from clmplan.cli.speak import say
from clmplan.model.plan import Count, Plan


def summary(planned: pipeline.Planned, locale: str, folder: Path) -> list[str]:
    """Lines for the terminal: rows, stages, sends, money, files."""
    plan = planned.compiled.plan
    lines = [say("customers", locale, customers=f"{plan.customers:,}", as_of=plan.as_of)]
    for one in plan.counts:
        lines.append(
            "  "
            + say(
                "rows", locale, file=one.file, rows=f"{one.rows:,}", used=f"{one.used:,}", aside=f"{one.set_aside:,}",
                later=f"{one.later:,}", as_of=plan.as_of,
            )
        )  # fmt: skip
    lines += _counts(say("stages", locale), plan.stages) + _counts(say("segments", locale), plan.segments)
    lines.append(_sends(plan, locale))
    lines += ["", say("written", locale)]
    lines += [f"  {folder / name}" for name in ("calendar.html", "report.html", "calendar.ics", "calendar.csv")]
    lines += [f"  {folder / name}" for name in ("budget.csv", "plan.json")]
    return lines


def _counts(title: str, counts: tuple[Count, ...]) -> list[str]:
    if not counts:
        return []
    names = max(width(count.title) for count in counts)
    return [title, *(f"  {padded(count.title, names)}  {count.customers:>9,}" for count in counts)]


def _sends(plan: Plan, locale: str) -> str:
    reaching = sum(planned.waterfall.contacts > 0 for planned in plan.sends)
    return say(
        "sends",
        locale,
        sends=f"{reaching:,}",
        contacts=f"{plan.contacts:,}",
        cost=plan.cost,
        first=plan.horizon.start,
        last=plan.horizon.last,
    )
