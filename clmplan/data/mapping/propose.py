"""The proposal for one file: its kind, its key, its day, and a field for every column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from clmplan.base.diagnostics import Checked, Diagnostic, nearest
from clmplan.codes import mapping as say
from clmplan.codes.data import NO_EVENTS
from clmplan.data.mapping.columns import propose_columns, with_product
from clmplan.data.mapping.evidence import Home, Setting, lost_digits
from clmplan.data.mapping.ideas.idea import Idea, Part
from clmplan.data.mapping.ideas.synonyms import every_idea
from clmplan.data.mapping.naming import event_name, is_chinese
from clmplan.data.mapping.profile import ColumnProfile
from clmplan.data.mapping.proposal import ColumnProposal, Reason, Role, TableProposal
from clmplan.data.mapping.tables import SIDES, Key, day_of, keys, role_of
from clmplan.model.project import FieldSpec, FieldType, SourceOptions, TableSpec

_SHOWN = 12
_ORDERS, _VISITS = ("orders", "订单"), ("visits", "访问")
_CHANNEL_TYPES = (FieldType.TEXT, FieldType.ONE_OF)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the author says about a file: each of it None when it is to be found out.

    `name` is the kind of event. `keys` are ideas of keys that other tables of the project use, the best first.
    """

    role: Role | None = None
    key: str | None = None
    day: str | None = None
    channel: str | None = None
    name: str | None = None
    date_order: str | None = None
    keys: tuple[Idea, ...] = ()


def propose(
    file: str,
    profiles: Sequence[ColumnProfile],
    source: SourceOptions,
    home: Home,
    wish: Wish,
    headers: Sequence[str] | None = None,
) -> Checked[TableProposal | None]:
    """The proposal for a file's columns, or what stands in the way of one.

    `headers` are those of the file, with the empty and the repeated ones; None: those of the profiles.
    """
    counts = Counter([one.header for one in profiles] if headers is None else headers)
    usable = [one for one in profiles if one.header and counts[one.header] == 1]
    unknown = [
        one
        for one in (wish.key, wish.day, wish.channel)
        if one is not None and all(one != two.header for two in usable)
    ]
    if unknown:
        return Checked(None, tuple(_no_column(file, one, usable) for one in unknown))
    key = _key(usable, wish)
    if key is None:
        # Without rows even a column with a plain header cannot be told to be the key.
        empty = () if any(one.rows for one in profiles) else (NO_EVENTS.at(None, file=file),)
        return Checked(None, (*empty, _nothing_for("key", file, usable)))
    role = wish.role or role_of(usable, key, file)
    setting = Setting(SIDES[role], home.currency, home.zone, wish.date_order)
    columns = propose_columns(usable, key.profile.header, setting) if role is not Role.SUPPRESSED else ()
    day = next((one for one in columns if one.header == wish.day), None) if wish.day else day_of(columns, role)
    columns = _with_channel(columns, wish.channel)
    if role is Role.EVENTS:
        columns = with_product(columns)
    if not _is_day(day, role):
        return Checked(None, (_nothing_for("day", file, usable),))
    columns = _with_parts(columns, day, role)
    if role is Role.CONTACTS and not any(one.part is Part.CHANNEL for one in columns):
        return Checked(None, (_nothing_for("channel", file, usable),))
    spec = _table(file, role, key.profile.header, columns, source, wish.name)
    twice = tuple(sorted(header for header, count in counts.items() if header and count > 1))
    proposal = TableProposal(
        role, spec, (_key_column(key), *columns), key.profile.rows, key.profile.distinct, twice, counts[""]
    )
    return Checked(proposal, tuple(_findings(file, proposal)))


def key_ideas(profiles: Sequence[ColumnProfile]) -> tuple[Idea, ...]:
    """The ideas of the columns that may name the customer, the likeliest first."""
    return tuple(dict.fromkeys(one.idea for one in keys(profiles) if one.idea is not None))


def key_idea(header: str) -> Idea | None:
    """The idea of a key that a header names."""
    return next((one.idea for one in every_idea(header) if one.idea.part is Part.KEY), None)


def _key(profiles: Sequence[ColumnProfile], wish: Wish) -> Key | None:
    if wish.key is not None:
        chosen = next(one for one in profiles if one.header == wish.key)
        return Key(chosen, key_idea(wish.key))
    found = keys(profiles)
    shared = next((one for idea in wish.keys for one in found if one.idea is idea), None)
    return shared or (found[0] if found else None)


def _key_column(key: Key) -> ColumnProposal:
    reason = Reason.NAME if key.idea is not None else Reason.SHAPE
    lost = None if key.idea is None else lost_digits(key.profile)
    return ColumnProposal(key.profile.header, None, Part.KEY, reason, key.idea, key.profile.shown, lost=lost)


def _with_channel(columns: tuple[ColumnProposal, ...], header: str | None) -> tuple[ColumnProposal, ...]:
    """The columns with the one named as the channel, and no other in its place."""
    if header is None:
        return columns
    chosen = (replace(one, part=Part.CHANNEL) for one in columns if one.header == header)
    others = (replace(one, part=Part.NONE) if one.part is Part.CHANNEL else one for one in columns)
    return (*chosen, *(one for one in others if one.header != header))


def _with_parts(
    columns: tuple[ColumnProposal, ...], day: ColumnProposal | None, role: Role
) -> tuple[ColumnProposal, ...]:
    """The columns with one day at most, which no event lacks; a history of contacts keeps its day and channel."""
    found: list[ColumnProposal] = []
    for one in columns:
        if one is day and one.field is not None:
            field = one.field if role is Role.CUSTOMERS else replace(one.field, nullable=False)
            found.append(replace(one, part=Part.DAY, field=field))
        elif one.part is Part.CHANNEL and role is Role.CONTACTS and one.field is not None:
            if all(other.part is not Part.CHANNEL for other in found):
                # A channel that the list does not name would be lost, so none is listed.
                text = FieldSpec(one.field.name, one.field.column, FieldType.TEXT)
                found.append(replace(one, field=text))
        elif role is not Role.CONTACTS:
            found.append(replace(one, part=one.part if one.part is Part.CONSENT else Part.NONE))
    return tuple(found)


def _table(
    file: str,
    role: Role,
    key: str,
    columns: tuple[ColumnProposal, ...],
    source: SourceOptions,
    name: str | None,
) -> TableSpec:
    fields = tuple(one.field for one in columns if one.field is not None)
    day_name = next((one.field.name for one in columns if one.part is Part.DAY and one.field is not None), None)
    title = role.value if role is not Role.EVENTS else name or _kind(file, columns)
    return TableSpec(title, file, key, fields, day_name, source=source)


def _kind(file: str, columns: Sequence[ColumnProposal]) -> str:
    """What to call the events of a file: orders and visits have words, others the name of the file."""
    ideas = {one.idea.en for one in columns if one.idea is not None}
    chinese = sum(is_chinese(one.header) for one in columns) * 2 > len(columns)
    if ideas & {"order_id", "paid_date", "order_date"}:
        return _ORDERS[chinese]
    return _VISITS[chinese] if "page" in ideas else event_name(file)


def _is_day(day: ColumnProposal | None, role: Role) -> bool:
    """Whether a table has the day it needs, and nothing else was named as its day."""
    if day is None or day.field is None:
        return role in (Role.CUSTOMERS, Role.SUPPRESSED)
    return day.field.type is FieldType.DATE


def _nothing_for(part: str, file: str, profiles: Sequence[ColumnProfile]) -> Diagnostic:
    known = _listed([one.header for one in profiles])
    return say.NO_COLUMN_FOR.at(None, file=file, part=say.PARTS[part], option=say.OPTIONS[part], known=known)


def _no_column(file: str, column: str, profiles: Sequence[ColumnProfile]) -> Diagnostic:
    headers = [one.header for one in profiles]
    close = nearest(column, headers)
    return say.NO_SUCH_COLUMN.at(None, file=file, column=column, known=_listed([close] if close else headers))


def _listed(headers: Sequence[str]) -> str:
    shown = ", ".join(f"`{one}`" for one in headers[:_SHOWN])
    return f"{shown}, …" if len(headers) > _SHOWN else shown


def _findings(file: str, proposal: TableProposal) -> list[Diagnostic]:
    found = [
        say.DATE_ORDER_OPEN.at(
            None, file=file, column=one.header, orders=", ".join(one.orders), value=one.shown[0], first=one.orders[0]
        )
        for one in proposal.open_questions
    ]
    found += [
        say.DIGITS_LOST.at(None, file=file, column=one.header, value=one.lost) for one in proposal.columns if one.lost
    ]
    left = [*(f"`{one}`" for one in proposal.twice), *(["``"] * proposal.unnamed)[:1]]
    return [*found, say.UNNAMED_COLUMN.at(None, file=file, columns=", ".join(left))] if left else found
