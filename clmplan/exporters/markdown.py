"""The next two weeks as a short Markdown text, to be pasted into a chat of Feishu, WeCom or Slack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from clmplan.codes import export_words
from clmplan.codes import sheet_words as words
from clmplan.codes.calendar import task_label
from clmplan.exporters.edition import Edition
from clmplan.exporters.kind import Exporter
from clmplan.exporters.lines import Line, plain
from clmplan.model.plan import Plan
from clmplan.model.team.conflict import Weight
from clmplan.model.team.exported import Exported

_DAYS = 14
_MOST_LETTERS = 4_000
_MOST_OF_A_NAME = 60
_MEANINGFUL = {ord(sign): f"\\{sign}" for sign in "\\`*_[]<>~|&"}
_OPENING = re.compile(r"^(\d*)([#+\-=.)])")  # a heading, an item of a list, a line under a heading


def calendar_md(edition: Edition) -> bytes:
    """Late work first, what moved or is cancelled, then each day with its tasks and sends; the rest is counted."""
    plan, say = edition.plan, words.CHAT
    title = _escaped(plan.playbook.title) or _escaped(plan.playbook.name)
    late = [line for line in edition.lines if line.task is not None and line.task.is_late]
    coming = [
        line for line in edition.lines if line.day >= plan.as_of and not (line.task is not None and line.task.is_late)
    ]
    if not coming and not late and not edition.cancelled:
        return f"**{say['empty'].fill(plan.locale, {'title': title})}**\n".encode()
    first = coming[0].day if coming else plan.as_of
    last = first + timedelta(days=_DAYS - 1)
    shown = [line for line in coming if line.day <= last]
    head = f"**{say['title'].fill(plan.locale, {'title': title, 'first': str(first), 'last': str(last)})}**"
    gone = [one for one in edition.cancelled if one.day <= last]
    return _fitted([head, *_conflicts(plan)], list(_blocks(plan, late, shown, gone)), plan.locale).encode()


def _conflicts(plan: Plan) -> Iterator[str]:
    count = sum(one.weight is Weight.HARD for one in plan.conflicts)
    if count:
        said = words.CHAT["one_conflict" if count == 1 else "conflicts"].fill(plan.locale, {"count": str(count)})
        yield f"**{said}**"


def _blocks(plan: Plan, late: list[Line], shown: list[Line], gone: list[Exported]) -> Iterator[tuple[str, list[str]]]:
    """Headings with their items."""
    if late:
        yield words.CHAT["late"].fill(plan.locale, {}), [_task(line, plan.locale, is_late=True) for line in late]
    news = [*_moved(shown, plan.locale), *_gone(gone, plan.locale)]
    if news:
        yield words.CHAT["news"].fill(plan.locale, {}), news
    for day, lines in groupby(shown, key=lambda line: line.day):
        yield _day(plan, day), [_item(line, plan.locale) for line in lines]


def _fitted(head: list[str], blocks: list[tuple[str, list[str]]], locale: str) -> str:
    """The text up to the most that chats take; the items left over are counted at its end."""
    left = sum(len(items) for _, items in blocks)
    text = "\n".join(head) + "\n"
    spare = len(_more(left, locale))
    for heading, items in blocks:
        opening = f"\n**{heading}**\n"
        for item in items:
            addition = f"{opening}- {item}\n"
            if len(text) + len(addition) + spare > _MOST_LETTERS:
                return text + _more(left, locale)
            text, opening, left = text + addition, "", left - 1
    return text


def _more(count: int, locale: str) -> str:
    return f"\n{words.CHAT['more'].fill(locale, {'count': f'{count:,}'})}\n"


def _day(plan: Plan, day: date) -> str:
    table = plan.playbook.day_table
    values = {"weekday": export_words.WEEKDAYS[day.weekday()].fill(plan.locale, {}), "day": f"{day:%m-%d}"}
    mark = words.WORKING_DAY if day in table.made_up_workdays else words.DAY_OFF
    if day in table.made_up_workdays or not table.is_workday(day):
        return words.CHAT["day_off"].fill(plan.locale, {**values, "mark": mark.fill(plan.locale, {})})
    return words.CHAT["day"].fill(plan.locale, values)


def _item(line: Line, locale: str) -> str:
    if line.send is None:
        return _task(line, locale, is_late=False)
    count = line.send.waterfall.contacts if line.expected is None else line.expected
    people = words.CHAT["one_person" if count == 1 else "people"].fill(locale, {"count": f"{count:,}"})
    parts = (_escaped(line.title), _escaped(line.channel), people, _escaped(line.owner))
    said = _at(line, locale) + " · ".join(part for part in parts if part)
    return words.CHAT["estimated"].fill(locale, {"what": said}) if line.send.send.estimated else said


def _at(line: Line, locale: str) -> str:
    """The time, on whose clock, and what parts it from the title."""
    send = line.send.send if line.send is not None else None
    if send is not None and send.is_local and send.time is not None:
        return words.CHAT["local"].fill(locale, {"time": f"{send.time:%H:%M}"}) + " · "
    return "" if line.start is None else f"{line.start:%H:%M} "


def _moved(lines: list[Line], locale: str) -> Iterator[str]:
    for line in lines:
        if line.change == "moved":
            values = {"day": f"{line.day:%m-%d}", "what": _item(line, locale)}
            yield words.CHAT["moved"].fill(locale, values)


def _gone(entries: list[Exported], locale: str) -> Iterator[str]:
    for one in entries:
        titles = (one.campaign_title, one.wave_title) if one.kind == "send" and one.campaign_title else (one.summary,)
        at = "" if one.time is None else f"{one.time:%H:%M} "
        what = at + " · ".join(_escaped(part) for part in (*titles, one.channel, one.owner) if part)
        yield words.CHAT["cancelled"].fill(locale, {"day": f"{one.day:%m-%d}", "what": what})


def _task(line: Line, locale: str, *, is_late: bool) -> str:
    if line.task is None:
        raise ValueError(f"the line {line.id} is no task")
    task = words.CHAT["task"].fill(locale, {"task": _escaped(task_label(line.task.task, locale))})
    due = words.CHAT["due"].fill(locale, {"day": f"{line.task.due:%m-%d}"}) if is_late else ""
    return " · ".join(part for part in (task, _escaped(line.title), _escaped(line.owner), due) if part)


def _escaped(text: str) -> str:
    """Author text that no chat takes for a sign of its own, cut where it would fill the text alone."""
    name = plain(text)
    cut = name if len(name) <= _MOST_OF_A_NAME else f"{name[:_MOST_OF_A_NAME]}…"
    return _OPENING.sub(r"\1\\\2", cut.translate(_MEANINGFUL))


EXPORTER = Exporter("markdown", ".md", calendar_md, words.CHAT_TITLE, "calendar")
