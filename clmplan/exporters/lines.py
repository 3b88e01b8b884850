"""The calendar as lines: each send and each task once, in the order of the day, with titles in place of names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from clmplan.base.clock import instant
from clmplan.codes import export_words as words
from clmplan.exporters.links import Links
from clmplan.exporters.stages import StageNames
from clmplan.model.calendar import Send, Task
from clmplan.model.plan import Plan, PlannedSend
from clmplan.model.playbook import Campaign

# INVARIANT: never changes, or every entry of every calendar given out appears a second time.
_NAMESPACE = UUID("6f1de0a6-6c0c-5d5e-9f63-3f0d3b1f9c11")
_USUAL_MINUTES = 30
_MINUTES_OF_A_DAY = 24 * 60
_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
# signs that turn the direction of what follows them, and with it that of the text beside
TURNS = (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS: Mapping[int, str | None] = {**dict.fromkeys((*range(32), *range(127, 160), *TURNS)), **_SPACES}


@dataclass(frozen=True, slots=True)
class Line:
    """One send or one task. `start` is None when it takes the whole day; exactly one of `send`, `task` is given.

    `wave` is the wave's name; it and `channel`, `offer` (titles) are empty where a task has none. `uid` is its lasting
    id everywhere outside the plan, from names that the author controls. `channel_name` is the channel's name in the
    playbook; `minutes` how long the entry lasts (0: the whole day) and `end` when it is over; `stages` are the titles
    of the stages that the audience is made of; `expected` the contacts when customers respond as often as measured;
    `step` the step of the journey. `code` is the short code of the campaign, or of the line's own `link` (the address
    with its tags, "" without one); `scene` is that code where WeChat hands it over. Of the calendar given out before,
    an edition knows: `sequence` counts the changes, `changed` is the day of the last one (None without any), and
    `change` is `new`, `moved` or `changed` when that was the last edition (the first edition changes nothing).
    """

    id: str
    uid: str
    day: date
    start: datetime | None
    campaign: Campaign
    wave: str
    title: str
    channel: str
    offer: str
    owner: str
    send: PlannedSend | None = None
    task: Task | None = None
    channel_name: str = ""
    wave_title: str = ""
    minutes: int = 0
    end: datetime | None = None
    stages: tuple[str, ...] = ()
    expected: int | None = None
    step: str = ""
    code: str = ""
    link: str = ""
    scene: str = ""
    sequence: int = 0
    changed: date | None = None
    change: str = ""

    @property
    def kind(self) -> str:
        """`task` or `send`."""
        return "send" if self.task is None else "task"


def plain(text: str) -> str:
    """Author text on one line: line breaks and tabs become spaces, control characters and signs of direction go."""
    return text.translate(_CONTROLS).strip()


def audience_of(campaign: Campaign, locale: str) -> str:
    """For whom a campaign is, as written, with its exceptions."""
    exceptions = " or ".join(plain(one.at.text) for one in campaign.exclusions if one.at is not None)
    audience = plain(campaign.audience_text)
    return words.EXCEPT.fill(locale, {"audience": audience, "exceptions": exceptions}) if exceptions else audience


def in_calendar_order(plan: Plan) -> tuple[Line, ...]:
    """What asks for work, by day: tasks, then sends without a time, then sends by time in the plan's order.

    Days of triggered waves that reach nobody are left out; plan.json has them with their waterfalls.
    """
    maker = _Maker(plan)
    lines = [maker.task(task) for task in plan.calendar.tasks]
    lines += [maker.send(one) for one in plan.sends if one.asks_for_work]
    return tuple(sorted(lines, key=_moment))


def uid(plan: Plan, kind: str, name: str) -> str:
    """The lasting id of a send or task outside the plan, from names that the author controls."""
    return f"{uuid5(_NAMESPACE, '/'.join((plan.project, plan.playbook.name, kind, name)))}@clmplan"


class _Maker:
    """Makes lines of one plan; what many lines share is looked up once."""

    def __init__(self, plan: Plan) -> None:
        playbook = plan.playbook
        self._plan, self._zone = plan, ZoneInfo(plan.zone)
        self._campaigns = {campaign.name: campaign for campaign in playbook.campaigns}
        self._owners = {campaign.name: plain(campaign.owner or "") for campaign in playbook.campaigns}
        self._channels = {channel.name: plain(channel.title or channel.name) for channel in playbook.channels}
        self._offers = {offer.name: plain(offer.title or offer.name) for offer in playbook.offers}
        self._wave_of = {planned.send.id: planned.send.wave for planned in plan.sends}
        self._links, self._stages = Links(plan), StageNames(playbook)
        self._waves: dict[tuple[str, str], _WaveWords] = {}

    def task(self, task: Task) -> Line:
        """The line of a task."""
        campaign = self._campaigns[task.campaign]
        wave = self._wave_of.get(task.send, "")
        words = self._words(campaign, wave)
        return Line(
            task.id,
            uid(self._plan, "task", task.id),
            task.due,
            None,
            campaign,
            wave,
            words.title,
            "",
            "",
            plain(task.owner or ""),
            task=task,
            wave_title=words.wave,
            stages=words.stages,
            code=self._links.code(campaign.name),
        )

    def send(self, planned: PlannedSend) -> Line:
        """The line of a send."""
        send, campaign = planned.send, self._campaigns[planned.send.campaign]
        words, link = self._words(campaign, send.wave), self._links.of(send)
        start = instant(send.day, send.time, self._zone) if send.time is not None else None
        minutes = _minutes(send)
        return Line(
            send.id,
            uid(self._plan, "send", send.id),
            start.date() if start is not None else send.day,
            start,
            campaign,
            send.wave,
            words.title,
            self._channels[send.channel],
            self._offers[send.offer] if send.offer else "",
            self._owners[campaign.name],
            planned,
            channel_name=send.channel,
            wave_title=words.wave,
            minutes=minutes,
            end=None if start is None else (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(self._zone),
            stages=words.stages,
            expected=planned.expected,
            step=plain(send.step),
            code=self._links.code(campaign.name) if link is None else link.code,
            link="" if link is None else link.address,
            scene="" if link is None else link.scene,
        )

    def _words(self, campaign: Campaign, wave: str) -> _WaveWords:
        key = (campaign.name, wave)
        if key not in self._waves:
            declared = next((one for one in campaign.waves if one.name == wave), None)
            stages = tuple(map(plain, self._stages.of(campaign.audience, declared)))
            whole, own = plain(campaign.title or campaign.name), plain(declared.title) if declared else ""
            title = " · ".join(dict.fromkeys(one for one in (whole, own) if one))
            self._waves[key] = _WaveWords(title, own if own != whole else "", stages)
        return self._waves[key]


@dataclass(frozen=True, slots=True)
class _WaveWords:
    """What every line of a wave says: the title of campaign and wave, the wave's own ("" if the same), the stages."""

    title: str
    wave: str
    stages: tuple[str, ...]


def _minutes(send: Send) -> int:
    """How long a send lasts: the time over which it is spread out, else half an hour; 0 for a whole day."""
    if send.time is None:
        return 0
    if send.until is None:
        return _USUAL_MINUTES
    first, last = (60 * at.hour + at.minute for at in (send.time, send.until))
    return (last - first) % _MINUTES_OF_A_DAY or _USUAL_MINUTES


def _moment(line: Line) -> tuple[date, bool, time, str]:
    at = line.start.time() if line.start is not None else time.min
    task = line.task.id if line.task is not None else ""
    return (line.day, line.task is None, at, task)
