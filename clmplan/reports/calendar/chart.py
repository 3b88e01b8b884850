"""The chart of campaigns: waves, channels and preparations as rows over the days of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from clmplan.codes.calendar import task_label
from clmplan.model.calendar import Task
from clmplan.reports.calendar.chart_ground import Span, ground, head, stretches
from clmplan.reports.calendar.tags import look_of
from clmplan.reports.calendar.views import Chart, ChartRow, Strand
from clmplan.reports.cast import Cast
from clmplan.reports.items import Item
from clmplan.reports.voice import count

_MOST_OPEN = 80
_MIDDLE, _BRIDGE = 9, 4


def chart_of(cast: Cast, items: tuple[Item, ...], tags: Mapping[str, int]) -> Chart:
    """The chart; `tags` are the filter combinations of sends and tasks by id. Folded when it has very many rows."""
    strands: dict[str, dict[tuple[str, ...], list[Item]]] = {}
    for item in items:
        strands.setdefault(item.campaign, {}).setdefault(_strand_of(item), []).append(item)
    rows = tuple(_row(cast, name, strands[name], tags) for name in cast.names if name in strands)
    shapes, size = head(cast)
    return Chart(
        max(1, len(cast.plan.horizon)),
        cast.voice.say("chart_about"),
        **ground(cast),
        head=shapes,
        head_size=size,
        is_folded=sum(len(row.strands) for row in rows) > _MOST_OPEN,
        rows=rows,
    )


def _strand_of(item: Item) -> tuple[str, ...]:
    line = item.lines[0]
    if item.task:
        return ("task", item.task.task, line.owner)
    return ("send", line.wave, line.channel_name)


def _row(cast: Cast, name: str, members: Mapping[tuple[str, ...], list[Item]], tags: Mapping[str, int]) -> ChartRow:
    campaign = next(one for one in cast.plan.playbook.campaigns if one.name == name)
    ordered = sorted(members.values(), key=lambda items: items[0].task is not None)
    place = cast.place(name)
    strands = tuple(_strand(cast, items, tags, f"strand-{place}-{number}") for number, items in enumerate(ordered))
    everything = [item for items in ordered for item in items]
    return ChartRow(
        look_of(cast, name),
        cast.title(name),
        campaign.owner or "",
        _dates(cast, everything),
        count(sum(strand.contacts for strand in strands)),
        strands,
    )


def _strand(cast: Cast, items: list[Item], tags: Mapping[str, int], anchor: str) -> Strand:
    first, contacts = items[0], sum(item.contacts for item in items)
    numbers = sorted({tags[line.id] for item in items for line in item.lines})
    dates, total = _dates(cast, items), count(contacts)
    label = _label(cast, first)
    drawn = _task_path(cast, items) if first.task else _send_paths(cast, items)
    kind = "task" if first.task else "send"
    look = f"{kind} late" if any(item.task and item.task.is_late for item in items) else kind
    about = " · ".join(part for part in (cast.title(first.campaign), label, dates, "" if first.task else total) if part)
    return Strand(
        anchor, look, " ".join(map(str, numbers)), label, dates, contacts, "" if first.task else total, *drawn, about
    )


def _label(cast: Cast, item: Item) -> str:
    line = item.lines[0]
    if item.task:
        label = cast.voice.say("preparation_of", task=task_label(item.task.task, cast.voice.locale))
        return " · ".join(part for part in (label, line.owner) if part)
    wave = cast.wave(item.campaign, line.wave) if len(line.campaign.waves) > 1 else ""
    return " · ".join(part for part in (wave, line.channel) if part)


def _dates(cast: Cast, items: Iterable[Item]) -> str:
    """From the first to the last day of sends; of preparations when there are no sends."""
    own = tuple(items)
    chosen = [item for item in own if item.task is None] or own
    first, last = min(map(_begins, chosen)), max(item.last for item in chosen)
    return cast.voice.short(first) + (f" – {cast.voice.short(last)}" if last > first else "")


def _begins(item: Item) -> date:
    return _starts(item.task) if item.task else item.first


def _starts(task: Task) -> date:
    return min(task.starts or task.due, task.due)


def _send_paths(cast: Cast, items: list[Item]) -> tuple[str, str, str, str]:
    """Dated sends day by day; triggered ones as stretches that short breaks do not end; estimated ones apart."""
    dated, triggered, estimated, estimated_run = set[date](), set[date](), set[date](), set[date]()
    for item in items:
        for line in item.lines:
            if line.send is not None:
                send = line.send.send
                sure, guessed = (triggered, estimated_run) if send.is_triggered else (dated, estimated)
                (guessed if send.estimated else sure).add(line.day)
    return (
        _path(stretches(cast, dated)),
        _path(stretches(cast, triggered, _BRIDGE)),
        _path(stretches(cast, estimated)),
        _path(stretches(cast, estimated_run, _BRIDGE)),
    )


def _task_path(cast: Cast, items: list[Item]) -> tuple[str, str, str, str]:
    """Bars from the day a preparation begins to the day it is due; those before the plan stand on its first day."""
    start, length = cast.plan.horizon.start, len(cast.plan.horizon)
    spans = []
    for item in items:
        if item.task:
            first = max(0, min(length - 1, (_starts(item.task) - start).days))
            spans.append((first, max(first, min(length - 1, (item.task.due - start).days)) - first + 1))
    return _path(spans), "", "", ""


def _path(spans: Iterable[Span]) -> str:
    """Level strokes as a path, each from where the last one ended."""
    parts, end = [], None
    for first, length in spans:
        parts.append(f"M{first} {_MIDDLE}h{length}" if end is None else f"m{first - end} 0h{length}")
        end = first + length
    return "".join(parts)
