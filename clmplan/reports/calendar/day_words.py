"""What a day is called: festivals, seasons, days off, made-up workdays, conflicts."""

from __future__ import annotations

from collections import Counter
from datetime import date

from clmplan.model.schedule import NamedDay
from clmplan.reports.cast import Cast


class DayWords:
    """Answers for single days; made once for a page."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._table = cast.plan.playbook.day_table
        self._named: dict[date, list[str]] = {}
        for named in self._table.named:
            self._named.setdefault(named.day, []).append(named_title(cast, named))
        for named in self._table.named:
            if named.season and len(named.season) > 1 and named.season.start != named.day:
                said = cast.voice.say("season_begins", name=named_title(cast, named))
                self._named.setdefault(named.season.start, []).append(said)
        self._seasons = {
            day for named in self._table.named if named.season and len(named.season) > 1 for day in named.season
        }
        self._conflicts = Counter(one.day for one in cast.plan.conflicts if one.day)

    def names(self, day: date) -> str:
        """Its festivals and seasons that begin, and whether it is a made-up workday."""
        names = list(dict.fromkeys(self._named.get(day, ())))
        if day in self._table.made_up_workdays:
            names.append(self._cast.voice.say("work"))
        return " · ".join(names)

    def note(self, day: date) -> str:
        """Its names, and that it is a day off."""
        parts = [self.names(day), "" if self._table.is_workday(day) else self._cast.voice.say("day_off")]
        return " · ".join(part for part in parts if part)

    def conflicts(self, day: date) -> str:
        """How many conflicts it has; nothing when none."""
        return str(self._conflicts[day]) if self._conflicts[day] else ""

    def look(self, day: date) -> str:
        """Its classes: day off, season."""
        return " ".join((*(() if self._table.is_workday(day) else ("off",)), *(("season",) * (day in self._seasons))))


def named_title(cast: Cast, named: NamedDay) -> str:
    """The name of a day; one that nobody has verified is marked."""
    title = named.title(cast.voice.locale)
    return title if named.verified else f"≈ {title}"
