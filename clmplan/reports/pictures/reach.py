"""The reach of a plan: from audience places, past each step, to contacts."""

from __future__ import annotations

from clmplan.model.plan import Plan
from clmplan.model.step import Step
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import FAINT, PALETTE, line, rect, text
from clmplan.reports.views import Cell, Picture, Shape, Table, numbers, words
from clmplan.reports.voice import count, ratio

WIDTH, LEFT, RIGHT, ROW = 1120.0, 210.0, 940.0, 30.0
STRONG, CUT = PALETTE[0], PALETTE[2]


def audience_of(plan: Plan) -> int:
    """Audience places over all sends."""
    return sum(one.waterfall.audience for one in plan.sends)


def refused_at(plan: Plan, step: Step) -> int:
    """Places refused at a step over all sends."""
    return sum(one.waterfall.refused_at(step) for one in plan.sends)


def reach_picture(cast: Cast) -> Picture:
    """The waterfall of the whole plan: the steps that refuse anybody."""
    say, plan = cast.voice.say, cast.plan
    audience = audience_of(plan)
    steps = [(step, refused_at(plan, step)) for step in Step if refused_at(plan, step)]
    unit = (RIGHT - LEFT) / max(1, audience)
    shapes = _bar(0, say("audience"), (0, audience * unit), STRONG, count(audience))
    rows = [(*words(say("audience")), *numbers("", count(audience), ratio(audience, audience)))]
    left = audience
    for index, (step, refused) in enumerate(steps, 1):
        left -= refused
        label = say(f"step_{step.value}")
        x = LEFT + left * unit
        shapes += _bar(
            index, label, (left * unit, refused * unit), CUT, f"−{count(refused)} · {ratio(refused, audience)}"
        )
        shapes.append(line(x, ROW * index + 2, x, ROW * (index + 1) + 6, FAINT, cls="axis"))
        rows.append((*words(label), *numbers(count(refused), count(left), ratio(left, audience))))
    last = len(steps) + 1
    reached = f"{count(plan.contacts)} · {ratio(plan.contacts, audience)}"
    shapes += _bar(last, say("contacts"), (0, plan.contacts * unit), STRONG, reached)
    rows.append((*words(say("contacts")), *numbers("", count(plan.contacts), ratio(plan.contacts, audience))))
    heads = (Cell(say("step")), *(Cell(say(key), True) for key in ("refused", "remaining", "share")))
    about = say("reach_about", audience=count(audience), contacts=count(plan.contacts))
    height = f"{ROW * (last + 1) + 4:.0f}"
    return Picture(
        "reach-all", say("reach_all"), about, f"{WIDTH:.0f}", height, tuple(shapes), Table("", heads, tuple(rows))
    )


def _bar(row: int, label: str, span: tuple[float, float], fill: str, amount: str) -> list[Shape]:
    """One row; `span` is where its bar begins and how wide it is."""
    y, x, width = ROW * row + 6, LEFT + span[0], max(1.5, span[1])
    return [
        text(LEFT - 12, y + 15, label, 12, anchor="end"),
        rect(x, y, width, 21, fill, tip=f"{label} · {amount}", rx=2),
        text(x + width + 8, y + 15, amount, 12, weight="600"),
    ]
