"""Files as they are, and what is proposed for each: staged, profiled, told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from clmplan.base.days import from_day_number
from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.progress import Progress, silent
from clmplan.data.imported.work import connect, interruptible
from clmplan.data.mapping.evidence import Home
from clmplan.data.mapping.ideas.idea import Idea
from clmplan.data.mapping.naming import different, is_chinese
from clmplan.data.mapping.profile import ColumnProfile
from clmplan.data.mapping.proposal import Role, TableProposal
from clmplan.data.mapping.propose import Wish, key_ideas, propose
from clmplan.data.mapping.staged_profile import last_day, profiles, repeated
from clmplan.data.sources.place import Place
from clmplan.data.sources.stage import stage
from clmplan.data.sources.staged import Reading, Staged
from clmplan.data.sources.text.encodings import stated_codec
from clmplan.model.project import SourceOptions

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_UNSURE = ("scored", "few")  # encodings found so are written down, that later imports need no guess
_ALIKE = 0.95
_SIGNS = (("¥", "CNY"), ("￥", "CNY"), ("元", "CNY"), ("£", "GBP"), ("€", "EUR"), ("$", "USD"))
_CHINA, _BRITAIN = Home("CNY", "Asia/Shanghai"), Home("GBP", "Europe/London")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be mapped, how it is read, and what the author says about it."""

    place: Place
    options: SourceOptions
    wish: Wish


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was found about one file: its proposal (None when nothing can be proposed), how it was read, and the last
    day of its rows (None: it has none)."""

    proposal: TableProposal | None
    readings: tuple[Reading, ...]
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Looked:
    """The files in the order asked for, and the project they were read for; `chinese` says how their headers speak."""

    files: tuple[Proposed, ...]
    home: Home
    chinese: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """A file in the engine."""

    wanted: Wanted
    staged: Staged
    profiles: tuple[ColumnProfile, ...]


def look(
    wanted: Sequence[Wanted], home: Home | None, taken: Iterable[str], keys: Sequence[Idea], progress: Progress = silent
) -> Checked[Looked | None]:
    """Proposals for files that belong to one project; None when one cannot be read.

    Without a `home` money and zone are taken from the files. `taken` are names of events the project has already,
    `keys` the ideas by which its tables name customers.
    """
    with interruptible(), TemporaryDirectory(prefix="clmplan") as spill:
        connection = connect(Path(spill))
        try:
            return _look(connection, wanted, home, tuple(taken), tuple(keys), progress)
        finally:
            connection.close()


def _look(
    connection: DuckDBPyConnection,
    wanted: Sequence[Wanted],
    home: Home | None,
    taken: tuple[str, ...],
    keys: tuple[Idea, ...],
    progress: Progress,
) -> Checked[Looked | None]:
    found: list[Diagnostic] = []
    read: list[_Read] = []
    for number, one in enumerate(wanted):
        staged = stage(connection, f"look{number}", one.place, None, one.options, progress)
        found.extend(staged.diagnostics)
        if staged.value is not None:
            read.append(_Read(one, staged.value, profiles(connection, staged.value, progress)))
    if len(read) < len(wanted):
        return Checked(None, tuple(found))
    chinese = _speaks_chinese(read)
    there = home or _home(read, chinese)
    shared = keys or _shared_keys(read)
    files: list[Proposed] = []
    for file in read:
        names = [*taken, *(one.proposal.table.name for one in files if one.proposal)]
        proposed = _propose(connection, file, there, shared, names)
        found.extend(proposed.diagnostics)
        files.append(proposed.value)
    return Checked(Looked(tuple(files), there, chinese), tuple(found))


def _propose(
    connection: DuckDBPyConnection, read: _Read, home: Home, keys: tuple[Idea, ...], names: Sequence[str]
) -> Checked[Proposed]:
    wish = replace(read.wanted.wish, keys=keys)
    options = _pinned(read.wanted.options, read.staged.facts)
    headers = read.staged.facts[0].header if read.staged.facts else None
    made = propose(read.wanted.place.file, read.profiles, options, home, wish, headers)
    proposal = made.value
    if proposal is None:
        return Checked(Proposed(None, read.staged.facts, None), made.diagnostics)
    if proposal.role is Role.EVENTS:
        proposal = _with_orders(connection, read, proposal)
        if wish.name is None:
            name = different(proposal.table.name, names)
            proposal = replace(proposal, table=replace(proposal.table, name=name))
    field = proposal.table.field(proposal.table.day) if proposal.table.day is not None else None
    number = last_day(connection, read.staged, field, home) if field is not None else None
    day = from_day_number(number) if number is not None else None
    return Checked(Proposed(proposal, read.staged.facts, day), made.diagnostics)


def _with_orders(connection: DuckDBPyConnection, read: _Read, proposal: TableProposal) -> TableProposal:
    """The proposal with the lines of an order joined, unless each of them bears the amount of the whole order."""
    by_idea = {one.idea.en: one for one in proposal.columns if one.idea is not None and one.field is not None}
    order, amount = by_idea.get("order_id"), by_idea.get("amount")
    if order is None or order.field is None:
        return proposal
    number = read.staged.columns.index(order.header)
    paid = read.staged.columns.index(amount.header) if amount is not None else None
    repetition = repeated(connection, read.staged, number, paid)
    if not repetition.groups:
        return proposal
    if repetition.alike >= _ALIKE * repetition.groups:
        return replace(proposal, repeating=order.field.name)
    return replace(proposal, table=replace(proposal.table, one_per=order.field.name))


def _pinned(options: SourceOptions, readings: Sequence[Reading]) -> SourceOptions:
    """The options with an encoding that had to be weighed, when all files of the source have it."""
    facts = {tuple(value for name, value in one.facts if name in ("encoding", "found")) for one in readings}
    if options.encoding is not None or len(facts) != 1:
        return options
    encoding, *how = facts.pop() or ("",)
    return replace(options, encoding=encoding) if stated_codec(encoding) and set(how) & set(_UNSURE) else options


def _shared_keys(read: Sequence[_Read]) -> tuple[Idea, ...]:
    """The ideas of keys that every file has, when there are several."""
    ideas = [key_ideas(one.profiles) for one in read]
    return tuple(idea for idea in ideas[0] if all(idea in others for others in ideas)) if len(ideas) > 1 else ()


def _speaks_chinese(read: Sequence[_Read]) -> bool:
    headers = [header for one in read for header in one.staged.columns]
    return 2 * sum(map(is_chinese, headers)) >= len(headers)


def _home(read: Sequence[_Read], chinese: bool) -> Home:
    """The home that the language of the headers suggests, with the currency whose sign most sampled values bear."""
    home = _CHINA if chinese else _BRITAIN
    counts: Counter[str] = Counter()
    for one in read:
        for profile in one.profiles:
            for text, _ in profile.texts[:100]:
                bare = text.strip()
                is_amount = bare[:1].isdigit() or bare[1:2].isdigit()
                counts.update(code for sign, code in _SIGNS if is_amount and sign in (bare[:1], bare[-1:]))
    return replace(home, currency=min(counts, key=lambda code: (-counts[code], code))) if counts else home
