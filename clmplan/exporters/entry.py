"""Each line as an entry of a calendar: its title, its text, and the digest by which a change of it is noticed."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import NamedTuple

from clmplan.base.clock import ClockTime
from clmplan.base.diagnostics import Wording
from clmplan.base.money import Money
from clmplan.codes import entry_words, export_words
from clmplan.codes.calendar import TASK_LABELS
from clmplan.exporters.lines import Line, audience_of, plain
from clmplan.exporters.marks import wave_of
from clmplan.model.calendar import Send, Task
from clmplan.model.plan import Plan, PlannedSend
from clmplan.model.playbook import Campaign
from clmplan.model.step import Step
from clmplan.model.team.exported import Exported, Ledger

# Calendar services refuse longer ones.
_MOST_OF_SUMMARY, _MOST_OF_TEXT = 250, 2000


class _Moment(NamedTuple):
    """When an entry is: its last day, its wall time and zone, its first day when it has several."""

    day: date
    time: ClockTime | None
    zone: str
    starts: date | None


def latest(ledger: Ledger) -> int:
    """The number of the last edition that changed anything; 0 when nothing was given out."""
    return max((one.edition for one in ledger.values()), default=0)


class Entries:
    """Makes the entries of one plan; what many lines share is worded once.

    INVARIANT: a digest is of facts and author text, never of our own words: a plan said in another language, or by a
    later version with better words, has changed nothing. What an audience is called follows the language, so it stands
    apart in the digest, with its language (see `_is_same`).
    """

    def __init__(self, plan: Plan, before: Ledger) -> None:
        self._plan, self._locale, self._before = plan, plan.locale, before
        self._number = latest(before) + 1
        self._audiences: dict[str, str] = {}
        self._costs: dict[Money, str] = {}
        self._shared: dict[tuple[str, ...], str] = {}
        self._kinds: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, line: Line) -> Exported:
        """The entry of a line, with what has become of it since it was last given out."""
        if line.task is not None:
            return self._task(line, line.task)
        if line.send is not None:
            return self._send(line, line.send)
        raise ValueError(f"the line {line.id} is neither a send nor a task")

    def _task(self, line: Line, task: Task) -> Exported:
        label = TASK_LABELS.get(task.task)
        name = plain(task.task) if label is None else label.fill(self._locale, {})
        summary = self._say(export_words.TASK_SUMMARY, task=name, title=line.title)
        starts = task.starts if task.starts is not None and task.starts < task.due else None
        facts = ("task", task.task, line.title, line.owner, task.due, starts, task.is_late, task.send, *line.stages)
        digest = _digest(facts)
        sequence, changed, change, number = self._since(line.uid, digest, _Moment(task.due, None, "", starts))
        return Exported(
            line.uid,
            "task",
            task.id,
            task.due,
            None,
            0,
            _short(self._marked(summary, export_words.LATE) if task.is_late else summary, _MOST_OF_SUMMARY),
            line.campaign.name,
            "",
            line.owner,
            digest,
            sequence,
            changed,
            starts=starts,
            description="\n".join(self._task_lines(line, task, starts is not None)),
            categories=self._categories(line, self._say(export_words.TASK)),
            change=change,
            edition=number,
            seen=self._plan.as_of,
            campaign_title=_title(line),
            wave_title=wave_of(line),
            former_owners=self._former("owner", line.uid, line.owner),
        )

    def _send(self, line: Line, planned: PlannedSend) -> Exported:
        send = planned.send
        start = None if send.is_local else line.start
        time, zone = (None, "") if start is None else (start.time(), self._plan.zone)
        moment, digest = _Moment(line.day if start else send.day, time, zone, None), self._send_digest(line, planned)
        sequence, changed, change, number = self._since(line.uid, digest, moment)
        return Exported(
            line.uid,
            "send",
            send.id,
            moment.day,
            time,
            0 if start is None else line.minutes,
            self._send_summary(line, planned),
            line.campaign.name,
            line.channel,
            line.owner,
            digest,
            sequence,
            changed,
            zone=zone,
            is_estimated=send.estimated,
            description="\n".join(self._send_lines(line, planned)),
            categories=self._categories(line, line.channel),
            address=line.link,
            change=change,
            edition=number,
            seen=self._plan.as_of,
            campaign_title=_title(line),
            wave_title=wave_of(line),
            former_owners=self._former("owner", line.uid, line.owner),
            former_channels=self._former("channel", line.uid, line.channel),
        )

    def _former(self, kind: str, uid: str, now: str) -> tuple[str, ...]:
        """The owners or channels that an entry had before the one it has now, each once."""
        known = self._before.get(uid)
        if known is None:
            return ()
        was, earlier = (known.owner, known.former_owners) if kind == "owner" else (known.channel, known.former_channels)
        if was == now and now not in earlier:
            return earlier
        return tuple(name for name in dict.fromkeys((*earlier, was)) if name and name != now)

    def _since(self, uid: str, digest: str, moment: _Moment) -> tuple[int, date, str, int]:
        """Sequence, day and kind of the last change, and the edition that made it."""
        known = self._before.get(uid)
        if known is None:
            return 0, self._plan.as_of, "new", self._number
        if not known.is_cancelled and _is_same(digest, known.digest):
            return known.sequence, known.changed, known.change, known.edition
        is_moved = moment != (known.day, known.time, known.zone, known.starts)
        change = "new" if known.is_cancelled else "moved" if is_moved else "changed"
        return known.sequence + 1, max(self._plan.as_of, known.changed), change, self._number

    def _send_digest(self, line: Line, planned: PlannedSend) -> str:
        send, waterfall = planned.send, planned.waterfall
        at = line.start.time() if line.start is not None else None
        moments = (self._plan.zone, line.day, at, line.minutes, send.time, send.planned_day, send.planned_time)
        said = (line.title, line.channel, line.offer, line.owner, line.step, line.link, send.message)
        counts = (waterfall.contacts, waterfall.audience, waterfall.refused_at(Step.HOLDOUT), line.expected)
        cost = (planned.cost.minor, planned.cost.currency, *(part for zone in planned.zones for part in zone))
        marks = (send.is_local, send.estimated, *line.stages)
        return _digest(("send", *moments, *said, *counts, *cost, *marks), self._locale, self._audience(line.campaign))

    def _send_summary(self, line: Line, planned: PlannedSend) -> str:
        send, count = planned.send, planned.waterfall.contacts
        contacts = self._say(export_words.ONE_CONTACT if count == 1 else export_words.CONTACTS, count=f"{count:,}")
        summary = self._say(export_words.SEND_SUMMARY, title=line.title, channel=line.channel, contacts=contacts)
        if send.is_local and send.time is not None:
            summary = self._say(entry_words.CUSTOMER_TIME, time=_clock(send.time), summary=summary)
        return _short(self._marked(summary, export_words.ESTIMATED) if send.estimated else summary, _MOST_OF_SUMMARY)

    def _marked(self, summary: str, mark: Wording) -> str:
        return self._say(export_words.MARKED, summary=summary, mark=self._say(mark))

    def _task_lines(self, line: Line, task: Task, has_start: bool) -> list[str]:
        lines = [self._say(export_words.DUE_LINE, send=plain(task.send))]
        if has_start:
            lines += [
                self._say(entry_words.STARTS_LINE, starts=str(task.starts)),
                self._say(entry_words.DUE_DAY_LINE, due=str(task.due)),
            ]
        if line.owner:
            lines.append(self._say(export_words.OWNER_LINE, owner=_short(line.owner)))
        return [*lines, self._say(export_words.ID_LINE, id=line.id if line.id.isprintable() else plain(line.id))]

    def _send_lines(self, line: Line, planned: PlannedSend) -> list[str]:
        send, waterfall = planned.send, planned.waterfall
        lines = [self._shared_lines(line, send)]
        lines += self._local_lines(planned)
        counts = {
            "contacts": f"{waterfall.contacts:,}",
            "audience": f"{waterfall.audience:,}",
            "held_out": f"{waterfall.refused_at(Step.HOLDOUT):,}",
        }
        lines.append(self._say(export_words.COUNTS_LINE, **counts))
        if line.expected is not None:
            lines.append(self._say(entry_words.EXPECTED_LINE, contacts=f"{line.expected:,}"))
        lines.append(self._cost(planned.cost))
        if (send.day, send.time) != (send.planned_day, send.planned_time):
            lines.append(self._say(export_words.MOVED_LINE, planned=_planned_moment(send)))
        if line.owner:
            lines.append(self._say(export_words.OWNER_LINE, owner=_short(line.owner)))
        return [*lines, self._say(export_words.ID_LINE, id=line.id if line.id.isprintable() else plain(line.id))]

    def _cost(self, cost: Money) -> str:
        if cost not in self._costs:
            self._costs[cost] = self._say(export_words.COST_LINE, cost=str(cost))
        return self._costs[cost]

    def _shared_lines(self, line: Line, send: Send) -> str:
        key = (line.campaign.name, line.channel, line.offer, line.step, line.link, send.message)
        if key not in self._shared:
            lines = [
                self._say(export_words.MESSAGE_LINE, message=_short(plain(send.message))),
                self._say(export_words.CHANNEL_LINE, channel=_short(line.channel)),
            ]
            if line.step:
                lines.append(self._say(entry_words.STEP_LINE, step=_short(line.step)))
            if line.offer:
                lines.append(self._say(export_words.OFFER_LINE, offer=_short(line.offer)))
            if line.link:
                lines.append(self._say(entry_words.LINK_LINE, link=plain(line.link)))
            lines.append(self._say(export_words.FOR_LINE, audience=_short(self._audience(line.campaign))))
            self._shared[key] = "\n".join(lines)
        return self._shared[key]

    def _local_lines(self, planned: PlannedSend) -> list[str]:
        """When a send goes out that is spread out, or that has the time of each customer, and for how many where."""
        send = planned.send
        if send.time is None or not (send.is_local or send.until):
            return []
        ends = {"first": _clock(send.time), "last": _clock(send.until or send.time)}
        if not send.is_local:
            return [self._say(entry_words.SPREAD_LINE, **ends)]
        when = entry_words.LOCAL_LINE if send.until is None else entry_words.LOCAL_SPREAD_LINE
        lines = [self._say(when, time=ends["first"], **ends)]
        for zone, contacts in planned.zones:
            name = plain(zone) or self._say(entry_words.NO_ZONE, zone=self._plan.zone)
            lines.append(self._say(entry_words.ZONE_LINE, zone=name, contacts=f"{contacts:,}"))
        return lines

    def _audience(self, campaign: Campaign) -> str:
        if campaign.name not in self._audiences:
            self._audiences[campaign.name] = audience_of(campaign, self._locale)
        return self._audiences[campaign.name]

    def _categories(self, line: Line, kind: str) -> tuple[str, ...]:
        key = (line.campaign.name, kind, *line.stages)
        if key not in self._kinds:
            campaign = _title(line)
            self._kinds[key] = tuple(dict.fromkeys(one for one in (*line.stages, kind, campaign) if one))
        return self._kinds[key]

    def _say(self, wording: Wording, **values: str) -> str:
        return wording.fill(self._locale, values)


def _title(line: Line) -> str:
    return plain(line.campaign.title) or line.campaign.name


def _is_same(digest: str, other: str) -> bool:
    """Whether people see the same in two entries, the language aside."""
    facts, locale, words = digest.split(":")
    other_facts, other_locale, other_words = other.split(":")
    return facts == other_facts and (words == other_words or locale != other_locale)


def _digest(facts: tuple[object, ...], locale: str = "", words: str = "") -> str:
    told = "\x1f".join(map(str, facts))
    own = sha256(words.encode("utf-8", "replace")).hexdigest()[:16]
    return f"{sha256(told.encode('utf-8', 'replace')).hexdigest()[:32]}:{locale}:{own}"


def _short(text: str, most: int = _MOST_OF_TEXT) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _clock(at: ClockTime) -> str:
    return f"{at:%H:%M}"


def _planned_moment(send: Send) -> str:
    at = "" if send.planned_time is None else f" {send.planned_time:%H:%M}"
    return f"{send.planned_day}{at}"
