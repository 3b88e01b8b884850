"""Files with a project's own days: named days, days off, workdays, and whole years as they were announced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from yaml.nodes import MappingNode, Node, SequenceNode

from clmplan.almanac.lunar import FIRST_YEAR, LAST_YEAR
from clmplan.almanac.regions import known_regions
from clmplan.almanac.rules import FIRST_YEAR as FIRST_NAMED
from clmplan.almanac.rules import LAST_YEAR as LAST_NAMED
from clmplan.almanac.table import all_names, is_known
from clmplan.almanac.written import days_between, rule_of, season_around
from clmplan.base.days import Window
from clmplan.base.diagnostics import Checked, Diagnostic, in_order, nearest
from clmplan.base.source import Source, Span
from clmplan.codes import almanac as codes
from clmplan.codes.project import MISSING_KEY, NOT_YAML
from clmplan.data.project.nodes import Block, Item, NodeReader, suggestion
from clmplan.data.project.text import compose
from clmplan.data.project.words import DAY_FILE_KEYS, DAY_KEYS, TITLE_KEYS
from clmplan.model.declared.added_days import AddedDay, AddedDays, StatutoryYear

_YEARS = range(FIRST_NAMED, LAST_NAMED + 1)
Off = tuple[tuple[str, tuple[date, ...]], ...]


def read_day_files(sources: Iterable[Source]) -> Checked[AddedDays]:
    """What the day files of a project say together; every mistake of each with its place."""
    gathered = _Gathered()
    for source in sources:
        composed = compose(source)
        gathered.found += (_in_day_file(one, source.path) for one in composed.diagnostics)
        start = Span(source, 0, 0)
        if composed.value is not None:
            _File(NodeReader(source, gathered.found), gathered).read(Item(source.path, composed.value), start)
        elif not composed.diagnostics:
            gathered.found.append(codes.NOTHING_SAID.at(start, name=source.path))
    days = AddedDays(tuple(gathered.named), tuple(gathered.off), tuple(gathered.workdays), tuple(gathered.years))
    return Checked(days, in_order(tuple(gathered.found)))


def _in_day_file(said: Diagnostic, path: str) -> Diagnostic:
    """What is wrong with a text as YAML, said of a day file."""
    if said.code is not NOT_YAML or said.place is None:
        return said
    return codes.BROKEN.at(said.place, name=path, line=said.place.line)


@dataclass(slots=True)
class _Gathered:
    """What all files have said so far."""

    found: list[Diagnostic] = field(default_factory=list)
    named: list[AddedDay] = field(default_factory=list)
    off: list[tuple[date, str]] = field(default_factory=list)
    workdays: list[date] = field(default_factory=list)
    years: list[StatutoryYear] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    """One file being read; what it says goes to what all say."""

    reader: NodeReader
    gathered: _Gathered

    def read(self, item: Item, start: Span) -> None:
        """Everything in the file."""
        before = len(self.gathered.found)
        block = self.reader.block(item, DAY_FILE_KEYS, (), start)
        items = block.items
        source = self.reader.text(items.get("source")) or item.key
        if "days" in items:
            self.gathered.named += list(self._named(items["days"], source))
        if "year" in items or "region" in items:
            self._announced(block, source)
        elif "off" in items or "workdays" in items:
            off, worked = self._off_and_worked(block, None)
            self.gathered.off += [(day, source) for _, days in off for day in days]
            self.gathered.workdays += worked
        elif "days" not in items and len(self.gathered.found) == before:
            self.reader.report(codes.NOTHING_SAID, item.node, name=item.key)

    def _named(self, item: Item, source: str) -> Iterator[AddedDay]:
        for entry, key_node in self.reader.entries(item):
            name = self.reader.name(entry, key_node)
            if name is None:
                continue
            if any(one.name == name for one in self.gathered.named):
                self.reader.report(codes.SAID_TWICE, key_node, name=name)
                continue
            if is_known(name):
                self.reader.report(codes.KNOWN_ALREADY, key_node, name=name)
            items = self._block(entry, DAY_KEYS, ("on",)).items if isinstance(entry.node, MappingNode) else {}
            when = items.get("on") if isinstance(entry.node, MappingNode) else entry
            days = tuple(self._each_day(name, when))
            titles = self._titles(name, items.get("title"))
            yield AddedDay(name, titles, tuple(self._with_season(name, days, items.get("season"))), source)

    def _each_day(self, name: str, item: Item | None) -> Iterator[date]:
        """The days of each rule, in the years that the almanac covers."""
        found: set[date] = set()
        for part in _parts(item):
            text = self.reader.text(part)
            rule = rule_of(text) if text is not None else None
            if text is not None and rule is None:
                self.reader.report(codes.NOT_A_RULE, part.node, text=text, name=name)
            days = () if rule is None else tuple(day for year in _YEARS for day in rule.in_year(year))
            if rule is not None and not days:
                first, last = _YEARS[0], _YEARS[-1]
                self.reader.report(codes.YEAR_OUTSIDE, part.node, year=str(text)[:4], first=first, last=last)
            found.update(days)
        yield from sorted(found)

    def _with_season(
        self, name: str, days: tuple[date, ...], item: Item | None
    ) -> Iterator[tuple[date, Window | None]]:
        """Each day with the season that it lies in: one written with its year belongs to that year alone."""
        text = self.reader.text(item)
        seasons = [None if text is None else season_around(day, text) for day in days]
        fitting = [one if one is not None and day in one else None for day, one in zip(days, seasons, strict=True)]
        if item is not None and text is not None and days and not any(fitting):
            self.reader.report(codes.NOT_A_SEASON, item.node, text=text, name=name)
        yield from zip(days, fitting, strict=True)

    def _titles(self, name: str, item: Item | None) -> tuple[tuple[str, str], ...]:
        if item is None:
            return (("en", name.replace("_", " ").title() if name.isascii() else name), ("zh", name))
        if not isinstance(item.node, MappingNode):
            title = self.reader.text(item) or name
            return (("en", title), ("zh", title))
        items = self._block(item, TITLE_KEYS, ()).items
        texts = {locale: self.reader.text(items.get(locale)) for locale in TITLE_KEYS}
        other = texts["en"] or texts["zh"] or name
        return tuple((locale, text or other) for locale, text in texts.items())

    def _announced(self, block: Block, source: str) -> None:
        """A year of a region, with everything that was announced about it."""
        items = block.items
        for key in ("region", "year", "off"):
            if key not in items:
                self.reader.found.append(MISSING_KEY.at(block.place, key=key))
        year, region = self._year(items.get("year")), self._region(items.get("region"))
        if year is None or region is None or "off" not in items:
            return
        off, worked = self._off_and_worked(block, year)
        both = {day for _, days in off for day in days}.intersection(worked)
        if any((one.region, one.year) == (region, year) for one in self.gathered.years):
            self.reader.report(codes.SAID_TWICE, items["year"].node, name=f"{region} {year}")
        elif not both and all(day.year == year for days in (*(days for _, days in off), worked) for day in days):
            is_verified = self.reader.switch(items.get("verified"))
            self.gathered.years.append(StatutoryYear(region, year, off, tuple(worked), source, is_verified))

    def _off_and_worked(self, block: Block, year: int | None) -> tuple[Off, list[date]]:
        off = self._off(block.items.get("off"), year)
        worked = self._days(block.items.get("workdays"), year)
        free = {day for _, days in off for day in days}
        for day, node in worked:
            if day in free:
                self.reader.report(codes.OFF_AND_WORKED, node, day=day)
        return off, [day for day, _ in worked]

    def _off(self, item: Item | None, year: int | None) -> Off:
        """Days off by festival: a block of festivals, or a list that belongs to none."""
        if item is None or not isinstance(item.node, MappingNode):
            return (("", tuple(day for day, _ in self._days(item, year))),) if item is not None else ()
        known = {name: english for english, chinese in all_names(()) for name in (english, chinese)}
        found: list[tuple[str, tuple[date, ...]]] = []
        for entry, key_node in self.reader.entries(item):
            if entry.key not in known:
                self.reader.report(codes.UNKNOWN_DAY, key_node, name=entry.key, known=_nearest(entry.key, known))
            days = tuple(day for day, _ in self._days(entry, year))
            found.append((known.get(entry.key, ""), days))
        return tuple(found)

    def _days(self, item: Item | None, year: int | None) -> list[tuple[date, Node]]:
        found: list[tuple[date, Node]] = []
        for part in _parts(item):
            text = self.reader.text(part)
            for one in _split(text or ""):
                days = days_between(one, year)
                if days is None:
                    self.reader.report(codes.NOT_DAYS, part.node, text=one)
                    continue
                others = [day for day in days if year is not None and day.year != year]
                for day in others[:1]:
                    self.reader.report(codes.OTHER_YEAR, part.node, day=day, year=year)
                found += [(day, part.node) for day in days]
        return found

    def _year(self, item: Item | None) -> int | None:
        year = self.reader.count(item)
        if item is not None and year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            self.reader.report(codes.YEAR_OUTSIDE, item.node, year=year, first=FIRST_YEAR, last=LAST_YEAR)
            return None
        return year

    def _region(self, item: Item | None) -> str | None:
        text = self.reader.text(item)
        if item is None or text is None or text.upper() in known_regions():
            return None if text is None else text.upper()
        self.reader.report(codes.UNKNOWN_REGION, item.node, region=text, known=suggestion(text, known_regions()))
        return None

    def _block(self, item: Item, allowed: tuple[str, ...], required: tuple[str, ...]) -> Block:
        start = item.node.start_mark.index
        return self.reader.block(item, allowed, required, Span(self.reader.source, start, start + 1))


def _parts(item: Item | None) -> tuple[Item, ...]:
    """The values of a list, or the one value."""
    if item is None:
        return ()
    if isinstance(item.node, SequenceNode):
        return tuple(Item(item.key, node) for node in item.node.value)
    return (item,)


def _split(text: str) -> Iterator[str]:
    """The days and ranges of `01-01 02-14 .. 02-18`."""
    words = text.replace("..", " .. ").replace("至", " .. ").split()
    while words:
        size = 3 if len(words) > 2 and words[1] == ".." else 1
        yield " ".join(words[:size])
        words = words[size:]


def _nearest(name: str, known: Iterable[str]) -> str:
    return f"`{nearest(name, tuple(known)) or 'spring_festival'}`"
